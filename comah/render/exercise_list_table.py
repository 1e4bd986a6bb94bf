"""Exercises by day, as an officer reads them on a screen."""

from __future__ import annotations

from typing import Final

from comah.model.exercise_view import ExerciseList, ExerciseRow
from comah.model.words import count_words, weekday_words
from comah.render.parts import write_folded
from comah.render.screen import Screen
from comah.render.unread import write_unread

HEADS: Final = ("Exercise", "Day", "State", "Type", "Plans", "")
_TABLE_FITS: Final = 130
NONE: Final = "No exercise to show."


def exercise_list_table(found: ExerciseList, width: int, *, colour: bool) -> str:
    """Return the exercises as a page of text, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    write_unread(screen, found.unreadable)
    for line in found.marking:
        write_folded(screen, line, style="bold")
    screen.split(heading(found), f"as at {weekday_words(found.on)}", "bold")
    if found.rows and screen.width >= _TABLE_FITS:
        screen.table(HEADS, [(row_cells(row), _style(row)) for row in found.rows])
    for row in found.rows if screen.width < _TABLE_FITS else ():
        _narrow(screen, row)
    if not found.rows:
        screen.line(NONE)
    if found.left_out:
        write_folded(screen, left_out(found))
    return screen.text()


def _narrow(screen: Screen, row: ExerciseRow) -> None:
    """Write an exercise on two lines, where a table would be folded to pieces."""
    _, day, state, kind, plans, note = row_cells(row)
    screen.split(row.exercise, f"{state}  {day}", _style(row))
    write_folded(screen, "; ".join(part for part in (f"{kind}, plans: {plans}", note) if part), "  ", "  ")


def heading(found: ExerciseList) -> str:
    """Return the page's title."""
    return f"Exercises: {found.scope}" if found.scope else "Exercises"


def left_out(found: ExerciseList) -> str:
    """Say how many are not shown."""
    return f"Not shown: {count_words(found.left_out, 'exercise')} closed or cancelled (--all)."


def row_cells(row: ExerciseRow) -> tuple[str, ...]:
    """Return an exercise's row as cells."""
    late = f"{count_words(row.steps_late, 'step')} LATE" if row.steps_late else ""
    note = "; ".join(part for part in (late, row.note) if part)
    return row.exercise, row.day, row.state.upper(), row.type, ", ".join(row.plans) or "none", note


def _style(row: ExerciseRow) -> str:
    return "yellow" if row.steps_late else ""
