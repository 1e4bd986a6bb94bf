"""Agencies' parts in exercises as JSON, schema ``comah.attendance/1``. Dates are ISO, unknown is null."""

from __future__ import annotations

from typing import Final

from comah.model.attendance_list import AttendanceList, PartRow
from comah.render.due_json import iso, unreadable_fields
from comah.render.json_text import json_text
from comah.render.parts import source_json

SCHEMA: Final = "comah.attendance/1"


def attendance_json(found: AttendanceList) -> str:
    """Return every part asked for."""
    counts = found.counts
    return json_text(
        {
            "schema": SCHEMA,
            "on": found.on.isoformat(),
            "register": {"name": found.register_name, "digest": found.register_digest},
            "counts": {name: getattr(counts, name) for name in counts.__struct_fields__},
            "parts": [_fields(row) for row in found.rows],
            "unreadable": [unreadable_fields(one) for one in found.unreadable],
        }
    )


def _fields(row: PartRow) -> dict[str, object]:
    return {
        "exercise": row.exercise,
        "authority": row.authority,
        "day": row.day or None,
        "is_held": row.is_held,
        "agency": row.agency,
        "agency_name": row.agency_name,
        "category": row.category,
        "asked": row.asked or None,
        "under_14_5": row.is_under_14_5,
        "replied": row.replied or None,
        "status": row.state.value,
        "days_waiting": row.days_waiting,
        "reply_by": iso(row.reply_by),
        "file": source_json(row.place),
    }
