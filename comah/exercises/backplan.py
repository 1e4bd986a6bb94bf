"""Planning back from a day: when an exercise must be started, and whether what is undone still fits."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from comah.exercises.template import EXERCISE, Template, template_for
from comah.model.kinds import ExerciseType
from comah.workdays.working_days import WorkCalendar


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """What the undone steps before an exercise need, against what is left. Both in working days."""

    needed: int
    available: int

    @property
    def is_enough(self) -> bool:
        """Whether the undone steps fit at their least lengths."""
        return self.needed <= self.available


def latest_start(safe_on: date, exercise_type: ExerciseType, calendar: WorkCalendar) -> date:
    """Return the last working day on which an exercise can be started and be held on the safe date.

    It is the safe date less the template's length in calendar days, or the working day before that.

    >>> from comah.model.kinds import Nation
    >>> from comah.workdays.working_days import nation_calendar
    >>> england = nation_calendar(Nation.ENGLAND)
    >>> str(latest_start(date(2027, 3, 31), ExerciseType.TABLETOP, england))
    '2026-12-02'
    >>> str(latest_start(date(2027, 3, 31), ExerciseType.LIVE, england))
    '2026-09-30'
    """
    length = timedelta(days=template_for(exercise_type).length_days)
    return calendar.on_or_before(safe_on - length)


def least_days_before(template: Template, done: frozenset[str]) -> int:
    """Return the fewest working days that the undone steps before the exercise can take.

    It is the longest chain of steps that the exercise needs, directly or through others. Planning
    meetings, booking the debrief and telling neighbours are not among them: the exercise can be held
    without, so they never count. A step with no record of being done counts, even where a later one
    is done: what is not on record is not taken as done.

    >>> least_days_before(template_for(ExerciseType.LIVE), frozenset())
    35
    >>> least_days_before(template_for(ExerciseType.TABLETOP), frozenset({"initiation", "invite-agencies"}))
    22
    """
    days: dict[str, int] = {}  # to the end of each step
    for phase in template.phases:
        before = max((days[need] for need in phase.needs), default=0)
        if phase.id == EXERCISE:
            return before
        days[phase.id] = before + (0 if phase.id in done else phase.least_days)
    message = f"the template {template.id!r} has no exercise"
    raise ValueError(message)


def fit_of(
    on: date, exercise_day: date, exercise_type: ExerciseType, done: frozenset[str], calendar: WorkCalendar
) -> Fit:
    """Set what the undone steps need against the working days from ``on`` to the day before the exercise.

    Args:
        on: the reference date; it can still be worked.
        exercise_day: the exercise's first day.
        exercise_type: how it is played.
        done: the ids of the phases that are done.
        calendar: whose working days count.

    >>> from comah.model.kinds import Nation
    >>> from comah.workdays.working_days import nation_calendar
    >>> england = nation_calendar(Nation.ENGLAND)
    >>> fit_of(date(2026, 12, 21), date(2027, 1, 6), ExerciseType.LIVE, frozenset({"initiation"}), england)
    Fit(needed=30, available=9)
    """
    return Fit(
        needed=least_days_before(template_for(exercise_type), done),
        available=calendar.count(on, exercise_day - timedelta(days=1)),
    )
