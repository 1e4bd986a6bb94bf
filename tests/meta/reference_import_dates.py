"""How dates in cells are read: examples, each read by the code itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from reference_words import code, text

from comah.model.sheet import Cell, CellValue
from comah.records.spreadsheets.date_read import DateKind, DateRead
from comah.records.spreadsheets.import_dates import read_import_date

_ON: Final = date(2026, 11, 21)
_TEXTS: Final = (
    *("12/05/2023", "12 May 2023", "Fri 12 May 2023", "Mon 12 May 2023", "2023-05-12", "20230512", "12/05/2023 10:30"),
    *("12/5/23", "12 May 23", "05/13/2023", "May 2023", "May-23", "May 23", "23-May", "2021"),
    *("Q1 2024", "Q1 2024/25", "H1 2024", "2023/24", "FY 2023/24", "2023/2024"),
    *("spring 2024", "summer 2024", "autumn 2024", "winter 2024", "winter 2023/24", "early 2024", "late March 2024"),
    *("wk 12 2024", "2024-W10", "w/c 4 March 2024", "c. 2018", "approx May 2021", "2021?"),
    *("12/05/2023*", "12 May 2023 (1)", "12/05/2023 (TTX)", "held 12/05/2023", "12/05/2020, 14/06/2023"),
    *("TBC", "n/a", "unknown", "?"),
    *("2021 (postponed)", "12/05/2023 cancelled", "planned 3 April 2025", "due May 2024"),
)
# value, how the cell shows it, and what the row of the table says of the cell
_CELLS: Final[tuple[tuple[CellValue, str, str], ...]] = (
    (date(2023, 5, 12), "dd/mm/yyyy", "12/05/2023, a date"),
    (date(2023, 5, 12), "mm/dd/yyyy", "05/12/2023, a date"),
    (date(2023, 5, 1), "mmm-yy", "May-23, a date"),
    (date(2023, 1, 1), "yyyy", "2023, a date"),
    (date(2026, 5, 12), "d-mmm", "12-May, a date"),
    (date(1905, 7, 13), "dd/mm/yyyy", "13/07/1905, a date"),
    (45058, "", "45058, a number"),
    (2021, "", "2021, a number"),
)
_NONE: Final = {
    DateKind.NO_DATE: "no date",
    DateKind.UNKNOWN: "no fact",
    DateKind.NOT_AN_EVENT: "not taken as an event",
    DateKind.UNREAD: "not taken",
}


def date_rows() -> Iterator[tuple[str, str, str]]:
    """Give what stands in a cell, what it is read as, and what is said of it."""
    for value, number_format, shown in _CELLS:
        yield _row(shown, Cell(value=value, number_format=number_format))
    serial = read_import_date(Cell(value=43596), on=_ON, has_serials_from_1904=True)
    yield code("43596, a number; days from 1904"), text(serial.words), text(serial.remark)
    for written in _TEXTS:
        yield _row(written, Cell(value=written))


def _row(shown: str, cell: Cell) -> tuple[str, str, str]:
    read = read_import_date(cell, on=_ON)
    return code(shown), _read_as(read), text(read.remark)


def _read_as(read: DateRead) -> str:
    if read.kind is not DateKind.DATE:
        return text(_NONE[read.kind])
    return text(f"{read.words}{f', {read.type}' if read.type else ''}")
