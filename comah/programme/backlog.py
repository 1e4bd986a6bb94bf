"""Plans that would be tested too late: their exercises may be pressed, and any free day can be chosen meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from msgspec.structs import replace

from comah.programme.days import A_YEAR
from comah.programme.greedy import by_urgency
from comah.programme.problem import Limits, Plan, Problem
from comah.programme.score import days_of_test


def with_backlog(problem: Problem) -> Problem:
    """Return the problem with what is open to plans that would be tested too late.

    The programme of earliest date first, with planning of the usual length, tells which these are. Where it tests
    a plan after the day by which that is wished for, planning may be pressed for an exercise until then. Until it
    has tested the last that passes its safe date, and for a year at the most, any free day can be chosen: where
    every plan is tested in time, one day a week is as good as five.
    """
    usual = replace(
        problem,
        plans=tuple(replace(plan, pressed_until=None) for plan in problem.plans),
        limits=tuple(replace(limits, backlog_until=None) for limits in problem.limits),
    )
    first = _first_tests(usual)
    return replace(
        usual,
        plans=tuple(_pressed(plan, first.get(plan.ref)) for plan in usual.plans),
        limits=tuple(_until(usual, limits, first) for limits in usual.limits),
    )


def _first_tests(problem: Problem) -> dict[str, date]:
    """Return by plan its first test, or the end of the programme; none for a plan that a committed exercise tests."""
    made = by_urgency(problem)
    days = {plan.ref: days_of_test(problem, plan.ref, made) for plan in problem.plans}
    return {ref: own[0] if own else problem.ends_on for ref, own in days.items() if ref not in problem.first_committed}


def _pressed(plan: Plan, first: date | None) -> Plan:
    if first is None or first <= plan.safe_on - timedelta(days=plan.margin_days):
        return plan
    return replace(plan, pressed_until=first)


def _until(problem: Problem, limits: Limits, first: Mapping[str, date]) -> Limits:
    own = ((day, problem.plan[ref]) for ref, day in first.items())
    late = (day for day, plan in own if plan.authority == limits.authority and day > plan.safe_on)
    return replace(limits, backlog_until=min(max(late, default=problem.on), problem.on + A_YEAR))
