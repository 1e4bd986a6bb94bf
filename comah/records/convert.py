"""TOML tables to records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, Final, TypeVar

import msgspec

from comah.model.place import PLACE_KEY, KeyPath, Place, RecordFile
from comah.model.when import When

T = TypeVar("T")

_TOML_TYPES: Final = (date, datetime, time)
_INFINITE: Final = frozenset((float("inf"), float("-inf")))


def convert(value: object, type_: type[T]) -> T:
    """Convert a TOML value to what a record's struct declares.

    Raises:
        msgspec.ValidationError: where it does not fit. Its words are not for users.
    """
    return msgspec.convert(value, type_, builtin_types=_TOML_TYPES, dec_hook=_read)


def put_places(raw: dict[str, Any], file: RecordFile) -> list[KeyPath]:
    """Put its place into each table, and take out keys whose value is "", or no more than spaces.

    Returns:
        Where the file holds something that no struct can judge: a key of its own where places
        are put, or a number without end.
    """
    strange: list[KeyPath] = []
    _put(raw, file, (), strange)
    return strange


def _read(type_: type[When], value: object) -> object:
    if isinstance(value, Place):
        return value
    is_day = type(value) is str or type(value) is date
    return _read_day(type_.read, value) if is_day else type_.read(value)


@lru_cache(maxsize=20_000)
def _read_day(read: Callable[[object], When], value: str | date) -> When:
    """Read a date value; a register holds the same days many times over."""
    return read(value)


def _put(table: dict[str, Any], file: RecordFile, path: KeyPath, strange: list[KeyPath]) -> None:
    empty = []
    for name, value in table.items():
        kind = type(value)
        if kind is str:
            if not value or value.isspace():
                empty.append(name)
        elif kind is dict:
            _put(value, file, (*path, name), strange)
        elif kind is list:
            _put_in_items(value, file, (*path, name), strange)
        elif kind is float and value in _INFINITE:
            strange.append((*path, name))
    for name in empty:
        del table[name]
    if PLACE_KEY in table:
        strange.append((*path, PLACE_KEY))
    table[PLACE_KEY] = Place(file, path)


def _put_in_items(items: list[Any], file: RecordFile, path: KeyPath, strange: list[KeyPath]) -> None:
    for number, item in enumerate(items):
        if type(item) is dict:
            _put(item, file, (*path, number), strange)
