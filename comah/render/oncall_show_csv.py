"""The rota as CSV: one line for each time that one person, or nobody, has a place."""

from __future__ import annotations

from comah.model.oncall_grid import GridPage
from comah.render.cells import csv_text
from comah.render.oncall_json import utc

COLUMNS = (
    "from_utc", "to_utc", "role", "place", "person", "post", "shift", "decided_by", "note", "rota_digest",
)  # fmt: skip


def oncall_show_csv(page: GridPage) -> str:
    """Return the pieces of every turn that is shown; line ends are CRLF as RFC 4180 has them."""
    pieces = (piece for row in page.rows for cell in row.cells if cell is not None for piece in cell.pieces)
    rows = (
        (
            utc(one.start), utc(one.end), one.role, one.seat, one.person, one.post, one.shift, one.decided, one.note,
            page.head.rota_digest,
        )
        for one in pieces
    )  # fmt: skip
    return csv_text(COLUMNS, rows)
