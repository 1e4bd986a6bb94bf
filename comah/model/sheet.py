"""A workbook as it was read: its sheets, rows and cells, with what a reader of it sees besides the words.

Nothing here is understood yet. A cell keeps its value and what was shown of it: a date that was shown
as ``May-23`` is a day in the file and a month to the officer who typed it.
"""

from __future__ import annotations

from datetime import date, datetime, time

import msgspec

CellValue = str | int | float | bool | date | datetime | time | None


class Cell(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One cell."""

    value: CellValue = None  # text without outer spaces; "" never stands for a value
    number_format: str = ""  # as the file has it, for dates and numbers
    fill: str = ""  # its colour in words where it has one, such as "red" or "colour FFC000"
    note: str = ""  # the comment that hangs on it
    is_formula: bool = False  # the value is what was last worked out, None where nothing was
    is_struck: bool = False  # struck through
    merged_from: str = ""  # the merged range whose first cell has the value, such as "A3:A8"

    @property
    def text(self) -> str:
        """The value as text: dates as ISO 8601, whole numbers without a point, nothing as ""."""
        if self.value is None:
            return ""
        if isinstance(self.value, bool):
            return "yes" if self.value else "no"
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        if isinstance(self.value, datetime | date | time):
            return self.value.isoformat()
        return str(self.value)


EMPTY: Cell = Cell()


class SheetRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One row, by its number in the sheet, from 1."""

    number: int
    cells: tuple[Cell, ...]
    is_hidden: bool = False

    def cell(self, column: int) -> Cell:
        """Return the cell of a column, from 0; an empty one where the row ends before it."""
        return self.cells[column] if column < len(self.cells) else EMPTY

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds a value."""
        return all(cell.value is None for cell in self.cells)


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One sheet, without the empty rows behind its last one."""

    title: str
    rows: tuple[SheetRow, ...]
    is_hidden: bool = False
    has_serials_from_1904: bool = False  # how the workbook counts days
    notes: tuple[str, ...] = ()  # pictures, merged cells, hidden columns, ...: in words


class Workbook(msgspec.Struct, frozen=True, kw_only=True):
    """One file."""

    file: str  # its name, without the folder
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()  # of the whole file: external links, ...: in words
