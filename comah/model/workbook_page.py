"""A workbook as it is to be written: its sheets, columns and rows, for whoever renders them.

Nothing here belongs to one file format. A colour never stands alone: it goes with the word in its cell.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Final

import msgspec

PageValue = str | int | float | date | None

RECORDS_MARK: Final = "comah records: "  # how the first cell of a sheet begins that is read back
REPORT_MARK: Final = "comah report: "  # of one that is worked out and never read back
FORM_MARK: Final = "comah gaps form"
WORKED_OUT: Final = " *"  # how the heading of a worked-out column ends, among columns that are read back


class SheetSort(Enum):
    """What a sheet is, and so what becomes of it when the workbook is imported."""

    RECORDS = "records"  # read back
    REPORT = "report"  # worked out, or explains: never read back
    FORM = "form"  # its answers are read back
    OFFICER = "officer"  # a sheet as an officer makes one: headings in the first row, no line above


class Tone(Enum):
    """A colour that goes with a word."""

    BAD = "red"
    WARNING = "amber"
    UNKNOWN = "violet"
    GOOD = "green"
    QUIET = "grey"


class PageColumn(msgspec.Struct, frozen=True, kw_only=True):
    """One column."""

    heading: str
    width: int = 14  # in characters
    meaning: str = ""
    form: str = ""  # what may stand in it, in words
    example: str = ""
    choices: tuple[str, ...] = ()  # the only words that may stand in it
    is_worked_out: bool = False  # not read back
    is_answer: bool = False  # to be filled in
    is_quiet: bool = False  # for programs; people may pass it over
    has_tone: bool = False  # shows the row's colour


class PageRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One row, a value a column."""

    values: tuple[PageValue, ...]
    tone: Tone | None = None


class SheetPage(msgspec.Struct, frozen=True, kw_only=True):
    """One sheet."""

    title: str  # at most 31 characters
    sort: SheetSort
    purpose: str = ""  # the line above the headings: what the sheet is for
    columns: tuple[PageColumn, ...]
    rows: tuple[PageRow, ...] = ()
    kept_in_sight: int = 1  # columns that stay when one scrolls to the right
    is_table: bool = True  # false: a page of words, without filters
    spare_rows: int = 0  # empty rows below that are to be filled in

    @property
    def mark(self) -> str:
        """What the first cell says, so that the sheet is known again; "" for an officer's own."""
        marks = {SheetSort.RECORDS: f"{RECORDS_MARK}{self.title}", SheetSort.REPORT: f"{REPORT_MARK}{self.title}"}
        return FORM_MARK if self.sort is SheetSort.FORM else marks.get(self.sort, "")


class WorkbookPage(msgspec.Struct, frozen=True, kw_only=True):
    """One workbook."""

    title: str
    on: date
    marking: str = ""  # printed on every sheet
    sheets: tuple[SheetPage, ...]
    not_held: tuple[str, ...] = ()  # what could not be put into it, in words

    @property
    def records(self) -> int:
        """How many rows of records it holds."""
        return sum(len(one.rows) for one in self.sheets if one.sort is SheetSort.RECORDS)
