"""An officer's sheet from plain values, understood against a small register."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from register_text import register

from comah.model.book import Book
from comah.model.import_report import RowRead, SheetRead
from comah.model.said import Claim, ExerciseSaid, TableSaid
from comah.model.sheet import Cell, CellValue, Sheet, SheetRow, Workbook
from comah.records.spreadsheets.mapping import Mapping
from comah.records.spreadsheets.understand import understand

ON = date(2026, 11, 21)
REGISTER = {
    "establishments/northbank": 'name = "Northbank Chemicals Ltd"\ntown = "Exampleton"\noperator = "Example Chemicals"',
    "establishments/westbank": 'name = "Westbank Storage"\ntown = "Exampleton"\ntier = "lower"',
}


def sheet(title: str, *rows: Sequence[CellValue | Cell], is_hidden: bool = False, first: int = 1) -> Sheet:
    """Make a sheet of values; "" is a blank cell, a date is shown as dd/mm/yyyy."""
    made = (SheetRow(number=n, cells=tuple(_cell(value) for value in row)) for n, row in enumerate(rows, first))
    return Sheet(title=title, rows=tuple(made), is_hidden=is_hidden)


def _cell(value: CellValue | Cell) -> Cell:
    if isinstance(value, Cell):
        return value
    is_day = isinstance(value, date)
    return Cell(value=None if value == "" else value, number_format="dd/mm/yyyy" if is_day else "")


def understood(
    *sheets: Sheet,
    mapping: Mapping | None = None,
    tier: str = "",
    authority: str = "halton",
    book: Book | None = None,
) -> tuple[SheetRead, ...]:
    """Understand a workbook of these sheets."""
    workbook = Workbook(file="sites.xlsx", sheets=sheets)
    return understand(
        workbook,
        book or register(REGISTER),
        mapping or Mapping(),
        on=ON,
        authority=authority,
        tier=tier,
        by="emergency planning officer",
    )


def rows(*lines: Sequence[CellValue | Cell], mapping: Mapping | None = None, tier: str = "upper") -> list[RowRead]:
    """Understand one sheet, and return its rows below the headings."""
    (read,) = understood(sheet("Sites", *lines), mapping=mapping, tier=tier)
    assert read.heading_row, read.remarks
    return list(read.rows)


def tables(row: RowRead) -> list[tuple[str, str, dict[str, object]]]:
    """Return what a row says of tables: the record, the table, the values by their path in words."""
    return [
        (said.id, ".".join(said.table), {".".join(path): value for path, value in said.values.items()})
        for said in row.said
        if isinstance(said, TableSaid)
    ]


def exercises(row: RowRead) -> list[ExerciseSaid]:
    """Return what a row says of exercises."""
    return [said for said in row.said if isinstance(said, ExerciseSaid)]


def claims(row: RowRead) -> list[tuple[str, str, str]]:
    """Return the due dates that a row states."""
    return [_claim(claim) for claim in row.claims]


def _claim(claim: Claim) -> tuple[str, str, str]:
    return claim.establishment, claim.duty.value, claim.said.text


def remarks(row: RowRead, *, is_blocking: bool | None = None) -> str:
    """Return the remarks on a row, one a line."""
    wanted = (one for one in row.remarks if is_blocking in {None, one.is_blocking})
    return "\n".join(one.text for one in wanted)
