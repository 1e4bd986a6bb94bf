"""Each date by itself: a weekday that contradicts it, a fact that lies in the future."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, get_args, get_origin

from msgspec.structs import FieldInfo, fields

from comah.model.book import Book
from comah.model.place import PLACE_KEY, Fact, KeyPath
from comah.model.problem import Problem, Sort
from comah.model.when import When
from comah.model.words import day_words, when_words
from comah.records.checks.fault import fault_at, warning_at

# Keys whose day may well lie ahead; all others tell of something that happened.
_MAY_LIE_AHEAD: Final = frozenset(
    (
        "agreed_until_on",
        "counted_from",
        "days",
        "debrief_on",
        "due_on",
        "expires_on",
        "first_use_on",
        "from",
        "plan_by_on",
        "planned_on",
        "planning_from",
        "school_holidays",
        "to",
        "until",
        "until_on",
        "valid_until",
        "work_starts_on",
    )
)
_HELD: Final = "held_on"


def check_days(book: Book, on: date | None) -> Iterator[Problem]:
    """Go through every date of the register; those that lie ahead are reported only where ``on`` is given."""
    keys: dict[type[Fact], tuple[tuple[str, str], ...]] = {}
    for fact, is_diary in _records(book):
        for table, key, when in _days(fact, keys):
            conflict = when.weekday_conflict
            if conflict:
                message, expected = f"{conflict}; the date counts", "a weekday and date that agree"
                yield warning_at(table, key, message, expected=expected, sort=Sort.WEEKDAY)
            may_lie_ahead = is_diary or (key if isinstance(key, str) else key[0]) in _MAY_LIE_AHEAD
            if on and when.is_known and when.earliest > on and not may_lie_ahead:
                yield _ahead(table, key, when, on)


def _records(book: Book) -> Iterator[tuple[Fact, bool]]:
    """Go through the records; a diary, and the bank holidays of a register, are made of days ahead."""
    yield book.register, True
    for one in book.authorities:
        yield one.authority, False
        for record in (*one.establishments, *one.exercises, *one.activations, one.waivers):
            if record is not None:
                yield record, False
        if one.diary:
            yield one.diary, True
        if one.oncall:
            for fact in (*one.oncall.roles, *one.oncall.people, *one.oncall.rotas, *one.oncall.calls):
                yield fact, False


def _days(
    fact: Fact, keys: dict[type[Fact], tuple[tuple[str, str], ...]]
) -> Iterator[tuple[Fact, str | KeyPath, When]]:
    """Go through the dates of a table and of the tables in it."""
    kind = type(fact)
    if kind not in keys:
        keys[kind] = tuple((one.name, one.encode_name) for one in fields(kind) if _may_hold_days(one))
    for name, key in keys[kind]:
        value = getattr(fact, name)
        if value is None:
            continue
        if isinstance(value, When):
            yield fact, key, value
        elif isinstance(value, Fact):
            yield from _days(value, keys)
        elif isinstance(value, tuple):
            for number, item in enumerate(value):
                if isinstance(item, Fact):
                    yield from _days(item, keys)
                elif isinstance(item, When):
                    yield fact, (key, number), item


def _may_hold_days(field: FieldInfo) -> bool:
    """Whether a key holds a date, a table or a list: texts, numbers and words of a closed set hold none."""
    declared = get_args(field.type)[0] if hasattr(field.type, "__metadata__") else field.type
    parts = get_args(declared) or (declared,)
    holds = any(isinstance(part, type) and issubclass(part, (When, Fact)) for part in parts)
    return field.encode_name != PLACE_KEY and (holds or get_origin(declared) is tuple)


def _ahead(fact: Fact, key: str | KeyPath, when: When, on: date) -> Problem:
    words = f"{when_words(when)} is after {day_words(on)}"
    if key == _HELD:
        return fault_at(
            fact,
            key,
            f"marked as held, and {words}",
            expected="planned_on for a day to come",
            example="planned_on = 2026-12-02",
        )
    return warning_at(fact, key, f"{words}; it does not count before that day", expected="a day that has passed")
