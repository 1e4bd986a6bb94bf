"""Which turns are to be chosen: those that there ought to be and that nothing has settled yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby

import msgspec

from comah.errors import RefusedError
from comah.model.oncall import Role
from comah.model.oncall_book import Oncall
from comah.model.words import count_words, weekday_words
from comah.oncall.civil_time import civil_of
from comah.oncall.slots import DAYS_A_WEEK, Slot
from comah.oncall.turns import slots_of, turn_of


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be built."""

    first: date
    weeks: int
    now: datetime  # turns that have begun stay as they are
    roles: tuple[str, ...] = ()  # all with turns, where none are named
    seed: int = 1
    keep_published: bool = False

    @property
    def last(self) -> date:
        """The last day on which a turn that is built begins."""
        return self.first + timedelta(days=DAYS_A_WEEK * self.weeks - 1)


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """The places of one role that are to be filled from one handover to the next."""

    role: Role
    slots: tuple[Slot, ...]  # by place
    told: tuple[str, ...]  # beside them: who was told that it is theirs; "" where nobody was

    @property
    def start(self) -> datetime:
        """When the turn begins."""
        return self.slots[0].start

    @property
    def end(self) -> datetime:
        """When it ends."""
        return self.slots[0].end


def roles_to_build(oncall: Oncall, asked: Asked) -> tuple[Role, ...]:
    """Return the roles with turns that are asked for."""
    return tuple(role for role in oncall.roles if not role.call_down and (not asked.roles or role.id in asked.roles))


def openings(oncall: Oncall, asked: Asked) -> tuple[Opening, ...]:
    """Return what is to be filled, by role and in order of time.

    A turn that has begun, that was swapped or covered, or that is not of the usual times, stays as it is. One that is
    over and is not on the rota is left out: who had it is not to be chosen afterwards.

    Raises:
        RefusedError: where people have been told turns that would be chosen anew, and it was not asked that these
            are kept as far as they can be; where there is nothing to fill.
    """
    found = tuple(one for role in roles_to_build(oncall, asked) for one in _of_role(oncall, role, asked))
    told = [slot for one in found for slot, person in zip(one.slots, one.told, strict=True) if person]
    if told and not asked.keep_published:
        raise RefusedError(_told_words(told))
    if not found:
        message = (
            f"no turn that is still open begins from {weekday_words(asked.first)} to {weekday_words(asked.last)}. "
            "Nothing was written"
        )
        raise RefusedError(message)
    return found


def _of_role(oncall: Oncall, role: Role, asked: Asked) -> Iterator[Opening]:
    agreed = {swap.shift for swap in oncall.swaps} | {cover.shift for cover in oncall.cover}
    until = max((one.until.latest for one in oncall.published if one.role == role.id and one.until), default=date.min)
    slots = (slot for slot in slots_of(oncall, role, asked.first, asked.last) if _is_open(slot, agreed, asked.now))
    for _, own in groupby(slots, key=lambda slot: slot.start):
        places: tuple[Slot, ...] = tuple(own)
        told = tuple(
            slot.shift.person if slot.shift and civil_of(slot.start).date() <= until else "" for slot in places
        )
        yield Opening(role=role, slots=places, told=told)


def _is_open(slot: Slot, agreed: set[str], now: datetime) -> bool:
    """Whether a turn is to be chosen: not on the rota and not over, or on it as usual and still to begin."""
    if slot.shift is None:
        return slot.end > now
    turn = turn_of(slot.shift, slot.role)
    is_usual = turn is not None and (turn.shift.id, turn.start, turn.end) == (slot.id, slot.start, slot.end)
    return is_usual and slot.id not in agreed and slot.start > now


def _told_words(told: list[Slot]) -> str:
    starts = sorted(civil_of(slot.start).date() for slot in told)
    return (
        f"people have been told {count_words(len(told), 'turn')} that would be chosen anew: from "
        f"{weekday_words(starts[0])} to {weekday_words(starts[-1])}. Add --keep-published to change as few of them as "
        "can be, or begin after them with --from. Nothing was written"
    )
