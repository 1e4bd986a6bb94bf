"""Lessons as an officer reads them on a screen, overdue first."""

from __future__ import annotations

from typing import Final

from comah.model.lesson_list import LessonList, LessonRow, LessonState
from comah.model.words import count_words, day_words, weekday_words
from comah.render.parts import write_folded
from comah.render.screen import Screen
from comah.render.unread import write_unread

NONE: Final = "No lesson to show."
_STYLE: Final = {LessonState.OVERDUE: "bold red", LessonState.OPEN: "", LessonState.CLOSED: "dim"}


def lessons_table(found: LessonList, width: int, *, colour: bool) -> str:
    """Return the lessons as a page of text, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    write_unread(screen, found.unreadable)
    for line in found.marking:
        screen.line(line, "bold")
    screen.split(heading(found), f"as at {weekday_words(found.on)}", "bold")
    write_folded(screen, summary(found))
    for row in found.rows:
        screen.line()
        screen.split(row.ref, position(row), _STYLE[row.state])
        for text in about(row):
            write_folded(screen, text, "  ", "  ")
    if not found.rows:
        screen.line(NONE)
    return screen.text()


def heading(found: LessonList) -> str:
    """Return the page's title."""
    return f"Lessons: {found.scope}" if found.scope else "Lessons"


def summary(found: LessonList) -> str:
    """Say how many there are, and what is not shown."""
    text = f"{found.open} open, {found.overdue} overdue, {found.unowned} without owner or day, {found.closed} closed"
    hidden = found.closed and not found.is_all
    return f"{text} (not shown: --all). Local targets, not law." if hidden else f"{text}. Local targets, not law."


def position(row: LessonRow) -> str:
    """Say how a lesson stands."""
    if row.state is LessonState.OVERDUE:
        return f"OVERDUE {count_words(row.days_overdue, 'day')}"
    if row.state is LessonState.CLOSED:
        return f"closed {day_words(row.closed_on)}" if row.closed_on else "closed"
    return "open"


def about(row: LessonRow) -> tuple[str, ...]:
    """Return the lines below a lesson's name."""
    due = f"by {day_words(row.due_on)}" if row.due_on else "NO DAY"
    lines = [row.text or "no text on record", f"{row.owner or 'NO OWNER'}, {due}"]
    if row.evidence:
        lines.append(f"Evidence: {row.evidence}")
    if row.same_as:
        times = f", {count_words(row.times_before, 'time')} before" if row.times_before > 1 else ""
        lines.append(f"MET AGAIN: {row.same_as}{times}")
    if row.times_reopened:
        lines.append(f"Opened again {count_words(row.times_reopened, 'time')}")
    return tuple(lines)
