"""The day of an exercise agreed by operator and agencies, and the day of its debrief booked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from comah.exercises.checks import check_happened, where
from comah.exercises.lifecycle.draft import (
    Draft,
    decided_postponements,
    enter,
    refuse,
    refuse_day,
    set_key,
    unchanged,
)
from comah.exercises.moves import Command
from comah.exercises.phases import PhaseDay, booked_debrief, phase_days
from comah.exercises.state import State, planned_day
from comah.model.authority import Authority
from comah.model.change import Change, Edit, date_value
from comah.model.exercise import Exercise
from comah.model.when import When
from comah.model.words import day_words, weekday_words, when_words
from comah.workdays.working_days import WorkCalendar

_DEBRIEF = "multi-agency-debrief"


def confirm_exercise(  # noqa: PLR0913 -- all but two are named
    exercise: Exercise,
    when: When,
    *,
    on: date,
    calendar: WorkCalendar,
    authority: Authority | None = None,
    debrief: When | None = None,
) -> Draft:
    """Record that operator and agencies agreed the exercise's day, and the day booked for the debrief.

    Args:
        exercise: the exercise.
        when: when they agreed it.
        on: the reference date.
        calendar: whose working days count.
        authority: the one that keeps the exercise.
        debrief: the day booked for the multi-agency debrief, where it is.
    """
    state = enter(exercise, Command.CONFIRM, on)
    check_happened(when, on)
    planned = _agreed_day(exercise, on)
    _check_agreement(exercise, state, when, on)
    usual = _debrief_step(exercise, on, calendar, authority)
    if debrief is not None:
        _check_debrief(exercise, debrief, planned, _good_days(usual))
    after = msgspec.structs.replace(exercise, confirmed_on=when, debrief_on=debrief or exercise.debrief_on)
    edits = tuple(_edits(exercise, after))
    if not edits:
        place = where(exercise.place, "confirmed_on")
        draft = unchanged(exercise, "confirm", f"confirmed {when_words(when)} already ({place})")
        return msgspec.structs.replace(draft, notices=tuple(_notices(after, usual, calendar, on)))
    change = Change(
        file=exercise.place.file.name, what="confirm", summary=_summary(exercise, state, after, planned), edits=edits
    )
    return Draft(change=change, exercise=after, notices=tuple(_notices(after, usual, calendar, on)))


def _agreed_day(exercise: Exercise, on: date) -> When:
    """Return the day that was agreed; refuse where none is known, or where it has passed."""
    planned = planned_day(exercise, on)
    place = where(exercise.place, "planned_on")
    if planned is None or not planned.is_exact:
        known = when_words(planned) if planned else "not on record"
        raise refuse(exercise, f"its day is {known}; first set the day agreed: comah exercise move", place)
    if planned.latest < on:
        why = f"its day, {when_words(planned)}, has passed; record what became of it: comah exercise hold or move"
        raise refuse(exercise, why, place)
    return planned


def _check_agreement(exercise: Exercise, state: State, when: When, on: date) -> None:
    """Refuse an agreement that a later postponement ended, and a second one of another day."""
    for one in decided_postponements(exercise, on):
        if one.on is not None and when.earliest < one.on.latest:
            why = f"agreed {when_words(when)}, before it was put off on {when_words(one.on)}: that agreement lapsed"
            raise refuse(exercise, why, where(one.place, "on"))
    confirmed = exercise.confirmed_on
    if state is State.CONFIRMED and confirmed is not None and confirmed != when:
        why = f"confirmed {when_words(confirmed)} by the record, not {when_words(when)}; edit it by hand if it is wrong"
        raise refuse(exercise, why, where(exercise.place, "confirmed_on"))


def _debrief_step(exercise: Exercise, on: date, calendar: WorkCalendar, authority: Authority | None) -> PhaseDay | None:
    found = phase_days(exercise, on, calendar, authority)
    return next((day for day in found if day.phase.id == _DEBRIEF), None)


def _good_days(usual: PhaseDay | None) -> str:
    """Say on which days the debrief is good."""
    if usual is None:
        return ""
    latest = f", the latest {weekday_words(usual.limit_on)}" if usual.limit_on else ""
    return f"; the usual day is {weekday_words(usual.due_on)}{latest}"


def _check_debrief(exercise: Exercise, debrief: When, planned: When, good: str) -> None:
    if not debrief.is_day:
        raise refuse_day(exercise, f"the debrief needs one day, and {when_words(debrief)} is none{good}")
    if debrief.earliest < planned.latest:
        why = f"a debrief on {when_words(debrief)} is before the exercise, {when_words(planned)}{good}"
        raise refuse_day(exercise, why, where(exercise.place, "planned_on"))


def _edits(exercise: Exercise, after: Exercise) -> Iterator[Edit]:
    for key in ("confirmed_on", "debrief_on"):
        when = getattr(after, key)
        if when is not None and when != getattr(exercise, key):
            yield set_key(key, date_value(when))


def _summary(exercise: Exercise, state: State, after: Exercise, planned: When) -> str:
    parts = []
    if state is not State.CONFIRMED and after.confirmed_on is not None:
        parts.append(f"{when_words(planned)} confirmed, agreed {when_words(after.confirmed_on)}")
    if after.debrief_on is not None and after.debrief_on != exercise.debrief_on:
        was = f" (was {when_words(exercise.debrief_on)})" if exercise.debrief_on else ""
        parts.append(f"multi-agency debrief booked for {when_words(after.debrief_on)}{was}")
    return f"{exercise.id}: {'; '.join(parts)}"


def _notices(exercise: Exercise, usual: PhaseDay | None, calendar: WorkCalendar, on: date) -> Iterator[str]:
    """Say what is still wrong with the debrief's day."""
    booked = booked_debrief(exercise, on)
    if booked is None:
        agreed = exercise.confirmed_on.text if exercise.confirmed_on else "DATE"
        early = exercise.debrief_on
        what = (
            f"THE DEBRIEF IS BOOKED FOR {when_words(early)}, BEFORE THE EXERCISE: EXR010 stands until it is booked anew"
            if early is not None
            else "NO DEBRIEF DATE: EXR010 stands until the multi-agency debrief is booked"
        )
        book_it = f"comah exercise confirm {exercise.id} --on {agreed} --debrief DATE --by POST"
        yield f"{what}{_good_days(usual)}. Book it: {book_it}"
        return
    limit = usual.limit_on if usual else None
    if limit is not None and booked.latest > limit:
        yield f"The debrief, {when_words(booked)}, is past its limit, {day_words(limit)}"
    if not calendar.is_working_day(booked.earliest):
        yield f"The debrief, {weekday_words(booked.earliest)}, is not on a working day"
