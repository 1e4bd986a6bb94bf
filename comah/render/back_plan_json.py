"""An exercise planned back as JSON, schema ``comah.back-plan/1``. Dates are ISO, unknown is null."""

from __future__ import annotations

from typing import Final

from comah.model.back_plan_page import AtStake, BackPlanPage
from comah.model.backplan import StepPlan
from comah.render.due_json import iso, unreadable_fields
from comah.render.json_text import json_text

SCHEMA: Final = "comah.back-plan/1"


def back_plan_json(page: BackPlanPage) -> str:
    """Return the plan with every step by its full title."""
    plan = page.plan
    return json_text(
        {
            "schema": SCHEMA,
            "on": page.on.isoformat(),
            "law": page.law,
            "register": {"name": page.register_name, "digest": page.register_digest},
            "asked": page.asked,
            "exercise": page.exercise or None,
            "type": page.type,
            "template": page.template,
            "counted_from": page.counted_from.value if page.counted_from else None,
            "counted_on": iso(page.counted_on),
            "exercise_on": iso(plan.exercise_on if plan else None),
            "why": list(page.why),
            "is_compressed": plan.is_compressed if plan else None,
            "fits": plan.fits if plan else None,
            "latest_start": iso(page.latest_start),
            "compressed_start": iso(page.compressed_start),
            "if_started_today": {
                "usual_on": page.reach.usual_on.isoformat(),
                "compressed_on": page.reach.compressed_on.isoformat(),
                "working_days_needed": page.reach.needed_days,
            },
            "steps": [_step(step) for step in plan.steps] if plan else [],
            "plans": [_plan(one) for one in page.at_stake],
            "limits": list(page.limits),
            "movable_until": iso(plan.last_move.on if plan and plan.last_move else None),
            "notices": list(page.notices),
            "good_days": page.good_days or None,
            "unreadable": [unreadable_fields(one) for one in page.unreadable],
        }
    )


def _step(step: StepPlan) -> dict[str, object]:
    return {
        "step": step.id,
        "title": step.title,
        "who": step.who,
        "first_on": step.first_on.isoformat(),
        "on": step.usual_on.isoformat(),
        "latest_on": iso(step.latest_on),
        "limit_on": iso(step.limit_on),
        "slack_days": step.slack_days,
        "least_days": step.least_days,
        "is_done": step.is_done,
        "is_on_longest_chain": step.is_critical,
        "provision": step.provision or None,
    }


def _plan(one: AtStake) -> dict[str, object]:
    return {
        "plan": one.law.plan,
        "provision": one.law.provision or None,
        "status": one.law.status.value,
        "safe_on": iso(one.law.safe_on),
        "due_on": iso(one.law.due_on),
        "follows": one.law.follows or None,
        "days_late": one.days_late,
        "text": " ".join(one.law.words),
    }
