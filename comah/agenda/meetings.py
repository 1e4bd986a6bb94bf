"""Entries of planning meetings: those called or held, and the usual days of those still to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec

from comah.agenda.exercise_telling import cancelled_for, day_of_exercise
from comah.agenda.exercises import Placed, placed
from comah.agenda.good_days import around, steps_calendar
from comah.agenda.naming import View, exercise_sites
from comah.agenda.telling import LOCAL_CUSTOM, Telling, said
from comah.exercises.attendance import agencies_of
from comah.exercises.meetings import MeetingDay, MeetingState, meetings_of
from comah.exercises.state import State, planned_day, state_of
from comah.model.book import AuthorityBook, Book
from comah.model.entry import Alarm, Entry, EntryKind, ShownAs
from comah.model.entry_kinds import KINDS
from comah.model.exercise import Exercise
from comah.model.when import When

_SAID: Final = {
    MeetingState.HELD: ", held",
    MeetingState.CALLED: "",
    MeetingState.USUAL: " (usual day, not called)",
}
_SHOWN: Final = {
    MeetingState.HELD: ShownAs.BUSY,
    MeetingState.CALLED: ShownAs.BUSY,
    MeetingState.USUAL: ShownAs.TENTATIVE,
}


def meeting_entries(view: View) -> Iterator[Entry]:
    """Yield the planning meetings of the period; one whose day passed without a record of it is left out."""
    for records in view.book.authorities:
        for exercise in records.exercises:
            if exercise.id in view.hidden:
                continue
            for one in meetings_on(view, records, exercise):
                days = placed(view, one.when) if one.state in _SAID else None
                if days is not None:
                    yield _entry(view, records.authority.id, exercise, one, days)


def meetings_on(view: View, records: AuthorityBook, exercise: Exercise) -> tuple[MeetingDay, ...]:
    """Return the planning meetings of an exercise, by its authority's calendar and diary."""
    day = planned_day(exercise, view.on)
    known = [day] if day is not None and day.is_known else []
    if not known and not exercise.meetings:
        return ()
    calendar = steps_calendar(view.book, records, known)
    return meetings_of(exercise, view.on, calendar, records.authority)


def against_meeting(book: Book, exercise: Exercise, when: When, on: date) -> tuple[str, ...]:
    """Return what speaks against a planning meeting on a day: a day not worked, the diary, an exercise."""
    if not when.is_exact:
        return ()
    near = msgspec.structs.replace(around(book, exercise, on, None), clash_days=0)
    return tuple(near.against(when.earliest, when.latest))


def _entry(view: View, authority: str, exercise: Exercise, one: MeetingDay, days: Placed) -> Entry:
    """Make the entry; it is known by its number, so that a meeting that moves stays one entry."""
    is_off = one.is_to_come and state_of(exercise, view.on) is State.CANCELLED
    return Entry(
        identity=(exercise.id, EntryKind.MEETING.value, str(one.number)),
        kind=EntryKind.MEETING,
        first=days.first,
        last=days.last,
        title=f"Planning meeting {one.number}: {exercise.name}{_SAID[one.state]}{days.suffix}",
        lines=said(view, authority, EntryKind.MEETING, _telling(view, exercise, one, is_off=is_off)),
        categories=(KINDS[EntryKind.MEETING].category,),
        location=one.fact.venue if one.fact is not None else "",
        authority=authority,
        establishments=exercise_sites(exercise),
        plans=(*exercise.will_test, *exercise.takes_part),
        exercise=exercise.id,
        agencies=agencies_of(exercise),
        alarm=Alarm.NONE if is_off else KINDS[EntryKind.MEETING].alarm,
        shown_as=ShownAs.FREE if days.suffix or is_off else _SHOWN[one.state],
        is_firm=one.state is not MeetingState.USUAL and not days.suffix,
        is_cancelled=is_off,
    )


def _telling(view: View, exercise: Exercise, one: MeetingDay, *, is_off: bool) -> Telling:
    command = f"comah exercise meeting {exercise.id} {one.number}"
    acts = {
        MeetingState.HELD: f"see what came of it: {command}",
        MeetingState.CALLED: f"take its agenda from {command}",
        MeetingState.USUAL: f"call it, on this day or another: {command} --called DATE",
    }
    return Telling(
        what=tuple(_who_came(view, one)),
        why=(*_why(exercise, one, is_off=is_off), day_of_exercise(exercise, view.on)),
        basis=LOCAL_CUSTOM,
        do=("nothing: the exercise was cancelled" if is_off else acts[one.state],),
        records=(exercise.place.file.name,),
    )


def _why(exercise: Exercise, one: MeetingDay, *, is_off: bool) -> Iterator[str]:
    if is_off:
        yield f"Cancelled with the exercise: {cancelled_for(exercise)}"
    elif one.state is MeetingState.USUAL:
        yield "The usual day of a monthly series: nobody has called the meeting yet"
    elif one.state is MeetingState.CALLED:
        yield "The day it is called for in the record"


def _who_came(view: View, one: MeetingDay) -> Iterator[str]:
    if one.fact is not None and one.fact.attended:
        yield f"Attended: {', '.join(view.body_name(body) for body in one.fact.attended)}"
    if one.fact is not None and one.fact.apologies:
        yield f"Apologies: {', '.join(view.body_name(body) for body in one.fact.apologies)}"
