"""A change of an exercise with the exercise as it will then be; and what every such change asks first."""

from __future__ import annotations

from datetime import date
from typing import Final

import msgspec

from comah.errors import RefusedError
from comah.exercises.checks import where
from comah.exercises.moves import Command, move_from
from comah.exercises.state import State, put_off_by, state_of
from comah.model.change import Action, Change, Edit, TomlValue, date_value, given
from comah.model.exercise import Exercise, Postponement
from comah.model.place import KeyPath
from comah.model.when import When

_NOTHING: Final = "Nothing was recorded"
_CANNOT: Final = {
    Command.MOVE: "be moved",
    Command.CONFIRM: "be confirmed",
    Command.POSTPONE: "be put off",
    Command.POSTPONE_TO: "be put off",
    Command.HOLD: "be recorded as held",
    Command.CREDIT: "be credited",
    Command.DONE: "have a step done",
    Command.CLOSE: "be closed",
    Command.CANCEL: "be cancelled",
}
_KEY_OF: Final = {
    State.HELD: "held_on",
    State.CLOSED: "closed_on",
    State.CANCELLED: "cancelled",
    State.PLANNED: "planned_on",
    State.CONFIRMED: "confirmed_on",
}


class DayRefusedError(RefusedError):
    """A day on which the exercise, or a step of it, cannot be."""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A change, the exercise as it will be once it is written, and what the officer should know."""

    change: Change
    exercise: Exercise
    notices: tuple[str, ...] = ()


def enter(exercise: Exercise, command: Command, on: date) -> State:
    """Return the exercise's state, from which the command is made; refuse where the table of moves does."""
    state = state_of(exercise, on)
    move = move_from(state, command)
    if move.is_refused:
        read = where_state(exercise, state)
        raise refuse(exercise, f"it is {state.value} ({read}) and cannot {_CANNOT[command]}: {move.words}")
    return state


def where_state(exercise: Exercise, state: State) -> str:
    """Say where in the record a state is read from."""
    if state is State.POSTPONED and exercise.postponements:
        return where(exercise.postponements[-1].place, "on")
    return where(exercise.place, _KEY_OF.get(state, "id"))


def refuse(exercise: Exercise, why: str, where_read: str = "") -> RefusedError:
    """Make the refusal of something of an exercise, with where the reason was read."""
    return RefusedError(_words(exercise, why, where_read))


def refuse_day(exercise: Exercise, why: str, where_read: str = "") -> DayRefusedError:
    """Make the refusal of a day."""
    return DayRefusedError(_words(exercise, why, where_read))


def _words(exercise: Exercise, why: str, where_read: str) -> str:
    read = f" ({where_read})" if where_read else ""
    return f"{exercise.id}: {why}{read}. {_NOTHING}"


def decided_postponements(exercise: Exercise, on: date) -> tuple[Postponement, ...]:
    """Return the postponements on record; refuse to go on where one of them lies in the future or has no day."""
    made = put_off_by(exercise, on)
    for one in exercise.postponements:
        if one not in made:
            raise refuse(exercise, "a postponement on record was decided after today; mend it", where(one.place, "on"))
        if one.on is None:
            raise refuse(exercise, "a postponement on record has no day; add on = DATE to it", where(one.place, "on"))
    return made


def set_key(key: str | KeyPath, value: TomlValue) -> Edit:
    """Make the edit that gives a key its value."""
    return Edit(path=(key,) if isinstance(key, str) else key, value=value)


def add_row(key: str, row: dict[str, TomlValue]) -> Edit:
    """Make the edit that puts a table behind those of a list."""
    return Edit(path=(key,), value=row, action=Action.APPEND)


def postponement_row(row: Postponement) -> dict[str, TomlValue]:
    """Make the record's row of a postponement."""
    return given(
        on=_day(row.on),
        **{"from": _day(row.from_)},
        to=_day(row.to),
        reason=row.reason,
        asked_by=row.asked_by,
        ca_position=row.ca_position,
        reference=row.reference,
        interim_check=row.interim_check,
        interim_check_by=row.interim_check_by,
        interim_check_on=_day(row.interim_check_on),
    )


def _day(when: When | None) -> str | date | None:
    return date_value(when) if when is not None else None


def unchanged(exercise: Exercise, what: str, words: str) -> Draft:
    """Make the draft of what stands on record already."""
    summary = f"{exercise.id}: {words}. Nothing changed"
    return Draft(change=Change(file=exercise.place.file.name, what=what, summary=summary), exercise=exercise)


def lapsed(exercise: Exercise, on: date) -> tuple[tuple[Edit, ...], Exercise]:
    """Empty ``confirmed_on`` where it is not before the day on which the agreement lapses.

    An agreement of an earlier day stays on record: the postponement after it says that it lapsed.
    """
    confirmed = exercise.confirmed_on
    if confirmed is None or confirmed.earliest < on:
        return (), exercise
    return (set_key("confirmed_on", ""),), msgspec.structs.replace(exercise, confirmed_on=None)
