"""How the cells of a workbook look: a few styles, each made once a sheet."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill

from comah.model.workbook_page import Tone

DAY_FORMAT: Final = "dd mmm yyyy"
RECORDS_TAB: Final = "1F4E78"  # blue: read back
REPORT_TAB: Final = "7F7F7F"  # grey: worked out
FORM_TAB: Final = "FFD966"  # yellow: to be filled in
_FONT: Final = "Calibri"
_FILLS: Final = {
    Tone.BAD: "FFC7CE",
    Tone.WARNING: "FFEB9C",
    Tone.UNKNOWN: "E4DFEC",
    Tone.GOOD: "C6EFCE",
    Tone.QUIET: "EDEDED",
}
_ANSWER: Final = "FFFF99"
_HEADING: Final = "1F4E78"
_WORKED_OUT: Final = "595959"


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """What a cell looks like."""

    tone: Tone | None = None
    is_day: bool = False
    is_led: bool = False  # marked as text
    is_answer: bool = False
    is_quiet: bool = False
    is_heading: bool = False
    is_worked_out: bool = False
    is_title: bool = False
    is_line: bool = False  # above the table: runs on over the cells beside it


class Styles:
    """The cells of one sheet by their look; each is used again for the next value of the same look."""

    def __init__(self, sheet: Any) -> None:  # noqa: ANN401 -- the stubs lack the sheet that is only written
        """Begin with none."""
        self._sheet = sheet
        self._made: dict[Look, Cell] = {}

    def cell(self, look: Look) -> Cell:
        """Return the cell of a look, with the value that it last had."""
        found = self._made.get(look)
        if found is None:
            found = self._made[look] = _cell(self._sheet, look)
        return found


def _cell(sheet: Any, look: Look) -> Cell:  # noqa: ANN401
    cell: Any = WriteOnlyCell(sheet)
    bold = look.is_heading or look.is_title or look.tone is Tone.BAD
    colour = "FFFFFF" if look.is_heading else "7F7F7F" if look.is_quiet else "000000"
    cell.font = Font(name=_FONT, size=14 if look.is_title else 9 if look.is_quiet else 11, bold=bold, color=colour)
    is_folded = not look.is_line and not look.is_quiet
    cell.alignment = Alignment(vertical="top", wrap_text=is_folded, horizontal="left" if look.is_day else None)
    fill = _fill(look)
    if fill:
        cell.fill = PatternFill("solid", start_color=fill, end_color=fill)
    cell.number_format = DAY_FORMAT if look.is_day else "General"
    cell.quotePrefix = look.is_led
    return cell  # type: ignore[no-any-return]


def _fill(look: Look) -> str:
    if look.is_heading:
        return _WORKED_OUT if look.is_worked_out else _HEADING
    if look.is_answer:
        return _ANSWER
    return _FILLS[look.tone] if look.tone else ""
