"""The elements of each plan against the exercises of its cycle, and what the next exercise should try."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from comah.duties.case import Case
from comah.duties.credited import CreditedTest, credited_tests
from comah.duties.gate import gate
from comah.duties.objectives import suggestions
from comah.duties.situation import Situation, situations
from comah.duties.testing_clock import element_clock, untested_elements
from comah.exercises.coverage import applicable_elements
from comah.exercises.state import State, planned_day, state_of
from comah.law.counting import earliest_event_reaching, safe_day
from comah.model.book import Book
from comah.model.element_matrix import ElementExercise, ElementMatrix, ElementRow, Mark, PlanElements
from comah.model.exercise import Exercise
from comah.model.kinds import Attendance, Conclusion, Element, Regime, Severity
from comah.model.page import source_of
from comah.model.provision import Body, Law, Provision, Reads
from comah.model.words import when_words
from comah.plans.as_at import PlanAsAt, plan_as_at

_BODY_OF: Final = {Regime.COMAH: Body.COMAH, Regime.REPPIR: Body.REPPIR, Regime.PIPELINE: Body.PIPELINE}
_TO_COME: Final = frozenset({State.PLANNED, State.CONFIRMED})


def element_matrix(
    book: Book, law: Law, on: date, *, sites: frozenset[str] = frozenset(), authority: str | None = None
) -> ElementMatrix:
    """Return the matrix of every plan with a duty to be tested.

    Args:
        book: the register.
        law: the law.
        on: the reference date.
        sites: the sites asked for; none: all.
        authority: the authority asked for; None: all.
    """
    plans: list[PlanElements] = []
    left_out: list[str] = []
    for sit in situations(book, on):
        if authority in {None, sit.authority.id}:
            for facts in _plans(sit, sites):
                found = _plan(sit, law, facts)
                if isinstance(found, PlanElements):
                    plans.append(found)
                else:
                    left_out.append(found)
    markings = (
        one.authority.marking for one in book.authorities if one.authority.id in {each.authority for each in plans}
    )
    return ElementMatrix(
        on=on,
        law=law.version,
        register_name=book.name,
        register_digest=book.digest,
        marking=tuple(dict.fromkeys(text for text in markings if text)),
        plans=tuple(plans),
        left_out=tuple(left_out),
        unreadable=tuple(one for one in book.problems if one.severity is Severity.ERROR),
    )


def _plans(sit: Situation, sites: frozenset[str]) -> Iterator[PlanAsAt]:
    for site in sit.records.establishments:
        if not sites or site.id in sites:
            for plan in site.plans:
                yield plan_as_at(site, plan, sit.on)


def _plan(sit: Situation, law: Law, facts: PlanAsAt) -> PlanElements | str:
    provision = _provision(law, facts.plan.regime)
    if provision is None:
        return f"{facts.ref}: no law asks for a test of it"
    before = gate(provision, facts)
    if before is not None:
        return f"{facts.ref}: {before[1]}"
    case = Case(
        sit=sit,
        provision=provision,
        value=provision.value_on(sit.on) or provision.values[0],
        facts=facts,
        credited=credited_tests(sit, facts),
    )
    return _matrix(case)


def _provision(law: Law, regime: Regime) -> Provision | None:
    return next((row for row in law.provisions if row.reads is Reads.TESTS and row.body is _BODY_OF[regime]), None)


def _matrix(case: Case) -> PlanElements:
    sit, facts = case.sit, case.facts
    elements = applicable_elements(facts.plan)
    since = earliest_event_reaching(case.on, case.period, case.counting)
    has_own_clocks = facts.plan.modular or sit.authority.policy.strict_elements
    untested = untested_elements(case)
    ahead = _next(sit, facts)
    return PlanElements(
        authority=sit.authority.id,
        establishment=facts.site.id,
        name=facts.site.name,
        plan=facts.ref,
        since=since,
        has_own_clocks=has_own_clocks,
        note=_note(case),
        exercises=tuple(_exercise(one, elements, since) for one in sorted(case.credited, key=_latest_first)),
        rows=tuple(_row(case, each, untested, has_own_clocks=has_own_clocks) for each in elements),
        untested=untested,
        next_exercise=_next_words(ahead, case.on) if ahead else "",
        suggestions=suggestions(case, untested),
    )


def _note(case: Case) -> str:
    if case.facts.plan.modular:
        return "tested element by element: each element has its own last lawful day"
    if case.sit.authority.policy.strict_elements:
        return "strict_elements: each element has its own last lawful day"
    return "every element over the cycle is good practice, not law"


def _latest_first(one: CreditedTest) -> tuple[int, str]:
    when = one.fact.when
    return (-when.latest.toordinal() if when.is_known else 0, one.exercise.id)


def _exercise(one: CreditedTest, elements: tuple[Element, ...], since: date) -> ElementExercise:
    when, exercise = one.fact.when, one.exercise
    came = tuple(part.agency for part in exercise.attendance if part.outcome is Attendance.ATTENDED)
    return ElementExercise(
        id=exercise.id,
        type=exercise.type.value,
        held=when.text,
        conclusion=one.conclusion.value,
        in_cycle=when.is_known and when.latest >= since,
        takes_part=came or exercise.agencies,
        marks=tuple(_mark(one, element) for element in elements),
        place=source_of(exercise.place, "held_on"),
    )


def _mark(one: CreditedTest, element: Element) -> Mark:
    if element not in one.elements or one.conclusion is Conclusion.NOT_TESTED:
        return Mark.NOT
    return Mark.TESTED if one.conclusion is Conclusion.TESTED else Mark.PARTLY


def _row(case: Case, element: Element, untested: tuple[Element, ...], *, has_own_clocks: bool) -> ElementRow:
    named = [
        one
        for one in case.credited
        if element in one.elements and one.conclusion is not Conclusion.NOT_TESTED and one.fact.when.is_known
    ]
    last = min(named, key=_latest_first, default=None)
    due_on = element_clock(case, element).due_on if has_own_clocks else None
    safe_on = safe_day(due_on) if due_on else None
    return ElementRow(
        element=element,
        last=last.fact.when.text if last else "",
        last_exercise=last.exercise.id if last else "",
        is_covered=element not in untested,
        due_on=due_on,
        safe_on=safe_on,
        days_left=(safe_on - case.on).days if safe_on else None,
    )


def _next(sit: Situation, facts: PlanAsAt) -> Exercise | None:
    """Return the next exercise that is meant to test the plan."""
    found = [
        (when.earliest, one.id, one)
        for one in sit.exercises_naming(facts.ref)
        if facts.ref in one.will_test and state_of(one, sit.on) in _TO_COME
        for when in (planned_day(one, sit.on),)
        if when is not None and when.latest >= sit.on
    ]
    return min(found, key=lambda each: each[:2])[2] if found else None


def _next_words(exercise: Exercise, on: date) -> str:
    when = planned_day(exercise, on)
    return f"{exercise.id}{f', {when_words(when)}' if when else ''}"
