"""An exercise moved to another day. What is not done follows; no statutory date does.

A step's day is never stored, so that it follows the exercise by itself and comes back with it. A day that
the record sets for a step (``due_on``) was agreed with somebody and stays until somebody changes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from comah.exercises.checks import where
from comah.exercises.lifecycle.draft import (
    Draft,
    add_row,
    decided_postponements,
    enter,
    lapsed,
    postponement_row,
    refuse_day,
    set_key,
    unchanged,
)
from comah.exercises.moves import Command
from comah.exercises.state import State, planned_day
from comah.model.change import Change, Edit, date_value
from comah.model.exercise import Exercise, Meeting, Postponement
from comah.model.when import When
from comah.model.words import day_words, when_words

_MEETINGS = "planning-meetings"


def move_exercise(exercise: Exercise, to: When, *, on: date, reason: str = "") -> Draft:
    """Give an exercise another day, or its first.

    Where operator and agencies had agreed the day, the agreement lapses, and the change is kept as a
    postponement so that it can be seen; so is every change after one.

    Args:
        exercise: the exercise.
        to: the new day; of an exercise of several days, its first, or all of them.
        on: the reference date.
        reason: why; it goes into the journal, and where the change is kept as a postponement, into the record.

    Raises:
        RefusedError: where the exercise cannot move, or not to that day.
    """
    state = enter(exercise, Command.MOVE, on)
    decided_postponements(exercise, on)
    old, new = planned_day(exercise, on), new_days(exercise, to, on)
    check_new_day(exercise, new, on)
    if new == old:
        return unchanged(exercise, "move", f"planned for {when_words(new)} already")
    is_kept = exercise.confirmed_on is not None or bool(exercise.postponements)
    emptied, after = lapsed(exercise, on) if is_kept else ((), exercise)
    edits: list[Edit] = [*emptied, set_key("planned_on", date_value(new))]
    after = msgspec.structs.replace(after, planned_on=new)
    if is_kept:
        row = Postponement(on=When.on_day(on), from_=old, to=new, reason=reason)
        edits.append(add_row("postponements", postponement_row(row)))
        after = msgspec.structs.replace(after, postponements=(*exercise.postponements, row))
    was = f" (was {when_words(old)})" if old is not None else ""
    change = Change(
        file=exercise.place.file.name,
        what="move",
        summary=f"{exercise.id}: planned for {when_words(new)}{was}{f'; {reason}' if reason else ''}",
        edits=tuple(edits),
    )
    return Draft(change=change, exercise=after, notices=tuple(_notices(exercise, state, old, to, new)))


def new_days(exercise: Exercise, to: When, on: date) -> When:
    """Return the days that a new first day means: an exercise of several days keeps its length."""
    old = planned_day(exercise, on)
    if old is None or not old.is_exact or old.is_day or not to.is_day:
        return to
    last = to.earliest + (old.latest - old.earliest)
    return When(f"{to.earliest.isoformat()}/{last.isoformat()}", to.earliest, last, is_exact=True)


def check_new_day(exercise: Exercise, to: When, on: date) -> None:
    """Refuse a day that is not known, that has passed, or that lies before the exercise's planning starts."""
    if not to.is_exact:
        raise refuse_day(exercise, f"{when_words(to)} is no day; give one, or the first and the last of several")
    if to.earliest < on:
        raise refuse_day(exercise, f"{when_words(to)} has passed; what was held is recorded by comah exercise hold")
    for what, start, read in _planning_starts(exercise):
        if to.earliest <= start:
            raise refuse_day(exercise, f"{when_words(to)} is not after {what}, {day_words(start)}", read)


def _planning_starts(exercise: Exercise) -> Iterator[tuple[str, date, str]]:
    """Yield the days on record that an exercise cannot come before."""
    start = exercise.planning_from
    if start is not None:
        yield "the start of its planning", start.earliest, where(exercise.place, "planning_from")
    for fact in exercise.phases:
        if fact.id == _MEETINGS and fact.due_on is not None:
            yield "its first planning meeting", fact.due_on.earliest, where(fact.place, "due_on")
    called = _meetings_called(exercise)
    if called:
        yield "its first planning meeting", called[0][0].earliest, where(called[0][1].place, called[0][2])


def _meetings_called(exercise: Exercise) -> list[tuple[When, Meeting, str]]:
    """Return the planning meetings that have a day on record, each with the key that gives it, the first first."""
    found = (
        (when, one, key)
        for one in exercise.meetings
        for key, when in (("held_on", one.held_on), ("planned_on", one.planned_on))
        if when is not None and when.is_known and (key == "held_on" or one.held_on is None)
    )
    return sorted(found, key=lambda each: (each[0].earliest, each[1].number))


def _notices(exercise: Exercise, state: State, old: When | None, to: When, new: When) -> Iterator[str]:
    if to != new:
        yield f"It lasts as long as before: {when_words(new)}"
    if state is State.CONFIRMED and exercise.confirmed_on is not None and old is not None:
        yield (
            f"NO LONGER CONFIRMED: the agreement of {when_words(exercise.confirmed_on)} was to {when_words(old)}. "
            f"Have the new day agreed, then: comah exercise confirm {exercise.id}"
        )
    for when, one, key in _meetings_called(exercise):
        if key == "planned_on" and when.latest >= new.earliest:
            yield (
                f"Planning meeting {one.number} is called for {when_words(when)}, not before the exercise "
                f"({where(one.place, key)}): call it for another day"
            )
