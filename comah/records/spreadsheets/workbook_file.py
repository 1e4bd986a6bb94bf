"""An .xlsx workbook, looked through and then read by openpyxl. Nothing in it is executed or fetched."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator
from typing import Final

from openpyxl import load_workbook
from openpyxl.workbook import Workbook as FileWorkbook
from openpyxl.worksheet.worksheet import Worksheet

from comah.model.sheet import EMPTY, Cell, Sheet, SheetRow, Workbook
from comah.records.shown import printable
from comah.records.spreadsheets.cell_values import CellReader
from comah.records.spreadsheets.colours import colour_code
from comah.records.spreadsheets.container import Container
from comah.records.spreadsheets.given_workbook import GivenWorkbook
from comah.records.spreadsheets.guarded_xml import bare, tree
from comah.records.spreadsheets.limits import MAX_COLUMNS
from comah.records.spreadsheets.merged_cells import fill_merged
from comah.records.spreadsheets.package import Package, SheetPart, read_package
from comah.records.spreadsheets.refusals import damaged
from comah.records.spreadsheets.sheet_notes import Hidden, sheet_notes
from comah.records.spreadsheets.sheet_scan import SheetScan, scan_sheet
from comah.records.spreadsheets.tally import Tally

_LAST_COLUMN: Final = 16_384
_LONGEST: Final = 200


def read_workbook(file: str, data: bytes) -> Workbook:
    """Read a workbook from its bytes.

    Raises:
        SpreadsheetRefusedError: where it cannot be read safely and in full.
    """
    container = Container(file, data)
    package = read_package(container)
    tally = Tally(file)
    given = GivenWorkbook(container, package)
    scans = []
    for part in package.sheets:
        scan, cells = scan_sheet(container, part.name, part.title, tally)
        given.add_sheet(part, cells)
        scans.append(scan)
    book = _loaded(file, given.finished())
    reader = _SheetReader(CellReader(file, book, _theme(container, package.theme)), tally, package)
    sheets = tuple(
        reader.sheet(part, scan, sheet)
        for part, scan, sheet in zip(package.sheets, scans, book.worksheets, strict=True)
    )
    return Workbook(file=file, sheets=sheets, notes=tuple(_notes(package)))


def _loaded(file: str, given: io.BytesIO) -> FileWorkbook:
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):  # it prints at times
            warnings.simplefilter("ignore")  # what is left out is known, and said in the notes
            return load_workbook(given, data_only=True, keep_links=False, rich_text=True)
    except Exception as error:  # whatever openpyxl stops at: the file is at fault, and nothing of it is used
        why = error.__cause__ or error
        told = printable(str(why), _LONGEST) or type(why).__name__
        raise damaged(file, f"openpyxl, the library that reads it, stopped and said: {told}") from error


def _theme(container: Container, part: str) -> list[str]:
    """Return the colours of a workbook's theme, in their order."""
    if not part:
        return []
    schemes = [one for one in tree(container, part).iter() if bare(one.tag) == "clrScheme"]
    codes = (
        one.get("lastClr") or one.get("val") or "" for scheme in schemes for one in scheme.iter() if _is_code(one.tag)
    )
    return [colour_code({"rgb": code}, ()) for code in codes]


def _is_code(name: str) -> bool:
    return bare(name) in {"srgbClr", "sysClr"}


def _notes(package: Package) -> Iterator[str]:
    if package.has_external_links:
        yield "links to other workbooks: the values last saved were read, and nothing was fetched"
    if package.has_connections:
        yield "connections to outside data: the values last saved were read, and nothing was fetched"
    for title in package.not_tables:
        yield f'the sheet "{title}" is a chart or a dialogue and has no cells to read'


class _SheetReader:
    """Reads sheet after sheet with what all of them share."""

    def __init__(self, cells: CellReader, tally: Tally, package: Package) -> None:
        self._cells = cells
        self._tally = tally
        self._is_1904 = package.has_serials_from_1904

    def sheet(self, part: SheetPart, scan: SheetScan, sheet: Worksheet) -> Sheet:
        found = self._found(scan, sheet)
        last_row = max((row for row, cells in found.items() if any(map(_is_content, cells.values()))), default=0)
        rows = {row: found.get(row, {}) for row in range(1, last_row + 1)}
        hidden_under = fill_merged(rows, scan.merged, last_row, self._tally)
        hidden = _hidden(sheet)
        comments = sum(1 for cell in sheet._cells.values() if cell.comment)  # noqa: SLF001 - as in _found
        return Sheet(
            title=part.title,
            rows=tuple(_row(number, cells, hidden) for number, cells in rows.items()),
            is_hidden=part.is_hidden,
            has_serials_from_1904=self._is_1904,
            notes=sheet_notes(scan, rows, hidden, comments, hidden_under),
        )

    def _found(self, scan: SheetScan, sheet: Worksheet) -> dict[int, dict[int, Cell]]:
        """Return the cells that say something or have a colour, by row and column."""
        found: dict[int, dict[int, Cell]] = {}
        cells = sheet._cells  # noqa: SLF001 - every public way makes a cell of each place up to the last
        for place, one in cells.items():
            # a formula whose answer is the empty text has been worked out: the cell is blank
            is_blank = one.value is None and place in scan.answered_by_text
            cell = self._cells.cell(one, is_formula=place in scan.formulas and not is_blank)
            row, column = place
            if cell is None or (column > MAX_COLUMNS and not _is_content(cell)):
                continue
            found.setdefault(row, {})[column] = cell
        return found


def _is_content(cell: Cell) -> bool:
    return cell.value is not None or cell.is_formula


def _hidden(sheet: Worksheet) -> Hidden:
    rows = (number for number, one in sheet.row_dimensions.items() if one.hidden or one.ht == 0)
    columns = (
        number
        for one in sheet.column_dimensions.values()
        if (one.hidden or one.width == 0) and one.min and one.max
        for number in range(one.min, min(one.max, _LAST_COLUMN) + 1)
    )
    return Hidden(rows=frozenset(rows), columns=frozenset(columns))


def _row(number: int, cells: dict[int, Cell], hidden: Hidden) -> SheetRow:
    width = max(cells, default=0)
    made = tuple(cells.get(column, EMPTY) for column in range(1, width + 1))
    return SheetRow(number=number, cells=made, is_hidden=number in hidden.rows)
