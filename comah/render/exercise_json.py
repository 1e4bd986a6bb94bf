"""Exercises as JSON, schemas ``comah.exercise/1`` and ``comah.exercises/1``. Dates are ISO, unknown is null."""

from __future__ import annotations

from typing import Final

from comah.model.exercise_view import ExerciseList, ExerciseRow, ExerciseView, PlanLaw, StepShown
from comah.render.due_json import iso, unreadable_fields
from comah.render.json_text import json_text
from comah.render.parts import parts_json, source_json

SCHEMA: Final = "comah.exercise/1"
LIST_SCHEMA: Final = "comah.exercises/1"


def exercise_json(view: ExerciseView) -> str:
    """Return one exercise, with every step whether a page shows it or not."""
    return json_text(
        {
            "schema": SCHEMA,
            "on": view.on.isoformat(),
            "law": view.law,
            "register": {"name": view.register_name, "digest": view.register_digest},
            "exercise": view.exercise,
            "name": view.name,
            "authority": view.authority,
            "type": view.type,
            "state": view.state,
            "planned": view.planned or None,
            "held": view.held or None,
            "steps_late": view.steps_late,
            "is_compressed": view.is_compressed,
            "steps": [_step(step) for step in view.steps],
            "plans": [_law(law) for law in view.laws],
            "reports_endangered": list(view.report_laws),
            "movable_until": iso(view.movable_until),
            "to_do": list(view.to_do),
            "parts": parts_json(view.parts),
            "file": source_json(view.place),
            "unreadable": [unreadable_fields(one) for one in view.unreadable],
        }
    )


def exercise_list_json(found: ExerciseList) -> str:
    """Return every exercise asked for."""
    return json_text(
        {
            "schema": LIST_SCHEMA,
            "on": found.on.isoformat(),
            "register": {"name": found.register_name, "digest": found.register_digest},
            "exercises": [_row(row) for row in found.rows],
            "left_out": found.left_out,
            "unreadable": [unreadable_fields(one) for one in found.unreadable],
        }
    )


def _step(step: StepShown) -> dict[str, object]:
    return {
        "step": step.id,
        "title": step.title,
        "short_title": step.short,
        "who": step.who,
        "position": step.mark.value,
        "is_wrong": step.is_wrong,
        "first_on": step.first_on.isoformat(),
        "due_on": step.due_on.isoformat(),
        "limit_on": iso(step.limit_on),
        "done": step.done or None,
        "days_late": step.days_late,
        "days_left": step.days_left,
        "least_days": step.least_days,
        "slack_days": step.slack_days,
        "is_on_longest_chain": step.is_critical,
        "provision": step.provision or None,
        "note": step.note,
        "endangers": [
            {
                "what": one.what,
                "date_on": one.date_on.isoformat(),
                "earliest_on": one.earliest_on.isoformat(),
                "days": one.days,
            }
            for one in step.endangers
        ],
    }


def _law(law: PlanLaw) -> dict[str, object]:
    return {
        "plan": law.plan,
        "provision": law.provision or None,
        "status": law.status.value,
        "safe_on": iso(law.safe_on),
        "due_on": iso(law.due_on),
        "follows": law.follows or None,
        "endangered_days": law.endangered_days,
        "text": " ".join(law.words),
    }


def _row(row: ExerciseRow) -> dict[str, object]:
    return {
        "exercise": row.exercise,
        "name": row.name,
        "authority": row.authority,
        "type": row.type,
        "state": row.state,
        "first_on": iso(row.first_on),
        "last_on": iso(row.last_on),
        "day": row.day,
        "plans": list(row.plans),
        "steps_late": row.steps_late,
        "no_notice": row.is_no_notice,
        "note": row.note or None,
        "file": source_json(row.place),
    }
