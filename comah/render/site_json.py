"""Sites as JSON, schemas ``comah.sites/1`` and ``comah.site/1``. Dates are ISO, unknown is null."""

from __future__ import annotations

from comah.model.site_view import ExerciseSeen, ListedAuthority, SiteList, SiteRow, SiteView
from comah.render.due_json import duty_fields, unreadable_fields
from comah.render.gaps_json import gap_fields
from comah.render.json_text import json_text
from comah.render.parts import parts_json

LIST_SCHEMA = "comah.sites/1"
SCHEMA = "comah.site/1"


def site_list_json(found: SiteList) -> str:
    """Return the sites of every authority."""
    return json_text(
        {
            "schema": LIST_SCHEMA,
            "on": found.on.isoformat(),
            "law": found.law,
            "register": {"name": found.register_name, "digest": found.register_digest},
            "authorities": [_authority(one) for one in found.authorities],
            "unreadable": [unreadable_fields(one) for one in found.unreadable],
        }
    )


def _authority(one: ListedAuthority) -> dict[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "has_records": one.has_records,
        "sites": [_row(row) for row in one.sites],
    }


def _row(row: SiteRow) -> dict[str, object]:
    return {
        "id": row.id,
        "name": row.name,
        "operator": row.operator or None,
        "town": row.town or None,
        "tier": row.tier,
        "group": row.group or None,
        "plans": list(row.plans),
        "worst": row.worst.value if row.worst else None,
        "worst_duty": row.worst_duty or None,
    }


def site_view_json(view: SiteView) -> str:
    """Return one site: its duties, exercises and gaps as data, and the page's parts in words."""
    return json_text(
        {
            "schema": SCHEMA,
            "on": view.on.isoformat(),
            "law": view.law,
            "register": {"name": view.register_name, "digest": view.register_digest},
            "authority": view.authority,
            "id": view.id,
            "name": view.name,
            "worst": view.worst.value if view.worst else None,
            "duties": [duty_fields(duty) for duty in view.duties],
            "exercises": [_exercise(one) for one in view.exercises],
            "gaps": [gap_fields(gap) for gap in view.gaps],
            "parts": parts_json(view.parts),
            "unreadable": [unreadable_fields(one) for one in view.unreadable],
        }
    )


def _exercise(one: ExerciseSeen) -> dict[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "type": one.type,
        "state": one.state,
        "on": one.when or None,
        "part": one.part,
        "conclusions": [{"plan": plan, "conclusion": conclusion} for plan, conclusion in one.conclusions],
        "open_lessons": one.open_lessons,
    }
