"""Lessons as Markdown, for the minutes of a planning group."""

from __future__ import annotations

from typing import Final

from comah.model.lesson_list import LessonList, LessonRow
from comah.model.words import day_words, weekday_words
from comah.render.lessons_table import NONE, heading, position, summary
from comah.render.markdown import md
from comah.render.unread import unread_md

HEADS: Final = ("Lesson", "Text", "Owner", "By", "Position", "Met again")


def lessons_md(found: LessonList) -> str:
    """Return one table of the lessons."""
    lines = [item for marking in found.marking for item in (f"**{md(marking)}**", "")]
    lines += [f"# {md(heading(found))}", "", f"As at {weekday_words(found.on)}.", ""]
    lines += unread_md(found.unreadable)
    lines += [md(summary(found)), ""]
    if found.rows:
        lines += [f"| {' | '.join(HEADS)} |", f"|{'---|' * len(HEADS)}"]
        lines += [f"| {' | '.join(md(cell) for cell in _cells(row))} |" for row in found.rows]
    else:
        lines.append(NONE)
    return "\n".join([*lines, "", f"Register: {md(found.register_name)}, {found.register_digest}.", ""])


def _cells(row: LessonRow) -> tuple[str, ...]:
    due = day_words(row.due_on) if row.due_on else "no day"
    return row.ref, row.text, row.owner or "no owner", due, position(row), row.same_as
