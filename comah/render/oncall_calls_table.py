"""Test calls and call-outs on a screen, the newest first."""

from __future__ import annotations

from typing import Final

from comah.model.oncall_calls import CallRow, CallsPage, NextTest
from comah.model.words import count_words, day_words
from comah.render.oncall_head import write_head
from comah.render.parts import write_folded
from comah.render.screen import Screen

HEADS: Final = ("When", "Role", "Kind", "Answered by", "After", "Rung", "Note")
NONE: Final = "No call on record."
_INDENT: Final = "  "


def oncall_calls_table(page: CallsPage, width: int, *, colour: bool) -> str:
    """Return the page, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    write_head(screen, page.head, "calls", page.on)
    write_folded(screen, summary(page))
    if page.rows:
        screen.table(HEADS, ((cells(row), _style(row)) for row in page.rows))
    for test in page.tests:
        write_folded(screen, next_test_words(test), hanging=_INDENT, style="red" if test.is_missed else "")
    return screen.text()


def summary(page: CallsPage) -> str:
    """Say how many there are, and how many went badly."""
    what = f"{page.scope}: " if page.scope else ""
    if not page.rows:
        return f"{what}{NONE}"
    return f"{what}{count_words(len(page.rows), 'call')}, {page.late} answered late, {page.unanswered} not answered."


def cells(row: CallRow) -> tuple[str, ...]:
    """Return the cells of one call."""
    place = f" ({row.seat})" if row.seat else ""
    return (
        row.when,
        row.role_name,
        row.kind.value,
        f"{row.post}{place}" if row.is_answered else "NOBODY",
        _after(row),
        ", ".join(row.rung),
        row.note,
    )


def next_test_words(test: NextTest) -> str:
    """Say when the next test call of a role is due."""
    every = f"{test.role_name}: a test call every {count_words(test.every_days, 'day')}"
    if test.last_on is None or test.due_on is None:
        return f"{every}; NONE on record"
    due = f"{'MISSED, was due' if test.is_missed else 'next by'} {day_words(test.due_on)}"
    return f"{every}; last {day_words(test.last_on)}, {due}"


def _after(row: CallRow) -> str:
    if row.after_minutes is None:
        return "not on record" if row.is_answered else ""
    return f"{row.after_minutes} min{f', LATE (within {row.within_minutes})' if row.is_late else ''}"


def _style(row: CallRow) -> str:
    return "red" if row.is_late or not row.is_answered else ""
