"""Every state of an exercise and every command that writes to it: the state after, or why not.

This table is what the commands ask first, what the reference draws, and what a test walks.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

import msgspec

from comah.exercises.state import State


class Command(Enum):
    """What an officer can do to an exercise on record."""

    MOVE = "move"
    CONFIRM = "confirm"
    POSTPONE = "postpone"  # to no new day yet
    POSTPONE_TO = "postpone --to"  # to a new day at once
    HOLD = "hold"
    CREDIT = "credit"
    DONE = "done"
    CLOSE = "close"
    CANCEL = "cancel"


class Move(msgspec.Struct, frozen=True):
    """What a command does to an exercise of one state: the state after it, or why it is refused."""

    state: State
    command: Command
    after: State | None
    words: str  # what to know of it; where refused, why and what to do instead

    @property
    def is_refused(self) -> bool:
        """Whether the command is refused."""
        return self.after is None


_HELD_ALREADY: Final = "what has happened does not move"
_CLOSED_ALREADY: Final = "closing is not undone"
_CANCELLED_ALREADY: Final = "plan another exercise in its place"
_NOT_HELD: Final = "it is not on record as held; if it was: comah exercise hold"
_NO_DAY: Final = "it has no day yet; give it one first: comah exercise move"
_HELD_SO_CREDIT: Final = "say what it did for each plan: comah exercise credit"
_SAME_ONLY: Final = "the same again changes nothing; anything else is refused"
_ANY_STEP: Final = "steps before the exercise alone"

_TABLE: Final[dict[Command, dict[State, tuple[State | None, str]]]] = {
    Command.MOVE: {
        State.UNDATED: (State.PLANNED, "its first day"),
        State.PLANNED: (State.PLANNED, "what is not done follows"),
        State.CONFIRMED: (State.PLANNED, "agreement to the old day lapses, and the change is kept as a postponement"),
        State.POSTPONED: (State.PLANNED, "its new day; agreement to the old one has lapsed"),
        State.HELD: (None, _HELD_ALREADY),
        State.CLOSED: (None, _CLOSED_ALREADY),
        State.CANCELLED: (None, _CANCELLED_ALREADY),
    },
    Command.CONFIRM: {
        State.UNDATED: (None, _NO_DAY),
        State.PLANNED: (State.CONFIRMED, "operator and agencies agreed the day"),
        State.CONFIRMED: (State.CONFIRMED, f"books the debrief; {_SAME_ONLY}"),
        State.POSTPONED: (None, "it has no new day; give it one first: comah exercise move"),
        State.HELD: (None, _HELD_ALREADY),
        State.CLOSED: (None, _CLOSED_ALREADY),
        State.CANCELLED: (None, _CANCELLED_ALREADY),
    },
    Command.POSTPONE: {
        State.UNDATED: (None, "it has no day that could be put off; give it one: comah exercise move"),
        State.PLANNED: (State.POSTPONED, "no statutory date moves"),
        State.CONFIRMED: (State.POSTPONED, "agreement to the old day lapses; no statutory date moves"),
        State.POSTPONED: (None, "give it a new day: comah exercise move"),
        State.HELD: (None, _HELD_ALREADY),
        State.CLOSED: (None, _CLOSED_ALREADY),
        State.CANCELLED: (None, _CANCELLED_ALREADY),
    },
    Command.POSTPONE_TO: {
        State.UNDATED: (None, "it has no day that could be put off; give it one: comah exercise move"),
        State.PLANNED: (State.PLANNED, "what is not done follows; no statutory date moves"),
        State.CONFIRMED: (State.PLANNED, "agreement to the old day lapses; no statutory date moves"),
        State.POSTPONED: (None, "give it a new day: comah exercise move"),
        State.HELD: (None, _HELD_ALREADY),
        State.CLOSED: (None, _CLOSED_ALREADY),
        State.CANCELLED: (None, _CANCELLED_ALREADY),
    },
    Command.HOLD: {
        State.UNDATED: (State.HELD, "held without a day on record before"),
        State.PLANNED: (State.HELD, "also on another day than planned, which is said"),
        State.CONFIRMED: (State.HELD, "also on another day than agreed, which is said"),
        State.POSTPONED: (State.HELD, "held after all"),
        State.HELD: (State.HELD, "a day known more closely is filled in; another day is refused"),
        State.CLOSED: (None, _CLOSED_ALREADY),
        State.CANCELLED: (None, _CANCELLED_ALREADY),
    },
    Command.CREDIT: {
        State.UNDATED: (None, _NOT_HELD),
        State.PLANNED: (None, _NOT_HELD),
        State.CONFIRMED: (None, _NOT_HELD),
        State.POSTPONED: (None, _NOT_HELD),
        State.HELD: (State.HELD, "one decision a plan; tested alone restarts its clock"),
        State.CLOSED: (State.CLOSED, "for a plan that was not decided on"),
        State.CANCELLED: (None, "what was cancelled tested no plan"),
    },
    Command.DONE: {
        State.UNDATED: (State.UNDATED, _ANY_STEP),
        State.PLANNED: (State.PLANNED, _ANY_STEP),
        State.CONFIRMED: (State.CONFIRMED, _ANY_STEP),
        State.POSTPONED: (State.POSTPONED, _ANY_STEP),
        State.HELD: (State.HELD, "every step"),
        State.CLOSED: (State.CLOSED, "a step that was left unrecorded"),
        State.CANCELLED: (None, _CANCELLED_ALREADY),
    },
    Command.CLOSE: {
        State.UNDATED: (None, _NOT_HELD),
        State.PLANNED: (None, _NOT_HELD),
        State.CONFIRMED: (None, _NOT_HELD),
        State.POSTPONED: (None, _NOT_HELD),
        State.HELD: (State.CLOSED, "once lessons, credits and report are on record"),
        State.CLOSED: (State.CLOSED, _SAME_ONLY),
        State.CANCELLED: (None, "nothing is left to close"),
    },
    Command.CANCEL: {
        State.UNDATED: (State.CANCELLED, "no statutory date moves"),
        State.PLANNED: (State.CANCELLED, "no statutory date moves"),
        State.CONFIRMED: (State.CANCELLED, "no statutory date moves"),
        State.POSTPONED: (State.CANCELLED, "no statutory date moves"),
        State.HELD: (None, _HELD_SO_CREDIT),
        State.CLOSED: (None, _CLOSED_ALREADY),
        State.CANCELLED: (State.CANCELLED, _SAME_ONLY),
    },
}

ORDER: Final = (
    State.UNDATED,
    State.PLANNED,
    State.CONFIRMED,
    State.POSTPONED,
    State.HELD,
    State.CLOSED,
    State.CANCELLED,
)
MOVES: Final = tuple(Move(state, command, *_TABLE[command][state]) for state in ORDER for command in Command)


def move_from(state: State, command: Command) -> Move:
    """Return what a command does to an exercise of a state.

    >>> move_from(State.CONFIRMED, Command.MOVE).after
    <State.PLANNED: 'planned'>
    >>> move_from(State.HELD, Command.MOVE).words
    'what has happened does not move'
    """
    return Move(state, command, *_TABLE[command][state])
