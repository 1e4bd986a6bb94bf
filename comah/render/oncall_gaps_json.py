"""What is not covered as JSON, schema ``comah.oncall-gaps/1``."""

from __future__ import annotations

from typing import Final

from comah.model.oncall_gaps import GapRow, GapsPage
from comah.render.json_text import json_text
from comah.render.oncall_head import head_json
from comah.render.oncall_json import utc
from comah.render.parts import source_json

SCHEMA: Final = "comah.oncall-gaps/1"


def oncall_gaps_json(page: GapsPage) -> str:
    """Return every gap."""
    return json_text(
        {
            "schema": SCHEMA,
            "on": page.on.isoformat(),
            **head_json(page.head),
            "until": page.until.isoformat(),
            "gaps": [gap_fields(row) for row in page.rows],
            "reach": [{"role": one.role, "until": utc(one.until)} for one in page.reach],
            "call_down": list(page.call_down),
        }
    )


def gap_fields(row: GapRow) -> dict[str, object]:
    """Return one gap."""
    return {
        "role": row.role,
        "place": row.seat,
        "kind": row.kind.value,
        "from": utc(row.start),
        "to": utc(row.end),
        "shift": row.shift or None,
        "person": row.person or None,
        "why": list(row.why),
        "could": list(row.could),
        "nobody": row.nobody or None,
        "file": source_json(row.place),
    }
