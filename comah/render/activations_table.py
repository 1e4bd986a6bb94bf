"""Activations, and one whole, as an officer reads them on a screen."""

from __future__ import annotations

from typing import Final

from comah.model.activation_view import ActivationList, ActivationRow, ActivationView
from comah.model.when import When
from comah.model.words import count_words, weekday_words, when_words
from comah.render.parts import write_folded, write_parts
from comah.render.screen import Screen
from comah.render.unread import write_unread

NONE: Final = "No activation on record."


def activations_table(found: ActivationList, width: int, *, colour: bool) -> str:
    """Return the activations as a page of text, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    write_unread(screen, found.unreadable)
    for line in found.marking:
        screen.line(line, "bold")
    screen.split("Activations", f"as at {weekday_words(found.on)}", "bold")
    for row in found.rows:
        screen.line()
        screen.split(row.id, happened(row), "yellow" if row.is_reviewed is False else "")
        for text in about(row):
            write_folded(screen, text, "  ", "  ")
    if not found.rows:
        screen.line(NONE)
    return screen.text()


def activation_table(view: ActivationView, width: int, *, colour: bool) -> str:
    """Return one activation as a page of text, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    write_unread(screen, view.unreadable)
    for line in view.marking:
        screen.line(line, "bold")
    screen.split(view.row.id, f"as at {weekday_words(view.on)}", "bold")
    if view.row.name:
        write_folded(screen, view.row.name)
    write_parts(screen, view.parts)
    return screen.text()


def happened(row: ActivationRow) -> str:
    """Say what was declared and when."""
    when = when_words(When.read(row.happened)) if row.happened else "day not on record"
    return f"{row.kind.replace('-', ' ')}, {when}"


def about(row: ActivationRow) -> tuple[str, ...]:
    """Return the lines below an activation's name."""
    lessons = f"{count_words(row.lessons_open, 'lesson')} open, {row.lessons_overdue} overdue"
    return (
        "; ".join(text for text in (row.establishment, row.name) if text),
        f"Debrief: {row.debrief}. Lessons: {lessons}",
        f"Review: {row.review}",
    )
