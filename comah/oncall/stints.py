"""What each person holds of each turn: one stint a turn, however swaps and cover cut it up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from comah.oncall.holding import Held
from comah.oncall.turns import Turn


class Stint(msgspec.Struct, frozen=True, kw_only=True):
    """One person's part of one turn, from its first instant to its last."""

    person: str
    role: str
    seat: int
    turn: Turn
    start: datetime  # in UTC
    end: datetime  # in UTC; no longer of it
    held: timedelta  # less than from start to end where somebody else has a part between
    parts: tuple[Held, ...]

    @property
    def is_most(self) -> bool:
        """Whether it is more than half of the turn, so that it counts as a turn of theirs."""
        return 2 * self.held > self.turn.end - self.turn.start


def stints_of(held: Iterable[Held]) -> dict[str, tuple[Stint, ...]]:
    """Return everybody's stints in order of time, by person."""
    parts: dict[tuple[str, str], tuple[Turn, list[Held]]] = {}
    for one in held:
        if one.person and one.turn is not None:
            parts.setdefault((one.person, one.turn.shift.id), (one.turn, []))[1].append(one)
    found: dict[str, list[Stint]] = {}
    for turn, own in parts.values():
        found.setdefault(own[0].person, []).append(_stint(turn, own))
    return {person: tuple(sorted(found[person], key=_in_time)) for person in sorted(found)}


def overlap_of(first: Stint, second: Stint) -> tuple[datetime, datetime] | None:
    """Return the first time that lies in both stints; None where there is none."""
    found = ((max(one.start, other.start), min(one.end, other.end)) for one in first.parts for other in second.parts)
    return next((span for span in found if span[0] < span[1]), None)


def _stint(turn: Turn, parts: list[Held]) -> Stint:
    return Stint(
        person=parts[0].person,
        role=parts[0].role,
        seat=parts[0].seat,
        turn=turn,
        start=min(one.start for one in parts),
        end=max(one.end for one in parts),
        held=sum((one.end - one.start for one in parts), timedelta()),
        parts=tuple(parts),
    )


def _in_time(stint: Stint) -> tuple[datetime, str, int]:
    return stint.start, stint.role, stint.seat
