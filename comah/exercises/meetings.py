"""The planning meetings of an exercise: a monthly series that keeps its weekday and avoids days not worked.

The series begins where the template's planning meetings do and runs to their last day. It keeps the
weekday of its first meeting, such as the second Wednesday of the month. No day of it is stored: a record
holds only a meeting that was called for another day, or held.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum
from typing import Final

import msgspec

from comah.exercises.phases import PhaseDay, phase_days
from comah.exercises.state import State, is_fact, state_of
from comah.model.authority import Authority
from comah.model.exercise import Exercise, Meeting
from comah.model.when import When
from comah.workdays.christmas import is_christmas_week
from comah.workdays.working_days import WorkCalendar

MEETINGS: Final = "planning-meetings"  # the phase that the series fills
MOST: Final = 60  # meetings of one exercise
_A_WEEK: Final = 7
_FIFTH: Final = 5
_MONTHS: Final = 12
# where a day of the series is not free: the same weekday a week on or back, then the days around it
_AROUND: Final = (0, 7, -7, 1, -1, 2, -2, 3, -3)
_OVER: Final = frozenset({State.HELD, State.CLOSED, State.CANCELLED})


class MeetingState(Enum):
    """How a planning meeting stands on a day."""

    HELD = "held"
    CALLED = "called"  # to come, on a day that the record gives
    USUAL = "usual"  # to come, on the usual day of the series
    NOT_RECORDED = "not-recorded"  # its day has passed, and whether it was held is not on record


class MeetingDay(msgspec.Struct, frozen=True, kw_only=True):
    """A planning meeting with its day."""

    number: int
    when: When  # held, else called for, else the usual day
    series_on: date | None  # the weekday of the series, before anything was avoided; None outside it
    state: MeetingState
    is_last: bool = False  # of the series
    fact: Meeting | None = None  # what the record holds of it

    @property
    def is_to_come(self) -> bool:
        """Whether it is still to be held."""
        return self.state in {MeetingState.CALLED, MeetingState.USUAL}


class _Series(msgspec.Struct, frozen=True, kw_only=True):
    """A day of each month, by weekday, counted from one meeting."""

    number: int
    anchor: date
    start: date
    end: date

    def day(self, number: int) -> date:
        """Return the day of a meeting by the weekday of the series.

        Where the anchor is the fifth such weekday of its month, the series keeps the last of each month.
        """
        year, month = divmod(self.anchor.year * _MONTHS + self.anchor.month - 1 + number - self.number, _MONTHS)
        first = date(year, month + 1, 1)
        ordinal = (self.anchor.day - 1) // _A_WEEK + 1
        day = first + timedelta(days=(self.anchor.weekday() - first.weekday()) % _A_WEEK)
        if ordinal < _FIFTH:
            return day + timedelta(days=_A_WEEK * (ordinal - 1))
        last = day + timedelta(days=_A_WEEK * (_FIFTH - 1))
        return last if last.month == day.month else last - timedelta(days=_A_WEEK)


def meetings_of(
    exercise: Exercise, on: date, calendar: WorkCalendar, authority: Authority | None = None
) -> tuple[MeetingDay, ...]:
    """Return the planning meetings of an exercise in order: those on record, and the rest of the series.

    Once the exercise was held, cancelled, or its meetings are recorded as done, those on record alone are
    left. A day that is not worked, lies in Christmas week, or that the diary blocks, is avoided: a week later or
    earlier on the same weekday, else a day near it.

    Args:
        exercise: the exercise.
        on: the reference date.
        calendar: whose working days count, with the days that the diary blocks.
        authority: the one that keeps the exercise, for its own phases.

    >>> from comah.model.kinds import ExerciseType, Nation
    >>> from comah.workdays.working_days import nation_calendar
    >>> live = Exercise(
    ...     schema=1, id="x", name="x", type=ExerciseType.LIVE, planned_on=When.read("2026-12-02"),
    ...     meetings=(Meeting(number=1, held_on=When.read("2026-07-08")),),
    ... )
    >>> [one.when.text for one in meetings_of(live, date(2026, 7, 10), nation_calendar(Nation.ENGLAND))]
    ['2026-07-08', '2026-08-12', '2026-09-09', '2026-10-14', '2026-11-11']
    """
    facts = {one.number: one for one in reversed(exercise.meetings)}
    series = _series(exercise, on, calendar, authority)
    found = []
    for number in _numbers(facts, series):
        one = _meeting(number, facts.get(number), series, on, calendar)
        if one is not None:
            found.append(one)
    if series is not None and found:
        found[-1] = msgspec.structs.replace(found[-1], is_last=True)
    return tuple(found)


def next_meeting(found: tuple[MeetingDay, ...]) -> MeetingDay | None:
    """Return the first meeting still to come; None where there is none."""
    return next((one for one in found if one.is_to_come), None)


def _numbers(facts: dict[int, Meeting], series: _Series | None) -> Iterator[int]:
    highest = max(facts, default=0)
    for number in range(1, MOST + 1):
        if number in facts or (series is not None and (number < highest or series.day(number) <= series.end)):
            yield number


def _series(exercise: Exercise, on: date, calendar: WorkCalendar, authority: Authority | None) -> _Series | None:
    """Return the series; None where no meeting of it is still to be expected."""
    if state_of(exercise, on) in _OVER:
        return None
    days = phase_days(exercise, on, calendar, authority)
    span = next((one for one in days if one.phase.id == MEETINGS), None)
    if span is None or span.is_done:
        return None
    start = _start(exercise, span)
    recorded = sorted((one for one in exercise.meetings if _day_of(one)), key=lambda one: one.number)
    when = _day_of(recorded[0]) if recorded else None
    if when is not None:
        return _Series(number=recorded[0].number, anchor=when.earliest, start=start, end=span.due_on)
    return _Series(number=1, anchor=calendar.on_or_after(start), start=start, end=span.due_on)


def _start(exercise: Exercise, span: PhaseDay) -> date:
    """Return the first day of the series: that of the template, or where planning starts after it, that day."""
    begins = exercise.planning_from
    if begins is None or not begins.is_known:
        return span.first_on
    return min(max(span.first_on, begins.earliest), span.due_on)


def _day_of(fact: Meeting) -> When | None:
    """Return the day on which a meeting keeps the series: the one it was called for, else held."""
    return next((one for one in (fact.planned_on, fact.held_on) if one is not None and one.is_known), None)


def _meeting(
    number: int, fact: Meeting | None, series: _Series | None, on: date, calendar: WorkCalendar
) -> MeetingDay | None:
    usual = series.day(number) if series is not None else None
    held = fact.held_on if fact is not None and is_fact(fact.held_on, on) else None
    called = fact.planned_on if fact is not None else None
    when = held or called
    if when is None and series is not None and usual is not None:
        when = When.on_day(_free(usual, series, calendar))
    if when is None or not when.is_known:
        return None
    return MeetingDay(number=number, when=when, series_on=usual, state=_state(held, called, when, on), fact=fact)


def _state(held: When | None, called: When | None, when: When, on: date) -> MeetingState:
    if held is not None:
        return MeetingState.HELD
    if when.latest < on:
        return MeetingState.NOT_RECORDED
    return MeetingState.USUAL if called is None else MeetingState.CALLED


def _free(day: date, series: _Series, calendar: WorkCalendar) -> date:
    """Return the day, or the nearest by the order of preference that is worked and not blocked; else the day."""
    for step in _AROUND:
        found = day + timedelta(days=step)
        is_within = series.start <= found <= series.end or step == 0
        is_free = calendar.is_working_day(found) and found not in calendar.blocked and not is_christmas_week(found)
        if is_within and is_free:
            return found
    return day
