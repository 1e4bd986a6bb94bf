"""Times held as a page shows them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from comah.model.oncall_grid import Piece
from comah.model.page import source_of
from comah.model.rota import Cover, Shift, Swap
from comah.model.words import day_words
from comah.oncall.civil_time import moment_instant
from comah.oncall.holding import END, Held
from comah.oncall.time_words import at_words
from comah.oncall.watch import Watch, post_words

NO_TURN = "the rota has no turn for this time"


def piece_of(watch: Watch, held: Held) -> Piece:
    """Return a time held, in words."""
    role = watch.serving.roles.get(held.role)
    fact = held.by or (held.turn.shift if held.turn is not None else None)
    return Piece(
        role=held.role,
        role_name=role.shown if role is not None else held.role,
        seat=held.seat,
        has_second=role is not None and role.second,
        start=held.start,
        end=held.end,
        words=f"{at_words(held.start)} to {at_words(held.end)}" if held.end < END else f"from {at_words(held.start)}",
        person=held.person,
        post=post_words(watch, held.person),
        shift=held.turn.shift.id if held.turn is not None else "",
        decided=decided_by(held),
        note=_note(watch, held),
        source=source_of(fact.place) if fact is not None else None,
        telephone=watch.telephones.get(held.person, ""),
    )


def decided_by(held: Held) -> str:
    """Return what decided who has it: shift, swap, cover, or nothing.

    >>> from datetime import UTC, datetime
    >>> now = datetime(2026, 11, 21, tzinfo=UTC)
    >>> decided_by(Held(role="tactical", seat=1, start=now, end=now, by=Swap(shift="2026-w47-tactical-1")))
    'swap'
    """
    return type(held.by).__name__.lower() if held.by is not None else "nothing"


def agreed_words(fact: Swap | Cover, write: Callable[[datetime], str] = at_words) -> str:
    """Say when and by whom it was agreed; the time of day where it is on record, as ``write`` writes it."""
    at = fact.agreed_at
    by = f" by {fact.agreed_by}" if fact.agreed_by else ""
    if at is None:
        return f"agreed{by}, on a day not on record"
    return f"agreed {write(moment_instant(at)) if at.has_time else day_words(at.civil.date())}{by}"


def _note(watch: Watch, held: Held) -> str:
    if held.turn is None:
        return NO_TURN
    if held.by is None or isinstance(held.by, Shift):
        return "" if held.person else (held.turn.shift.reason or "no reason on record")
    before = held.turn.shift.person
    if isinstance(held.by, Cover):
        before = watch.serving.holders.without_cover(held.turn)
    what = "covers" if isinstance(held.by, Cover) else "swap: was down for"
    parts = (f"{what} {post_words(watch, before)}", agreed_words(held.by), held.by.note)
    return ", ".join(part for part in parts if part)
