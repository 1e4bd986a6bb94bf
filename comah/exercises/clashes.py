"""Exercises of two authorities that want the same agency within a few days of one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from comah.exercises.state import State, planned_day, state_of
from comah.model.exercise import Exercise
from comah.model.forum import ExerciseAhead


class Owned(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise still to come, and whose it is."""

    authority: str
    exercise: ExerciseAhead


class Clash(msgspec.Struct, frozen=True, kw_only=True):
    """Two exercises of two authorities, the earlier first."""

    first: Owned
    second: Owned
    agencies: tuple[str, ...]  # that both want
    days: int  # between the nearest days that they can have; none where they may share one
    is_certain: bool  # true: so near on every day that they can have


def clashes(found: Iterable[Owned], most: int) -> Iterator[Clash]:
    """Yield every two exercises of different authorities with a common agency, at most so many days apart.

    Days between are counted from the last day of the one to the first of the other: exercises on
    Monday and Tuesday are one day apart, on one day none.
    """
    in_order = sorted(found, key=lambda one: (one.exercise.earliest, one.exercise.latest, one.exercise.id))
    for number, first in enumerate(in_order):
        for second in in_order[number + 1 :]:
            days = (second.exercise.earliest - first.exercise.latest).days
            if days > most:
                break  # those that follow begin later still
            shared = frozenset(first.exercise.agencies) & frozenset(second.exercise.agencies)
            if shared and first.authority != second.authority:
                yield Clash(
                    first=first,
                    second=second,
                    agencies=tuple(sorted(shared)),
                    days=max(0, days),
                    is_certain=_furthest(first.exercise, second.exercise) <= most,
                )


def _furthest(first: ExerciseAhead, second: ExerciseAhead) -> int:
    """Return the days between two exercises on the readings that lie furthest apart."""
    if first.is_exact and second.is_exact:
        return max(0, (second.earliest - first.latest).days)
    after = (second.latest - first.earliest).days
    before = (first.latest - second.earliest).days
    return max(0, after, before)


def ahead_of(exercise: Exercise, on: date) -> ExerciseAhead | None:
    """Return what others may know of an exercise still to come; None where it has no day, or is without notice."""
    when, state = planned_day(exercise, on), state_of(exercise, on)
    if exercise.no_notice or when is None or when.latest < on or state not in {State.PLANNED, State.CONFIRMED}:
        return None
    return ExerciseAhead(
        id=exercise.id,
        earliest=when.earliest,
        latest=when.latest,
        is_exact=when.is_exact,
        is_confirmed=state is State.CONFIRMED,
        agencies=tuple(sorted({*exercise.agencies, *(part.agency for part in exercise.attendance)})),
    )
