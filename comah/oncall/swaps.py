"""Turns that go to somebody else: one given away, or two exchanged. Recorded as it happened, whatever it breaks."""

from __future__ import annotations

from datetime import datetime

from comah.errors import RefusedError
from comah.model.change import TomlValue
from comah.model.oncall_book import Oncall
from comah.model.rota import Rota, Swap
from comah.oncall.agreement import (
    Agreement,
    RotaDraft,
    added,
    change_of,
    check_agreed,
    holder_words,
    judged,
    rota_of,
    unchanged,
)
from comah.oncall.can_serve import Serving
from comah.oncall.given_time import NOTHING
from comah.oncall.turns import Turn


def give_turn(serving: Serving, turn: Turn, person: str, agreement: Agreement, *, now: datetime) -> RotaDraft:
    """Record that somebody takes a whole turn.

    Args:
        serving: the records.
        turn: the turn.
        person: who takes it; "" where nobody does, so that the gap is seen.
        agreement: who agreed and when.
        now: the instant at which it is recorded; nothing is agreed after it.
    """
    check_agreed(agreement, now)
    oncall, rota = serving.oncall, rota_of(serving.oncall, turn)
    before = serving.holders.without_cover(turn)
    new = _swap(turn, person, agreement)
    same = next((one for one in rota.swaps if _is_same(one, new)), None)
    if same is not None:
        return unchanged(oncall, same, "oncall-swap", f"{turn.shift.id} {holder_words(oncall, person)}")
    if person == before:
        message = f"{turn.shift.id}: {holder_words(oncall, person)} has this turn already. {NOTHING}"
        raise RefusedError(message)
    words = f"{holder_words(oncall, person)} for {holder_words(oncall, before)}"
    change = change_of(
        rota, "swaps", "oncall-swap", f"{turn.shift.id}: {words}, {agreement.words}", _row(new, agreement)
    )
    return judged(serving, added(oncall, rota, swaps=(new,)), ((turn, person),), (change,))


def exchange_turns(serving: Serving, turn: Turn, other: Turn, agreement: Agreement, *, now: datetime) -> RotaDraft:
    """Record that two people exchange their turns; each takes the other's whole.

    Args:
        serving: the records.
        turn: the one turn.
        other: the other.
        agreement: who agreed and when.
        now: the instant at which it is recorded.
    """
    check_agreed(agreement, now)
    oncall = serving.oncall
    first, second = serving.holders.without_cover(turn), serving.holders.without_cover(other)
    same = [*_exchanged(oncall, turn, other, agreement), *_exchanged(oncall, other, turn, agreement)]
    if same:
        return unchanged(oncall, same[0], "oncall-swap", f"{turn.shift.id} for {other.shift.id}")
    if first == second:
        message = f"{turn.shift.id} and {other.shift.id} are both with {holder_words(oncall, first)}. {NOTHING}"
        raise RefusedError(message)
    swaps = (_swap(turn, second, agreement, other), _swap(other, first, agreement, turn))
    after = oncall
    by_file: dict[str, tuple[Rota, list[dict[str, TomlValue]]]] = {}
    for each, swap in zip((turn, other), swaps, strict=True):
        rota = rota_of(after, each)
        after = added(after, rota, swaps=(swap,))
        by_file.setdefault(rota.place.file.name, (rota, []))[1].append(_row(swap, agreement))
    words = (
        f"{turn.shift.id} to {holder_words(oncall, second)}, {other.shift.id} to {holder_words(oncall, first)}, "
        f"{agreement.words}"
    )
    changes = tuple(change_of(rota, "swaps", "oncall-swap", words, *rows) for rota, rows in by_file.values())
    return judged(serving, after, ((turn, second), (other, first)), changes)


def _swap(turn: Turn, person: str, agreement: Agreement, in_return: Turn | None = None) -> Swap:
    return Swap(
        shift=turn.shift.id,
        person=person,
        in_return=in_return.shift.id if in_return else "",
        agreed_by=agreement.by,
        agreed_at=agreement.agreed_at,
        note=agreement.note,
    )


def _row(swap: Swap, agreement: Agreement) -> dict[str, TomlValue]:
    return agreement.row(shift=swap.shift, person=swap.person, in_return=swap.in_return)


def _exchanged(oncall: Oncall, turn: Turn, other: Turn, agreement: Agreement) -> list[Swap]:
    """Return what is on record of the same exchange of a turn: to record it again would undo it."""
    wanted = (turn.shift.id, other.shift.id, agreement.agreed_at)
    swaps = rota_of(oncall, turn).swaps
    return [one for one in swaps if (one.shift, one.in_return, one.agreed_at) == wanted]


def _is_same(one: Swap, new: Swap) -> bool:
    return (one.shift, one.person, one.agreed_at) == (new.shift, new.person, new.agreed_at)
