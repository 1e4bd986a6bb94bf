"""Activations as JSON, schemas ``comah.activations/1`` and ``comah.activation/1``. Unknown is null."""

from __future__ import annotations

from typing import Final

from comah.model.activation_view import ActivationList, ActivationRow, ActivationView
from comah.render.due_json import duty_fields, unreadable_fields
from comah.render.json_text import json_text
from comah.render.parts import parts_json, source_json

LIST_SCHEMA: Final = "comah.activations/1"
SCHEMA: Final = "comah.activation/1"


def activations_json(found: ActivationList) -> str:
    """Return every activation asked for."""
    return json_text(
        {
            "schema": LIST_SCHEMA,
            "on": found.on.isoformat(),
            "register": {"name": found.register_name, "digest": found.register_digest},
            "activations": [_fields(row) for row in found.rows],
            "unreadable": [unreadable_fields(one) for one in found.unreadable],
        }
    )


def activation_json(view: ActivationView) -> str:
    """Return one activation whole."""
    return json_text(
        {
            "schema": SCHEMA,
            "on": view.on.isoformat(),
            "law": view.law,
            "register": {"name": view.register_name, "digest": view.register_digest},
            "activation": _fields(view.row),
            "parts": parts_json(view.parts),
            "duties": [duty_fields(duty) for duty in view.duties],
            "unreadable": [unreadable_fields(one) for one in view.unreadable],
        }
    )


def _fields(row: ActivationRow) -> dict[str, object]:
    return {
        "activation": row.id,
        "name": row.name or None,
        "authority": row.authority,
        "establishment": row.establishment,
        "kind": row.kind,
        "happened": row.happened or None,
        "debrief": row.debrief,
        "review": row.review,
        "is_reviewed": row.is_reviewed,
        "lessons_open": row.lessons_open,
        "lessons_overdue": row.lessons_overdue,
        "file": source_json(row.place),
    }
