"""The Monday screen as JSON, schema ``comah.week/1``: every line, also those that a screen has no room for."""

from __future__ import annotations

from typing import Final

from comah.model.week import WeekScreen
from comah.render.due_json import iso, unreadable_fields
from comah.render.json_text import json_text
from comah.render.parts import source_json

SCHEMA: Final = "comah.week/1"


def week_json(screen: WeekScreen) -> str:
    """Return every part with all its lines."""
    return json_text(
        {
            "schema": SCHEMA,
            "on": screen.on.isoformat(),
            "until": screen.until.isoformat(),
            "law": screen.law,
            "register": {"name": screen.register_name, "digest": screen.register_digest},
            "parts": [
                {
                    "part": part.id,
                    "lines": [
                        {
                            "label": line.label,
                            "text": line.text,
                            "on": iso(line.on),
                            "is_late": line.is_late,
                            "authority": line.authority or None,
                            "file": source_json(line.source),
                        }
                        for line in part.lines
                    ],
                }
                for part in screen.parts
            ],
            "left_out": list(screen.left_out),
            "unreadable": [unreadable_fields(one) for one in screen.unreadable],
        }
    )
