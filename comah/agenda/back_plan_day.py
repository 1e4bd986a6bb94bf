"""The day that an exercise is planned back from: a safe date's, one that was asked for, or the first it can have."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import msgspec

from comah.agenda.good_days import Around
from comah.duties.next_cycle import Judged, safe_dates
from comah.errors import RefusedError
from comah.exercises.backplan import from_first_meeting, from_safe_date, reach_of
from comah.exercises.phases import done_phases
from comah.model.backplan import CountedFrom, Reach
from comah.model.words import count_words, day_words, weekday_words

_A_DAY = timedelta(days=1)
_MEETINGS = "planning-meetings"


class FromDay(msgspec.Struct, frozen=True, kw_only=True):
    """From which day an officer wants it planned; at most one is given. None of them: from the safe date."""

    exercise_on: date | None = None
    first_meeting: date | None = None
    start: date | None = None


class DayFound(msgspec.Struct, frozen=True, kw_only=True):
    """The exercise's first day, and how it was found."""

    day: date | None  # None where nothing is known to count from
    aim: date | None  # the day that the latest start is counted from: the safe date's, where that can no longer be met
    counted_from: CountedFrom | None
    counted_on: date | None
    why: tuple[str, ...]


def exercise_day(surroundings: Around, wanted: FromDay, judged: Mapping[str, Judged], length_days: int) -> DayFound:
    """Return the day of an exercise that is to be planned back.

    Args:
        surroundings: of the exercise, as it is on record or will be.
        wanted: from which day.
        judged: by which dates the exercise is judged, by plan.
        length_days: how many days it lasts.

    Raises:
        RefusedError: for a day that has passed.
    """
    on = surroundings.on
    if wanted.exercise_on is not None:
        _refuse_past(wanted.exercise_on, on + _A_DAY, on, "an exercise is planned for a day after today")
        return _found(wanted.exercise_on, CountedFrom.EXERCISE_DATE, wanted.exercise_on, "the day that was asked for")
    if wanted.first_meeting is not None:
        _refuse_past(wanted.first_meeting, on, on, "give the day of a first meeting still to come")
        return _from_meeting(surroundings, wanted.first_meeting)
    if wanted.start is not None:
        _refuse_past(wanted.start, on, on, "give a day on which work on it can still start")
        return _from_start(surroundings, wanted.start)
    if not safe_dates(judged):
        return DayFound(day=None, aim=None, counted_from=None, counted_on=None, why=())
    return _from_safe_date(surroundings, judged, length_days)


def reach_from(surroundings: Around, start: date) -> Reach:
    """Return what can be reached if what is not done is started on a day."""
    done = done_phases(surroundings.exercise, surroundings.on)
    return reach_of(start, surroundings.template, done, surroundings.calendar)


def _refuse_past(day: date, first: date, on: date, remedy: str) -> None:
    if day < first:
        passed = "has passed" if day < on else "is today"
        message = f"{weekday_words(day)} {passed} (as at {weekday_words(on)}): {remedy}"
        raise RefusedError(message)


def _found(day: date, counted_from: CountedFrom, counted_on: date, *why: str) -> DayFound:
    return DayFound(day=day, aim=day, counted_from=counted_from, counted_on=counted_on, why=why)


def _from_meeting(surroundings: Around, meeting: date) -> DayFound:
    """Count forward from a first meeting, and no further back than today's work can reach."""
    usual = from_first_meeting(meeting, surroundings.template, surroundings.calendar, _MEETINGS)
    soonest = reach_from(surroundings, surroundings.on).compressed_on
    why = f"the earliest that a first meeting on {weekday_words(meeting)} leads to by the template"
    if surroundings.template.find(_MEETINGS) is None:
        why = f"the template has no planning meetings: {weekday_words(meeting)} is taken for the start"
    if usual < soonest:
        why = f"{why}, {weekday_words(usual)}, is too soon for steps not done, each at its least length"
    return _found(max(usual, soonest), CountedFrom.FIRST_MEETING, meeting, why)


def _from_start(surroundings: Around, start: date) -> DayFound:
    reach = reach_from(surroundings, start)
    pressed = f"compressed, {weekday_words(reach.compressed_on)} ({count_words(reach.needed_days, 'working day')})"
    why = f"the earliest by the usual days, if work on it starts on {weekday_words(start)}; {pressed}"
    return _found(reach.usual_on, CountedFrom.START, start, why)


def _from_safe_date(surroundings: Around, judged: Mapping[str, Judged], length_days: int) -> DayFound:
    """Count back from the earliest safe date; forward from today, where that can no longer be met."""
    on, known = surroundings.on, safe_dates(judged)
    ref = min(known, key=lambda name: (known[name], name))
    safe, more = known[ref], (length_days - 1) * _A_DAY
    whose = f"{ref}'s safe date" if len(known) > 1 else "the safe date"
    safe_words = f"{day_words(safe)}{judged[ref].counted_words}"
    aim = from_safe_date(safe - more, surroundings.calendar)
    soonest = reach_from(surroundings, on).compressed_on
    if soonest <= aim:
        margin = count_words(surroundings.records.authority.policy.margin_days, "day")
        lasting = f" that leaves its {length_days} days by" if more else " on or before"
        why = f"the last working day{lasting} {whose}, {safe_words}; the local margin of {margin} is not taken off"
        return _found(aim, CountedFrom.SAFE_DATE, safe, why)
    late = count_words((soonest + more - safe).days, "day")
    why = f"even compressed it comes {late} after {whose}"
    if safe < on:
        why = f"{whose} has passed"
    return DayFound(
        day=soonest,
        aim=aim,
        counted_from=CountedFrom.START,
        counted_on=on,
        why=(f"COMPRESSED, AND LATE: {why}, {safe_words}; the soonest that can be, if started today",),
    )
