"""What the entries of an exercise and of its debrief say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from comah.agenda.naming import View
from comah.agenda.telling import LOCAL_CUSTOM, Telling
from comah.exercises.attendance import agencies_of
from comah.exercises.state import State, is_fact, planned_day
from comah.model.exercise import Exercise
from comah.model.when import When
from comah.model.words import weekday_words, when_words

_HELD: Final = frozenset({State.HELD, State.CLOSED})
_TO_COME: Final = frozenset({State.PLANNED, State.CONFIRMED})
_AGREED: Final = "Not law: the day is agreed. What the law asks for each plan: comah exercise show"


def exercise_telling(view: View, exercise: Exercise, state: State, when: When) -> Telling:
    """Return what the entry of an exercise says."""
    return Telling(
        what=tuple(_what(view, exercise, state, when)),
        why=tuple(_why(view, exercise, state, when)),
        basis=f"{_AGREED} {exercise.id}",
        do=(_next_act(view, exercise, state, when),),
        records=(exercise.place.file.name,),
    )


def _what(view: View, exercise: Exercise, state: State, when: When) -> Iterator[str]:
    day = weekday_words(when.earliest) if when.is_day else when_words(when)
    yield f"{'Held' if state in _HELD else 'Planned for'}: {day}{_times_words(exercise)}"
    if exercise.format is not None:
        yield f"Format: {exercise.format.value}"
    if exercise.lead:
        yield f"Lead: {view.body_name(exercise.lead)}"
    if agencies := agencies_of(exercise):
        yield f"Agencies: {', '.join(view.body_name(one) for one in agencies)}"
    if exercise.players:
        yield f"Players: {', '.join(exercise.players)}"


def _why(view: View, exercise: Exercise, state: State, when: When) -> Iterator[str]:
    named = ", ".join(view.plan_name(ref) for ref in exercise.will_test)
    yield f"Meant to test: {named or 'no plan on record'}"
    if exercise.takes_part:
        yield f"Takes part: {', '.join(view.plan_name(ref) for ref in exercise.takes_part)}"
    if state is State.CANCELLED:
        yield f"Cancelled: {cancelled_for(exercise)}"
    elif state is State.PLANNED:
        yield "Not confirmed by operator and agencies"
    if state in _TO_COME and when.latest < view.on:
        yield "The day has passed and the exercise is not recorded as held"


def cancelled_for(exercise: Exercise) -> str:
    """Return why an exercise was cancelled."""
    return exercise.cancelled.reason or "no reason on record"


def _next_act(view: View, exercise: Exercise, state: State, when: When) -> str:
    """Say what to do next about the exercise as a whole; its steps are entries of their own."""
    if state in _TO_COME and when.latest < view.on:
        return f"record what became of it: comah exercise hold, postpone or cancel {exercise.id}"
    acts = {
        State.PLANNED: f"have the day agreed: comah exercise confirm {exercise.id} --on DATE",
        State.CONFIRMED: f"see its steps: comah exercise show {exercise.id}",
        State.HELD: f"see what is left to close it: comah exercise show {exercise.id}",
        State.CANCELLED: "nothing for this exercise; its plans still need a test",
    }
    return acts.get(state, "nothing")


def _times_words(exercise: Exercise) -> str:
    if exercise.starts_at and exercise.ends_at:
        return f", {exercise.starts_at} to {exercise.ends_at}"
    if exercise.starts_at:
        return f", from {exercise.starts_at}; end not on record"
    return f", to {exercise.ends_at}; start not on record" if exercise.ends_at else ""


def debrief_telling(view: View, exercise: Exercise, *, is_off: bool) -> Telling:
    """Return what the entry of a booked debrief says."""
    done = f"comah exercise done {exercise.id} multi-agency-debrief --on DATE"
    why, do = "The day booked in the record", f"hold it and record it: {done}"
    if is_off:
        why, do = f"Cancelled with the exercise: {cancelled_for(exercise)}", "nothing: the exercise was cancelled"
    elif _is_booked_too_early(exercise, view.on):
        why += ": BEFORE THE EXERCISE"
        do = f"book a day after the exercise: comah exercise confirm {exercise.id} --on DATE --debrief DATE"
    return Telling(
        what=(day_of_exercise(exercise, view.on),),
        why=(why,),
        basis=LOCAL_CUSTOM,
        do=(do,),
        records=(exercise.place.file.name,),
    )


def day_of_exercise(exercise: Exercise, on: date) -> str:
    """Say on which day the exercise is or was that an entry belongs to."""
    if is_fact(exercise.held_on, on) and exercise.held_on is not None:
        return f"Exercise held: {when_words(exercise.held_on)}"
    planned = last_planned(exercise, on)
    return f"Exercise planned for: {when_words(planned)}" if planned else "Exercise: no day yet"


def last_planned(exercise: Exercise, on: date) -> When | None:
    """Return the day that an exercise has, or had before it was put off to none."""
    return planned_day(exercise, on) or exercise.planned_on


def _is_booked_too_early(exercise: Exercise, on: date) -> bool:
    booked, day = exercise.debrief_on, exercise.held_on or last_planned(exercise, on)
    return booked is not None and booked.is_known and day is not None and day.is_known and booked.latest < day.earliest
