"""A plan's review as JSON, schema ``comah.review/1``. Dates are ISO, unknown is null."""

from __future__ import annotations

from typing import Final

from comah.model.review_walk import ConsulteeRow, HolderRow, ReviewWalk, StepRow
from comah.render.due_json import iso, unreadable_fields
from comah.render.json_text import json_text
from comah.render.parts import source_json

SCHEMA: Final = "comah.review/1"


def review_json(walk: ReviewWalk) -> str:
    """Return the review."""
    return json_text(
        {
            "schema": SCHEMA,
            "on": walk.on.isoformat(),
            "law": walk.law,
            "register": {"name": walk.register_name, "digest": walk.register_digest},
            "authority": walk.authority,
            "establishment": walk.establishment,
            "plan": walk.plan,
            "provision": walk.provision,
            "status": walk.status,
            "reason": walk.reason,
            "safe_on": iso(walk.safe_on),
            "due_on": iso(walk.due_on),
            "started": walk.started or None,
            "is_substantial": walk.is_substantial,
            "steps": [_step(step) for step in walk.steps],
            "take_account_of": [
                {"head": row.head, "text": row.text, "file": source_json(row.place)} for row in walk.heed
            ],
            "consulted": [_body(row) for row in walk.consulted],
            "distributed": [_holder(row) for row in walk.holders],
            "latest_issue": walk.latest_issue or None,
            "missing": list(walk.missing),
            "next": walk.next_step,
            "unreadable": [unreadable_fields(one) for one in walk.unreadable],
        }
    )


def _step(step: StepRow) -> dict[str, object]:
    return {
        "step": step.id,
        "title": step.title,
        "who": step.who,
        "duty": step.provision or None,
        "due_on": iso(step.due_on),
        "latest_on": iso(step.latest_on),
        "done": step.done or None,
        "by": step.by or None,
        "note": step.note or None,
        "status": step.state.value,
        "days_late": step.days_late,
        "file": source_json(step.place),
    }


def _body(row: ConsulteeRow) -> dict[str, object]:
    return {
        "body": row.id,
        "role": row.role,
        "name": row.name or None,
        "asked": row.asked or None,
        "replied": row.replied or None,
        "note": row.note or None,
    }


def _holder(row: HolderRow) -> dict[str, object]:
    return {"to": row.to, "version": row.version, "given": row.given or None, "is_latest": row.is_latest}
