"""How long first tests must wait: for the time to plan them, and for one another. It needs no solver."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import zip_longest

from comah.programme.assignment import least_assignment
from comah.programme.field import Field, Unit
from comah.programme.problem import Limits, Plan, Score
from comah.programme.reach import Reach, Spare, reaches

_NEVER = 10**12  # more than any programme costs
_ANY = Spare(first=timedelta(days=36_500), later=timedelta(days=36_500))

Way = Callable[[Plan], date]  # by which day a plan's first test is wished for


def safe_on(plan: Plan) -> date:
    """Return the safe date of the first test."""
    return plan.safe_on


def wished_on(plan: Plan) -> date:
    """Return the safe date of the first test less the local margin."""
    return plan.safe_on - timedelta(days=plan.margin_days)


def wait(field: Field, plan: Plan, wished: date) -> int:
    """Count the days from one by which a plan is wished to be tested to the first on which it can be."""
    ends_on = field.problem.ends_on
    return max(0, (min(field.first_day(plan) or ends_on, ends_on) - wished).days)


def always_waiting(field: Field, way: Way) -> int:
    """Count the days that first tests wait for the time to plan them, each plan as if it were alone."""
    return sum(wait(field, plan, way(plan)) for plan in field.problem.plans)


def spare(field: Field, way: Way, days: int) -> Spare:
    """Return what a programme that is so many days late or short, by one way of counting, has lost needlessly."""
    least, alone = least_waiting(field, way), always_waiting(field, way)
    return Spare(first=timedelta(days=days - alone), later=timedelta(days=days - max(least, alone)))


def reaches_of(field: Field, value: Score, *, is_short_known: bool = True) -> Mapping[str, Reach]:
    """Return how far each plan's tests reach in programmes that keep dates no worse than a score does.

    Args:
        field: what can be chosen.
        value: the score of a programme.
        is_short_known: false: its lateness alone is kept to, not its shortfall.
    """
    unwished = spare(field, wished_on, value.late + value.short) if is_short_known else _ANY
    return reaches(field, spare(field, safe_on, value.late), unwished)


def least_waiting(field: Field, way: Way) -> int:
    """Return the fewest days that first tests come after the days by which they are wished for, all together."""
    return sum(_least_of(field, limits, way) for limits in field.problem.limits)


def _least_of(field: Field, limits: Limits, way: Way) -> int:
    """Return the same for one authority. Of plans that one exercise can test, one stands for all."""
    units = [unit for unit in field.units if unit.limits.authority == limits.authority]
    alone = {plan.ref: wait(field, plan, way(plan)) for unit in units for plan in unit.plans}
    firsts = [plan for plan in (_first_of(field, unit, way) for unit in units) if plan is not None]
    others = sum(alone.values()) - sum(alone[plan.ref] for plan in firsts)
    return others + max(
        sum(alone[plan.ref] for plan in firsts),
        _in_turn(field, limits, units, [way(plan) for plan in firsts]),
        _a_week_each(field, firsts, way),
    )


def _first_of(field: Field, unit: Unit, way: Way) -> Plan | None:
    """Return the plan of a unit that is wished for first; None where a committed exercise tests any of them."""
    if any(plan.ref in one.plans for plan in unit.plans for one in field.problem.committed):
        return None
    return min(unit.plans, key=lambda plan: (way(plan), plan.ref))


def _a_week_each(field: Field, plans: Sequence[Plan], way: Way) -> int:
    """Give each first test a week of its own, at the least cost; or none, to the end of the programme."""
    return _assigned(field, plans, way, lambda _plan, _day: 0)


def tests_besides(field: Field, plans: Sequence[Plan], way: Way, after: Callable[[Plan, date], int]) -> int:
    """Count the tests that plans need at the least, where first tests wait no longer than they must.

    Args:
        field: what can be chosen.
        plans: each with an exercise of its own, none of them with a committed one.
        way: how waiting is counted.
        after: the tests that a plan needs after a first one on a day.
    """
    dear = 1 + sum(len(field.unit_of[plan.ref].starts) for plan in plans)  # a day of waiting outweighs every test
    waiting = _a_week_each(field, plans, way)
    both = _assigned(field, plans, way, lambda plan, day: 1 + after(plan, day), dear)
    return both - waiting * dear


def _assigned(
    field: Field, plans: Sequence[Plan], way: Way, besides: Callable[[Plan, date], int], dear: int = 1
) -> int:
    ends_on = field.problem.ends_on
    days = sorted({start.slot.day for plan in plans for start in field.unit_of[plan.ref].starts})
    costs = []
    for plan in plans:
        starts = field.unit_of[plan.ref].starts
        possible = {start.slot.day for start in starts if field.is_possible(plan, start)}
        never = max(0, (ends_on - way(plan)).days) * dear
        row = [
            max(0, (day - way(plan)).days) * dear + besides(plan, day) if day in possible else _NEVER for day in days
        ]
        costs.append([*row, *(never for _ in plans)])
    return least_assignment(costs)


def _in_turn(field: Field, limits: Limits, units: Sequence[Unit], wished: Sequence[date]) -> int:
    """Put the most urgent first, on the earliest days that the hard limits leave."""
    days = list(_earliest_days(field, limits, units, len(wished)))
    waits = zip_longest(sorted(wished), days, fillvalue=field.problem.ends_on)
    return sum(max(0, (day - by).days) for by, day in waits)


def _earliest_days(field: Field, limits: Limits, units: Sequence[Unit], number: int) -> Iterator[date]:
    """Yield the earliest days on which so many exercises of an authority can be."""
    found: list[date] = []
    gap = limits.gap_days if limits.gap.is_hard else 0
    most = limits.most_in_planning if limits.in_planning.is_hard else 0
    starts: dict[date, date] = {}
    for unit in units:
        for one in unit.starts:
            known = [day for day in (one.calm_from, one.live_from, starts.get(one.slot.day)) if day]
            starts[one.slot.day] = max(known)
    left = _left_by_year(field, limits)
    for day in sorted(starts):
        year = next(each.begins_in for each in field.problem.years if day in each)
        if len(found) == number:
            return
        if limits.most_a_year and left[year] <= 0:
            continue
        if found and (day - found[-1]).days < gap:
            continue
        if most and len(found) >= most and starts[day] <= found[-most]:
            continue
        left[year] -= 1
        found.append(day)
        yield day


def _left_by_year(field: Field, limits: Limits) -> dict[int, int]:
    problem = field.problem
    left = {}
    for number, year in enumerate(problem.years):
        used = sum(one.day in year for one in problem.committed if one.authority == limits.authority)
        left[year.begins_in] = limits.most_a_year - used - (limits.held_this_year if number == 0 else 0)
    return left
