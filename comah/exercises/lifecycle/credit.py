"""What a held exercise did for one plan: an officer's decision, put on record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from comah.exercises.checks import where
from comah.exercises.crediting import PlanTest, check_named, check_test, credit_row, credit_words, has_credit
from comah.exercises.lifecycle.draft import Draft, add_row, enter, refuse, unchanged
from comah.exercises.moves import Command
from comah.exercises.state import credits_for
from comah.model.change import Change
from comah.model.establishment import Establishment, Plan, plan_ref
from comah.model.exercise import Credit, Exercise
from comah.model.kinds import Conclusion, Element
from comah.model.when import When
from comah.model.words import when_words


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What an officer decides of one plan."""

    conclusion: Conclusion
    elements: tuple[Element, ...] = ()
    evidence: str = ""
    by: str
    decided_on: date


def credit_plan(exercise: Exercise, site: Establishment, plan: Plan, decision: Decision, *, on: date) -> Draft:
    """Credit one plan with an exercise that was held. Only ``tested`` restarts the plan's clock.

    Raises:
        RefusedError: where it was not held, another decision is on record, or the record names other sites.
    """
    enter(exercise, Command.CREDIT, on)
    ref = plan_ref(site.id, plan.regime)
    test = _test(exercise, site, plan, decision)
    _check_order(exercise, decision, on)
    check_test(test)
    if has_credit(exercise, ref, test):
        return unchanged(exercise, "credit", f"{ref} is on record as {decision.conclusion.value} already")
    check_named(exercise, site, ref)
    row = Credit(
        plan=ref,
        conclusion=decision.conclusion,
        elements=decision.elements,
        decided_by=decision.by,
        decided_on=When.on_day(decision.decided_on),
        evidence=decision.evidence,
    )
    change = Change(
        file=exercise.place.file.name,
        what="credit",
        summary=f"{exercise.id}: {credit_words(test, [ref])}",
        edits=(add_row("credits", credit_row(ref, test)),),
    )
    after = msgspec.structs.replace(exercise, credits=(*exercise.credits, row))
    return Draft(change=change, exercise=after, notices=tuple(_notices(after, row, on)))


def _test(exercise: Exercise, site: Establishment, plan: Plan, decision: Decision) -> PlanTest:
    held = exercise.held_on
    if held is None:
        raise refuse(exercise, "it is not on record as held")
    return PlanTest(
        when=held,
        plans=((site, plan),),
        conclusion=decision.conclusion,
        elements=decision.elements,
        decided_by=decision.by,
        decided_on=decision.decided_on,
        evidence=decision.evidence,
    )


def _check_order(exercise: Exercise, decision: Decision, on: date) -> None:
    held = exercise.held_on
    if decision.decided_on > on:
        raise refuse(exercise, f"decided {when_words(When.on_day(decision.decided_on))}, which has not come yet")
    if held is not None and held.is_known and decision.decided_on < held.ended_earliest:
        why = f"decided before it was held, {when_words(held)}"
        raise refuse(exercise, why, where(exercise.place, "held_on"))


def _notices(exercise: Exercise, credit: Credit, on: date) -> Iterator[str]:
    if credit.conclusion is not Conclusion.TESTED:
        yield f"{credit.conclusion.value.capitalize().replace('-', ' ')} does not restart the plan's clock"
    elif exercise.held_on is not None and not exercise.held_on.is_known:
        yield "The day it was held is not on record, so that no clock starts from it: comah exercise hold"
    if not credit.elements and credit.conclusion is not Conclusion.NOT_TESTED:
        yield "No plan element is named, so that none counts as exercised: --elements activation,warning"
    if not credit.evidence:
        yield "No evidence is named: --evidence"
    undecided = [ref for ref in exercise.will_test if not credits_for(exercise, ref, on)]
    if undecided:
        yield f"Still to be decided on: {', '.join(undecided)}"
