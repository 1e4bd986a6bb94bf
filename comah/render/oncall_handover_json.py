"""The note at a change of duty as JSON, schema ``comah.oncall-handover/1``."""

from __future__ import annotations

from typing import Final

from comah.model.oncall_handover import HandoverNote
from comah.render.json_text import json_text
from comah.render.oncall_head import head_json
from comah.render.parts import parts_json

SCHEMA: Final = "comah.oncall-handover/1"


def oncall_handover_json(note: HandoverNote) -> str:
    """Return every part with its lines."""
    return json_text(
        {
            "schema": SCHEMA,
            "on": note.on.isoformat(),
            **head_json(note.head),
            "parts": parts_json(note.parts),
            "left_out": list(note.left_out),
        }
    )
