"""An independent reader of a programme: it shares the structs with the library and counts everything anew.

``faults(problem, programme)`` returns one word for each fault: the hard rule that is broken, or ``claim`` where
the programme says of itself what is not so.
"""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from comah.model.kinds import ExerciseType
from comah.model.provision import Counting, Period
from comah.programme.problem import Choice, Limits, Plan, Problem
from comah.programme.result import Programme, Proposal

DAY = timedelta(days=1)


def faults(problem: Problem, programme: Programme) -> list[str]:
    """Return what is wrong with a programme; nothing where it keeps every hard rule and speaks the truth."""
    return [
        *(fault for one in programme.proposals for fault in _of_proposal(problem, one)),
        *(fault for limits in problem.limits for fault in _of_authority(problem, programme, limits)),
        *_of_agencies(problem, programme),
        *_of_claims(problem, programme),
    ]


def _of_proposal(problem: Problem, one: Proposal) -> Iterator[str]:
    limits = next(each for each in problem.limits if each.authority == one.choice.authority)
    plans = [plan for plan in problem.plans if plan.ref in one.choice.plans]
    yield from _of_day(problem, limits, one)
    if len(plans) != len(one.choice.plans) or {plan.authority for plan in plans} != {one.choice.authority}:
        yield "plans"
    if len(plans) > 1 and len({plan.group or plan.ref for plan in plans}) > 1:
        yield "group"
    if len(plans) > 1 and len(plans) > limits.group_cap:
        yield "cap"
    if one.type not in ({ExerciseType.LIVE} if one.choice.is_live else {plan.type for plan in plans}):
        yield "type"
    if not _is_planned_long_enough(problem, limits, one):
        yield "planning"


def _of_day(problem: Problem, limits: Limits, one: Proposal) -> Iterator[str]:
    if not problem.on < one.day <= problem.ends_on:
        yield "horizon"
    if not _is_worked(limits, one.day):
        yield "working day"
    if any(each.wish.is_hard and each.first <= one.day <= each.last for each in limits.avoided):
        yield "avoided"
    if limits.weekdays.is_hard and limits.preferred_weekdays and one.day.weekday() not in limits.preferred_weekdays:
        yield "weekday"
    if limits.months.is_hard and limits.preferred_months and one.day.month not in limits.preferred_months:
        yield "month"
    if one.week.weekday() or not one.week <= one.day < one.week + 7 * DAY:
        yield "week"


def _is_planned_long_enough(problem: Problem, limits: Limits, one: Proposal) -> bool:
    lead = limits.leads[one.type]
    if one.planning_start < problem.on:
        return False
    if one.day - one.planning_start >= timedelta(days=lead.length_days):
        return not one.is_compressed
    days = (one.planning_start + number * DAY for number in range((one.day - one.planning_start).days))
    return limits.may_compress and one.is_compressed and sum(_is_worked(limits, day) for day in days) >= lead.least_days


def _of_authority(problem: Problem, programme: Programme, limits: Limits) -> Iterator[str]:
    fixed = [(one.planning_from, one.day) for one in problem.committed if one.authority == limits.authority]
    own = [(one.planning_start, one.day) for one in programme.proposals if one.choice.authority == limits.authority]
    if limits.in_planning.is_hard and limits.most_in_planning:
        for _, day in (*fixed, *own):
            running = [one for one in (*fixed, *own) if one[0] <= day <= one[1]]
            if len(running) > limits.most_in_planning and any(one in own for one in running):
                yield "in planning"
    days = sorted([*((day, True) for _, day in own), *((day, False) for _, day in fixed)])
    for (first, is_own), (second, is_own_too) in pairwise(days):
        if (is_own or is_own_too) and first.isocalendar()[:2] == second.isocalendar()[:2]:
            yield "second that week"
        if limits.gap.is_hard and (is_own or is_own_too) and (second - first).days < limits.gap_days:
            yield "gap"
    if limits.most_a_year:
        years = Counter(_year(day) for day, _ in days) + Counter({_year(problem.on): limits.held_this_year})
        mine = {_year(day) for _, day in own}
        yield from ("a year" for year, number in years.items() if number > limits.most_a_year and year in mine)


def _of_agencies(problem: Problem, programme: Programme) -> Iterator[str]:
    for agency in problem.agencies:
        fixed = [one.day for one in problem.committed if agency.id in one.agencies]
        own = [one.day for one in programme.proposals if agency.id in _asked(problem, one.choice)]
        weeks = Counter(day.isocalendar()[:2] for day in (*fixed, *own))
        quarters = Counter((day.year, (day.month - 1) // 3) for day in (*fixed, *own))
        if agency.a_week and any(weeks[day.isocalendar()[:2]] > agency.a_week for day in own):
            yield "agency week"
        if agency.a_quarter and any(quarters[day.year, (day.month - 1) // 3] > agency.a_quarter for day in own):
            yield "agency quarter"


def _asked(problem: Problem, choice: Choice) -> set[str]:
    """Return who is asked: the agencies of the plans, and of every other plan of their group."""
    plans = [plan for plan in problem.plans if plan.ref in choice.plans]
    groups = {(plan.authority, plan.group) for plan in plans if plan.group}
    named = [plan for plan in problem.plans if plan in plans or (plan.authority, plan.group) in groups]
    return {agency for plan in named for agency in plan.agencies}


def _of_claims(problem: Problem, programme: Programme) -> Iterator[str]:
    """Hold what the programme says of itself to a count of one's own."""
    late = short = given_up = 0
    said = {(test.plan, one.day): (test.safe_on, test.margin) for one in programme.proposals for test in one.tests}
    for plan in problem.plans:
        days = [one.day for one in problem.committed if plan.ref in one.plans]
        days += [one.day for one in programme.proposals if plan.ref in one.choice.plans]
        safe_on = plan.safe_on
        for day in sorted(days):
            margin = (safe_on - day).days
            if said.get((plan.ref, day), (safe_on, margin)) != (safe_on, margin):
                yield "claim: test"
            late, given_up = late + max(0, -margin), given_up + max(0, margin)
            short += min(plan.margin_days, max(0, plan.margin_days - margin))
            safe_on = next_safe_date(plan, day)
        left = (safe_on - problem.ends_on).days
        late, short = late + max(0, -left), short + min(plan.margin_days, max(0, plan.margin_days - left))
    score = programme.score
    if {*said} != {(ref, one.day) for one in programme.proposals for ref in one.choice.plans}:
        yield "claim: plans"
    if (score.late, score.short, score.given_up) != (late, short, given_up):
        yield "claim: days"
    if score.exercises != len(programme.proposals):
        yield "claim: exercises"
    if [stage.value for stage in programme.stages] != [getattr(score, stage.name) for stage in programme.stages]:
        yield "claim: stages"
    if any(stage.bound > stage.value for stage in programme.stages):
        yield "claim: bound"


def next_safe_date(plan: Plan, day: date) -> date:
    """Return the day before the last lawful one that follows a test."""
    return _later(day, plan.interval) - (2 * DAY if plan.counting is Counting.INCLUSIVE else DAY)


def _later(day: date, period: Period) -> date:
    months = day.month - 1 + 12 * period.years + period.months
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1])) + period.days * DAY


def _is_worked(limits: Limits, day: date) -> bool:
    return day.weekday() < 5 and day not in limits.calendar.bank_holidays


def _year(day: date) -> int:
    return day.year if day.month > 3 else day.year - 1
