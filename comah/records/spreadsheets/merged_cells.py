"""Merged cells: what the first one says holds for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace
from openpyxl.utils import get_column_letter, range_boundaries

from comah.model.sheet import EMPTY, Cell
from comah.records.spreadsheets.limits import MAX_COLUMNS
from comah.records.spreadsheets.tally import Tally

Rows = Mapping[int, dict[int, Cell]]


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A range of cells: rows and columns from 1, the last ones included."""

    name: str
    first_row: int
    last_row: int
    first_column: int
    last_column: int


def fill_merged(rows: Rows, names: Sequence[str], last_row: int, tally: Tally) -> list[str]:
    """Give every cell of a merged range, the first one too, the range's name and the first one's value.

    Rows below the last one that says something are not made.

    Returns:
        The cells that keep a value of their own, which Excel does not show.
    """
    hidden_under: list[str] = []
    for name in names:
        block = _block(name)
        first = rows.get(block.first_row, {}).get(block.first_column) if block else None
        if block and first and (first.value is not None or first.is_formula):
            hidden_under += _fill(rows, block, first, last_row, tally)
    return hidden_under


def _fill(rows: Rows, block: Block, first: Cell, last_row: int, tally: Tally) -> list[str]:
    height = min(block.last_row, last_row) - block.first_row + 1
    last_column = min(block.last_column, MAX_COLUMNS)
    tally.count_cells(height * (last_column - block.first_column + 1))
    shown = replace(first, merged_from=block.name)
    own = []
    for row in range(block.first_row, block.first_row + height):
        cells = rows[row]
        for column in range(block.first_column, last_column + 1):
            is_first = row == block.first_row and column == block.first_column
            if is_first or cells.get(column, EMPTY).value is None:
                cells[column] = shown
            elif not cells[column].merged_from:
                own.append(f"{get_column_letter(column)}{row}")
    return own


def _block(name: str) -> Block | None:
    """Return the range of that name, None where it is none."""
    try:
        left, top, right, bottom = range_boundaries(name)
    except (ValueError, TypeError):
        return None
    if left is None or top is None or right is None or bottom is None:  # whole rows or columns: not for merging
        return None
    return Block(name=name, first_row=top, last_row=bottom, first_column=left, last_column=right)
