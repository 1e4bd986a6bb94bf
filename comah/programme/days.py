"""The day of each week on which an authority would hold an exercise, and when its planning would start.

One day a week is fixed beforehand for each authority: the one whose wishes weigh least, then the preferred
weekday, then the earliest. So a programme chooses weeks, and every count of days stays exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import msgspec

from comah.exercises.backplan import Fit
from comah.model.kinds import ExerciseType
from comah.programme.problem import Avoided, Limits, Plan, Problem, monday_of
from comah.workdays.christmas import is_christmas_week

_DAYS_A_WEEK = 7
_ONE_DAY = timedelta(days=1)
_LATER_THAN_ANY = 7  # the place of a weekday that is not among those preferred


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """A week's suggested day."""

    week: date  # its Monday
    day: date
    disliked: int  # the weights of the wishes that the day does not meet


def slots(problem: Problem, authority: str) -> tuple[Slot, ...]:
    """Return the suggested day of every week that has one, in order.

    A day comes after the first of the programme, is a working day, and meets every hard wish. A week with an
    exercise already committed has none: an authority holds one exercise a week at most.
    """
    limits = problem.limit[authority]
    taken = {monday_of(one.day) for one in problem.committed if one.authority == authority}
    found = (_slot(problem, limits, week) for week in problem.weeks if week not in taken)
    return tuple(one for one in found if one is not None)


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
    yield from (one.why for one in _avoided_on(limits, day) if one.wish.is_hard)
    if limits.weekdays.is_hard and _is_off(limits.preferred_weekdays, day.weekday()):
        yield f"{day:%A} is not an allowed weekday"
    if limits.months.is_hard and _is_off(limits.preferred_months, day.month):
        yield f"{day:%B} is not an allowed month"


def planning_start(problem: Problem, limits: Limits, day: date, kind: ExerciseType) -> date | None:
    """Return the day on which an exercise's planning starts; None where no time is left for it.

    It is the exercise's day less the usual length of its type, on a working day. Where planning may be
    pressed, and that day has passed, it starts on the first day of the programme if its least length fits.
    """
    start = usual_start(limits, day, kind)
    if start >= problem.on:
        return start
    if limits.may_compress:
        available = limits.calendar.indexed.count(problem.on, day - _ONE_DAY)
        if Fit(needed=limits.leads[kind].least_days, available=available).is_enough:
            return problem.on
    return None


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


def _slot(problem: Problem, limits: Limits, week: date) -> Slot | None:
    days = (week + timedelta(days=number) for number in range(_DAYS_A_WEEK))
    free = [day for day in days if problem.on < day <= problem.ends_on and not any(hard_against(limits, day))]
    if not free:
        return None
    weights = {day: sum(unmet_wishes(limits, day).values()) for day in free}
    best = min(free, key=lambda day: (weights[day], is_christmas_week(day), _place(limits, day), day))
    return Slot(week=week, day=best, disliked=weights[best])


def _place(limits: Limits, day: date) -> int:
    weekdays = limits.preferred_weekdays
    return weekdays.index(day.weekday()) if day.weekday() in weekdays else _LATER_THAN_ANY


def _is_off(preferred: tuple[int, ...], value: int) -> bool:
    return bool(preferred) and value not in preferred


def _avoided_on(limits: Limits, day: date) -> tuple[Avoided, ...]:
    return tuple(one for one in limits.avoided if one.first <= day <= one.last)
