"""What a programme says of itself beyond days, counted anew: years and live exercises missed, load, wishes, changes."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from comah.model.kinds import ExerciseType
from comah.model.provision import Counting, Period
from comah.programme.problem import Limits, Plan, Problem
from comah.programme.result import Programme

DAY = timedelta(days=1)


def untrue(problem: Problem, programme: Programme) -> Iterator[str]:
    """Yield a word for each field of the score that is not as it is counted here."""
    score = programme.score
    if score.missed != sum(_missed(problem, programme, one) for one in problem.limits):
        yield "claim: missed"
    if score.peak != sum(_peak(problem, programme, one) for one in problem.limits):
        yield "claim: peak"
    if score.disliked != sum(_disliked(problem, programme, one) for one in problem.limits):
        yield "claim: wishes"
    if score.changes != _moved(problem, programme):
        yield "claim: changes"


def _missed(problem: Problem, programme: Programme, limits: Limits) -> int:
    years = _years_without(problem, programme, limits) if limits.yearly.is_hard else 0
    return years + (_without_live(problem, programme, limits) if limits.live.is_hard else 0)


def _years_without(problem: Problem, programme: Programme, limits: Limits) -> int:
    """Count the financial years that end within the programme and have no exercise."""
    days = [day for _, day in _spans(problem, programme, limits)]
    held = {year_of(day) for day in days} | ({year_of(problem.on)} if limits.held_this_year else set())
    return sum(
        year not in held
        for year in range(year_of(problem.on), year_of(problem.ends_on) + 1)
        if date(year + 1, 3, 31) <= problem.ends_on
    )


def _without_live(problem: Problem, programme: Programme, limits: Limits) -> int:
    """Count the plans that wait too long for a live exercise."""
    missed = 0
    for plan in problem.plans:
        if plan.authority == limits.authority and plan.live_safe_on is not None:
            days = [one.day for one in problem.committed if plan.ref in one.plans and one.type is ExerciseType.LIVE]
            days += [one.day for one in programme.proposals if plan.ref in one.choice.plans and one.choice.is_live]
            by, is_kept = plan.live_safe_on, True
            for day in sorted(days):
                is_kept, by = is_kept and day <= by, _safe_after(plan, plan.live_interval or plan.interval, day)
            missed += not (is_kept and by >= problem.ends_on)
    return missed


def _peak(problem: Problem, programme: Programme, limits: Limits) -> int:
    spans = _spans(problem, programme, limits)
    return max((sum(first <= day <= last for first, last in spans) for _, day in spans), default=0)


def _disliked(problem: Problem, programme: Programme, limits: Limits) -> int:
    own = [one.day for one in programme.proposals if one.choice.authority == limits.authority]
    fixed = [one.day for one in problem.committed if one.authority == limits.authority]
    total = sum(_weight(limits, day) for day in own)
    if not limits.gap.is_hard:
        pairs = [*combinations(own, 2), *((day, other) for day in own for other in fixed)]
        total += limits.gap.weight * sum(abs((one - other).days) < limits.gap_days for one, other in pairs)
    if limits.most_in_planning and not limits.in_planning.is_hard:
        total += limits.in_planning.weight * max(0, _peak(problem, programme, limits) - limits.most_in_planning)
    if not limits.yearly.is_hard:
        total += limits.yearly.weight * _years_without(problem, programme, limits)
    if not limits.live.is_hard and limits.live.weight:
        total += limits.live.weight * _without_live(problem, programme, limits)
    return total


def _weight(limits: Limits, day: date) -> int:
    avoided = {one.why: one.wish.weight for one in limits.avoided if one.first <= day <= one.last}
    hard = {one.why for one in limits.avoided if one.wish.is_hard}
    total = sum(weight for why, weight in avoided.items() if why not in hard)
    if limits.preferred_weekdays and day.weekday() not in limits.preferred_weekdays:
        total += limits.weekdays.weight
    if limits.preferred_months and day.month not in limits.preferred_months:
        total += limits.months.weight
    return total


def _moved(problem: Problem, programme: Programme) -> int:
    weeks = {(ref, one.day.isocalendar()[:2]) for one in problem.committed for ref in one.plans}
    weeks |= {(ref, one.day.isocalendar()[:2]) for one in programme.proposals for ref in one.choice.plans}
    return sum((one.plan, one.day.isocalendar()[:2]) not in weeks for one in problem.published)


def _spans(problem: Problem, programme: Programme, limits: Limits) -> list[tuple[date, date]]:
    """Return from when to when each exercise of an authority is in planning, its day the last."""
    fixed = [(one.planning_from, one.day) for one in problem.committed if one.authority == limits.authority]
    own = [(one.planning_start, one.day) for one in programme.proposals if one.choice.authority == limits.authority]
    return [*fixed, *own]


def next_safe_date(plan: Plan, day: date) -> date:
    """Return the day before the last lawful one that follows a test."""
    return _safe_after(plan, plan.interval, day)


def year_of(day: date) -> int:
    """Return the year in which a day's financial year begins."""
    return day.year if day.month > 3 else day.year - 1


def _safe_after(plan: Plan, period: Period, day: date) -> date:
    return _later(day, period) - (2 * DAY if plan.counting is Counting.INCLUSIVE else DAY)


def _later(day: date, period: Period) -> date:
    months = day.month - 1 + 12 * period.years + period.months
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1])) + period.days * DAY
