"""The sheets of records: every key as it stands today, and worked-out columns at the right."""

from __future__ import annotations

from typing import Final

from comah.duties.export.beside import Beside
from comah.duties.export.sheets import fitted
from comah.duties.export.worked_out import WorkedOut
from comah.model.book import Book
from comah.model.cell_text import list_text
from comah.model.record_kinds import REGISTER
from comah.model.record_lines import CellPlain, SheetLine, rows_of
from comah.model.record_sheets import ColumnForm, RecordSheet, SheetColumn
from comah.model.workbook_page import WORKED_OUT, PageColumn, PageRow, PageValue, SheetPage, SheetSort

_PURPOSE: Final = (
    "Records, one a row; read back by comah import. A blank cell says nothing, and nothing is ever deleted."
)
_STARRED: Final = " Columns whose heading ends in * are worked out and not read back."
_FLAGS: Final = ("yes", "no")
_IDENTITY: Final = frozenset({ColumnForm.AUTHORITY, ColumnForm.ID, ColumnForm.REGIME, ColumnForm.ITEM})
FORM_WORDS: Final = {
    ColumnForm.AUTHORITY: "the council's folder",
    ColumnForm.ID: "lower-case words joined by hyphens",
    ColumnForm.REGIME: "one of the words",
    ColumnForm.ITEM: "the item's id",
    ColumnForm.TEXT: "text",
    ColumnForm.DAY: "a day; or 2023-05, 2024-04/2024-06 where it is not known more closely",
    ColumnForm.DAY_OR_UNKNOWN: "a day; or 2023-05, 2024-04/2024-06; or unknown: it happened, the day is not on record",
    ColumnForm.FLAG: "yes or no",
    ColumnForm.WORD: "one of the words",
    ColumnForm.NUMBER: "a whole number",
    ColumnForm.AMOUNT: "a number",
    ColumnForm.LIST: "one a line in the cell (Alt and Enter)",
    ColumnForm.DAYS: "days, one a line in the cell (Alt and Enter)",
}


def record_page(book: Book, sheet: RecordSheet, worked_out: WorkedOut, authority: str | None) -> SheetPage:
    """Return one sheet of records: of all authorities, or of one; what is of the whole forum is always there."""
    beside = worked_out.beside(sheet.kind, sheet.table)
    lines = [line for line in rows_of(book, sheet) if authority in {None, line.authority} or sheet.kind == REGISTER]
    rows = tuple(_row(sheet.columns, beside, line) for line in lines)
    columns = (*(_column(one) for one in sheet.columns), *_beside_columns(beside))
    return SheetPage(
        title=sheet.title,
        sort=SheetSort.RECORDS,
        purpose=_PURPOSE + (_STARRED if beside.shown else ""),
        columns=fitted(columns, rows),
        rows=rows,
        kept_in_sight=_kept_in_sight(sheet.columns),
    )


def _kept_in_sight(columns: tuple[SheetColumn, ...]) -> int:
    """Return how many columns tell whose row it is, the first of the record's own with them."""
    named = sum(column.form in _IDENTITY for column in columns)
    return min(max(named, 1), 3)


def _column(column: SheetColumn) -> PageColumn:
    is_list = column.form in {ColumnForm.LIST, ColumnForm.DAYS}
    choices = _FLAGS if column.form is ColumnForm.FLAG else () if is_list else column.words
    words = f": {', '.join(column.words)}" if column.words else ""
    return PageColumn(
        heading=column.heading,
        meaning=column.description,
        form=f"{FORM_WORDS[column.form]}{words}",
        example=column.example,
        choices=choices,
    )


def _beside_columns(beside: Beside) -> tuple[PageColumn, ...]:
    return tuple(
        PageColumn(heading=f"{one.heading}{WORKED_OUT}", meaning=one.meaning, is_worked_out=True, has_tone=one.has_tone)
        for one in beside.shown
    )


def _row(columns: tuple[SheetColumn, ...], beside: Beside, line: SheetLine) -> PageRow:
    kept = tuple(_value(column, value) for column, value in zip(columns, line.cells, strict=True))
    return PageRow(values=(*kept, *(one.value(line) for one in beside.shown)), tone=beside.tone(line))


def _value(column: SheetColumn, value: CellPlain) -> PageValue:
    if isinstance(value, tuple):
        return list_text(str(one) for one in value)
    if isinstance(value, bool) and column.form is ColumnForm.FLAG:
        return "yes" if value else "no"
    return value
