"""Dates held against each other: what cannot have come before what."""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.activation import Activation
from comah.model.book import Book
from comah.model.establishment import Establishment, Plan, plan_ref
from comah.model.exercise import Exercise
from comah.model.kinds import Conclusion
from comah.model.place import Fact
from comah.model.problem import Problem
from comah.model.when import When
from comah.model.words import when_words
from comah.records.checks.fault import fault_at, warning_at

_DEBRIEF = "multi-agency-debrief"
_REPORTS = ("draft-report", "report-agreed", "report-published")
_TWO_DAYS = 'held_on = "2026-12-02/2026-12-03"'


def check_order(book: Book) -> Iterator[Problem]:
    """Report an end before its start, a test before its plan, a decision before its event."""
    sites = [site for one in book.authorities for site in one.establishments]
    plans = {plan_ref(site.id, plan.regime): plan for site in sites for plan in site.plans}
    for site in sites:
        yield from _exemptions(site)
    for one in book.authorities:
        for exercise in one.exercises:
            yield from _exercise(exercise)
            yield from _credits(exercise, plans)
        for activation in one.activations:
            yield from _activation(activation)


def is_before(first: When | None, second: When | None) -> bool:
    """Whether one event was over before another can have begun, on every reading of both dates."""
    if first is None or second is None or not (first.is_known and second.is_known):
        return False
    return first.latest < second.earliest


def _exemptions(site: Establishment) -> Iterator[Problem]:
    for plan in site.plans:
        for exemption in plan.exemptions:
            if is_before(exemption.until, exemption.from_):
                yield fault_at(exemption, "until", "the exemption ends before it starts", expected=_after("from"))


def _activation(activation: Activation) -> Iterator[Problem]:
    happened = activation.on
    if is_before(activation.debriefed_on, happened):
        yield fault_at(activation, "debriefed_on", "debriefed before it happened", expected=_after("on"))
    for lesson in activation.lessons:
        if is_before(lesson.closed_on, happened):
            yield warning_at(lesson, "closed_on", "closed before the activation", expected=_after("on"))


def _exercise(exercise: Exercise) -> Iterator[Problem]:
    held = exercise.held_on
    yield from _times(exercise)
    if is_before(exercise.closed_on, held):
        yield fault_at(exercise, "closed_on", "closed before the exercise was held", expected=_after("held_on"))
    if held and exercise.is_cancelled:
        yield fault_at(exercise, "held_on", "the exercise is both held and cancelled", expected="one of the two")
    if is_before(exercise.planned_on, exercise.planning_from):
        expected = "a day before planned_on"
        yield warning_at(exercise, "planning_from", "planning starts after the exercise", expected=expected)
    for lesson in exercise.lessons:
        if is_before(lesson.closed_on, held):
            yield warning_at(lesson, "closed_on", "closed before the exercise was held", expected=_after("held_on"))
    yield from _reports(exercise)


def _times(exercise: Exercise) -> Iterator[Problem]:
    """Judge times of day, unless the exercise is known to last beyond one day."""
    day = exercise.held_on or exercise.planned_on
    if day and day.is_exact and not day.is_day:
        return
    start, end = exercise.starts_at, exercise.ends_at
    if start and end and end <= start:
        message = f"the exercise ends at {end}, and starts at {start}"
        expected = "a later time; or both days of an exercise that runs past midnight"
        yield fault_at(exercise, "ends_at", message, expected=expected, example=_TWO_DAYS)


def _reports(exercise: Exercise) -> Iterator[Problem]:
    done = {phase.id: phase for phase in exercise.phases if phase.done_on}
    debrief = done.get(_DEBRIEF)
    for name in _REPORTS:
        if debrief and name in done and is_before(done[name].done_on, debrief.done_on):
            message = f"{name} is done before {_DEBRIEF}"
            yield warning_at(done[name], "done_on", message, expected="the debrief first")


def _credits(exercise: Exercise, plans: dict[str, Plan]) -> Iterator[Problem]:
    held = exercise.held_on
    for credit in exercise.credits:
        if held is None:
            yield fault_at(credit, "plan", "credits an exercise that was not held", expected="held_on in this record")
        elif not held.is_known and credit.conclusion is not Conclusion.NOT_TESTED:
            message = "the day it was held is not on record, so no clock starts from it"
            yield warning_at(credit, "conclusion", message, expected="held_on, as closely as it is known")
        if is_before(credit.decided_on, held):
            yield warning_at(credit, "decided_on", "decided before the exercise was held", expected=_after("held_on"))
        yield from _before_plan(credit, held, plans.get(credit.plan))


def _before_plan(credit: Fact, held: When | None, plan: Plan | None) -> Iterator[Problem]:
    prepared = plan.first_prepared_on if plan else None
    if held and prepared and is_before(held, prepared):
        message = f"held {when_words(held)}, before the plan was first prepared ({when_words(prepared)})"
        yield fault_at(credit, "plan", message, expected="a plan that existed; or an earlier first_prepared_on")


def _after(key: str) -> str:
    return f"a day not before {key}"
