"""An exercise's state as at a day, derived from its facts and never stored."""

from __future__ import annotations

from datetime import date
from enum import Enum

from comah.model.exercise import Credit, Exercise, Postponement
from comah.model.when import When


class State(Enum):
    """How far an exercise has come."""

    CANCELLED = "cancelled"
    CLOSED = "closed"
    HELD = "held"
    POSTPONED = "postponed"  # put off, and no new day yet
    CONFIRMED = "confirmed"
    PLANNED = "planned"
    UNDATED = "undated"  # no day yet


def is_fact(when: When | None, on: date) -> bool:
    """Whether a dated fact is on record and had happened by the reference date.

    An event whose day is not on record has happened; one that can only lie after ``on`` has not.
    """
    return when is not None and when.earliest <= on


def state_of(exercise: Exercise, on: date) -> State:
    """Return the state as at ``on``; facts dated after it are left out."""
    if is_cancelled(exercise, on):
        return State.CANCELLED
    if is_fact(exercise.held_on, on):
        return State.CLOSED if is_fact(exercise.closed_on, on) else State.HELD
    if planned_day(exercise, on) is None:
        return State.POSTPONED if put_off_by(exercise, on) else State.UNDATED
    return State.CONFIRMED if is_confirmed(exercise, on) else State.PLANNED


def is_cancelled(exercise: Exercise, on: date) -> bool:
    """Whether the exercise had been cancelled by ``on``; a cancellation without a day always counts."""
    return exercise.is_cancelled and (exercise.cancelled.on is None or exercise.cancelled.on.earliest <= on)


def is_confirmed(exercise: Exercise, on: date) -> bool:
    """Whether operator and agencies had agreed the day by ``on``; agreement to an earlier day lapses with it.

    Where it cannot be shown that the agreement came after the postponement, it did not.
    """
    confirmed = exercise.confirmed_on
    if confirmed is None or confirmed.earliest > on:
        return False
    return all(one.on is not None and confirmed.earliest >= one.on.latest for one in put_off_by(exercise, on))


def planned_day(exercise: Exercise, on: date) -> When | None:
    """Return the day it was planned for as at ``on``; None where it was put off to no new day.

    Before a postponement that is the day it was put off from. After one it is the new day, also where
    ``planned_on`` still shows the old. A later postponement that does not say from which day leaves the
    day that the one before it set.
    """
    made = put_off_by(exercise, on)
    if len(made) < len(exercise.postponements):
        coming = next(one for one in exercise.postponements if not _is_made(one, on))
        return coming.from_ or (made[-1].to if made else exercise.planned_on)
    if made and exercise.planned_on in {None, made[-1].from_}:
        return made[-1].to
    return exercise.planned_on


def credits_for(exercise: Exercise, plan: str, on: date) -> tuple[Credit, ...]:
    """Return the decisions on one plan that had been made by ``on``; one without a day always counts."""
    return tuple(
        credit
        for credit in exercise.credits
        if credit.plan == plan and (credit.decided_on is None or credit.decided_on.earliest <= on)
    )


def put_off_by(exercise: Exercise, on: date) -> tuple[Postponement, ...]:
    """Return the postponements made by ``on``, in order."""
    return tuple(one for one in exercise.postponements if _is_made(one, on))


def _is_made(postponement: Postponement, on: date) -> bool:
    """Whether a postponement had been decided by ``on``; one without a day always counts."""
    return postponement.on is None or postponement.on.earliest <= on
