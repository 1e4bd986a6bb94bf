"""What is not covered as CSV, one gap a line."""

from __future__ import annotations

from typing import Final

from comah.model.oncall_gaps import GapsPage
from comah.render.cells import csv_text
from comah.render.oncall_json import utc

COLUMNS: Final = (
    "on", "digest", "role", "place", "kind", "from", "to", "shift", "person", "post", "why", "could", "file", "line",
)  # fmt: skip


def oncall_gaps_csv(page: GapsPage) -> str:
    """Return a heading and one line a gap."""
    rows = (
        (
            page.on, page.head.rota_digest, row.role, row.seat, row.kind.value, utc(row.start),
            utc(row.end), row.shift, row.person, row.post, "; ".join(row.why),
            ", ".join(row.could) or row.nobody,
            row.place.file if row.place else None, row.place.line if row.place else None,
        )
        for row in page.rows
    )  # fmt: skip
    return csv_text(COLUMNS, rows)
