"""One exercise, and the Monday screen, whole, on the example register."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from command_line import EXAMPLE, ON, run_comah

Golden = Callable[[str, str], None]
_FORMS = [("table", "txt"), ("json", "json"), ("md", "md")]


@pytest.mark.parametrize(("form", "ending"), _FORMS)
def test_the_exercise_confirmed_without_a_debrief_date(form: str, ending: str, golden: Golden) -> None:
    done = run_comah(
        "exercise", "show", "2026-westbank-live", "--on", "2026-10-28", "--sites", EXAMPLE, "--format", form
    )
    assert (done.status, done.err) == (0, "")
    golden(f"exercise_example.{ending}", done.out)


@pytest.mark.parametrize(("form", "ending"), _FORMS)
def test_the_monday_screen(form: str, ending: str, golden: Golden) -> None:
    done = run_comah("week", "--sites", EXAMPLE, *ON, "--format", form)
    assert (done.status, done.err) == (0, "")
    golden(f"week_example.{ending}", done.out)


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    for command in (("week",), ("exercise", "list", "--all"), ("exercise", "show", "2027-northbank-live", "--all")):
        answers = {
            run_comah(*command, "--sites", EXAMPLE, *ON, "--format", "json", PYTHONHASHSEED=seed).out
            for seed in ("0", "1", "77")
        }
        assert len(answers) == 1
