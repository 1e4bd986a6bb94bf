"""Faults of a register as a page and as JSON."""

from __future__ import annotations

from typing import Final

from comah.model.kinds import Severity
from comah.model.problem import Problem
from comah.model.validation import Validation
from comah.model.words import count_words, weekday_words
from comah.render.json_text import json_text
from comah.render.screen import Screen

SCHEMA: Final = "comah.validate/1"
_STYLE: Final = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: ""}


def validation_table(found: Validation, width: int, *, colour: bool) -> str:
    """Return one block a fault: where, what was read, what was expected, a good example."""
    screen = Screen(width, colour=colour)
    screen.split(f"{found.register_name or 'Register'}: records", f"as at {weekday_words(found.on)}", "bold")
    for problem in found.problems:
        screen.line()
        _block(screen, problem)
    if found.problems:
        screen.line()
    screen.line(_counts(found))
    return screen.text()


def validation_json(found: Validation) -> str:
    """Return every fault."""
    return json_text(
        {
            "schema": SCHEMA,
            "on": found.on.isoformat(),
            "register": {"name": found.register_name, "digest": found.register_digest},
            "problems": [_fields(one) for one in found.problems],
            "counts": {severity.value: found.count(severity) for severity in Severity},
        }
    )


def _block(screen: Screen, problem: Problem) -> None:
    key = f"  {problem.key}" if problem.key else ""
    screen.line(f"{problem.severity.value.upper()}  {problem.where}{key}", _STYLE[problem.severity])
    screen.line(f"  {problem.message}")
    if problem.nearest:
        screen.line(f"  Did you mean {problem.nearest}?")
    if problem.expected:
        screen.line(f"  Expected: {problem.expected}")
    if problem.example:
        screen.line(f"  Example:  {problem.example}")
    if problem.hides_file:
        screen.line("  Nothing in this file is counted until it is mended.")


def _fields(problem: Problem) -> dict[str, object]:
    return {
        "severity": problem.severity.value,
        "file": problem.file,
        "line": problem.line or None,
        "key": problem.key,
        "message": problem.message,
        "expected": problem.expected,
        "example": problem.example,
        "nearest": problem.nearest,
        "whole_file": problem.hides_file,
    }


def _counts(found: Validation) -> str:
    counts = ((found.count(severity), severity.value) for severity in Severity)
    listed = ", ".join(count_words(number, word) for number, word in counts if number)
    return f"{listed}." if listed else "No fault found."
