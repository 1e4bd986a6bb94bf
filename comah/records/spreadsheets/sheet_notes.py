"""What is said of a sheet besides its cells, so that nothing a reader of it sees is lost in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec
from openpyxl.utils import get_column_letter

from comah.model.sheet import Cell
from comah.records.spreadsheets.sheet_scan import SheetScan

_MOST_NAMED: Final = 5


class Hidden(msgspec.Struct, frozen=True, kw_only=True):
    """Rows and columns, by number from 1, that Excel does not show."""

    rows: frozenset[int]
    columns: frozenset[int]


def sheet_notes(
    scan: SheetScan, rows: Mapping[int, dict[int, Cell]], hidden: Hidden, comments: int, hidden_under: Sequence[str]
) -> tuple[str, ...]:
    """Say in words what stands in a sheet besides values, one sentence a thing."""
    cells = [(row, column, cell) for row, found in sorted(rows.items()) for column, cell in sorted(found.items())]
    return (
        *_pictures(scan, is_bare=not any(cell.value is not None or cell.is_formula for _, _, cell in cells)),
        *_merged(scan, hidden_under),
        *_hidden(scan, hidden, rows),
        *_formulas(cells),
        *_looks(scan, cells),
        *_comments(comments),
    )


def _pictures(scan: SheetScan, *, is_bare: bool) -> Iterator[str]:
    if scan.has_drawings and is_bare:
        yield "no cell says anything: there are pictures, charts or text boxes alone; type what they show into cells"
    elif scan.has_drawings:
        yield "pictures, charts or text boxes: what they show is not read"
    elif is_bare:
        yield "no cell says anything"


def _merged(scan: SheetScan, hidden_under: Sequence[str]) -> Iterator[str]:
    if scan.merged:
        yield f"{_count(len(scan.merged), 'merged range')}: what the first cell says was read for each cell of it"
    if hidden_under:
        yield f"merged cells hide values of their own, which were read: {_named(hidden_under)}"


def _hidden(scan: SheetScan, hidden: Hidden, rows: Mapping[int, dict[int, Cell]]) -> Iterator[str]:
    said = sorted(row for row in hidden.rows if rows.get(row))
    if said:
        yield f"{_count(len(said), 'hidden row')}, read as the others: {_named(map(str, said))}"
    used = {column for found in rows.values() for column, cell in found.items() if cell.value is not None}
    columns = sorted(hidden.columns & used)
    if columns:
        letters = _named(map(get_column_letter, columns))
        yield f"{_count(len(columns), 'hidden column')}, read as the others: {letters}"
    if scan.has_filter:
        yield "a filter is on: the rows that it leaves out of sight were read"


def _formulas(cells: Sequence[tuple[int, int, Cell]]) -> Iterator[str]:
    formulas = [each for each in cells if each[2].is_formula and not _is_filled(*each)]
    if formulas:
        yield f"{_count(len(formulas), 'formula')}: the value last worked out was read, and nothing is worked out anew"
    blank = [_name(row, column) for row, column, cell in formulas if cell.value is None]
    if blank:
        yield (
            f"{_count(len(blank), 'formula')} without a value: {_named(blank)}; open the workbook in Excel, "
            "save it, and import it again"
        )


def _looks(scan: SheetScan, cells: Sequence[tuple[int, int, Cell]]) -> Iterator[str]:
    colours = Counter(cell.fill for _, _, cell in cells if cell.fill)
    if colours:
        counted = _named((f"{number} {words}" for words, number in sorted(colours.items())), len(colours))
        yield f"coloured cells ({counted}): colours are not read as meaning"
    if scan.has_conditional_colours:
        yield "colours set by rules (conditional formatting) cannot be read"
    struck = [_name(row, column) for row, column, cell in cells if cell.is_struck and not _is_filled(row, column, cell)]
    if struck:
        yield f"{_count(len(struck), 'cell')} struck through, in whole or in part: {_named(struck)}"


def _comments(number: int) -> Iterator[str]:
    if number:
        yield f"{_count(number, 'comment')} on cells"


def _is_filled(row: int, column: int, cell: Cell) -> bool:
    """Whether a cell has its value from the first one of a merged range."""
    return bool(cell.merged_from) and cell.merged_from.partition(":")[0] != _name(row, column)


def _name(row: int, column: int) -> str:
    return f"{get_column_letter(column)}{row}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _named(words: Iterable[str], most: int = _MOST_NAMED) -> str:
    """List the first few, and say how many more there are."""
    every = list(words)
    more = len(every) - most
    return ", ".join(every[:most]) + (f" and {more:,} more" if more > 0 else "")
