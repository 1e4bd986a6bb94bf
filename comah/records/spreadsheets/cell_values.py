"""A cell as it is understood, from the cell that openpyxl read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

import msgspec
from openpyxl.cell import Cell as FileCell
from openpyxl.cell.cell import MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.styles.fills import PatternFill
from openpyxl.styles.proxy import StyleProxy
from openpyxl.utils.datetime import to_excel
from openpyxl.workbook import Workbook as FileWorkbook

from comah.model.sheet import Cell, CellValue
from comah.records.spreadsheets.colours import NONE, colour_code, in_words
from comah.records.spreadsheets.given_workbook import undisguised
from comah.records.spreadsheets.refusals import damaged
from comah.records.spreadsheets.texts import cleaned

_MIDNIGHT: Final = time()
_CONVERSATION: Final = "[Threaded comment]"  # kept twice: the older form begins with a hint for older programs
_COMMENT: Final = "Comment:\n"


class _Look(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    number_format: str
    fill: str
    is_struck: bool


class CellReader:
    """Turns the cells of one workbook into ours."""

    def __init__(self, file: str, book: FileWorkbook, theme: Sequence[str]) -> None:
        """Take what all cells of a workbook share."""
        self._file = file
        self._epoch = book.epoch
        self._theme = theme
        self._looks: dict[int, _Look] = {}

    def cell(self, found: FileCell | MergedCell, *, is_formula: bool) -> Cell | None:
        """Return the cell; None where it says nothing at all."""
        look = self._look(found)
        value = self._value(found.value)
        if value is None and not is_formula and not look.fill:
            return None
        return Cell(
            value=value,
            number_format="" if value is None or isinstance(value, str) else look.number_format,
            fill=look.fill,
            note=_note(found),
            is_formula=is_formula,
            is_struck=value is not None and (look.is_struck or _is_partly_struck(found.value)),
        )

    def _value(self, value: object) -> CellValue:
        """Return a value: a text without outer spaces, a day without a time as a day, a length of time as text."""
        if isinstance(value, str | CellRichText):
            return cleaned(undisguised(str(value))) or None
        if isinstance(value, datetime):
            return self._moment(value)
        if isinstance(value, timedelta) or (isinstance(value, float) and not math.isfinite(value)):
            return str(value)
        return value if isinstance(value, bool | int | float | date | time) else None

    def _moment(self, value: datetime) -> CellValue:
        if value < self._epoch:  # Excel shows such a number as no day, but as ######
            number = float(to_excel(value, self._epoch))  # type: ignore[no-untyped-call]
            return int(number) if number.is_integer() else number
        return value.date() if value.time() == _MIDNIGHT else value

    def _look(self, found: FileCell | MergedCell) -> _Look:
        number = found.style_id
        if number not in self._looks:
            try:
                self._looks[number] = self._new_look(found)
            except (LookupError, TypeError, ValueError) as error:
                raise damaged(self._file, "a cell refers to a look that is not there") from error
        return self._looks[number]

    def _new_look(self, found: FileCell | MergedCell) -> _Look:
        return _Look(number_format=found.number_format, fill=self._fill(found.fill), is_struck=bool(found.font.strike))

    def _fill(self, fill: StyleProxy) -> str:
        if fill.tagname != PatternFill.tagname:
            return "graded colours"
        if not fill.patternType:
            return NONE
        attributes = dict(fill.fgColor)
        code = colour_code(attributes, self._theme)
        return in_words(code) if code or "indexed" in attributes else "a colour"


def note_text(text: str) -> str:
    """Return what a comment says."""
    bare = text.partition(_COMMENT)[2] if text.startswith(_CONVERSATION) and _COMMENT in text else text
    return cleaned(bare)


def _note(found: FileCell | MergedCell) -> str:
    return note_text(found.comment.text) if found.comment else ""


def _is_partly_struck(value: object) -> bool:
    return isinstance(value, CellRichText) and any(
        isinstance(run, TextBlock) and run.font.strike and not run.text.isspace() for run in value
    )
