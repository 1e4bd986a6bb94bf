"""Planning back from a day: when an exercise must be started, and whether what is undone still fits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec

from comah.exercises.template import EXERCISE, Template, template_for
from comah.model.authority import Authority
from comah.model.kinds import ExerciseType
from comah.workdays.working_days import WorkCalendar

if TYPE_CHECKING:
    from comah.model.backplan import LastMove, Reach

_A_DAY = timedelta(days=1)


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """What the undone steps before an exercise need, against what is left. Both in working days."""

    needed: int
    available: int

    @property
    def is_enough(self) -> bool:
        """Whether the undone steps fit at their least lengths."""
        return self.needed <= self.available


def latest_start(
    safe_on: date, exercise_type: ExerciseType, calendar: WorkCalendar, authority: Authority | None = None
) -> date:
    """Return the last working day on which an exercise of a type can be started and be held on the safe date.

    >>> from comah.model.kinds import Nation
    >>> from comah.workdays.working_days import nation_calendar
    >>> england = nation_calendar(Nation.ENGLAND)
    >>> str(latest_start(date(2027, 3, 31), ExerciseType.TABLETOP, england))
    '2026-12-02'
    >>> str(latest_start(date(2027, 3, 31), ExerciseType.LIVE, england))
    '2026-09-30'
    """
    return start_of(safe_on, template_for(exercise_type, authority=authority), calendar)


def start_of(day: date, template: Template, calendar: WorkCalendar) -> date:
    """Return the last working day on which work can start so that the exercise is held on a day.

    It is that day less the template's length in calendar days, or the working day before that.
    """
    return calendar.on_or_before(day - timedelta(days=template.length_days))


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
    on: date, exercise_day: date, template: Template | ExerciseType, done: frozenset[str], calendar: WorkCalendar
) -> Fit:
    """Set what the undone steps need against the working days from ``on`` to the day before the exercise.

    Args:
        on: the reference date; it can still be worked.
        exercise_day: the exercise's first day.
        template: of the exercise; or how it is played, for the packaged one.
        done: the ids of the phases that are done.
        calendar: whose working days count.

    >>> from comah.model.kinds import Nation
    >>> from comah.workdays.working_days import nation_calendar
    >>> england = nation_calendar(Nation.ENGLAND)
    >>> fit_of(date(2026, 12, 21), date(2027, 1, 6), ExerciseType.LIVE, frozenset({"initiation"}), england)
    Fit(needed=30, available=9)
    """
    return Fit(
        needed=least_days_before(template if isinstance(template, Template) else template_for(template), done),
        available=calendar.count(on, exercise_day - _A_DAY),
    )


def from_safe_date(safe_on: date, calendar: WorkCalendar) -> date:
    """Return the exercise day that a safe date allows at the latest: a working day on or before it.

    >>> from comah.model.kinds import Nation
    >>> from comah.workdays.working_days import nation_calendar
    >>> str(from_safe_date(date(2027, 2, 13), nation_calendar(Nation.ENGLAND)))
    '2027-02-12'
    """
    return calendar.on_or_before(safe_on)


def from_first_meeting(
    meeting_on: date, template: Template, calendar: WorkCalendar, phase_id: str = "planning-meetings"
) -> date:
    """Return the exercise day that a first planning meeting leads to, by the template; on a working day.

    >>> from comah.model.kinds import Nation
    >>> from comah.workdays.working_days import nation_calendar
    >>> live, england = template_for(ExerciseType.LIVE), nation_calendar(Nation.ENGLAND)
    >>> str(from_first_meeting(date(2026, 7, 1), live, england))
    '2026-12-02'
    """
    phase = template.find(phase_id)
    ahead = -phase.first_offset if phase is not None else template.length_days
    return calendar.on_or_after(meeting_on + timedelta(days=ahead))


def reach_of(on: date, template: Template, done: frozenset[str], calendar: WorkCalendar) -> Reach:
    """Return the earliest exercise if the steps not done are started on ``on``; that day can be worked.

    >>> from comah.model.kinds import Nation
    >>> from comah.workdays.working_days import nation_calendar
    >>> england, live = nation_calendar(Nation.ENGLAND), template_for(ExerciseType.LIVE)
    >>> found = reach_of(date(2026, 11, 21), live, frozenset(), england)
    >>> print(found.usual_on, found.compressed_on, found.needed_days)
    2027-05-24 2027-01-14 35
    """
    return reach_with(on, template, done, calendar, needed=least_days_before(template, done))


def reach_with(on: date, template: Template, done: frozenset[str], calendar: WorkCalendar, *, needed: int) -> Reach:
    """Return the same, where the working days needed at least are known already."""
    compressed = calendar.forward(on, needed)
    undone = template.before - done
    ahead = max([-phase.first_offset for phase in template.phases if phase.id in undone], default=0)
    before = timedelta(days=max(0, ahead))
    usual = calendar.on_or_after(on + before)
    while calendar.on_or_before(usual - before) < on:  # its first step would fall on a bank holiday, and so before
        usual = calendar.next_after(usual)
    from comah.model.backplan import Reach  # noqa: PLC0415 - what is due needs none of a page's structs

    return Reach(usual_on=max(usual, compressed), compressed_on=compressed, needed_days=needed)


def last_move(
    exercise_on: date, safe_dates: Mapping[str, date], calendar: WorkCalendar, *, length_days: int = 1
) -> LastMove | None:
    """Return the last working day to which an exercise could move; of several plans the earliest decides.

    Args:
        exercise_on: its first day.
        safe_dates: of the plans that it is to test, by plan.
        calendar: whose working days count.
        length_days: how many days it lasts; the last of them decides whether it is in time.

    >>> from comah.model.kinds import Nation
    >>> from comah.workdays.working_days import nation_calendar
    >>> england = nation_calendar(Nation.ENGLAND)
    >>> found = last_move(date(2026, 12, 2), {"eastquay": date(2027, 5, 1), "westbank": date(2027, 2, 13)}, england)
    >>> print(found.on, found.plan, found.days) if found else None
    2027-02-12 westbank 72
    """
    if not safe_dates:
        return None
    plan = min(safe_dates, key=lambda name: (safe_dates[name], name))
    on = from_safe_date(safe_dates[plan] - (length_days - 1) * _A_DAY, calendar)
    from comah.model.backplan import LastMove  # noqa: PLC0415 - as above

    return LastMove(on=on, plan=plan, safe_on=safe_dates[plan], days=(on - exercise_on).days)
