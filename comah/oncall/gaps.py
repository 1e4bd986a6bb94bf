"""Times that nobody holds, or that somebody holds who cannot serve."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

import msgspec
from msgspec.structs import replace

from comah.model.oncall import Role
from comah.model.oncall_gaps import GapKind
from comah.model.oncall_serving import Candidates, Objection, Obstacle
from comah.model.rota import Shift
from comah.oncall.can_serve import Serving, Wanted
from comah.oncall.holding import Held

# what makes a holder as good as nobody; to be on call twice, or too soon after the last turn, is a matter of its own
_GRAVE: Final = frozenset({Obstacle.NOT_IN_ROLE, Obstacle.NOT_HERE, Obstacle.AWAY, Obstacle.EXEMPT, Obstacle.UNTRAINED})
_NO_SUCH: Final = Objection(kind=Obstacle.NOT_HERE, words="is not in people.toml")


class Uncovered(msgspec.Struct, frozen=True, kw_only=True):
    """A time of one place that is not covered as it ought to be."""

    held: Held
    role: Role
    kind: GapKind
    why: tuple[str, ...]
    candidates: Candidates | None  # None where the rota has no turn to be taken


def uncovered(serving: Serving, start: datetime, end: datetime) -> Iterator[Uncovered]:
    """Yield what is not covered from one instant to another, by role and place, in order of time.

    What runs on beyond the last instant is given to its end, where the rota has a turn.
    """
    for piece in serving.holders.between(start, end):
        role = serving.roles.get(piece.role)
        if role is None or role.call_down:
            continue
        whole = serving.holders.of_place((piece.role, piece.seat), piece.start)
        held = piece if piece.turn is None else replace(whole, start=piece.start)
        if held.turn is None:
            yield Uncovered(held=held, role=role, kind=GapKind.NOT_BUILT, why=(), candidates=None)
        elif not held.person:
            yield _with_candidates(serving, held, role, GapKind.NOBODY, _reason(held))
        elif against := against_holder(serving, held, role):
            yield _with_candidates(serving, held, role, GapKind.HOLDER, tuple(one.words for one in against))


def against_holder(serving: Serving, held: Held, role: Role) -> tuple[Objection, ...]:
    """Return what makes somebody unable to serve in the time that they hold."""
    person = serving.oncall.person(held.person)
    if person is None:
        return (_NO_SUCH,)
    wanted = Wanted(role=role, start=held.start, end=held.end, turn=held.turn)
    return tuple(one for one in serving.objections(person, wanted) if one.kind in _GRAVE)


def reaches_until(serving: Serving, role: Role, start: datetime) -> datetime | None:
    """Return how far the turns of a role's places follow without a break from an instant; None for no turn there."""
    ends = []
    for seat in role.places:
        reached = start
        while (held := serving.holders.of_place((role.id, seat), reached)).turn is not None:
            reached = held.end
        ends.append(reached)
    first = min(ends, default=start)
    return first if first > start else None


def _with_candidates(serving: Serving, held: Held, role: Role, kind: GapKind, why: tuple[str, ...]) -> Uncovered:
    wanted = Wanted(role=role, start=held.start, end=held.end, turn=held.turn)
    but = (held.person or serving.holders.before(held),)  # who gave it away is not asked to take it
    return Uncovered(held=held, role=role, kind=kind, why=why, candidates=serving.candidates(wanted, but=but))


def _reason(held: Held) -> tuple[str, ...]:
    by = held.by
    words = by.reason if isinstance(by, Shift) else by.note if by is not None else ""
    return (words,) if words else ()
