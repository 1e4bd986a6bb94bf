"""The reference of an exercise's states and the commands between them, from the table that the commands ask."""

from __future__ import annotations

from reference_words import code, page, sentence, table, text

from comah.exercises.moves import MOVES, ORDER, Command, Move, move_from
from comah.exercises.state import State

_FIRST = """\
A state is worked out from what the record says, as at a day; it is never stored. The commands are those of
[`comah exercise`](commands.md#comah-exercise-move). A new exercise is planned where it has a day, else
undated. Nothing is ever deleted, so that no command leads back from held, closed or cancelled. No command
moves a statutory date."""
_DRAWING = """\
![Undated, planned, confirmed and postponed exercises are still to come: move, confirm and postpone lead from one
to another; hold leads from each of them to held, cancel from each to cancelled; close leads from held to
closed.](../explanation/exercise-states.svg){ .drawing }"""
_LEFT_OUT = "The drawing leaves out the commands that keep the state. The tables hold all of them."
_MEANINGS = {
    State.UNDATED: "it has no day yet",
    State.PLANNED: "it has a day that operator and agencies have not agreed, or no longer",
    State.CONFIRMED: "operator and agencies have agreed its day since it was last put off",
    State.POSTPONED: "it was put off and has no new day",
    State.HELD: "it was held and is not closed",
    State.CLOSED: "everything that follows from it was done",
    State.CANCELLED: "it was cancelled",
}


def states_page() -> str:
    """Return the page of the states and of every command in each of them."""
    meanings = table(("State", "Means"), ((code(one.value), text(sentence(_MEANINGS[one]))) for one in ORDER))
    whole = table(
        ("State", *(code(command.value) for command in Command)),
        ((code(state.value), *(_after(move_from(state, command)) for command in Command)) for state in ORDER),
    )
    each = [part for state in ORDER for part in (f"### {state.value}", _of(state))]
    return page("States of an exercise", _FIRST, _DRAWING, _LEFT_OUT, meanings, "## All moves", whole, *each)


def _of(state: State) -> str:
    rows = ((code(one.command.value), _after(one), text(sentence(one.words))) for one in MOVES if one.state is state)
    return table(("Command", "State after", "What to know"), rows)


def _after(move: Move) -> str:
    return code(move.after.value) if move.after is not None else "refused"
