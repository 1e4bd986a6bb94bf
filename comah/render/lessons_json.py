"""Lessons as JSON, schema ``comah.lessons/1``. Dates are ISO, unknown is null."""

from __future__ import annotations

from typing import Final

from comah.model.lesson_list import LessonList, LessonRow
from comah.render.due_json import iso, unreadable_fields
from comah.render.json_text import json_text
from comah.render.parts import source_json

SCHEMA: Final = "comah.lessons/1"


def lessons_json(found: LessonList) -> str:
    """Return every lesson asked for."""
    return json_text(
        {
            "schema": SCHEMA,
            "on": found.on.isoformat(),
            "register": {"name": found.register_name, "digest": found.register_digest},
            "counts": {
                "open": found.open,
                "overdue": found.overdue,
                "without_owner_or_day": found.unowned,
                "closed": found.closed,
            },
            "lessons": [_fields(row) for row in found.rows],
            "unreadable": [unreadable_fields(one) for one in found.unreadable],
        }
    )


def _fields(row: LessonRow) -> dict[str, object]:
    return {
        "lesson": row.ref,
        "authority": row.authority,
        "source": row.source,
        "source_kind": row.source_kind,
        "taught": row.taught or None,
        "text": row.text,
        "owner": row.owner or None,
        "due": row.due or None,
        "due_on": iso(row.due_on),
        "status": row.state.value,
        "days_overdue": row.days_overdue,
        "closed_on": iso(row.closed_on),
        "evidence": row.evidence or None,
        "same_as": row.same_as or None,
        "times_before": row.times_before,
        "times_reopened": row.times_reopened,
        "file": source_json(row.place),
    }
