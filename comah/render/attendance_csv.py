"""Agencies' parts in exercises as CSV: one part a line."""

from __future__ import annotations

from typing import Final

from comah.model.attendance_list import AttendanceList, PartRow
from comah.render.cells import csv_text

COLUMNS: Final = (
    "on", "digest", "exercise", "authority", "day", "is_held", "agency", "agency_name", "category", "asked",
    "under_14_5", "replied", "status", "days_waiting", "reply_by", "file", "line",
)  # fmt: skip


def attendance_csv(found: AttendanceList) -> str:
    """Return a heading and one line a part; line ends are CRLF as RFC 4180 has them."""
    return csv_text(COLUMNS, ((found.on, found.register_digest, *_values(row)) for row in found.rows))


def _values(row: PartRow) -> tuple[object, ...]:
    return (
        row.exercise, row.authority, row.day, row.is_held, row.agency, row.agency_name, row.category, row.asked,
        row.is_under_14_5, row.replied, row.state.value, row.days_waiting, row.reply_by,
        row.place.file if row.place else None, row.place.line if row.place else None,
    )  # fmt: skip
