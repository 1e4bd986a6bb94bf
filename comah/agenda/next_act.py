"""What to do next about a duty: the act in a few words, with the command that shows or records it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from comah.agenda.naming import View
from comah.model.duty import Arranged, Duty, Status
from comah.model.establishment import plan_ref
from comah.model.kinds import Regime
from comah.model.provision import Standing
from comah.plans.plan_edits import typed

_STARTED: Final = frozenset({Status.PLANNED, Status.ARRANGED})


def next_acts(view: View, duty: Duty) -> Iterator[str]:
    """Yield what to do next about an open duty. Nothing here tells of a hidden exercise."""
    arranged = duty.arranged
    if arranged is not None and view.is_secret(arranged.exercise):
        arranged = None
    if duty.status is Status.UNKNOWN:
        where = f" {duty.establishment}" if duty.establishment else ""
        yield f"find the missing day and record it (comah gaps{where}); if there is none, do what is owed now"
    elif duty.status is Status.MAY_BE_OVERDUE:
        yield "find the exact day and record it; until then take the earliest day for the right one"
    elif duty.status is Status.OVERDUE and duty.standing is Standing.LAW:
        yield "tell the competent authority the day by which it will be done, and record that it was told (ca_told)"
    known = arranged.exercise if arranged is not None else ""
    for one in duty.if_credited:
        if one.exercise != known and not view.is_secret(one.exercise):
            yield _credit_act(one.exercise, duty)
    yield _exercise_act(arranged, duty) if arranged is not None else _act(view, duty)


def _credit_act(exercise: str, duty: Duty) -> str:
    plan = plan_ref(duty.establishment, Regime(duty.plan)) if duty.establishment and duty.plan else "PLAN"
    return f"decide what it tested: comah exercise credit {exercise} {plan}"


def _exercise_act(arranged: Arranged, duty: Duty) -> str:
    exercise = arranged.exercise
    if arranged.is_held:
        return _credit_act(exercise, duty)
    if duty.safe_on is not None and arranged.latest is not None and arranged.latest > duty.safe_on:
        return (
            f"it comes after the safe date: move it or arrange a sooner one: comah exercise move {exercise} --to DATE"
        )
    if not arranged.is_confirmed:
        return f"have the day agreed by operator and agencies: comah exercise confirm {exercise} --on DATE"
    return f"hold the exercise, then have it credited: comah exercise show {exercise}"


def _act(view: View, duty: Duty) -> str:
    """Say the act by what the duty asks for, which is the last word of its name in the law."""
    if duty.exercise:
        return f"do the step and record its day: comah exercise show {duty.exercise}"
    if duty.standing is Standing.LOCAL:
        return "do it, and record the day as last_on"
    asked, plan = duty.duty.rpartition("-")[2], _typed(view, duty)
    if asked == "REVIEW" and duty.status in _STARTED:
        return f"finish the review: comah review show {plan}"
    acts = {
        "TEST": f"arrange an exercise: comah exercise plan {plan}",
        "REVIEW": f"start the review: comah review start {plan} --on DATE",
        "PREP": f"prepare the plan and record the day: comah record prepared {plan} --on DATE",
        "ELEMENTS": f"test what is left in the next exercise: comah elements {duty.establishment}",
    }
    return acts.get(asked, "do it and record the day")


def _typed(view: View, duty: Duty) -> str:
    """Name the plan as a command takes it."""
    site = view.sites.get(duty.establishment or "")
    return typed(site, Regime(duty.plan)) if site is not None and duty.plan else duty.establishment or ""
