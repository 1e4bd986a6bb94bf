"""The phases of a template put in order, and the bounds that they set one another."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A phase before its template is put together. Offsets are days from the exercise."""

    id: str
    title: str
    short: str
    first_offset: int
    last_offset: int
    limit: int | None = None
    least_days: int
    needs: tuple[str, ...] = ()
    who: str = ""
    evidence: str = ""
    is_fixed: bool = False
    provision: str = ""
    counts_from: str = ""


class Bounds(msgspec.Struct, frozen=True, kw_only=True):
    """Between which days a phase must lie so that others keep theirs."""

    floor: int | None
    ceiling: int | None
    capped_by: tuple[str, ...]


def in_order(drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Put each phase below everything that it needs, else leave the order as it is.

    A need that no phase bears falls away, and so does one that would close a circle.
    """
    present = {draft.id for draft in drafts}
    waiting = [_needing(draft, present - {draft.id}) for draft in drafts]
    ordered: list[Draft] = []
    placed: set[str] = set()
    while waiting:
        ready = next((draft for draft in waiting if placed.issuperset(draft.needs)), None)
        chosen = ready or _needing(waiting[0], placed)
        waiting = [draft for draft in waiting if draft.id != chosen.id]
        ordered.append(chosen)
        placed.add(chosen.id)
    return tuple(ordered)


def without(drafts: tuple[Draft, ...], name: str) -> tuple[Draft, ...]:
    """Leave a phase out; what needed it now needs what it needed, unless it does so already through others."""
    left_out = next((draft for draft in drafts if draft.id == name), None)
    if left_out is None:
        return drafts
    rest = tuple(draft for draft in drafts if draft.id != name)
    return tuple(_bridged(draft, left_out, rest) if name in draft.needs else draft for draft in rest)


def reached_from(needs: Iterable[str], drafts: Iterable[Draft]) -> frozenset[str]:
    """Return everything that is needed, directly or through others."""
    by_id = {draft.id: draft for draft in drafts}
    found: set[str] = set()
    waiting = list(needs)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(by_id[name].needs if name in by_id else ())
    return frozenset(found)


def bounds_of(ordered: tuple[Draft, ...]) -> dict[str, Bounds]:
    """Return the bounds of every phase, from fixed phases and limits up and down the chain."""
    by_id = {draft.id: draft for draft in ordered}
    floors: dict[str, int | None] = {}
    for draft in ordered:
        days = (by_id[need].last_offset if by_id[need].is_fixed else floors[need] for need in draft.needs)
        floors[draft.id] = max((day for day in days if day is not None), default=None)
    ceilings: dict[str, int | None] = {draft.id: _own_ceiling(draft) for draft in ordered}
    caps: dict[str, tuple[str, ...]] = {draft.id: _own_cap(draft, by_id) for draft in ordered}
    for draft in reversed(ordered):
        ceiling = draft.last_offset if draft.is_fixed else ceilings[draft.id]
        for need in draft.needs:
            ceilings[need] = _least(ceilings[need], ceiling)
            caps[need] = tuple(dict.fromkeys((*caps[need], *caps[draft.id])))
    return {name: Bounds(floor=floors[name], ceiling=ceilings[name], capped_by=caps[name]) for name in by_id}


def _own_ceiling(draft: Draft) -> int | None:
    """Return the limit; a phase before the exercise is done by its day."""
    return _least(draft.limit, 0) if draft.last_offset < 0 else draft.limit


def _own_cap(draft: Draft, by_id: dict[str, Draft]) -> tuple[str, ...]:
    """Return the duty that limits the phase, where it counts from the exercise: a day of no other phase."""
    return (draft.provision,) if draft.provision and draft.counts_from not in by_id.keys() - {"exercise"} else ()


def _least(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else min(one, other)


def _needing(draft: Draft, known: set[str]) -> Draft:
    needs = tuple(dict.fromkeys(need for need in draft.needs if need in known))
    return draft if needs == draft.needs else msgspec.structs.replace(draft, needs=needs)


def _bridged(draft: Draft, left_out: Draft, rest: tuple[Draft, ...]) -> Draft:
    kept = tuple(need for need in draft.needs if need != left_out.id)
    reached = reached_from(kept, rest)
    return msgspec.structs.replace(draft, needs=(*kept, *(need for need in left_out.needs if need not in reached)))
