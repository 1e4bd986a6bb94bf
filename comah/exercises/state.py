"""An exercise's state as at a day, derived from its facts and never stored."""

from __future__ import annotations

from datetime import date
from enum import Enum

from comah.model.exercise import Credit, Exercise
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
        return State.POSTPONED if _is_put_off(exercise, on) else State.UNDATED
    return State.CONFIRMED if is_confirmed(exercise, on) else State.PLANNED


def is_cancelled(exercise: Exercise, on: date) -> bool:
    """Whether the exercise had been cancelled by ``on``; a cancellation without a day always counts."""
    return exercise.is_cancelled and (exercise.cancelled.on is None or exercise.cancelled.on.earliest <= on)


def is_confirmed(exercise: Exercise, on: date) -> bool:
    """Whether operator and agencies had agreed the day by ``on``; agreement to an earlier day lapses with it."""
    confirmed = exercise.confirmed_on
    if confirmed is None or confirmed.earliest > on:
        return False
    moved = [one.on.latest for one in exercise.postponements if one.on is not None and one.on.earliest <= on]
    return all(confirmed.latest >= day for day in moved)


def planned_day(exercise: Exercise, on: date) -> When | None:
    """Return the day it is planned for as at ``on``; None where it was put off to no new day."""
    return None if _is_put_off(exercise, on) else exercise.planned_on


def credits_for(exercise: Exercise, plan: str, on: date) -> tuple[Credit, ...]:
    """Return the decisions on one plan that had been made by ``on``; one without a day always counts."""
    return tuple(
        credit
        for credit in exercise.credits
        if credit.plan == plan and (credit.decided_on is None or credit.decided_on.earliest <= on)
    )


def _is_put_off(exercise: Exercise, on: date) -> bool:
    """Whether the last postponement names no new day and the record still shows the old one."""
    made = [one for one in exercise.postponements if one.on is None or one.on.earliest <= on]
    if not made or made[-1].to is not None:
        return False
    return exercise.planned_on is None or exercise.planned_on == made[-1].from_
