"""Every fault of a record at once, and as much of the record as can be taken in without them.

Only a record that did not fit at first comes here. A fault in a key that may be left out costs
that key; in a key that a table must have, or whose absence would read as good news, the table.
"""

from __future__ import annotations

import math
from enum import Enum
from functools import cache
from typing import Any, Final

import msgspec
from msgspec.structs import FieldInfo

from comah.model.declared import Declared, declared, example_line, expected_words, item_of, record_fields
from comah.model.establishment import Exemption, Review
from comah.model.kinds import Severity
from comah.model.place import PLACE_KEY, Fact, KeyPath, RecordFile
from comah.model.problem import Problem
from comah.model.waiver import Waiver
from comah.model.when import NotADateError, When
from comah.records.convert import convert
from comah.records.shown import LONGEST, key_shown, shown

MOST_FAULTS: Final = 200  # of one file; beyond that it is no record with slips in it

# Without these the rest of the table says more than the record does: an exemption without its end
# never ends, a waiver without its site covers all sites, a review without its kind is a full one.
# Where one is missing, a key that is unknown here may be meant for it.
_NEEDED_TO_BE_SAFE: Final = {
    Exemption: {"from", "until"},
    Review: {"kind"},
    Waiver: {"establishment", "approved_on", "expires_on"},
}
_NOTHING: Final = (None, "", False, 0, ())


class _Lost:
    """What a value is where it could not be taken in."""


_LOST: Final = _Lost()


class Sieve:
    """Goes through one record's tables and keeps what is sound."""

    def __init__(self, file: RecordFile, lost_keys: frozenset[str] = frozenset()) -> None:
        """Hold the file, which says the lines, and the keys whose statements are reported already."""
        self._file = file
        self._lost_keys = lost_keys
        self._left_out = 0
        self.problems: list[Problem] = []

    def record(self, raw: dict[str, Any], struct: type[Fact], strange: list[KeyPath]) -> Fact | None:
        """Take in a whole record; None where a key that it must have is missing or faulty.

        Args:
            raw: the file's tables, each with its place.
            struct: what the record is declared to be.
            strange: what no struct can judge, as ``put_places`` found it.
        """
        for path in strange:
            if path[-1] == PLACE_KEY:
                self._unknown(path, ())
        kept = self._table(raw, struct, (), is_item=False)
        if self._left_out:
            self._add((), f"{self._left_out} more faults in this file are not listed", "the first ones mended")
        return None if isinstance(kept, _Lost) else kept

    def _table(self, raw: dict[str, Any], struct: type[Fact], path: KeyPath, *, is_item: bool) -> Fact | _Lost:
        known, keys = _declared_keys(struct)
        kept: dict[str, Any] = {"place": raw[PLACE_KEY]}
        is_lost = self._has_unsafe_unknown(raw, known, struct, path, is_item=is_item)
        for name, field in known.items():
            if name not in raw:
                is_lost = is_lost or field.required
                if field.required:
                    self._missing((*path, name), keys[name])
                continue
            value = self._value(raw[name], keys[name], (*path, name))
            if not isinstance(value, _Lost):
                kept[field.name] = value
            elif field.required or (is_item and _is_needed(struct, field)):
                is_lost = True
        return _LOST if is_lost else struct(**kept)

    def _has_unsafe_unknown(
        self, raw: dict[str, Any], known: dict[str, FieldInfo], struct: type[Fact], path: KeyPath, *, is_item: bool
    ) -> bool:
        """Report unknown keys; say whether one may stand for a key that is needed to be safe."""
        is_unsafe, is_open = False, not raw.keys() >= _NEEDED_TO_BE_SAFE.get(struct, set())
        for name in raw:
            if name == PLACE_KEY or name in known:
                continue
            if self._is_full():
                is_unsafe = True
                continue
            meant = self._unknown((*path, name), tuple(known))
            is_unsafe |= is_open or (meant in known and meant not in raw and _is_needed(struct, known[meant]))
        return is_unsafe and is_item

    def _value(self, value: object, key: Declared, path: KeyPath) -> Any:  # noqa: ANN401 - any key
        if key.is_table:
            return self._one_table(value, key, path)
        if key.is_list:
            return self._list(value, key, path)
        try:
            taken = key.type.read(value) if issubclass(key.type, When) else convert(value, key.annotation)
        except NotADateError as error:
            return self._refused(path, key, value, str(error))
        except msgspec.ValidationError:
            return self._refused(path, key, value)
        is_infinite = isinstance(taken, float) and not math.isfinite(taken)
        return self._refused(path, key, value) if is_infinite else taken

    def _one_table(self, value: object, key: Declared, path: KeyPath) -> Any:  # noqa: ANN401 - a table or nothing
        if isinstance(value, dict):
            return self._table(value, key.type, path, is_item=False)
        return self._refused(path, key, value)

    def _list(self, value: object, key: Declared, path: KeyPath) -> Any:  # noqa: ANN401 - a list or nothing
        if not isinstance(value, list):
            return self._refused(path, key, value)
        item = item_of(key)
        taken = [self._item(part, item, (*path, number)) for number, part in enumerate(value)]
        return tuple(part for part in taken if not isinstance(part, _Lost))

    def _item(self, value: object, item: Declared, path: KeyPath) -> Any:  # noqa: ANN401 - as the list holds
        if item.is_table and isinstance(value, dict):
            return self._table(value, item.type, path, is_item=True)
        if item.is_table:
            return self._refused(path, item, value)
        return self._value(value, item, path)

    def _refused(self, path: KeyPath, key: Declared, value: object, reason: str = "") -> _Lost:
        if self._is_full():
            return _LOST
        name = next(part for part in reversed(path) if isinstance(part, str))
        message = f"{name} is {shown(value)}"
        if reason and len(reason) <= 2 * LONGEST:
            message = f"{name}: {reason}"
        self._add(path, message, expected_words(key), example_line(name, key), _nearest_word(value, key))
        return _LOST

    def _missing(self, path: KeyPath, key: Declared) -> None:
        name = str(path[-1])
        if name in self._lost_keys or self._is_full():
            return
        self._add(path, f"{name} is missing or empty", expected_words(key), example_line(name, key))

    def _unknown(self, path: KeyPath, known: tuple[str, ...]) -> str:
        name = str(path[-1])
        nearest = nearest_name(name, known)
        expected = f"one of {', '.join(known)}" if known else "no such key"
        self._add(path, f"{shown(name)} is no key of this table; it was passed over", expected, nearest=nearest)
        return nearest

    def _is_full(self) -> bool:
        """Say whether enough faults are listed already, and count the one at hand if so."""
        is_full = len(self.problems) >= MOST_FAULTS
        self._left_out += is_full
        return is_full

    def _add(self, path: KeyPath, message: str, expected: str, example: str = "", nearest: str = "") -> None:
        self.problems.append(
            Problem(
                severity=Severity.ERROR,
                file=self._file.name,
                line=self._file.line_of(path) if path else 0,
                key=key_shown(path),
                message=message,
                expected=expected,
                example=example,
                nearest=nearest,
            )
        )


@cache
def _declared_keys(struct: type[Fact]) -> tuple[dict[str, FieldInfo], dict[str, Declared]]:
    known = record_fields(struct)
    return known, {name: declared(field.type) for name, field in known.items()}


def nearest_name(name: str, known: tuple[str, ...]) -> str:
    """Return the known name most like a name, or "" where none is like it.

    >>> nearest_name("first_prepard_on", ("regime", "first_prepared_on"))
    'first_prepared_on'
    """
    from difflib import get_close_matches  # noqa: PLC0415 - only records with faults need it

    if len(name) > LONGEST:
        return ""
    return next(iter(get_close_matches(name.lower(), known, 1)), "")


def _is_needed(struct: type[Fact], field: FieldInfo) -> bool:
    """Whether a list item without the key would say something that the record does not."""
    if field.encode_name in _NEEDED_TO_BE_SAFE.get(struct, ()):
        return True
    return not field.required and field.default not in _NOTHING and not isinstance(field.default, Fact)


def _nearest_word(value: object, key: Declared) -> str:
    if isinstance(value, str) and isinstance(key.type, type) and issubclass(key.type, Enum):
        return nearest_name(value, tuple(member.value for member in key.type))
    return ""
