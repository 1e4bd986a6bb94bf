"""One cell of a record sheet, read as its column is declared."""

from __future__ import annotations

import math
from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from comah.model.cell_text import NOT_HELD, items_of_text
from comah.model.change import TomlValue, date_value
from comah.model.officer_dates import read_officer_date, reading_words
from comah.model.record_sheets import NO_ITEMS, ColumnForm, SheetColumn
from comah.model.when import FIRST_DAY, LAST_DAY, NotADateError, When
from comah.records.convert import convert
from comah.records.faults import nearest_name
from comah.records.shown import printable

if TYPE_CHECKING:
    from comah.model.sheet import Cell

_YES = frozenset({"yes", "y", "true"})
_NO = frozenset({"no", "n", "false"})
_UNKNOWN = "unknown"


class CellError(ValueError):
    """A cell that is not of its column's form; the words say what it holds and what is good."""


class CellRead(NamedTuple):
    """The value of a cell as a record holds it, None where it says nothing, and how it was read."""

    value: TomlValue | None
    remark: str = ""


def read_record_cell(cell: Cell, column: SheetColumn) -> CellRead:
    """Read one cell.

    Raises:
        CellError: where it is not of its column's form.
    """
    if cell.value is None:
        if cell.is_formula:
            message = "a formula whose value was never worked out; open the workbook, save it, and import it again"
            raise CellError(message)
        return CellRead(None)
    if cell.is_struck:
        message = "struck through, so not taken; delete it, or take the line away"
        raise CellError(message)
    if isinstance(cell.value, str) and cell.value.startswith(NOT_HELD):
        return CellRead(None, "too long for a cell, so it stays as the record has it")
    found = _read(cell, column)
    _judge(found.value, cell, column)
    return found


def _read(cell: Cell, column: SheetColumn) -> CellRead:
    form = column.form
    if form in {ColumnForm.DAY, ColumnForm.DAY_OR_UNKNOWN}:
        return _day(cell, column, is_unknown_good=form is ColumnForm.DAY_OR_UNKNOWN)
    if form is ColumnForm.DAYS:
        return _days(cell, column)
    return CellRead(_plain(cell, column))


def _plain(cell: Cell, column: SheetColumn) -> TomlValue:
    """Read a cell that holds no day."""
    form = column.form
    if form is ColumnForm.LIST:
        return _items(cell, column)
    if form is ColumnForm.FLAG:
        return _flag(cell, column)
    if form in {ColumnForm.WORD, ColumnForm.REGIME}:
        return _word(cell.text, column)
    if form in {ColumnForm.NUMBER, ColumnForm.AMOUNT}:
        return _number(cell, column)
    return _text(cell, column)


def _judge(value: TomlValue | None, cell: Cell, column: SheetColumn) -> None:
    """Hold a value to its key's declaration: its pattern, its limits."""
    if column.type is None:
        return
    try:
        convert(value, column.type)
    except msgspec.ValidationError as error:
        raise CellError(_not(cell, column)) from error


def _text(cell: Cell, column: SheetColumn) -> str:
    if isinstance(cell.value, time):
        return f"{cell.value:%H:%M}"
    if isinstance(cell.value, date):
        message = f"a date, {cell.value.isoformat()}, where a text is expected{_good(column)}"
        raise CellError(message)
    return cell.value if isinstance(cell.value, str) else cell.text


def _day(cell: Cell, column: SheetColumn, *, is_unknown_good: bool) -> CellRead:
    value = cell.value
    if isinstance(value, date):
        return _date_cell(value.date() if isinstance(value, datetime) else value, cell.number_format)
    text = cell.text
    if is_unknown_good and text.lower() == _UNKNOWN:
        return CellRead(_UNKNOWN)
    is_year = isinstance(value, int | float) and text.isdecimal() and FIRST_DAY.year <= int(text) <= LAST_DAY.year
    if isinstance(value, str) or is_year:
        return _day_text(text, column)
    raise CellError(_not(cell, column))


def _date_cell(day: date, number_format: str) -> CellRead:
    """Take a date cell for what it shows: a day, or a month or year where no day is shown."""
    shown = number_format.lower().partition(";")[0]
    if not FIRST_DAY <= day <= LAST_DAY:
        message = f"{day.isoformat()} is outside the years {FIRST_DAY.year} to {LAST_DAY.year}"
        raise CellError(message)
    if "y" not in shown or "d" in shown or shown == "general":
        return CellRead(day)
    text = f"{day:%Y-%m}" if "m" in shown else f"{day:%Y}"
    return CellRead(text, f"read as {text}: the cell shows no day")


def _day_text(text: str, column: SheetColumn) -> CellRead:
    """Read a date value as records hold it, else as an officer writes it."""
    try:
        when = When.read(text)
        return CellRead(date_value(when) if when.text == when.earliest.isoformat() else when.text)
    except NotADateError:
        pass
    try:
        when = read_officer_date(text)
    except NotADateError as error:
        message = f"{error}{_good(column)}"
        raise CellError(message) from error
    return CellRead(date_value(when), reading_words(text, when))


def _days(cell: Cell, column: SheetColumn) -> CellRead:
    if isinstance(cell.value, date):
        found = [_day(cell, column, is_unknown_good=False)]
    else:
        found = [_day_text(line.strip(), column) for line in cell.text.split("\n") if line.strip()]
    values = [each.value for each in found if each.value is not None]
    return CellRead(values, "; ".join(each.remark for each in found if each.remark))


def _items(cell: Cell, column: SheetColumn) -> list[TomlValue]:
    if column.says_none and cell.text == NO_ITEMS:
        return []
    lines = (line for line in _text(cell, column).split("\n") if line.strip())
    if column.words:
        return [_word(line, column) for line in lines]
    return list(items_of_text("\n".join(lines)))


def _flag(cell: Cell, column: SheetColumn) -> bool:
    word = cell.text.strip().lower()
    if word not in _YES | _NO:
        raise CellError(_not(cell, column))
    return word in _YES


def _word(text: str, column: SheetColumn) -> str:
    word = "-".join(text.strip().lower().split())
    if word not in column.words:
        nearest = nearest_name(word, column.words)
        hint = f"; did you mean {nearest}?" if nearest else ""
        message = f"{printable(text)!r} is none of {', '.join(column.words)}{hint}"
        raise CellError(message)
    return word


def _number(cell: Cell, column: SheetColumn) -> int | float:
    value = cell.value
    if isinstance(value, str):
        try:
            value = float(value.replace(",", ""))
        except ValueError as error:
            raise CellError(_not(cell, column)) from error
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise CellError(_not(cell, column))
    if column.form is ColumnForm.AMOUNT and math.isfinite(value):
        return float(value)
    if not float(value).is_integer():
        raise CellError(_not(cell, column))
    return int(value)


def _not(cell: Cell, column: SheetColumn) -> str:
    return f"{printable(cell.text)!r} is not what this column holds: {column.description}{_good(column)}"


def _good(column: SheetColumn) -> str:
    return f". A good example: {printable(column.example)}" if column.example else ""
