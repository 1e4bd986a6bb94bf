"""The record sheets of a book as an officer's program would hand them back, without a workbook in between."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from comah.model.book import Book
from comah.model.cell_text import list_text
from comah.model.import_report import RowRead
from comah.model.record_lines import CellPlain, rows_of
from comah.model.record_sheets import RecordSheet, record_sheets
from comah.model.sheet import Cell, CellValue, Sheet, SheetRow
from comah.records.spreadsheets.record_rows import read_record_sheet, record_sheet_of


def sheet_named(title: str) -> RecordSheet:
    """Return the record sheet of a title."""
    return next(sheet for sheet in record_sheets() if sheet.title == title)


def sheet_of(title: str, rows: list[dict[str, CellValue]]) -> Sheet:
    """Make a record sheet of rows, each cell by its heading; there are the columns that the first row names."""
    headings = list(rows[0])
    lines: list[list[CellValue]] = [[f"comah records: {title}"], ["for the eye"], list(headings)]
    lines += [[row.get(heading) for heading in headings] for row in rows]
    return Sheet(title=title, rows=tuple(_row(number, line) for number, line in enumerate(lines, start=1)))


def read_sheet(sheet: Sheet) -> tuple[RowRead, ...]:
    """Read a record sheet back."""
    records = record_sheet_of(sheet)
    assert records is not None, sheet.title
    return read_record_sheet(sheet, records, "export.xlsx").rows


def sheets_of(book: Book) -> Iterator[Sheet]:
    """Give every record sheet of a book that has rows."""
    for records in record_sheets():
        headings = [column.heading for column in records.columns]
        rows = [dict(zip(headings, map(_cell, line.cells), strict=True)) for line in rows_of(book, records)]
        if rows:
            yield sheet_of(records.title, rows)


def rows_read(book: Book) -> list[RowRead]:
    """Read the record sheets of a book back."""
    return [row for sheet in sheets_of(book) for row in read_sheet(sheet)]


def _row(number: int, values: list[CellValue]) -> SheetRow:
    return SheetRow(number=number, cells=tuple(Cell(value=value) for value in values))


def _cell(value: CellPlain) -> CellValue:
    if isinstance(value, tuple):
        return list_text(each.isoformat() if isinstance(each, date) else each for each in value)
    return value
