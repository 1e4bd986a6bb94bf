"""Entries of exercises and their booked debriefs, each on the day the records give and no more exactly."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

import msgspec

from comah.agenda.exercise_telling import debrief_telling, exercise_telling, last_planned
from comah.agenda.naming import View, exercise_sites
from comah.agenda.telling import said
from comah.exercises.attendance import agencies_of
from comah.exercises.state import State, planned_day, state_of
from comah.model.entry import Alarm, Entry, EntryKind, ShownAs
from comah.model.entry_kinds import KINDS
from comah.model.exercise import Exercise
from comah.model.kinds import ExerciseFormat
from comah.model.when import When
from comah.model.words import when_words

_HELD = frozenset({State.HELD, State.CLOSED})
_DEBRIEF_STATES = frozenset({State.PLANNED, State.CONFIRMED, State.HELD, State.UNDATED, State.CANCELLED})


def exercise_entries(view: View) -> Iterator[Entry]:
    """Yield the exercises of the period, and the debrief dates booked in it. Hidden ones are left out."""
    for records in view.book.authorities:
        for exercise in records.exercises:
            if exercise.id in view.hidden:
                continue
            state = state_of(exercise, view.on)
            yield from _exercise(view, records.authority.id, exercise, state)
            yield from _debrief(view, records.authority.id, exercise, state)


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """The days on which a date value is shown."""

    first: date
    last: date
    suffix: str = ""  # for the title, where the day is not fixed


def placed(view: View, when: When | None) -> Placed | None:
    """Place a date value in the period; None where it has no day there.

    An exact value keeps its days. A day not known more closely is shown once, on the earliest day
    it can be; where that is before the period, on the latest that it can be and the period shows.
    """
    if when is None or not when.is_known or when.latest < view.first or when.earliest > view.last:
        return None
    if when.is_exact:
        return Placed(first=when.earliest, last=when.latest)
    day = when.earliest if when.earliest >= view.first else min(when.latest, view.last)
    return Placed(first=day, last=day, suffix=f" (day not fixed: {when_words(when)})")


def _exercise(view: View, authority: str, exercise: Exercise, state: State) -> Iterator[Entry]:
    when = _day_of(view, exercise, state)
    days = placed(view, when)
    if when is None or days is None:
        return
    starts_at, ends_at = _times(exercise) if when.is_day else (None, None)
    is_firm = state is not State.PLANNED and not days.suffix
    yield Entry(
        identity=(exercise.id, EntryKind.EXERCISE.value),
        kind=EntryKind.EXERCISE,
        first=days.first,
        last=days.last,
        starts_at=starts_at,
        ends_at=ends_at,
        title=_title(exercise, state) + days.suffix,
        lines=said(view, authority, EntryKind.EXERCISE, exercise_telling(view, exercise, state, when)),
        categories=(KINDS[EntryKind.EXERCISE].category,),
        location=_location(exercise),
        authority=authority,
        establishments=exercise_sites(exercise),
        plans=(*exercise.will_test, *exercise.takes_part),
        exercise=exercise.id,
        agencies=agencies_of(exercise),
        posts=exercise.players,
        alarm=KINDS[EntryKind.EXERCISE].alarm if state is not State.CANCELLED else Alarm.NONE,
        shown_as=_shown_as(state, days),
        is_firm=is_firm,
        is_cancelled=state is State.CANCELLED,
    )


def _day_of(view: View, exercise: Exercise, state: State) -> When | None:
    if state in _HELD:
        return exercise.held_on
    return last_planned(exercise, view.on) if state is State.CANCELLED else planned_day(exercise, view.on)


def _times(exercise: Exercise) -> tuple[time | None, time | None]:
    """Return both times of day, or neither: an end that is missing or not after the start is not guessed."""
    if not exercise.starts_at or not exercise.ends_at or exercise.ends_at <= exercise.starts_at:
        return None, None
    return time.fromisoformat(exercise.starts_at), time.fromisoformat(exercise.ends_at)


def _shown_as(state: State, days: Placed) -> ShownAs:
    if state is State.CANCELLED or days.suffix:
        return ShownAs.FREE
    return ShownAs.TENTATIVE if state is State.PLANNED else ShownAs.BUSY


def _title(exercise: Exercise, state: State) -> str:
    words = {State.PLANNED: ", not confirmed", State.HELD: ", held", State.CLOSED: ", held"}
    return f"{exercise.name} ({exercise.type.value} exercise{words.get(state, '')})"


def _location(exercise: Exercise) -> str:
    """Return where it is held, as the record says it: a site that it tests need not be the place."""
    return exercise.venue or ("Virtual" if exercise.format is ExerciseFormat.VIRTUAL else "")


def _debrief(view: View, authority: str, exercise: Exercise, state: State) -> Iterator[Entry]:
    days = placed(view, exercise.debrief_on)
    if days is None or state not in _DEBRIEF_STATES:
        return
    is_off = state is State.CANCELLED
    yield Entry(
        identity=(exercise.id, EntryKind.DEBRIEF.value),
        kind=EntryKind.DEBRIEF,
        first=days.first,
        last=days.last,
        title=f"Multi-agency debrief: {exercise.name}{days.suffix}",
        lines=said(view, authority, EntryKind.DEBRIEF, debrief_telling(view, exercise, is_off=is_off)),
        categories=(KINDS[EntryKind.DEBRIEF].category,),
        authority=authority,
        establishments=exercise_sites(exercise),
        plans=(*exercise.will_test, *exercise.takes_part),
        exercise=exercise.id,
        agencies=agencies_of(exercise),
        alarm=Alarm.NONE if is_off else KINDS[EntryKind.DEBRIEF].alarm,
        shown_as=ShownAs.FREE if days.suffix or is_off else ShownAs.BUSY,
        is_firm=not days.suffix,
        is_cancelled=is_off,
    )
