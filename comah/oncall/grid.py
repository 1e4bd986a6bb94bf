"""The rota as a grid: a row for each day on which turns begin, a column for each place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import msgspec

from comah.model.oncall import Role
from comah.model.oncall_grid import GridCell, GridColumn, GridPage, GridRow, Piece
from comah.model.oncall_page import PageHead
from comah.model.words import day_words, weekday_words
from comah.oncall.civil_time import civil_of
from comah.oncall.pieces import piece_of
from comah.oncall.slots import Slot
from comah.oncall.time_words import near_words, place_words
from comah.oncall.turns import slots_of
from comah.oncall.watch import Watch


class GridScope(msgspec.Struct, frozen=True, kw_only=True):
    """Which part of the rota is wanted."""

    first: date
    weeks: int
    role: str = ""
    person: str = ""

    @property
    def last(self) -> date:
        """The last day of it."""
        return self.first + timedelta(days=7 * self.weeks - 1)


def grid_page(watch: Watch, head: PageHead, scope: GridScope) -> GridPage:
    """Return the turns that ought to begin in some weeks, with who has them; what is not on the rota too."""
    roles = [role for role in watch.serving.oncall.roles if scope.role in {"", role.id}]
    columns = tuple(
        GridColumn(role=role.id, seat=seat, words=" ".join(filter(None, (role.shown, place_words(role, seat)))))
        for role in roles
        for seat in role.places
    )
    cells = {(_day(slot), slot.role.id, slot.seat): cell for slot, cell in _cells(watch, roles, scope)}
    days = sorted({day for day, _, _ in cells})
    rows = tuple(
        GridRow(
            on=day,
            words=weekday_words(day),
            cells=tuple(cells.get((day, column.role, column.seat)) for column in columns),
        )
        for day in days
    )
    title = f"{day_words(scope.first)} to {day_words(scope.last)}"
    return GridPage(head=head, first=scope.first, last=scope.last, title=title, columns=columns, rows=rows)


def _cells(watch: Watch, roles: list[Role], scope: GridScope) -> Iterator[tuple[Slot, GridCell]]:
    for role in roles:
        for slot in slots_of(watch.serving.oncall, role, scope.first, scope.last):
            pieces = _pieces(watch, slot)
            if not scope.person or any(piece.person == scope.person for piece in pieces):
                yield slot, _cell(slot, pieces, watch.instant)


def _pieces(watch: Watch, slot: Slot) -> tuple[Piece, ...]:
    line = watch.serving.holders.between_of((slot.role.id, slot.seat), slot.start, slot.end)
    return tuple(piece_of(watch, held) for held in line)


def _cell(slot: Slot, pieces: tuple[Piece, ...], now: datetime) -> GridCell:
    words = [
        _words(piece) if piece is pieces[0] else f"{_words(piece)} from {near_words(piece.start, now)}"
        for piece in pieces
    ]
    return GridCell(
        shift=slot.shift.id if slot.shift is not None else slot.id,
        pieces=pieces,
        words="; ".join(words),
        is_wrong=any(not piece.person for piece in pieces),
    )


def _words(piece: Piece) -> str:
    if not piece.person:
        return f"{piece.post} (not on the rota)" if not piece.shift else piece.post
    return f"{piece.post} (swap)" if piece.decided == "swap" else piece.post


def _day(slot: Slot) -> date:
    return civil_of(slot.start).date()
