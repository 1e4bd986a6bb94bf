"""The turns on the rota, each with the instants at which it begins and ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import msgspec
from msgspec.structs import replace

from comah.model.moment import Moment
from comah.model.oncall import Role
from comah.model.oncall_book import Oncall
from comah.model.rota import Shift
from comah.oncall.civil_time import moment_instant
from comah.oncall.slots import Slot, handover, next_handover, slot_day, slots_between


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """A shift of the rota in time. ``end`` is no longer of it."""

    shift: Shift
    start: datetime  # in UTC
    end: datetime  # in UTC


def turns_of(oncall: Oncall) -> tuple[Turn, ...]:
    """Return the turns on the rota in order of time; one whose times cannot be known is left out."""
    roles = {role.id: role for role in oncall.roles}
    turns = (turn_of(shift, roles.get(shift.role)) for shift in oncall.shifts)
    return tuple(sorted((turn for turn in turns if turn is not None), key=_in_time))


def turn_of(shift: Shift, role: Role | None) -> Turn | None:
    """Return a shift in time, by its own times or else by its role's handover; None where neither tells.

    >>> turn_of(Shift(id="2026-w47-tactical-1", role="tactical"), Role(id="tactical")).end.isoformat()
    '2026-11-23T09:00:00+00:00'
    """
    start = _start(shift, role)
    end = _end(shift.to, role, start)
    if start is None or end is None or end <= start:
        return None
    return Turn(shift=shift, start=start, end=end)


def slots_of(oncall: Oncall, role: Role, first: date, last: date) -> tuple[Slot, ...]:
    """Return the turns that ought to begin from first to last, each with its shift where the rota has one.

    A shift is of a slot by its id, or by being under way when the slot begins.
    """
    turns = [turn for turn in turns_of(oncall) if turn.shift.role == role.id]
    by_id = {turn.shift.id: turn.shift for turn in reversed(turns)}
    return tuple(
        replace(slot, shift=by_id.get(slot.id) or _under_way(turns, slot)) for slot in slots_between(role, first, last)
    )


def _under_way(turns: Iterable[Turn], slot: Slot) -> Shift | None:
    found = (turn.shift for turn in turns if turn.shift.seat == slot.seat and turn.start <= slot.start < turn.end)
    return next(found, None)


def _start(shift: Shift, role: Role | None) -> datetime | None:
    if shift.from_ is not None:
        return moment_instant(shift.from_)
    day = slot_day(shift.id, role) if role is not None else None
    return handover(role, day) if role is not None and day is not None else None


def _end(to: Moment | None, role: Role | None, start: datetime | None) -> datetime | None:
    if to is not None:
        return moment_instant(to)
    return next_handover(role, start) if role is not None and start is not None else None


def _in_time(turn: Turn) -> tuple[datetime, str, int, str]:
    return turn.start, turn.shift.role, turn.shift.seat, turn.shift.id
