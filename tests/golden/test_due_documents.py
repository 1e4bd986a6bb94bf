"""``comah due`` whole, in every form, on the shipped register and on the example."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from command_line import EXAMPLE, ON, SHIPPED, run_comah

Golden = Callable[[str, str], None]


@pytest.mark.parametrize(("form", "ending"), [("table", "txt"), ("json", "json"), ("csv", "csv"), ("md", "md")])
def test_the_shipped_register(form: str, ending: str, golden: Golden) -> None:
    done = run_comah("due", "--sites", SHIPPED, *ON, "--format", form)
    assert (done.status, done.err) == (0, "")
    golden(f"due_shipped.{ending}", done.out)


@pytest.mark.parametrize(("form", "ending"), [("table", "txt"), ("json", "json"), ("csv", "csv"), ("md", "md")])
def test_the_example_register(form: str, ending: str, golden: Golden) -> None:
    done = run_comah("due", "--sites", EXAMPLE, *ON, "--format", form)
    assert (done.status, done.err) == (0, "")
    golden(f"due_example.{ending}", done.out)


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    answers = {
        run_comah("due", "--sites", EXAMPLE, *ON, "--all", "--operator", "--format", form, PYTHONHASHSEED=seed).out
        for seed in ("0", "1", "2", "77")
        for form in ("json",)
    }
    assert len(answers) == 1
