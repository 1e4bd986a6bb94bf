"""The rota, and who held what, as JSON: schemas ``comah.oncall-rota/1`` and ``comah.oncall-history/1``."""

from __future__ import annotations

from typing import Final

from comah.model.oncall_grid import GridPage, HistoryPage, Piece
from comah.render.json_text import json_text
from comah.render.oncall_head import head_json
from comah.render.oncall_json import utc
from comah.render.parts import source_json

SCHEMA: Final = "comah.oncall-rota/1"
HISTORY_SCHEMA: Final = "comah.oncall-history/1"


def oncall_show_json(page: GridPage) -> str:
    """Return every turn that begins in the weeks asked for, with who has it piece by piece."""
    turns = [
        {
            "shift": cell.shift,
            "begins_on": row.on.isoformat(),
            "role": column.role,
            "place": column.seat,
            "held": [piece_json(piece) for piece in cell.pieces],
        }
        for row in page.rows
        for column, cell in zip(page.columns, row.cells, strict=True)
        if cell is not None
    ]
    span = {"from": page.first.isoformat(), "to": page.last.isoformat()}
    return json_text({"schema": SCHEMA, **head_json(page.head), **span, "turns": turns})


def oncall_history_json(page: HistoryPage) -> str:
    """Return what was held, and the journal's lines of it."""
    held = [{**piece_json(piece), "role": piece.role, "place": piece.seat} for piece in page.pieces]
    lines = [{"when": one.when, "by": one.by, "summary": one.summary, "file": one.file} for one in page.lines]
    return json_text(
        {"schema": HISTORY_SCHEMA, **head_json(page.head), "of": page.title, "held": held, "journal": lines}
    )


def piece_json(piece: Piece) -> dict[str, object]:
    """Return a time held as JSON holds it."""
    return {
        "from": utc(piece.start),
        "to": utc(piece.end),
        "person": piece.person or None,
        "post": piece.post,
        "shift": piece.shift or None,
        "decided_by": piece.decided,
        "note": piece.note or None,
        "source": source_json(piece.source),
    }
