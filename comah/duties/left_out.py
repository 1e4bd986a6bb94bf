"""Facts dated after the reference date: left out, and counted as left out."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Final, get_args, get_origin, get_type_hints

from comah.model.book import Book
from comah.model.place import NOWHERE, Fact
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
    dates, tables, lists = _fields(type(fact))
    found = 0
    for name in dates:
        when = getattr(fact, name)
        if when is not None and when.earliest > on:
            found += 1
    for name in tables:
        table = getattr(fact, name)
        if table.place is not NOWHERE:  # else it is not on record
            found += _count(table, on)
    for name in lists:
        for item in getattr(fact, name):
            found += _count(item, on)
    return found


@cache
def _fields(kind: type[Fact]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the names of a record's dated facts, of its tables, and of its lists of tables."""
    dates, tables, lists = [], [], []
    hints = get_type_hints(kind)
    for name in kind.__struct_fields__:
        declared = hints[name]
        parts = get_args(declared)
        if get_origin(declared) is tuple:
            if _is(parts[0], Fact):
                lists.append(name)
        elif _is(declared, Fact):
            tables.append(name)
        elif any(_is(part, When) for part in parts) and name not in PLANNED_KEYS:
            dates.append(name)
    return tuple(dates), tuple(tables), tuple(lists)


def _is(declared: object, kind: type) -> bool:
    return isinstance(declared, type) and issubclass(declared, kind)
