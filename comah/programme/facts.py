"""The facts that can stand in one another's way, each with the problem as it would be without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import msgspec
from msgspec.structs import replace

from comah.model.words import count_words, day_words
from comah.programme.problem import OFF, Agency, Avoided, Committed, Limits, Plan, Problem

_BEYOND = timedelta(days=1)


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that binds a programme."""

    id: str  # plan:northbank, gap:halton, agency-quarter:example-fire
    words: str
    without: Callable[[Problem], Problem]


def facts_of(problem: Problem) -> tuple[Fact, ...]:
    """Return every fact that can be in conflict, the ones that are soonest done without first."""
    found = [
        *(one for limits in problem.limits for one in _wishes(limits)),
        *(_committed(one) for one in problem.committed),
        *(one for agency in problem.agencies for one in _agency(agency)),
        *(_plan(plan) for plan in sorted(problem.plans, key=lambda one: (one.safe_on, one.ref), reverse=True)),
        *(one for limits in problem.limits for one in _capacity(limits)),
    ]
    return tuple(found)


def with_limits(problem: Problem, authority: str, **changes: object) -> Problem:
    """Return a problem with other limits of one authority."""
    return replace(
        problem, limits=tuple(replace(one, **changes) if one.authority == authority else one for one in problem.limits)
    )


def with_agency(problem: Problem, agency: str, **changes: object) -> Problem:
    """Return a problem with other limits of one agency."""
    return replace(
        problem, agencies=tuple(replace(one, **changes) if one.id == agency else one for one in problem.agencies)
    )


def without_committed(problem: Problem, exercise: str) -> Problem:
    """Return a problem without one exercise on record."""
    return replace(problem, committed=tuple(one for one in problem.committed if one.id != exercise))


def _plan(plan: Plan) -> Fact:
    def without(problem: Problem) -> Problem:
        never = problem.ends_on + _BEYOND
        changed = replace(plan, safe_on=never, margin_days=0, live_safe_on=None)
        return replace(problem, plans=tuple(changed if one.ref == plan.ref else one for one in problem.plans))

    by = "on the first day that it can be," if plan.is_assumed else "by"
    words = f"{plan.name} is to be tested {by} {day_words(plan.safe_on)}, and every {plan.interval} after a test"
    return Fact(id=f"plan:{plan.ref}", words=words, without=without)


def _committed(exercise: Committed) -> Fact:
    def tested(plan: Plan) -> Plan:
        after = plan.safe_after(exercise.day)
        is_in_time = plan.ref in exercise.plans and exercise.day <= plan.safe_on < after
        return replace(plan, safe_on=after) if is_in_time else plan

    def without(problem: Problem) -> Problem:  # what it tests is tested; it takes no week, hands or agency
        return replace(without_committed(problem, exercise.id), plans=tuple(map(tested, problem.plans)))

    words = f"{exercise.id} stays on {day_words(exercise.day)}"
    return Fact(id=f"committed:{exercise.id}", words=words, without=without)


def _agency(agency: Agency) -> Iterator[Fact]:
    if agency.a_week:
        yield Fact(
            id=f"agency-week:{agency.id}",
            words=f"{agency.name} takes part in {count_words(agency.a_week, 'exercise')} a week at most",
            without=lambda problem: with_agency(problem, agency.id, a_week=0),
        )
    if agency.a_quarter:
        yield Fact(
            id=f"agency-quarter:{agency.id}",
            words=f"{agency.name} takes part in {count_words(agency.a_quarter, 'exercise')} a quarter at most",
            without=lambda problem: with_agency(problem, agency.id, a_quarter=0),
        )


def _wishes(limits: Limits) -> Iterator[Fact]:
    name = limits.authority
    for kind, why in dict.fromkeys((one.kind, one.why) for one in limits.avoided if one.wish.is_hard):
        yield _kept_free(limits, kind, why)
    if limits.weekdays.is_hard and limits.preferred_weekdays:
        words = f"{limits.name} holds exercises on some weekdays alone"
        yield Fact(id=f"weekdays:{name}", words=words, without=lambda given: with_limits(given, name, weekdays=OFF))
    if limits.months.is_hard and limits.preferred_months:
        words = f"{limits.name} holds exercises in some months alone"
        yield Fact(id=f"months:{name}", words=words, without=lambda given: with_limits(given, name, months=OFF))


def _capacity(limits: Limits) -> Iterator[Fact]:
    name = limits.authority
    if limits.gap_days and limits.gap.is_hard:
        words = f"{limits.name} leaves {count_words(limits.gap_days, 'day')} from an exercise to the next"
        yield Fact(id=f"gap:{name}", words=words, without=lambda given: with_limits(given, name, gap_days=0))
    if limits.most_a_year:
        words = f"{limits.name} holds {count_words(limits.most_a_year, 'exercise')} a financial year at most"
        yield Fact(id=f"a-year:{name}", words=words, without=lambda given: with_limits(given, name, most_a_year=0))
    if limits.most_in_planning and limits.in_planning.is_hard:
        words = f"{limits.name} has {count_words(limits.most_in_planning, 'exercise')} in planning at once at most"
        yield Fact(
            id=f"in-planning:{name}", words=words, without=lambda given: with_limits(given, name, most_in_planning=0)
        )


def _kept_free(limits: Limits, kind: str, why: str) -> Fact:
    name = limits.authority

    def is_other(one: Avoided) -> bool:
        return not one.wish.is_hard or (one.kind, one.why) != (kind, why)

    def without(problem: Problem) -> Problem:
        return with_limits(problem, name, avoided=tuple(filter(is_other, problem.limit[name].avoided)))

    return Fact(id=f"{kind}:{name}:{why}", words=f"{limits.name} keeps free: {why}", without=without)
