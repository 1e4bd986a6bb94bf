"""The rows that were not taken, as a workbook to mend and import again: the sheet's own headings and cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Final

import msgspec

from comah.model.import_report import Fate, RowResult, SheetRead
from comah.model.sheet import Cell, Sheet, SheetRow
from comah.model.when import When
from comah.model.words import when_words
from comah.model.workbook_page import (
    FORM_MARK,
    RECORDS_MARK,
    WORKED_OUT,
    PageColumn,
    PageRow,
    PageValue,
    SheetPage,
    SheetSort,
    WorkbookPage,
)
from comah.records.spreadsheets.headings import what_is

LEFT_FATES: Final = frozenset({Fate.PARTLY, Fate.ASKED, Fate.CONFLICT, Fate.NOT_TAKEN})
ANSWERS: Final = ("comah id", "exercise id")  # blank, to be answered
WHY_NOT: Final = f"Why not taken{WORKED_OUT}"  # read by people alone
_WIDEST: Final = 40
_LONGEST_TITLE: Final = 31  # letters that Excel allows
_WHY_WIDTH: Final = 60
_SERIALS: Final = (27_760, 72_000)  # the days from 1980 to 2101, where they count from 1904


def left_workbook(reads: Sequence[SheetRead], results: Sequence[RowResult], *, file: str, on: date) -> WorkbookPage:
    """Gather the rows that were asked about, conflict, or were not or only partly taken, sheet by sheet.

    A row that is struck through is left out: written anew it would no longer be.
    """
    by_sheet = {title: list(found) for title, found in groupby(results, key=lambda result: result.read.at.sheet)}
    pages = (
        _page(_table(read, number), results_of)
        for read in reads
        for number, results_of in _by_table(by_sheet.get(read.sheet.title, []))
    )
    return WorkbookPage(title=f"Rows to mend, of {file}", on=on, sheets=tuple(page for page in pages if page.rows))


def _by_table(results: Sequence[RowResult]) -> list[tuple[int, list[RowResult]]]:
    """Return the rows of each table of a sheet: of the first, and of any below other headings."""
    tables: dict[int, list[RowResult]] = {}
    for result in results:
        tables.setdefault(result.read.heading_row, []).append(result)
    return list(tables.items())


def _table(read: SheetRead, number: int) -> SheetRead:
    """Return a table that stands below other headings as a sheet of its own: their rows are under no others."""
    if not number:
        return read
    ending = f" row {number}"
    sheet = msgspec.structs.replace(read.sheet, title=f"{read.sheet.title[: _LONGEST_TITLE - len(ending)]}{ending}")
    return msgspec.structs.replace(read, sheet=sheet, heading_row=number, columns=())


def _page(read: SheetRead, results: Sequence[RowResult]) -> SheetPage:
    rows = {row.number: row for row in read.sheet.rows}
    sort, title = _sort(read.sheet)
    added = {SheetSort.OFFICER: ANSWERS, SheetSort.FORM: ANSWERS[1:]}.get(sort, ())
    columns = tuple(_columns(read, rows, added))
    left = [result for result in results if result.fate in LEFT_FATES and not _is_struck(rows[result.read.at.row])]
    return SheetPage(
        title=title,
        sort=sort,
        purpose="Mend these rows, or answer in the yellow column, then import this workbook",
        columns=columns,
        rows=tuple(_line(read, rows[result.read.at.row], result, columns) for result in left),
        is_table=False,
    )


def _sort(sheet: Sheet) -> tuple[SheetSort, str]:
    """Say what a sheet is, from its first cell."""
    mark = sheet.rows[0].cell(0).text if sheet.rows else ""
    if mark.startswith(RECORDS_MARK):
        return SheetSort.RECORDS, mark.removeprefix(RECORDS_MARK)
    return (SheetSort.FORM if mark == FORM_MARK else SheetSort.OFFICER), sheet.title


def _columns(read: SheetRead, rows: dict[int, SheetRow], added: tuple[str, ...]) -> Iterator[PageColumn]:
    """Give the sheet's own columns, each once, then those that are to be filled in or read."""
    seen: set[str] = set()
    for heading in _headings(read, rows):
        name = heading if heading.lower() not in seen else ""
        seen.add(name.lower())
        yield PageColumn(heading=name, width=min(max(len(name) + 2, 14), _WIDEST))
    for name in added:
        if name not in seen:
            yield PageColumn(heading=name, width=18, is_answer=True)
    if WHY_NOT.lower() not in seen:
        yield PageColumn(heading=WHY_NOT, width=_WHY_WIDTH, is_worked_out=True)


def _headings(read: SheetRead, rows: dict[int, SheetRow]) -> Iterator[str]:
    """Give a heading for every column in which a cell may stand, "" where it has none.

    Headings in two rows become one; where that alone would not be understood, it is the word for what it was
    taken for.
    """
    known = dict(read.columns)
    last, over = rows.get(read.heading_row), rows.get(read.heading_row - 1)
    for at in range(max((len(row.cells) for row in rows.values()), default=0)):
        bottom = last.cell(at).text if last else ""
        top = over.cell(at).text if over else ""
        whole = " ".join(f"{top} {bottom}".split())
        if bottom in known or whole not in known:
            yield bottom
        else:
            found = what_is(whole)
            yield whole if found and found.value == known[whole] else known[whole] or whole


def _line(read: SheetRead, row: SheetRow, result: RowResult, columns: Sequence[PageColumn]) -> PageRow:
    names = [column.heading for column in columns]
    values = [_value(row.cell(at), read.sheet) for at in range(len(columns))]
    if WHY_NOT in names:
        values[names.index(WHY_NOT)] = "\n".join(_why(result))
    return PageRow(values=tuple(values))


def _why(result: RowResult) -> Iterator[str]:
    if result.read.question:
        yield result.read.question
    yield from result.conflicts
    for remark in result.read.remarks:
        if remark.is_blocking:
            yield f"{remark.heading}: {remark.text}" if remark.heading else remark.text


def _value(cell: Cell, sheet: Sheet) -> PageValue:
    """Return what a cell holds, so that it is read again as it was read here."""
    value = cell.value
    if isinstance(value, datetime | date) and not isinstance(value, bool):
        return _day(value, cell)
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, bool):
        return cell.text
    if isinstance(value, int | float) and sheet.has_serials_from_1904:
        return _serial_from_1904(value)
    return value


def _serial_from_1904(value: float) -> PageValue:
    """Return a number that may count days from 1904 as that day: the new workbook counts from 1900."""
    if value != int(value) or not _SERIALS[0] <= value <= _SERIALS[1]:
        return value
    return date(1904, 1, 1) + timedelta(days=int(value))


def _day(value: datetime | date, cell: Cell) -> PageValue:
    """Return a day; a cell that shows only its month or year stays what it shows."""
    day = value.date() if isinstance(value, datetime) else value
    if cell.number_format and "d" not in cell.number_format.lower() and "y" in cell.number_format.lower():
        text = f"{day:%Y-%m}" if "m" in cell.number_format.lower() else f"{day:%Y}"
        return when_words(When.read(text))
    return day


def _is_struck(row: SheetRow) -> bool:
    return any(cell.is_struck for cell in row.cells)
