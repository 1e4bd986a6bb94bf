"""Training as CSV, one course a line."""

from __future__ import annotations

from typing import Final

from comah.model.oncall_training import TrainingPage
from comah.render.cells import csv_text

COLUMNS: Final = (
    "on", "digest", "person", "post", "role", "course", "status", "until", "passed", "played", "file", "line",
)  # fmt: skip


def oncall_training_csv(page: TrainingPage) -> str:
    """Return a heading and one line a course."""
    rows = (
        (
            page.on, page.head.rota_digest, row.person, row.post, row.role, row.course, row.state.value, row.until,
            row.passed, row.played, row.place.file if row.place else None, row.place.line if row.place else None,
        )
        for row in page.rows
    )  # fmt: skip
    return csv_text(COLUMNS, rows)
