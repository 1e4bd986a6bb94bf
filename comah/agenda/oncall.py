"""Turns on call as calendar entries: one for each time that one post, or nobody, has a turn.

An entry is of a turn and a person. A swap therefore cancels it in one person's calendar and adds it in the
other's, while a turn that moves is moved for who has it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from comah.agenda.naming import View
from comah.agenda.telling import LOCAL_CUSTOM, Telling, said
from comah.model.entry import Entry, EntryKind, ShownAs
from comah.model.entry_kinds import KINDS
from comah.model.oncall_grid import Piece
from comah.oncall.can_serve import Serving
from comah.oncall.civil_time import LONDON
from comah.oncall.pieces import piece_of
from comah.oncall.time_words import SEATS
from comah.oncall.watch import Watch
from comah.workdays.working_days import work_calendar

_NOBODY: Final = "nobody"


def oncall_entries(view: View) -> Iterator[Entry]:
    """Yield the turns of every rota that was read that touch the period; times without a turn give none."""
    for records in view.book.authorities:
        if records.oncall is None:
            continue
        watch = Watch(
            serving=Serving(oncall=records.oncall),
            calendar=work_calendar(view.book.register, records.authority),
            instant=datetime.combine(view.on, time(), tzinfo=UTC),
        )
        for piece, part in _pieces(watch):
            entry = _entry(view, records.authority.id, piece, part)
            if entry.first <= view.last and entry.last >= view.first:
                yield entry


def _pieces(watch: Watch) -> Iterator[tuple[Piece, int]]:
    """Yield what is held of turns, each with which part of the turn it is for its person."""
    holders = watch.serving.holders
    for place in holders.places:
        parts: Counter[tuple[str, str]] = Counter()
        for held in holders.of_line(place):
            if held.turn is not None:
                piece = piece_of(watch, held)
                parts[piece.shift, piece.person] += 1
                yield piece, parts[piece.shift, piece.person]


def _entry(view: View, authority: str, piece: Piece, part: int) -> Entry:
    zone = _zone(view)
    starts, ends = piece.start.astimezone(zone), piece.end.astimezone(zone)
    place = f" {SEATS[piece.seat]}" if piece.has_second else ""
    kind = KINDS[EntryKind.ONCALL]
    telling = Telling(
        what=(f"Turn: {piece.shift}", piece.words[:1].upper() + piece.words[1:]),
        why=(piece.note,) if piece.note else (),
        basis=LOCAL_CUSTOM,
        do=("see who holds it by the latest records: comah oncall now",),
        records=(piece.source.file,) if piece.source is not None else (),
    )
    return Entry(
        identity=(authority, piece.shift, piece.person or _NOBODY, *((str(part),) if part > 1 else ()), "oncall"),
        kind=EntryKind.ONCALL,
        first=starts.date(),
        last=ends.date(),
        starts_at=starts.time(),  # which of two times of a repeated hour goes with it
        ends_at=ends.time(),
        title=f"On call: {piece.role_name}{place}, {piece.post}",
        lines=said(view, authority, EntryKind.ONCALL, telling),
        categories=(kind.category,),
        authority=authority,
        posts=(piece.post,) if piece.person else (),
        roles=(piece.role_name,),
        alarm=kind.alarm,
        shown_as=ShownAs.FREE,
        is_firm=bool(piece.person),
    )


def _zone(view: View) -> ZoneInfo:
    """Return the zone in which the entries of a register are meant; turns are London time whichever it is."""
    try:
        return ZoneInfo(view.book.register.timezone)
    except (KeyError, ValueError, OSError):  # reported as a fault of register.toml
        return LONDON
