"""What a held exercise did for one plan: an officer's decision, put on record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from comah.exercises.checks import where
from comah.exercises.crediting import (
    PlanTest,
    check_named,
    check_test,
    credit_blanks,
    credit_of,
    credit_row,
    credit_words,
)
from comah.exercises.lifecycle.draft import Draft, add_row, enter, refuse, unchanged
from comah.exercises.moves import Command
from comah.exercises.said_again import Said, blanks_filled, fill_edits, fill_words
from comah.exercises.state import credits_for
from comah.model.change import Change
from comah.model.establishment import Establishment, Plan, plan_ref
from comah.model.exercise import Credit, Exercise
from comah.model.kinds import Conclusion, Element
from comah.model.when import When
from comah.model.words import when_words


def credit_command(exercise: str, ref: str) -> str:
    """Return the command that decides what an exercise did for a plan; it leads to no conclusion.

    >>> credit_command("2027-live", "northbank")
    'comah exercise credit 2027-live northbank --conclusion tested|partly-tested|not-tested --elements LIST --evidence TEXT --by POST'
    """  # noqa: E501 -- one line, as it is shown
    conclusions = "|".join(one.value for one in Conclusion)
    return (
        f"comah exercise credit {exercise} {ref} --conclusion {conclusions} --elements LIST --evidence TEXT --by POST"
    )


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What an officer decides of one plan."""

    conclusion: Conclusion
    elements: tuple[Element, ...] = ()
    participants: tuple[str, ...] = ()  # agencies and authorities that took part in testing this plan
    evidence: str = ""
    by: str
    decided_on: date
    is_dated: bool = False  # the day was stated, and is not merely today


def credit_plan(exercise: Exercise, site: Establishment, plan: Plan, decision: Decision, *, on: date) -> Draft:
    """Credit one plan with an exercise that was held. Only ``tested`` restarts the plan's clock.

    Raises:
        RefusedError: where it was not held, another decision is on record, or the record names other sites.
    """
    enter(exercise, Command.CREDIT, on)
    ref = plan_ref(site.id, plan.regime)
    test = _test(exercise, site, plan, decision)
    found = credit_of(exercise, ref)
    if found is not None:
        return _again(exercise, found, test, decision, on)
    _check_order(exercise, decision, on)
    check_test(test)
    check_named(exercise, site, ref)
    row = Credit(
        plan=ref,
        conclusion=decision.conclusion,
        elements=decision.elements,
        participants=decision.participants,
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


def _again(exercise: Exercise, found: Credit, test: PlanTest, decision: Decision, on: date) -> Draft:
    """Fill in what a decision on record leaves blank, its day only where one was stated; refuse what differs."""
    decided = When.on_day(decision.decided_on) if decision.is_dated else None
    dated = Said(key="decided_on", name="decided", stands=found.decided_on, told=decided)
    filled = (
        *credit_blanks(exercise, found, test),
        *blanks_filled(f"{exercise.id}, {found.plan}", found.place, (dated,)),
    )
    if not filled:
        return unchanged(exercise, "credit", f"{found.plan} is on record as {found.conclusion.value} already")
    _check_order(exercise, decision, on)
    row = msgspec.structs.replace(
        found,
        elements=found.elements or test.elements,
        participants=found.participants or test.participants,
        evidence=found.evidence or test.evidence,
        decided_on=found.decided_on or decided,
    )
    change = Change(
        file=exercise.place.file.name,
        what="credit",
        summary=f"{exercise.id}: {found.plan} {found.conclusion.value}, {fill_words(filled)}",
        edits=fill_edits(found.place, filled),
    )
    credits_after = tuple(row if one is found else one for one in exercise.credits)
    after = msgspec.structs.replace(exercise, credits=credits_after)
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
        participants=decision.participants,
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
