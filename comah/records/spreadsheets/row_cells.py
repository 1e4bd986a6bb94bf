"""The cells of one row by what they hold, with what has to be said about each."""

from __future__ import annotations

from datetime import date
from typing import Final

from comah.model.import_report import Remark
from comah.model.sheet import Cell, Sheet, SheetRow
from comah.model.when import When
from comah.model.words import day_words, when_words
from comah.records.spreadsheets.date_read import DateKind, DateRead
from comah.records.spreadsheets.date_words import Standing, is_no_date, is_unknown
from comah.records.spreadsheets.find_headings import Column
from comah.records.spreadsheets.headings import What
from comah.records.spreadsheets.import_dates import WRITE_ONE, read_import_date
from comah.records.spreadsheets.row_kinds import merged_sideways
from comah.records.spreadsheets.several_names import is_ditto

_LONGEST: Final = 500  # letters of a remark: a cell may hold thousands
_WORDS: Final = ", and its words in the notes"
_NO_TEXT: Final = frozenset(("-", "--", "n/a", "na", "none", "nil", "tbc", "tba", "?", "unknown", "not known", "."))


class RowCells:
    """Reads one row, and collects remarks."""

    def __init__(self, sheet: Sheet, row: SheetRow, columns: dict[What, list[Column]], on: date) -> None:
        """Hold the row and the columns of its sheet."""
        self._sheet = sheet
        self.row = row
        self._columns = columns
        self.on = on
        self._texts: dict[int, str] = {}
        self.remarks: list[Remark] = []

    def remark(self, text: str, column: Column | None = None, *, is_blocking: bool = False) -> None:
        """Note something about the row or one of its cells, once."""
        said = Remark(
            text=text if len(text) <= _LONGEST else f"{text[:_LONGEST]}...",
            heading=column.heading if column else "",
            is_blocking=is_blocking,
        )
        if said not in self.remarks:
            self.remarks.append(said)

    def columns(self, what: What) -> list[Column]:
        """Return the columns that hold one thing."""
        return self._columns.get(what, [])

    def cell(self, column: Column) -> Cell:
        """Return a column's cell."""
        return self.row.cell(column.at)

    def says_something(self, column: Column) -> bool:
        """Whether a column's cell holds more than a word for nothing."""
        return says_something(self.cell(column))

    def days(self, what: What) -> list[When]:
        """Return the dates that columns hold, without a remark on any."""
        return [when for column in self.columns(what) for when in self._dates(column).whens]

    def text(self, what: What) -> str:
        """Return the text of the first such column that has one; "" where it is blank or says that there is none."""
        for column in self.columns(what):
            text = self.text_at(column)
            if text:
                return text
        return ""

    def text_at(self, column: Column) -> str:
        """Return a cell's text, unless it continues a merged one, is struck through or was not worked out."""
        text = self._texts.get(column.at)
        if text is None:
            text = self._texts[column.at] = self._text_at(column)
        return text

    def _text_at(self, column: Column) -> str:
        cell = self.cell(column)
        if merged_sideways(cell, column.at) or (cell.value is None and not cell.is_formula):
            return ""
        if cell.note:
            self.remark(f"a comment hangs on the cell: {cell.note!r}; it is not taken", column)
        if cell.is_struck:
            self.remark(f"{cell.text!r} is struck through; it is not taken", column, is_blocking=True)
            return ""
        if cell.value is None or cell.text.startswith("#"):
            said = cell.text or "a formula without a result"
            self.remark(f"{said}: open the workbook in Excel, mend and save it", column, is_blocking=True)
            return ""
        if isinstance(cell.value, date):
            self.remark(
                f"a date, {cell.text[:10]}, where words are expected; it is not taken", column, is_blocking=True
            )
            return ""
        text = _decimals(cell)
        if is_ditto(text):
            self.remark(
                f"{text!r} stands for what is above it: write the word; it is not taken", column, is_blocking=True
            )
            return ""
        return "" if text.casefold() in _NO_TEXT else text

    def happened(self, column: Column) -> DateRead | None:
        """Read the date of something that has happened; None where there is none to take."""
        read = self._read(column)
        if read is None:
            return None
        if read.kind is DateKind.NOT_AN_EVENT:
            self.remark(read.remark, column, is_blocking=True)
            return None
        ahead = next((when for when in read.whens if _ended_earliest(when) > self.on), None)
        if ahead:
            message = (
                f"{when_words(ahead)} is after {day_words(self.on)}: planned, perhaps, and not taken as held or done"
            )
            self.remark(message, column, is_blocking=True)
            return None
        if any(when.latest > self.on for when in read.whens):
            self.remark(f"{read.words} is not over yet; taken as before {day_words(self.on)}", column)
        self._convention(read, column)
        return read

    def one_day(self, column: Column) -> When | None:
        """Read the one date of something that has happened."""
        read = self.happened(column)
        return self._one(read, column) if read else None

    def ahead(self, column: Column, *standings: Standing) -> When | None:
        """Read a date that is planned or owed, also where words beside it say so."""
        read = self._read(column)
        if read is None:
            return None
        if read.kind is DateKind.NOT_AN_EVENT and (read.standing not in standings or not read.whens):
            self.remark(read.remark, column, is_blocking=bool(read.whens))
            return None
        self._convention(read, column)
        return self._one(read, column)

    def _one(self, read: DateRead, column: Column) -> When | None:
        if len(read.whens) > 1:
            self.remark(f"{read.words}: one date is expected here; none is taken", column, is_blocking=True)
            return None
        return read.when

    def _read(self, column: Column) -> DateRead | None:
        """Read a date cell, saying why where nothing of it can be taken."""
        cell, read = self.cell(column), self._dates(column)
        if cell.note:
            self.remark(f"a comment hangs on the cell: {cell.note!r}; it is not taken", column)
        if merged_sideways(cell, column.at) and read.kind is DateKind.DATE:
            self.remark(f"the cell is merged over {cell.merged_from}; its date is taken for each column", column)
        if read.kind is DateKind.UNREAD:
            self.remark(f"{read.remark}{_WORDS if read.remark.endswith(WRITE_ONE) else ''}", column, is_blocking=True)
        if read.kind in {DateKind.NO_DATE, DateKind.UNKNOWN}:
            self.remark(read.remark, column)
        return read if read.kind in {DateKind.DATE, DateKind.NOT_AN_EVENT} else None

    def _dates(self, column: Column) -> DateRead:
        is_1904 = self._sheet.has_serials_from_1904
        return read_import_date(self.cell(column), on=self.on, has_serials_from_1904=is_1904)

    def _convention(self, read: DateRead, column: Column) -> None:
        if read.kind is DateKind.DATE and read.remark:
            self.remark(read.remark, column)


def says_something(cell: Cell) -> bool:
    """Whether a cell holds more than a word for nothing.

    >>> [says_something(Cell(value=value)) for value in ("n/a", "TBC", None, "May 2023")]
    [False, False, False, True]
    """
    if not isinstance(cell.value, str):
        return cell.value is not None
    text = cell.value.strip()
    return bool(text) and text.casefold() not in _NO_TEXT and not is_no_date(text) and not is_unknown(text)


def _ended_earliest(when: When) -> date:
    return when.latest if when.is_exact else when.earliest


def _decimals(cell: Cell) -> str:
    """Write a number with the decimals that the cell shows: version 2.10 is not 2.1.

    >>> _decimals(Cell(value=2.1, number_format="0.00")), _decimals(Cell(value=4.0, number_format="General"))
    ('2.10', '4')
    """
    if not isinstance(cell.value, int | float) or isinstance(cell.value, bool):
        return cell.text
    whole, _, decimals = cell.number_format.partition(".")
    is_plain = set(whole) <= {"0", "#"} and decimals and set(decimals) == {"0"}
    return f"{cell.value:.{len(decimals)}f}" if is_plain else cell.text
