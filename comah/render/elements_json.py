"""The elements of each plan as JSON, schema ``comah.elements/1``. Dates are ISO, unknown is null."""

from __future__ import annotations

from typing import Final

from comah.model.element_matrix import ELEMENT_LETTERS, ElementExercise, ElementMatrix, ElementRow, PlanElements
from comah.render.due_json import iso, unreadable_fields
from comah.render.json_text import json_text
from comah.render.parts import source_json

SCHEMA: Final = "comah.elements/1"


def elements_json(found: ElementMatrix) -> str:
    """Return every plan asked for."""
    return json_text(
        {
            "schema": SCHEMA,
            "on": found.on.isoformat(),
            "law": found.law,
            "register": {"name": found.register_name, "digest": found.register_digest},
            "plans": [_plan(plan) for plan in found.plans],
            "left_out": list(found.left_out),
            "unreadable": [unreadable_fields(one) for one in found.unreadable],
        }
    )


def _plan(plan: PlanElements) -> dict[str, object]:
    return {
        "authority": plan.authority,
        "establishment": plan.establishment,
        "plan": plan.plan,
        "cycle_since": plan.since.isoformat(),
        "has_own_clocks": plan.has_own_clocks,
        "elements": [_row(row) for row in plan.rows],
        "exercises": [_exercise(plan, one) for one in plan.exercises],
        "untested": [one.value for one in plan.untested],
        "next_exercise": plan.next_exercise or None,
        "suggestions": [
            {"kind": one.kind, "subject": one.subject, "text": one.text, "why": one.why} for one in plan.suggestions
        ],
    }


def _row(row: ElementRow) -> dict[str, object]:
    return {
        "element": row.element.value,
        "letter": ELEMENT_LETTERS[row.element],
        "last": row.last or None,
        "last_exercise": row.last_exercise or None,
        "is_covered": row.is_covered,
        "due_on": iso(row.due_on),
        "safe_on": iso(row.safe_on),
        "days_left": row.days_left,
    }


def _exercise(plan: PlanElements, one: ElementExercise) -> dict[str, object]:
    return {
        "exercise": one.id,
        "type": one.type,
        "held": one.held,
        "conclusion": one.conclusion,
        "in_cycle": one.in_cycle,
        "takes_part": list(one.takes_part),
        "elements": [
            {"element": row.element.value, "mark": mark.value} for row, mark in zip(plan.rows, one.marks, strict=True)
        ],
        "file": source_json(one.place),
    }
