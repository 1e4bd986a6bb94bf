"""An explanation as JSON, schema ``comah.explain/1``. Dates are ISO, unknown is null."""

from __future__ import annotations

from comah.model.explanation import Explanation, Working
from comah.render.due_json import duty_fields, measure_fields, unreadable_fields
from comah.render.json_text import json_text
from comah.render.parts import parts_json

SCHEMA = "comah.explain/1"


def explain_json(page: Explanation) -> str:
    """Return the whole explanation; ``register`` is null where no register was read."""
    register = {"name": page.register_name, "digest": page.register_digest} if page.register_digest else None
    return json_text(
        {
            "schema": SCHEMA,
            "on": page.on.isoformat(),
            "law": page.law,
            "register": register,
            "subject": page.subject,
            "asked": page.asked,
            "title": page.title,
            "workings": [_working(one) for one in page.workings],
            "parts": parts_json(page.parts),
            "unreadable": [unreadable_fields(one) for one in page.unreadable],
        }
    )


def _working(working: Working) -> dict[str, object]:
    return {
        "title": working.title,
        "position": working.position,
        "duty": duty_fields(working.duty) if working.duty else None,
        "measure": measure_fields(working.measure) if working.measure else None,
        "parts": parts_json(working.parts),
    }
