"""Test calls and call-outs as JSON, schema ``comah.oncall-calls/1``."""

from __future__ import annotations

from typing import Final

from comah.model.oncall_calls import CallRow, CallsPage
from comah.render.due_json import iso
from comah.render.json_text import json_text
from comah.render.oncall_head import head_json
from comah.render.oncall_json import utc
from comah.render.parts import source_json

SCHEMA: Final = "comah.oncall-calls/1"


def oncall_calls_json(page: CallsPage) -> str:
    """Return every call asked for."""
    return json_text(
        {
            "schema": SCHEMA,
            "on": page.on.isoformat(),
            **head_json(page.head),
            "scope": page.scope or None,
            "calls": [_row(row) for row in page.rows],
            "tests": [
                {
                    "role": one.role,
                    "every_days": one.every_days,
                    "last_on": iso(one.last_on),
                    "due_on": iso(one.due_on),
                    "is_missed": one.is_missed,
                }
                for one in page.tests
            ],
        }
    )


def _row(row: CallRow) -> dict[str, object]:
    return {
        "at": utc(row.at),
        "role": row.role,
        "kind": row.kind.value,
        "rung": list(row.rung),
        "answered_by": row.answered_by or None,
        "place": row.seat,
        "after_minutes": row.after_minutes,
        "within_minutes": row.within_minutes,
        "is_late": row.is_late,
        "note": row.note or None,
        "file": source_json(row.place),
    }
