"""The days on which an authority would hold an exercise, and when its planning would start.

One day a week is fixed beforehand for each authority: of those whose wishes weigh least the latest, which gives
up the least statutory life. Wishes must cost no date, though: besides it can be chosen, in a week in which a test
is owed or wished for sooner or a financial year ends, the last day that meets that date, and any day at all while
plans wait for tests that come too late. Every count of days is exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final

import msgspec

from comah.model.kinds import ExerciseType
from comah.programme.problem import OFF, Avoided, Limits, Plan, Problem
from comah.workdays.christmas import is_christmas_week
from comah.workdays.week import monday_of

A_YEAR: Final = timedelta(days=365)  # within which one test is near another, or so late that any day is open to it
_DAYS_A_WEEK = 7


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """A day that can be chosen."""

    week: date  # its Monday
    day: date
    disliked: int  # the weights of the wishes that the day does not meet


def slots(problem: Problem, authority: str) -> tuple[Slot, ...]:
    """Return the days that can be chosen, in order: the suggested one of every week, and more where dates ask for it.

    A day comes after the first of the programme, is a working day, and meets every hard wish. A week with an
    exercise already committed has none: an authority holds one exercise a week at most.
    """
    if authority not in problem.slots:
        limits = problem.limit[authority]
        taken = {monday_of(one.day) for one in problem.committed if one.authority == authority}
        dates = dates_to_meet(problem, authority)
        weeks = (week for week in problem.weeks if week not in taken)
        problem.slots[authority] = tuple(slot for week in weeks for slot in _slots_of(problem, limits, week, dates))
    return problem.slots[authority]


def dates_to_meet(problem: Problem, authority: str) -> Mapping[date, list[date]]:
    """Return by week the dates to keep as far as they stand already: of next tests, wished for and owed; of years.

    A financial year that ends within a week is one, where each year is to have an exercise.
    """
    found: dict[date, list[date]] = {}
    if problem.limit[authority].yearly != OFF:
        for year in problem.years:
            found.setdefault(monday_of(year.ends_on), []).append(year.ends_on)
    for plan in problem.plans:
        if plan.authority == authority:
            tests = (one.day for one in problem.committed if plan.ref in one.plans)
            for safe_on in (plan.safe_on, *map(plan.safe_after, tests)):
                for day in (safe_on, safe_on - timedelta(days=plan.margin_days)):
                    found.setdefault(monday_of(day), []).append(day)
    return found


def unmet_wishes(limits: Limits, day: date) -> Mapping[str, int]:
    """Return in words the weighted wishes that a day does not meet, each with its weight."""
    found = {one.why: one.wish.weight for one in _avoided_on(limits, day) if one.wish.weight and not one.wish.is_hard}
    if _is_off(limits.preferred_weekdays, day.weekday()) and limits.weekdays.weight:
        found[f"{day:%A} is not a preferred weekday"] = limits.weekdays.weight
    if _is_off(limits.preferred_months, day.month) and limits.months.weight:
        found[f"{day:%B} is not a preferred month"] = limits.months.weight
    return found


def hard_against(limits: Limits, day: date) -> Iterator[str]:
    """Yield in words what keeps exercises off a day."""
    if not limits.calendar.is_working_day(day):
        yield "not a working day"
    if is_christmas_week(day):
        yield "from Christmas Eve to New Year's Day no exercise is held"
    yield from (one.why for one in _avoided_on(limits, day) if one.wish.is_hard)
    if limits.weekdays.is_hard and _is_off(limits.preferred_weekdays, day.weekday()):
        yield f"{day:%A} is not an allowed weekday"
    if limits.months.is_hard and _is_off(limits.preferred_months, day.month):
        yield f"{day:%B} is not an allowed month"


def planning_start(
    problem: Problem, limits: Limits, plans: tuple[Plan, ...], day: date, kind: ExerciseType
) -> date | None:
    """Return the day on which an exercise's planning starts; None where no time is left for it.

    It is the exercise's day less the usual length of its type, on a working day. Planning is pressed to its least
    length for plans that would otherwise be tested too late; it then starts as late as that allows, so that
    hands that are full today can do it when they are free.

    Args:
        problem: whose first day of planning counts.
        limits: of the authority.
        plans: those that the exercise can be meant to test.
        day: of the exercise.
        kind: its type.
    """
    start = usual_start(limits, day, kind)
    if is_hurried(limits, plans, day):
        start = max(start, limits.calendar.indexed.back(day, limits.leads[kind].least_days))
    return start if start >= problem.first_planning else None


def is_hurried(limits: Limits, plans: Iterable[Plan], day: date) -> bool:
    """Whether planning may be pressed for an exercise on a day: any of its plans would else be tested too late."""
    return limits.may_compress and any(plan.pressed_until and day <= plan.pressed_until for plan in plans)


def usual_start(limits: Limits, day: date, kind: ExerciseType) -> date:
    """Return the last working day on which planning of the usual length can start."""
    return limits.calendar.indexed.on_or_before(day - timedelta(days=limits.leads[kind].length_days))


def kind_of(limits: Limits, plans: tuple[Plan, ...], *, is_live: bool) -> ExerciseType:
    """Return the type of an exercise: live, or of the other types of its plans the one planned the longest.

    Args:
        limits: of the authority.
        plans: those that it can be meant to test, all of one group.
        is_live: whether it is to be live.
    """
    others = {plan.type for plan in plans} - {ExerciseType.LIVE}
    if is_live or not others:
        return ExerciseType.LIVE
    return max(others, key=lambda kind: (limits.leads[kind].length_days, kind.value))


def _slots_of(problem: Problem, limits: Limits, week: date, dates: Mapping[date, list[date]]) -> Iterator[Slot]:
    days = (week + timedelta(days=number) for number in range(_DAYS_A_WEEK))
    free = [day for day in days if problem.on < day <= problem.ends_on and not any(hard_against(limits, day))]
    if not free:
        return
    weights = {day: sum(unmet_wishes(limits, day).values()) for day in free}
    preferred = limits.preferred_weekdays
    best = min(free, key=lambda day: (weights[day], _is_off(preferred, day.weekday()), -day.toordinal()))
    chosen = {best, *(max(day for day in free if day <= by) for by in dates.get(week, ()) if free[0] <= by < best)}
    if limits.backlog_until is not None and week <= limits.backlog_until:
        chosen.update(free)
    chosen.update(limits.open_days.intersection(free))
    for day in sorted(chosen):
        yield Slot(week=week, day=day, disliked=weights[day])


def _is_off(preferred: tuple[int, ...], value: int) -> bool:
    return bool(preferred) and value not in preferred


def _avoided_on(limits: Limits, day: date) -> tuple[Avoided, ...]:
    return tuple(one for one in limits.avoided if one.first <= day <= one.last)
