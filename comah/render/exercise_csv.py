"""Exercises as CSV: one a line."""

from __future__ import annotations

from typing import Final

from comah.model.exercise_view import ExerciseList, ExerciseRow
from comah.render.cells import csv_text

COLUMNS: Final = (
    "on", "digest", "exercise", "name", "authority", "type", "state", "first_on", "last_on", "day", "plans",
    "steps_late", "no_notice", "note", "file", "line",
)  # fmt: skip


def exercise_list_csv(found: ExerciseList) -> str:
    """Return a heading and one line an exercise; line ends are CRLF as RFC 4180 has them."""
    return csv_text(COLUMNS, ((found.on, found.register_digest, *_values(row)) for row in found.rows))


def _values(row: ExerciseRow) -> tuple[object, ...]:
    return (
        row.exercise, row.name, row.authority, row.type, row.state, row.first_on, row.last_on, row.day,
        ", ".join(row.plans), row.steps_late, row.is_no_notice, row.note,
        row.place.file if row.place else None, row.place.line if row.place else None,
    )  # fmt: skip
