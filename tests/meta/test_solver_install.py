"""How OR-Tools is installed is said alike wherever it is said, and as the extra ``solver`` asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest
import tomli

from comah.solver import INSTALL_SOLVER

ROOT = Path(__file__).parents[2]


def test_the_command_asks_for_what_the_extra_asks_for() -> None:
    project = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (needed,) = project["optional-dependencies"]["solver"]
    assert f'pip install "{needed}"' == INSTALL_SOLVER


@pytest.mark.parametrize("page", ["how-to/programme.md", "how-to/build-a-rota.md", "explanation/programme.md"])
def test_the_documentation_gives_that_command(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    assert INSTALL_SOLVER in text
    assert "[solver]" not in text
