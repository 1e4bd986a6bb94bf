"""A sheet looked through before openpyxl builds anything of it: how large it is, and what openpyxl does not tell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Final

from openpyxl.utils import column_index_from_string

from comah.errors import SpreadsheetRefusedError
from comah.records.spreadsheets.container import Container
from comah.records.spreadsheets.guarded_xml import Attributes, follow
from comah.records.spreadsheets.limits import MAX_COLUMNS, MAX_IN_ROW, MAX_RUNS
from comah.records.spreadsheets.refusals import damaged, refusal
from comah.records.spreadsheets.tally import Tally

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET, _ROW, _CELL, _VALUE, _INLINE, _FORMULA, _RUN, _MERGED, _FILTER, _RULES = (
    f"{MAIN}}}{name}"
    for name in ("worksheet", "row", "c", "v", "is", "f", "r", "mergeCell", "filterColumn", "conditionalFormatting")
)
_KEPT: Final = frozenset(f"{MAIN}}}{name}" for name in ("cols", "sheetData"))
_DRAWINGS: Final = frozenset(f"{MAIN}}}{name}" for name in ("drawing", "picture", "oleObjects", "controls"))
_STRICT: Final = "http://purl.oclc.org/ooxml/"
_SECTION, _ROW_DEPTH, _CELL_DEPTH = 2, 3, 4  # the outermost element is at 1
_DEPTH: Final = 100
_PLACE: Final = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_ROW_NUMBER: Final = re.compile(r"[1-9][0-9]{0,6}(\.0)?")

Place = tuple[int, int]  # row and column, from 1


class SheetScan:
    """What was seen of one sheet."""

    def __init__(self, title: str, tally: Tally) -> None:
        """Begin with nothing."""
        self.place: Callable[[], int] = int
        self.merged: list[str] = []
        self.formulas: set[Place] = set()
        self.answered_by_text: set[Place] = set()  # those of them: the text may be "", which openpyxl reads as nothing
        self.has_filter = False
        self.has_conditional_colours = False
        self.has_drawings = False
        self.cuts: list[tuple[int, int]] = []  # of the bytes, what openpyxl is not given
        self._title = title
        self._tally = tally
        self._depth = self._row_number = self._row = self._column = 0
        self._in_row = 0  # elements since the row's beginning
        self._runs = 0
        self._is_kept = True
        self._dropped_from = 0
        self._has_formula = self._has_value = self._is_text = False
        self._seen: dict[int, int] = defaultdict(int)  # by row, a bit a column

    def start(self, name: str, attributes: Attributes) -> None:
        """Hear of an element's beginning."""
        self._depth += 1
        self._in_row += 1
        if name == _CELL:
            self._start_cell(attributes)
        elif name in {_VALUE, _INLINE, _FORMULA}:
            self._content(name)
        elif name == _ROW:
            self._start_row(attributes)
        elif self._depth <= _SECTION:
            self._start_section(name)
        else:
            self._other(name, attributes)
        if self._in_row > MAX_IN_ROW or self._depth > _DEPTH:
            self._refuse_endless()

    def end(self, name: str) -> None:  # noqa: ARG002 - a follower's signature
        """Hear of an element's end."""
        if self._has_formula and self._depth == _CELL_DEPTH:
            self._end_formula()
        self._depth -= 1
        if not self._depth:
            self._cut()

    def _end_formula(self) -> None:
        self._has_formula = False
        place = (self._row, self._column)
        self.formulas.add(place)
        if self._has_value and self._is_text:
            self.answered_by_text.add(place)

    def _start_section(self, name: str) -> None:
        """Hear of the sheet itself, or of one of its parts: openpyxl is given those alone that hold cells."""
        if self._depth == 1:
            if name != _SHEET:
                raise _not_cells(self._tally.file, self._title, name)
            return
        self._in_row = 0
        self._cut()
        self._is_kept = name in _KEPT
        self._dropped_from = self.place()
        self._other(name, {})

    def _cut(self) -> None:
        if not self._is_kept:
            self.cuts.append((self._dropped_from, self.place()))

    def _start_row(self, attributes: Attributes) -> None:
        self._stands_at(_ROW_DEPTH)
        self._in_row = 0
        written = attributes.get("r")
        if written is not None and not _ROW_NUMBER.fullmatch(written):
            raise damaged(self._tally.file, f'a row has no number on its sheet "{self._title}"')
        self._row_number = int(float(written)) if written else self._row_number + 1
        self._column = 0
        self._tally.count_row()

    def _start_cell(self, attributes: Attributes) -> None:
        self._stands_at(_CELL_DEPTH)
        self._has_formula = self._has_value = False
        self._is_text = attributes.get("t") == "str"
        written = attributes.get("r")
        if not written:
            self._row, self._column = self._row_number, self._column + 1
        elif place := _PLACE.fullmatch(written):
            self._row, self._column = int(place.group(2)), column_index_from_string(place.group(1))
        else:
            raise damaged(self._tally.file, f'a cell has no place on its sheet "{self._title}"')
        self._tally.count_cells(1)
        if self._column <= MAX_COLUMNS:
            self._refuse_second()

    def _refuse_second(self) -> None:
        bit = 1 << self._column
        if self._seen[self._row] & bit:
            raise damaged(self._tally.file, f'a cell stands twice on its sheet "{self._title}"')
        self._seen[self._row] |= bit

    def _content(self, name: str) -> None:
        if self._depth == _CELL_DEPTH + 1 and self._is_kept:
            self._has_formula = self._has_formula or name == _FORMULA
            self._has_value = self._has_value or name != _FORMULA
            self._tally.count_content(self._title, self._row, self._column)

    def _refuse_endless(self) -> None:
        """Refuse what openpyxl would hold as a whole."""
        if self._is_kept or self._depth > _DEPTH:
            raise damaged(self._tally.file, f'a row has no end on its sheet "{self._title}"')

    def _other(self, name: str, attributes: Attributes) -> None:
        if name == _RUN:
            self._runs += 1
            if self._runs > MAX_RUNS:
                raise damaged(self._tally.file, f"it has more than {MAX_RUNS:,} pieces of text with looks of their own")
        elif name == _MERGED:
            self._tally.count_cells(1)
            self.merged.append(attributes.get("ref", ""))
        elif name == _FILTER:
            self.has_filter = True
        elif name == _RULES:
            self.has_conditional_colours = True
        elif name in _DRAWINGS:
            self.has_drawings = True

    def _stands_at(self, depth: int) -> None:
        if self._depth != depth:
            raise damaged(self._tally.file, f'a cell does not end on its sheet "{self._title}"')


def scan_sheet(container: Container, part: str, title: str, tally: Tally) -> tuple[SheetScan, bytes]:
    """Look through a sheet's part.

    Returns:
        What was seen, and the part without all that is neither a cell, a row nor a column: rules, checks, links,
        tables, pictures. openpyxl stops at many a one of those, and builds what nobody asks for.

    Raises:
        SpreadsheetRefusedError: where the sheet is too large, or not well formed.
    """
    xml = container.whole(part)
    scan = SheetScan(title, tally)
    follow(container, part, xml, scan)
    tally.end_sheet()
    kept, end = [], 0
    for start, until in scan.cuts:
        kept.append(xml[end:start])
        end = until
    return scan, b"".join((*kept, xml[end:]))


def _not_cells(file: str, title: str, name: str) -> SpreadsheetRefusedError:
    if name.startswith(_STRICT):
        return refusal(
            file,
            "is saved as a Strict Open XML Spreadsheet, which cannot be read",
            "In Excel: File > Save As > Excel Workbook (*.xlsx)",
        )
    return damaged(file, f'its sheet "{title}" is no sheet of cells')
