"""The day on which a step of an exercise falls: working days, limits, what it needs, and the diary.

The rules, in order: what is fixed never moves; no step passes its limit, and a provision's limit stands
above every other; no step falls before what it needs; none falls on a weekend or a bank holiday; and
where there is room left, none falls on a day that the diary blocks.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from comah.exercises.template import EXERCISE, Phase
from comah.law.counting import last_lawful_day
from comah.law.load import load_law
from comah.workdays.working_days import WorkCalendar

_A_DAY: Final = timedelta(days=1)
_FURTHEST: Final = 92  # days that a step moves at most to get around the diary


def phase_day(phase: Phase, exercise_day: date, calendar: WorkCalendar, anchor: date | None = None) -> date:
    """Return the day by which a step is due, counted from the exercise day.

    A step that falls on a weekend or a bank holiday moves to the working day before it (before the
    exercise) or after it (after the exercise), and never past its own limit, or one that follows from it.
    A day that the diary blocks is avoided the same way where there is room. The exercise and the hot
    debrief never move. Where no working day lies between what a step needs and its limit, it stays.

    Args:
        phase: the step.
        exercise_day: the exercise's day; its last, for a step after it.
        calendar: whose working days count, with the days that the diary blocks.
        anchor: the day that a provision's limit counts from, where that is not the exercise.

    >>> from comah.exercises.template import template_for
    >>> from comah.model.kinds import ExerciseType, Nation
    >>> from comah.workdays.working_days import nation_calendar
    >>> england, live = nation_calendar(Nation.ENGLAND), template_for(ExerciseType.LIVE)
    >>> debrief = live.find("multi-agency-debrief")
    >>> str(phase_day(debrief, date(2026, 11, 28), england)) if debrief else ""
    '2026-12-29'
    """
    day = exercise_day + timedelta(days=phase.last_offset)
    if phase.has_room:
        moved = calendar.on_or_before(day) if phase.last_offset < 0 else calendar.on_or_after(day)
        if moved not in calendar.blocked:
            return moved
    latest = _latest(phase, exercise_day, anchor)
    if latest is not None and day > latest:
        day = latest
    if phase.is_fixed:
        return day
    earliest = exercise_day + timedelta(days=phase.floor) if phase.floor is not None else None
    is_before = phase.last_offset < 0
    return _placed(day, earliest, latest, calendar, is_before=is_before)


def limit_day(phase: Phase, exercise_day: date, anchor: date | None = None) -> date | None:
    """Return the latest day to which a step may slip: its own limit, or the provision's where that is sooner.

    >>> from comah.exercises.template import template_for
    >>> from comah.model.kinds import ExerciseType, Regime
    >>> live = template_for(ExerciseType.LIVE, frozenset({Regime.REPPIR}))
    >>> report, sent = live.find("report-agreed"), live.find("report-published")
    >>> print(limit_day(report, date(2026, 8, 20)), limit_day(sent, date(2026, 8, 20), date(2026, 11, 12)))
    2026-11-20 2026-12-10
    """
    own = exercise_day + timedelta(days=phase.limit) if phase.limit is not None else None
    if not phase.provision:
        return own
    return _sooner(own, lawful_until(phase.provision, exercise_day if phase.counts_from == EXERCISE else anchor))


def lawful_until(provision: str, event: date | None) -> date | None:
    """Return the last lawful day of what is owed after an event; None before the provision is in force."""
    return _lawful_until(provision, event) if event is not None else None


@lru_cache(maxsize=4096)
def _lawful_until(provision: str, event: date) -> date | None:
    row = load_law().find(provision)
    value = row.value_on(event) if row is not None else None
    if row is None or value is None or value.interval is None:
        return None
    return last_lawful_day(event, value.interval, row.counting)


def _latest(phase: Phase, exercise_day: date, anchor: date | None) -> date | None:
    """Return the last day on which a step may fall, for its own limit's sake and that of what needs it."""
    latest = exercise_day + timedelta(days=phase.ceiling) if phase.ceiling is not None else None
    for provision in phase.capped_by:
        latest = _sooner(latest, lawful_until(provision, exercise_day))
    return _sooner(latest, limit_day(phase, exercise_day, anchor)) if phase.provision else latest


def _placed(day: date, earliest: date | None, latest: date | None, calendar: WorkCalendar, *, is_before: bool) -> date:
    if is_before:
        moved = calendar.on_or_before(day)
        moved = calendar.on_or_after(earliest) if earliest is not None and moved < earliest else moved
    else:
        moved = calendar.on_or_after(day)
        moved = calendar.on_or_before(latest) if latest is not None and moved > latest else moved
    if not _is_between(moved, earliest, latest):
        return day  # no working day is left between the two
    if moved not in calendar.blocked:
        return moved
    free = _free_day(moved, calendar, -_A_DAY if is_before else _A_DAY)
    return free if free is not None and _is_between(free, earliest, latest) else moved


def _free_day(day: date, calendar: WorkCalendar, step: timedelta) -> date | None:
    """Return the next working day, forward or back, that the diary does not block; None where it is far off."""
    for _ in range(_FURTHEST):
        day += step
        if day not in calendar.blocked and calendar.is_working_day(day):
            return day
    return None


def _is_between(day: date, earliest: date | None, latest: date | None) -> bool:
    return (earliest is None or earliest <= day) and (latest is None or day <= latest)


def _sooner(one: date | None, other: date | None) -> date | None:
    return other if one is None else one if other is None else min(one, other)
