"""``comah check`` whole, in every form, on the shipped register and on the example."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import EXAMPLE, ON, SHIPPED, run_comah

Golden = Callable[[str, str], None]
REGISTERS = {"shipped": SHIPPED, "example": EXAMPLE}
FORMS = {"table": "txt", "json": "json", "csv": "csv", "md": "md", "junit": "xml"}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", REGISTERS)
def test_a_register_checked(name: str, form: str, golden: Golden) -> None:
    sites: Path = REGISTERS[name]
    done = run_comah("check", "--sites", sites, *ON, "--format", form)
    assert done.err == ""
    golden(f"check_{name}.{FORMS[form]}", done.out)
