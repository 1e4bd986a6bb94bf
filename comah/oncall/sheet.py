"""The sheet: who is on call in one week, on one page for the control room and the gatehouses."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from msgspec.structs import replace

from comah.model.oncall_grid import Piece, SheetPage
from comah.model.oncall_page import PageHead
from comah.model.oncall_serving import Obstacle
from comah.model.words import day_words
from comah.oncall.gaps import against_holder
from comah.oncall.history import days_between
from comah.oncall.holding import Held
from comah.oncall.on_duty import call_downs
from comah.oncall.pages import clock_words
from comah.oncall.pieces import piece_of
from comah.oncall.watch import Watch

_TRAINING: Final = frozenset({Obstacle.UNTRAINED})  # is rung all the same, and is nobody's business at a gatehouse


def sheet_page(watch: Watch, head: PageHead, monday: date) -> SheetPage:
    """Return who is on call from the beginning of a Monday to the end of the Sunday, role by role."""
    sunday = monday + timedelta(days=6)
    start, end = days_between(monday, sunday)
    roles = [role for role in watch.serving.oncall.roles if role.second]
    return SheetPage(
        head=head,
        title=f"On call: Monday {day_words(monday)} to Sunday {day_words(sunday)}",
        printed=f"Printed as at {clock_words(watch.instant)}",
        is_private=bool(watch.telephones),
        pieces=tuple(_piece(watch, held) for held in watch.serving.holders.between(start, end)),
        ring_on=tuple(
            f"{role.shown}: ring the second after {role.ring_on_minutes} min without an answer" for role in roles
        ),
        call_down=call_downs(replace(watch, instant=max(watch.instant, start))),
    )


def _piece(watch: Watch, held: Held) -> Piece:
    """Return a time held, with what keeps its holder from answering in any part of it."""
    piece, role = piece_of(watch, held), watch.serving.roles.get(held.role)
    against = against_holder(watch.serving, held, role) if held.person and role is not None else ()
    words = [f"{piece.post} {one.words}" for one in against if one.kind not in _TRAINING]
    return replace(piece, note="; ".join(filter(None, (piece.note, *words))))
