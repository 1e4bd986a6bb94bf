"""Test calls and call-outs as CSV, one a line."""

from __future__ import annotations

from typing import Final

from comah.model.oncall_calls import CallsPage
from comah.render.cells import csv_text
from comah.render.oncall_json import utc

COLUMNS: Final = (
    "on", "digest", "at", "role", "kind", "rung", "answered_by", "place", "after_minutes", "within_minutes", "late",
    "note", "file", "line",
)  # fmt: skip


def oncall_calls_csv(page: CallsPage) -> str:
    """Return a heading and one line a call."""
    rows = (
        (
            page.on, page.head.rota_digest, utc(row.at), row.role, row.kind.value, ", ".join(row.rung),
            row.answered_by, row.seat, row.after_minutes, row.within_minutes, row.is_late, row.note,
            row.place.file if row.place else None, row.place.line if row.place else None,
        )
        for row in page.rows
    )  # fmt: skip
    return csv_text(COLUMNS, rows)
