"""A change to one record: made by those who know the facts, applied by those who know files."""

from __future__ import annotations

from datetime import date
from enum import Enum

import msgspec

from comah.model.place import KeyPath
from comah.model.when import When

TomlValue = str | bool | int | float | date | list["TomlValue"] | dict[str, "TomlValue"]


class Action(Enum):
    """What an edit does. Nothing is ever deleted."""

    SET = "set"  # give the key this value
    APPEND = "append"  # put the value after those that the list at the key already holds


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """One edit of a record file."""

    path: KeyPath
    value: TomlValue
    action: Action = Action.SET


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A change to one record file: edits of what is there, or the whole text of a new record.

    A change without either is a wish already fulfilled; its summary says what stands there.
    """

    file: str  # relative to the register, forward slashes
    what: str  # a short name for the journal: review, test, prepared, ...
    summary: str  # in words
    edits: tuple[Edit, ...] = ()
    creates: str | None = None  # the whole text of a record that must not exist yet

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not self.edits and self.creates is None


def date_value(when: When) -> str | date:
    """Give a date value the form in which a record holds it.

    >>> date_value(When.read("2023-05-12")), date_value(When.read("2023-05"))
    (datetime.date(2023, 5, 12), '2023-05')
    """
    return when.earliest if when.is_day else when.text


def given(**values: TomlValue | None) -> dict[str, TomlValue]:
    """Make a record's table of the values that were given, and of no others.

    >>> given(kind="full", approved_by="")
    {'kind': 'full'}
    """
    return {name: value for name, value in values.items() if value not in (None, "", [])}
