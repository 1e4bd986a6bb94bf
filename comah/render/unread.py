"""What could not be read, at the top of a page: silence is never read as safety."""

from __future__ import annotations

from collections.abc import Iterable

from comah.model.problem import Problem
from comah.render.markdown import md
from comah.render.parts import write_folded
from comah.render.screen import Screen

_MEND = "What follows may be wrong until these are mended: comah validate"


def write_unread(screen: Screen, problems: Iterable[Problem]) -> None:
    """Write the faults of record files, where there are any."""
    found = tuple(problems)
    if not found:
        return
    screen.line("NOT READ AS WRITTEN", "bold red")
    for problem in found:
        write_folded(screen, _words(problem), "  ", "    ")
    screen.line(_MEND)
    screen.line()


def unread_md(problems: Iterable[Problem]) -> list[str]:
    """Return the faults of record files as Markdown lines."""
    lines = [f"- **Not read as written:** {md(_words(problem))}" for problem in problems]
    return [*lines, "", _MEND, ""] if lines else []


def _words(problem: Problem) -> str:
    what = " (nothing of this file is counted)" if problem.hides_file else ""
    key = f" {problem.key}" if problem.key else ""
    return f"{problem.where}{key} {problem.message}{what}"
