"""Facts dated after the reference date: left out, and counted as left out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final

import msgspec

from comah.model.book import Book
from comah.model.place import Fact
from comah.model.when import When

# days that are planned, agreed or set: no facts, so never left out
PLANNED_KEYS: Final = frozenset(
    {
        "planned_on",
        "planning_from",
        "due_on",
        "debrief_on",
        "to",
        "from_",
        "until",
        "until_on",
        "plan_by_on",
        "agreed_until_on",
        "expires_on",
        "work_starts_on",
        "first_use_on",
    }
)


def facts_after(book: Book, on: date) -> int:
    """Count the dated facts of a register that can only lie after a day."""
    return sum(
        _count(record, on)
        for records in book.authorities
        for kind in ((records.authority,), records.establishments, records.exercises, records.activations)
        for record in kind
    )


def _count(fact: Fact, on: date) -> int:
    dates, tables = _fields(type(fact))
    found = 0
    for name in dates:
        when = getattr(fact, name)
        if when is not None and when.earliest > on:
            found += 1
    for name in tables:
        found += sum(_count(item, on) for item in _tables(getattr(fact, name)))
    return found


def _tables(value: object) -> Iterator[Fact]:
    if isinstance(value, Fact):
        yield value
    elif isinstance(value, tuple):
        yield from (item for item in value if isinstance(item, Fact))


@cache
def _fields(kind: type[Fact]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of a record's dated facts, and of its tables."""
    dates, tables = [], []
    for field in msgspec.structs.fields(kind):
        words = str(field.type)
        if When.__name__ in words:
            if field.name not in PLANNED_KEYS:
                dates.append(field.name)
        elif "comah.model." in words and "place.Place" not in words and "kinds." not in words:
            tables.append(field.name)
    return tuple(dates), tuple(tables)
