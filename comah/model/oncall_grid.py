"""What ``comah oncall show``, ``history`` and ``sheet`` show: decided in full. Frozen; a renderer decides nothing."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from comah.model.journal import JournalLine
from comah.model.oncall_page import CallDown, PageHead
from comah.model.page import Source


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A time in which one person, or nobody, has one place of a role."""

    role: str
    role_name: str
    seat: int
    has_second: bool
    start: datetime  # in UTC
    end: datetime  # in UTC; no longer of it
    words: str  # from when until when
    person: str  # "": nobody
    post: str
    shift: str  # "" where the rota has no turn
    decided: str  # shift, swap, cover or nothing
    note: str  # who agreed and when; why nobody has it
    source: Source | None
    telephone: str = ""


class GridColumn(msgspec.Struct, frozen=True, kw_only=True):
    """One place of a role."""

    role: str
    seat: int
    words: str


class GridCell(msgspec.Struct, frozen=True, kw_only=True):
    """One turn: who has it, piece by piece."""

    shift: str  # the id that the turn has, or would have
    pieces: tuple[Piece, ...]
    words: str
    is_wrong: bool  # a part of it is nobody's


class GridRow(msgspec.Struct, frozen=True, kw_only=True):
    """The turns that begin on one day."""

    on: date
    words: str
    cells: tuple[GridCell | None, ...]  # by column; None where no turn begins


class GridPage(msgspec.Struct, frozen=True, kw_only=True):
    """The rota of some weeks."""

    head: PageHead
    first: date
    last: date
    title: str
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]


class HistoryPage(msgspec.Struct, frozen=True, kw_only=True):
    """Who held what, and what the journal says of it."""

    head: PageHead
    title: str
    pieces: tuple[Piece, ...]
    held_words: str  # how long altogether, of a post in which days
    lines: tuple[JournalLine, ...]


class SheetPage(msgspec.Struct, frozen=True, kw_only=True):
    """One page for the control room and the gatehouses."""

    head: PageHead
    title: str
    printed: str  # as at when
    is_private: bool  # whether telephone numbers were asked for
    pieces: tuple[Piece, ...]
    ring_on: tuple[str, ...]  # after how many minutes the next one is rung, by role
    call_down: tuple[CallDown, ...]
