"""The rows of a sheet of records: which tables of the book they are, and what stands in their cells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

import msgspec

from comah.model.book import Book
from comah.model.declared import record_fields
from comah.model.establishment import Plan
from comah.model.place import Fact
from comah.model.record_kinds import (
    ACTIVATION,
    AUTHORITY,
    DIARY,
    ESTABLISHMENT,
    EXERCISE,
    ONE_A_FOLDER,
    REGISTER,
    WAIVERS,
)
from comah.model.record_sheets import NO_ITEMS, ColumnForm, RecordSheet, SheetColumn
from comah.model.when import When

CellPlain = str | bool | int | float | date | tuple[str, ...] | tuple[str | date, ...] | None


class SheetLine(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a sheet: whose it is, the table it was read from, and its cells by column."""

    authority: str
    id: str
    regime: str  # of the plan; of a list in another list's item, such as a lesson, the item's id
    fact: Fact
    cells: tuple[CellPlain, ...]  # None where there is nothing to write


def rows_of(book: Book, sheet: RecordSheet) -> Iterator[SheetLine]:
    """Give the rows of a sheet, in the order of the book and of its records' lists."""
    for authority, record in _records(book, sheet.kind):
        identifier = sheet.kind if sheet.kind in ONE_A_FOLDER else getattr(record, "id", sheet.kind)
        for regime, fact in _facts(record, sheet.table, ""):
            cells = tuple(_cell(column, (authority, identifier, regime), fact) for column in sheet.columns)
            yield SheetLine(authority=authority, id=identifier, regime=regime, fact=fact, cells=cells)


def folder_of(record: Fact, otherwise: str = "") -> str:
    """Return the authority's folder in which a record lies; ``otherwise`` where it was read from no file."""
    return record.place.file.name.partition("/")[0] or otherwise


def _records(book: Book, kind: str) -> Iterator[tuple[str, Fact]]:
    """Give the records of a kind, with the folder of each."""
    if kind == REGISTER:
        yield "", book.register
    for one in () if kind == REGISTER else book.authorities:
        found: dict[str, tuple[Fact | None, ...]] = {
            AUTHORITY: (one.authority,),
            ESTABLISHMENT: one.establishments,
            EXERCISE: one.exercises,
            ACTIVATION: one.activations,
            DIARY: (one.diary,),
            WAIVERS: (one.waivers,),
        }
        for record in found[kind]:
            if record is not None:
                yield folder_of(record, one.authority.id), record


def _facts(fact: Fact, table: tuple[str, ...], regime: str) -> Iterator[tuple[str, Fact]]:
    """Give the tables at a path within a table, each with the regime of its plan, or the id of its lesson."""
    if not table:
        yield regime, fact
        return
    inner = value_at(fact, table[:1])
    for each in inner if isinstance(inner, tuple) else (inner,):
        yield from _facts(each, table[1:], item_name(each) if isinstance(each, Plan) or table[1:] else regime)


def item_name(fact: Fact) -> str:
    """Return by which name a list in an item is found: a plan's regime, another item's id."""
    return fact.regime.value if isinstance(fact, Plan) else getattr(fact, "id", "")


def _cell(column: SheetColumn, whose: tuple[str, str, str], fact: Fact) -> CellPlain:
    if not column.path:
        number = {ColumnForm.AUTHORITY: 0, ColumnForm.ID: 1}.get(column.form, 2)
        return whose[number]
    value = value_at(fact, column.path)
    if isinstance(value, tuple):
        return tuple(map(_plain, value)) or ((NO_ITEMS,) if column.says_none else None)
    return None if value == "" else _plain(value)


def value_at(fact: Fact, path: tuple[str, ...]) -> Any:  # noqa: ANN401 - as the key is declared
    """Return the value of a key, by its name in the file, of a table or of a single table in it."""
    value: Any = fact
    for part in path:
        struct: type[Fact] = type(value)
        value = getattr(value, _attributes(struct)[part])
    return value


@cache
def _attributes(struct: type[Fact]) -> dict[str, str]:
    return {name: field.name for name, field in record_fields(struct).items()}


def _plain(value: Any) -> Any:  # noqa: ANN401 - as the key is declared
    if isinstance(value, When):
        return value.earliest if value.is_day and value.text == value.earliest.isoformat() else value.text
    if isinstance(value, Enum):
        return value.value
    return value
