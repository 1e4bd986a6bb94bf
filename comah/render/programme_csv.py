"""A programme as CSV: one exercise a line. ``comah programme review`` reads it back."""

from __future__ import annotations

from typing import Final

from comah.model.programme_page import ProgrammePage, ProgrammeRow
from comah.render.cells import csv_text

COLUMNS: Final = (
    "on", "digest", "authority", "exercise", "week", "day", "type", "plans", "planning_starts", "pressed",
    "days_given_up", "margin", "safe_on", "agencies", "why", "wishes_not_met",
)  # fmt: skip


def programme_csv(page: ProgrammePage) -> str:
    """Return a heading and one line an exercise, proposed or on record, by day; those without notice are left out."""
    rows = sorted((*page.rows, *page.committed), key=lambda row: (row.day, row.authority, row.exercise))
    shown = (row for row in rows if row.exercise not in page.no_notice)
    return csv_text(COLUMNS, ((page.on, page.register_digest, *_values(row)) for row in shown))


def _values(row: ProgrammeRow) -> tuple[object, ...]:
    return (
        row.authority, row.exercise, row.week, row.day, row.type, "; ".join(row.plans), row.planning_starts,
        row.is_compressed, row.given_up, row.margin, row.safe_on, "; ".join(row.agencies), "; ".join(row.why),
        "; ".join(row.against),
    )  # fmt: skip
