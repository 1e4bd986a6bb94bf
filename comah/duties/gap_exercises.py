"""What is missing of exercises and activations: days, credits, and that the public was informed."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from comah.duties.gap_plans import PlanDuties, with_regime
from comah.duties.situation import Situation, plans_named
from comah.exercises.state import State, is_cancelled, is_fact, planned_day, state_of
from comah.model.activation import Activation
from comah.model.duty import Duty, IfCredited, Status
from comah.model.exercise import Exercise
from comah.model.gap import GAP_WORDS, Gap, GapKind
from comah.model.page import source_of
from comah.model.provision import Law, Reads
from comah.model.words import day_words, when_words


def exercise_gaps(sit: Situation, plans: tuple[PlanDuties, ...]) -> Iterator[Gap]:
    """Yield what is missing of exercises, for each plan that they name: the day, the credit, whether held."""
    for one in plans:
        yield from _credits(one)
    for exercise in sit.records.exercises:
        if is_cancelled(exercise, sit.on):
            continue
        held = exercise.held_on
        if held is not None and is_fact(held, sit.on):
            if not held.is_known:
                what = f"on which day {exercise.id} was held, and which plans it tested"
                yield from _each_plan(sit, plans, exercise, GapKind.EXERCISE_DAY, what)
        elif _is_past(exercise, sit):
            when = planned_day(exercise, sit.on)
            what = f"whether {exercise.id}, planned {when_words(when) if when else ''}, was held, put off or cancelled"
            yield from _each_plan(sit, plans, exercise, GapKind.UNHELD, what)


def _is_past(exercise: Exercise, sit: Situation) -> bool:
    when = planned_day(exercise, sit.on)
    is_open = state_of(exercise, sit.on) in {State.PLANNED, State.CONFIRMED}
    return is_open and when is not None and when.latest < sit.on


def _credits(one: PlanDuties) -> Iterator[Gap]:
    """Yield held exercises that a decision is wanted on: meant to test the plan, or able to lengthen its time."""
    duty = one.by_reads.get(Reads.TESTS)
    if duty is None:
        return
    named = {each.id: each for each in one.sit.exercises_naming(one.facts.ref)}
    for credit in duty.if_credited:
        exercise = named[credit.exercise]
        if one.facts.ref in exercise.will_test or duty.due_on is None or credit.due_on > duty.due_on:
            yield _credit(one, duty, exercise, credit)


def _credit(one: PlanDuties, duty: Duty, exercise: Exercise, credit: IfCredited) -> Gap:
    when = when_words(exercise.held_on) if exercise.held_on else ""
    vague = "" if exercise.held_on is None or exercise.held_on.is_exact else " (the day is not known either)"
    found = _of_exercise(
        one.sit, exercise, GapKind.CREDIT, f"which plans {exercise.id} tested; held {when}{vague}", one
    )
    enough = (
        "your decision and its evidence; if tested, "
        f"last lawful day {day_words(credit.due_on)}, safe date {day_words(credit.safe_on)}"
    )
    return msgspec.structs.replace(found, enough=enough, provision=duty.provision, link=duty.link)


def _each_plan(
    sit: Situation, plans: tuple[PlanDuties, ...], exercise: Exercise, kind: GapKind, what: str
) -> Iterator[Gap]:
    named = plans_named(exercise)
    found = [one for one in plans if one.facts.ref in named]
    yield from (_of_exercise(sit, exercise, kind, what, one) for one in found)
    if not found:
        yield _of_exercise(sit, exercise, kind, what, None)


def _of_exercise(sit: Situation, exercise: Exercise, kind: GapKind, what: str, one: PlanDuties | None) -> Gap:
    duty = one.by_reads.get(Reads.TESTS) if one else None
    since = duty.in_date_only_if_since if duty else None
    is_held = exercise.held_on is not None
    command = f"comah record test SITE --exercise {exercise.id} --on DATE --by POST"
    return Gap(
        kind=kind,
        authority=sit.authority.id,
        establishment=one.site.id if one else None,
        plan=one.plan.regime.value if one else None,
        exercise=exercise.id,
        subject=one.site.name if one else f"{exercise.id}, which names no site",
        what=what,
        enough=_enough(sit, exercise, duty),
        since=since,
        key=GAP_WORDS[kind].key,
        command=with_regime(command, one.plan) if one else "",
        file=source_of(exercise.place, "held_on" if is_held else "planned_on"),
    )


def _enough(sit: Situation, exercise: Exercise, duty: Duty | None) -> str:
    """Say what would do: a day that puts the test in date, where any can."""
    is_held = exercise.held_on is not None
    what = "the day" if is_held else "the day it was held, the new day, or that it was cancelled"
    since = duty.in_date_only_if_since if duty and duty.status is Status.UNKNOWN else None
    planned = planned_day(exercise, sit.on)
    if since is None or (not is_held and planned is not None and planned.latest < since):
        return what
    return f"{what}; held since {day_words(since)} (that day counts) and credited, it puts the test in date"


def activation_gaps(sit: Situation, law: Law, duties: tuple[Duty, ...]) -> Iterator[Gap]:
    """Yield major incidents after which it is not on record that the public was informed (reg 26(5))."""
    informing = {row.id for row in law.provisions if row.reads is Reads.ACTIVATIONS_PUBLIC}
    for duty in duties:
        if duty.duty in informing and duty.authority == sit.authority.id and duty.status is Status.UNKNOWN:
            found = (one for one in sit.records.activations if duty.reason.startswith(f"{one.id}: "))
            yield from (_activation(sit, duty, one) for one in found)


def _activation(sit: Situation, duty: Duty, activation: Activation) -> Gap:
    names = {site.id: site.name for site in sit.records.establishments}
    when = when_words(activation.on) if activation.on else "day not on record"
    return Gap(
        kind=GapKind.PUBLIC_INFORMED,
        authority=sit.authority.id,
        establishment=activation.site,
        plan=duty.plan,
        activation=activation.id,
        subject=names.get(activation.site, activation.site),
        what=f"when people likely to be affected were informed after {activation.id}, {when}",
        enough="the day",
        key=GAP_WORDS[GapKind.PUBLIC_INFORMED].key,
        command="",
        file=source_of(activation.place, "public_informed_on"),
        provision=duty.provision,
        link=duty.link,
    )
