"""An independent reader of a programme: it shares the structs with the library and counts everything anew.

``faults(problem, programme)`` returns one word for each fault: the hard rule that is broken, or ``claim`` where
the programme says of itself what is not so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from programme_claims import next_safe_date, untrue, year_of

from comah.model.kinds import ExerciseType
from comah.programme.problem import Choice, Limits, Plan, Problem
from comah.programme.result import Programme, Proposal

LIVE = ExerciseType.LIVE
DAY = timedelta(days=1)


def faults(problem: Problem, programme: Programme) -> list[str]:
    """Return what is wrong with a programme; nothing where it keeps every hard rule and speaks the truth."""
    return [
        *(fault for one in programme.proposals for fault in _of_proposal(problem, one)),
        *(fault for limits in problem.limits for fault in _of_authority(problem, programme, limits)),
        *_of_agencies(problem, programme),
        *_of_claims(problem, programme),
        *untrue(problem, programme),
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
    if one.type is not _type_of(problem, limits, one.choice):
        yield "type"
    if not one.choice.is_live and any(plan.type is LIVE for plan in plans):
        yield "not live"
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
    if (one.day.month, one.day.day) >= (12, 24) or (one.day.month, one.day.day) == (1, 1):
        yield "christmas"
    if one.week.weekday() or not one.week <= one.day < one.week + 7 * DAY:
        yield "week"


def _type_of(problem: Problem, limits: Limits, choice: Choice) -> ExerciseType:
    """Return the type: live, or of its group's other types the one that is planned the longest."""
    others = {plan.type for plan in _of_groups(problem, choice)} - {LIVE}
    if choice.is_live or not others:
        return LIVE
    return max(others, key=lambda kind: (limits.leads[kind].length_days, kind.value))


def _of_groups(problem: Problem, choice: Choice) -> list[Plan]:
    """Return the plans of an exercise, and every other of their groups."""
    plans = [plan for plan in problem.plans if plan.ref in choice.plans]
    groups = {(plan.authority, plan.group) for plan in plans if plan.group}
    return [plan for plan in problem.plans if plan in plans or (plan.authority, plan.group) in groups]


def _is_planned_long_enough(problem: Problem, limits: Limits, one: Proposal) -> bool:
    lead = limits.leads[one.type]
    if one.planning_start < _as_at(problem):
        return False
    if one.day - one.planning_start >= timedelta(days=lead.length_days):
        return not one.is_compressed
    days = (one.planning_start + number * DAY for number in range((one.day - one.planning_start).days))
    is_long_enough = sum(_is_worked(limits, day) for day in days) >= lead.least_days
    return one.is_compressed and is_long_enough and _may_be_pressed(problem, limits, one)


def _may_be_pressed(problem: Problem, limits: Limits, one: Proposal) -> bool:
    """Whether the exercise is of a plan that would else be tested too late."""
    until = [plan.pressed_until for plan in _of_groups(problem, one.choice) if plan.pressed_until]
    return limits.may_compress and any(one.day <= day for day in until)


def _as_at(problem: Problem) -> date:
    return min(problem.on, problem.as_at or problem.on)


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
        years = Counter(year_of(day) for day, _ in days) + Counter({year_of(problem.on): limits.held_this_year})
        mine = {year_of(day) for _, day in own}
        yield from ("a year" for year, number in years.items() if number > limits.most_a_year and year in mine)


def _of_agencies(problem: Problem, programme: Programme) -> Iterator[str]:
    for agency in problem.agencies:
        fixed = [one.day for one in problem.committed if agency.id in one.agencies]
        own = [one.day for one in programme.proposals if agency.id in _asked(problem, one.choice)]
        weeks = Counter(day.isocalendar()[:2] for day in (*fixed, *own))
        weeks[problem.on.isocalendar()[:2]] += agency.held_this_week
        quarters = Counter((day.year, (day.month - 1) // 3) for day in (*fixed, *own))
        quarters[problem.on.year, (problem.on.month - 1) // 3] += agency.held_this_quarter
        if agency.a_week and any(weeks[day.isocalendar()[:2]] > agency.a_week for day in own):
            yield "agency week"
        if agency.a_quarter and any(quarters[day.year, (day.month - 1) // 3] > agency.a_quarter for day in own):
            yield "agency quarter"


def _asked(problem: Problem, choice: Choice) -> set[str]:
    """Return who is asked: the agencies of the plans, and of every other plan of their group."""
    return {agency for plan in _of_groups(problem, choice) for agency in plan.agencies}


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


def _is_worked(limits: Limits, day: date) -> bool:
    return day.weekday() < 5 and day not in limits.calendar.bank_holidays
