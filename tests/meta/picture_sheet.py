"""A sheet of a workbook as a drawing: its own values, widths, colours and merged cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import wrap
from typing import Any, Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

_LETTER: Final = 6.6  # units that a letter takes, on average
_LINE: Final = 17
_PAD: Final = 5
_SIZE: Final = 12
_TOP: Final = 20  # the row of column letters
_LEFT: Final = 30  # the column of row numbers
_TAB: Final = 24
_DEFAULT_WIDTH: Final = 13.0
_SOLID: Final = "solid"
_FONT: Final = "Calibri, 'Segoe UI', Arial, 'Liberation Sans', sans-serif"
_FORMATS: Final = {"dd/mm/yyyy": "%d/%m/%Y", "dd mmm yyyy": "%d %b %Y", "yyyy-mm-dd": "%Y-%m-%d"}


class _Box(NamedTuple):
    x: float
    y: float
    width: float
    height: float


class _Grid:
    """Where the columns and rows that are shown begin and end."""

    def __init__(self, sheet: Worksheet, letters: Sequence[str], rows: Sequence[int]) -> None:
        self.sheet = sheet
        self.columns = [column_index_from_string(letter) for letter in letters]
        self.rows = list(rows)
        self.x = _starts(_LEFT, [self._width(letter) for letter in letters])
        self.y = _starts(_TOP, [self._height(row) for row in rows])

    def box(self, row: int, column: int, last_row: int, last_column: int) -> _Box:
        """Return the place of a range, of which only what is shown counts."""
        across = [at for at, shown in enumerate(self.columns) if column <= shown <= last_column]
        down = [at for at, shown in enumerate(self.rows) if row <= shown <= last_row]
        x, y = self.x[across[0]], self.y[down[0]]
        return _Box(x, y, self.x[across[-1] + 1] - x, self.y[down[-1] + 1] - y)

    def _width(self, letter: str) -> float:
        return (self.sheet.column_dimensions[letter].width or _DEFAULT_WIDTH) * _LETTER + 2 * _PAD

    def _height(self, row: int) -> float:
        cells = (self.sheet.cell(row, column) for column in self.columns)
        return max(_LINE * len(_lines(cell, self._width(get_column_letter(cell.column or 1)))) for cell in cells) + _PAD


def sheet_picture(sheet: Worksheet, letters: Sequence[str], rows: Sequence[int], title: str) -> str:
    """Draw columns and rows of a sheet; ``title`` says it to those who cannot see it."""
    grid = _Grid(sheet, letters, rows)
    width, height = grid.x[-1] + 1, grid.y[-1] + _TAB
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-label={quoteattr(title)} font-family="{_FONT}" font-size="{_SIZE}" fill="#1b1b1b">'
    )
    paper = f'<rect width="{width:g}" height="{height:g}" fill="#ffffff"/>'
    tab = f'<text x="{_LEFT + _PAD}" y="{height - 7:g}" font-weight="bold" fill="#1f6f43">{escape(sheet.title)}</text>'
    drawn = (*_edges(grid), *_cells(grid), tab)
    return "\n".join((head, f"<title>{escape(title)}</title>", paper, *drawn, "</svg>")) + "\n"


def _edges(grid: _Grid) -> Iterator[str]:
    """Draw the column letters and the row numbers."""
    for at, column in enumerate(grid.columns):
        yield _shape(_Box(grid.x[at], 0, grid.x[at + 1] - grid.x[at], _TOP), "#e8ebee")
        middle = (grid.x[at] + grid.x[at + 1]) / 2
        yield f'<text x="{middle:g}" y="14" text-anchor="middle" fill="#555555">{get_column_letter(column)}</text>'
    for at, row in enumerate(grid.rows):
        yield _shape(_Box(0, grid.y[at], _LEFT, grid.y[at + 1] - grid.y[at]), "#e8ebee")
        yield f'<text x="{_LEFT / 2:g}" y="{grid.y[at] + 15:g}" text-anchor="middle" fill="#555555">{row}</text>'


def _cells(grid: _Grid) -> Iterator[str]:
    merged = {(one.min_row, one.min_col): one for one in grid.sheet.merged_cells.ranges}
    covered = {
        (row, column)
        for one in merged.values()
        for row in range(one.min_row, one.max_row + 1)
        for column in range(one.min_col, one.max_col + 1)
    } - merged.keys()
    shown = [(row, column) for row in grid.rows for column in grid.columns if (row, column) not in covered]
    places = {}
    for row, column in shown:
        one = merged.get((row, column))
        places[row, column] = grid.box(row, column, one.max_row if one else row, one.max_col if one else column)
        yield _shape(places[row, column], _fill(grid.sheet.cell(row, column)))
    for row, column in shown:
        yield from _words(grid, row, column, places[row, column])


def _words(grid: _Grid, row: int, column: int, box: _Box) -> Iterator[str]:
    """Write a cell's text; one that is not folded runs on over empty cells to its right, and is cut there."""
    cell: Any = grid.sheet.cell(row, column)
    lines = _lines(cell, box.width)
    if not any(lines):
        return
    is_number = isinstance(cell.value, int | float | date) and cell.alignment.horizontal != "left"
    room = box.width if _is_folded(cell) or is_number else _runs_to(grid, row, box, len(lines[0]))
    if room > box.width:
        yield _shape(box._replace(width=room), "#ffffff")
    at = f'x="{room - _PAD:g}" text-anchor="end"' if is_number else f'x="{_PAD}"'
    look = (' font-weight="bold"' if cell.font.bold else "") + _ink(cell)
    yield f'<svg x="{box.x:g}" y="{box.y:g}" width="{room:g}" height="{box.height:g}">'
    for number, line in enumerate(lines, 1):
        yield f'<text {at} y="{number * _LINE - 3}"{look}>{escape(line)}</text>'
    yield "</svg>"


def _runs_to(grid: _Grid, row: int, box: _Box, letters: int) -> float:
    """Return how wide the cells are that a text runs on over: to its end, or to one that says something."""
    end = box.x + letters * _LETTER + 2 * _PAD
    for at, column in enumerate(grid.columns):
        start = grid.x[at]
        if start >= box.x + box.width and (start >= end or grid.sheet.cell(row, column).value is not None):
            return start - box.x
    return grid.x[-1] - box.x


def _lines(cell: Any, width: float) -> list[str]:
    text = _shown(cell)
    if not _is_folded(cell):
        return [text.replace("\n", " ")]
    letters = max(int((width - 2 * _PAD) / _LETTER), 1)
    return [part for line in text.split("\n") for part in wrap(line, letters) or [""]]


def _is_folded(cell: Any) -> bool:
    return bool(cell.alignment.wrap_text)


def _shown(cell: Any) -> str:
    if isinstance(cell.value, date):
        return cell.value.strftime(_FORMATS[cell.number_format])
    return "" if cell.value is None else str(cell.value)


def _fill(cell: Any) -> str:
    return f"#{cell.fill.start_color.rgb[-6:]}" if cell.fill.fill_type == _SOLID else "none"


def _ink(cell: Any) -> str:
    colour = cell.font.color.rgb if cell.font.color else None
    return f' fill="#{colour[-6:]}"' if isinstance(colour, str) else ""


def _shape(box: _Box, fill: str) -> str:
    return (
        f'<rect x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" '
        f'fill="{fill}" stroke="#c8ccd0"/>'
    )


def _starts(first: float, sizes: Sequence[float]) -> list[float]:
    starts = [first]
    for size in sizes:
        starts.append(round(starts[-1] + size, 1))
    return starts
