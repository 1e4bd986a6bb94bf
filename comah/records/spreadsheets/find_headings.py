"""Which row of a sheet is the heading row, also where a heading takes two rows or has a label over it."""

from __future__ import annotations

from typing import Final

import msgspec

from comah.model.sheet import Cell, Sheet, SheetRow
from comah.records.spreadsheets.headings import What, is_neutral_label, plain_heading, unclear, what_is
from comah.records.spreadsheets.mapping import Mapping

_SEARCHED: Final = 40  # rows; a table that begins further down has its row named in the map file
_LEAST: Final = 2  # recognised headings, one of which says the site
_CLEAR: Final = 3  # recognised headings: the first such row is the heading row
NAMES_A_SITE: Final = frozenset((What.SITE, What.OPERATOR, What.COMAH_ID))


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One column under its heading."""

    at: int  # from 0
    heading: str
    what: What | None = None
    unclear: str = ""  # why it is left out, where the heading could mean several things


class Headings(msgspec.Struct, frozen=True, kw_only=True):
    """The heading row of a sheet and its columns."""

    first: int  # row numbers, from 1
    last: int
    columns: tuple[Column, ...]
    beside_at: int | None = None  # from where on, counted from 0, a second table stands beside the first

    @property
    def score(self) -> int:
        """How many different things the columns hold."""
        return len({column.what for column in self.columns if column.what})

    @property
    def is_enough(self) -> bool:
        """Whether this can be a heading row: it names sites, and something about them."""
        whats = {column.what for column in self.columns}
        return self.score >= _LEAST and bool(whats & NAMES_A_SITE)


def find_headings(sheet: Sheet, mapping: Mapping) -> Headings | None:
    """Return the heading row; None where no row can be one."""
    named = mapping.heading_rows.get(sheet.title)
    rows = [row for row in sheet.rows if row.number == named] if named else sheet.rows[:_SEARCHED]
    found = [one for row in rows if (one := headings_at(sheet, row, mapping)) and (one.is_enough or named)]
    clear = next((one for one in found if one.score >= _CLEAR), None)
    if clear is None:
        return max(found, key=lambda one: one.score, default=None)
    # the next row may be the second line of the same headings; what stands further down is another table
    return next((one for one in found if one.first == clear.last and one.score > clear.score), clear)


def headings_at(sheet: Sheet, row: SheetRow, mapping: Mapping) -> Headings | None:
    """Read a row as headings, with the row above it where that holds labels or their first words."""
    if not _is_words(row):
        return None
    alone = Headings(first=row.number, last=row.number, columns=_columns(row, (), mapping))
    above = next((one for one in sheet.rows if one.number == row.number - 1), None)
    if above is None or not _is_words(above) or _is_title(above):
        return alone
    both = Headings(first=above.number, last=row.number, columns=_columns(row, above.cells, mapping))
    over = Headings(first=above.number, last=above.number, columns=_columns(above, (), mapping))
    is_split = both.is_enough and both.score > max(alone.score, over.score)
    return both if is_split or (alone.is_enough and over.score < alone.score) else alone


def _columns(row: SheetRow, labels: tuple[Cell, ...], mapping: Mapping) -> tuple[Column, ...]:
    columns, label = [], ""
    for at in range(max(len(row.cells), len(labels))):
        bottom = row.cell(at).text
        top = labels[at].text if at < len(labels) else ""
        label = top or label
        if bottom or top:
            columns.append(_column(at, bottom, top, label, mapping))
    return tuple(columns)


def _column(at: int, bottom: str, top: str, label: str, mapping: Mapping) -> Column:
    """Read one heading under its label, which may change what it means."""
    whole = " ".join(f"{top} {bottom}".split()) if top != bottom else bottom
    for heading in (whole, bottom):
        mapped = mapping.columns.get(plain_heading(heading)) if heading else None
        if mapped:
            return Column(at=at, heading=whole, what=mapped)
    changes = not is_neutral_label(label) and (what_is(bottom) in _CHANGED_BY_LABEL or bool(top and bottom))
    if (changes and what_is(whole) is None and not unclear(whole)) or (changes and not top):
        under = what_is(f"{label} {bottom}")
        why = "" if under or not what_is(bottom) else f'what it is under the label "{label}"'
        return Column(at=at, heading=f"{label} {bottom}", what=under, unclear=why)
    named = whole if what_is(whole) or unclear(whole) or not bottom else bottom
    return Column(at=at, heading=whole, what=what_is(named), unclear=unclear(named))


_CHANGED_BY_LABEL: Final = frozenset(
    (What.TESTED_ON, What.HELD_ON, What.PLANNED_ON, What.REVIEWED_ON, What.ISSUED_ON, What.PREPARED_ON, What.TEST_DUE)
) | {What.REVIEW_DUE, What.NEXT_DUE, What.PLAN_VERSION}


def _is_words(row: SheetRow) -> bool:
    """Whether a row holds words alone, or years, as headings are."""
    return not row.is_empty and all(isinstance(cell.value, str | None) or _is_year(cell) for cell in row.cells)


def _is_year(cell: Cell) -> bool:
    return isinstance(cell.value, int | float) and bool(unclear(cell.text))


def _is_title(row: SheetRow) -> bool:
    """Whether a row holds one line from the left edge: a title, not a label over some columns."""
    texts = {cell.text for cell in row.cells if cell.value is not None}
    return len(texts) == 1 and row.cell(0).value is not None
