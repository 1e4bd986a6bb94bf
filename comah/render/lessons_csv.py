"""Lessons as CSV: one a line, to be handed round."""

from __future__ import annotations

from typing import Final

from comah.model.lesson_list import LessonList, LessonRow
from comah.render.cells import csv_text

COLUMNS: Final = (
    "on", "digest", "lesson", "authority", "source", "source_kind", "taught", "text", "owner", "due", "due_on",
    "status", "days_overdue", "closed_on", "evidence", "same_as", "times_before", "times_reopened", "file", "line",
)  # fmt: skip


def lessons_csv(found: LessonList) -> str:
    """Return a heading and one line a lesson; line ends are CRLF as RFC 4180 has them."""
    return csv_text(COLUMNS, ((found.on, found.register_digest, *_values(row)) for row in found.rows))


def _values(row: LessonRow) -> tuple[object, ...]:
    return (
        row.ref, row.authority, row.source, row.source_kind, row.taught, row.text, row.owner, row.due, row.due_on,
        row.state.value, row.days_overdue, row.closed_on, row.evidence, row.same_as, row.times_before,
        row.times_reopened, row.place.file if row.place else None, row.place.line if row.place else None,
    )  # fmt: skip
