"""The command that gives a turn, or a part of it, to somebody."""

from __future__ import annotations

from datetime import datetime

from comah.oncall.time_words import typed_time
from comah.oncall.turns import Turn


def giving_command(turn: Turn, start: datetime, end: datetime, person: str) -> str:
    """Return the command by which somebody takes a turn from one instant to another."""
    shift = turn.shift.id
    if (start, end) == (turn.start, turn.end):
        return f"comah oncall swap {shift} --to {person} --by POST"
    times = f'--from "{typed_time(start)}" --to "{typed_time(end)}"'
    return f"comah oncall cover {shift} {person} {times} --by POST"
