"""One table's values held against a draft: added where nothing stands, else on record or a conflict."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from comah.model.declared import Declared, declared, item_of, record_fields
from comah.model.record_sheets import heading
from comah.model.when import When
from comah.model.words import day_words
from comah.records.record_text import raw_value
from comah.records.shown import printable

if TYPE_CHECKING:
    from comah.model.change import TomlValue
    from comah.model.place import Fact, KeyPath
    from comah.model.said import RowAt
    from comah.records.spreadsheets.draft import Draft, Raw


class Spot(NamedTuple):
    """A table of a draft: where it is, what it holds, and what declares it."""

    draft: Draft
    path: KeyPath
    table: Raw
    struct: type[Fact]


class Statement(NamedTuple):
    """One value that a row states, by its path below the table."""

    path: tuple[str, ...]
    value: TomlValue
    at: RowAt
    refines: bool = False
    is_own: bool = False


class Outcome:
    """What became of what one row says."""

    def __init__(self) -> None:
        """Start with nothing said."""
        self.added: list[Draft] = []  # one for each thing added, where it was added
        self.held = 0
        self.conflicts: list[str] = []

    def add(self, draft: Draft, row: int) -> None:
        """Note that something was added to a draft."""
        self.added.append(draft)
        draft.rows.add(row)


class Key(NamedTuple):
    """A key as it is declared, and what it means when it is left out."""

    words: Declared
    default: Any  # as TOML holds it; None where there is none


def merge_value(spot: Spot, said: Statement, outcome: Outcome, row: int) -> None:
    """Hold one value against what stands there, and add it where that is nothing."""
    key = key_at(spot.struct, said.path)
    stands = held_at(spot, said.path)
    if stands is not None and is_equal(key.words, stands, said.value):
        outcome.held += 1
    elif is_nothing(stands) or _is_refined(stands, said, key) or _goes_unsaid(spot, said, key):
        _put(spot, said)
        outcome.add(spot.draft, row)
    elif key.words.is_list and isinstance(said.value, list):
        _merge_list(spot, said, stands, outcome, row)
    else:
        outcome.conflicts.append(_conflict(spot, said, stands))


def held_at(spot: Spot, path: tuple[str, ...]) -> Any:  # noqa: ANN401 - any key
    """Return the value that stands at a key, or that leaving it out means."""
    table: Any = spot.table
    for part in path[:-1]:
        table = table.get(part, {})
    return table[path[-1]] if path[-1] in table else key_at(spot.struct, path).default


@cache
def key_at(struct: type[Fact], path: tuple[str, ...]) -> Key:
    """Return the declaration of a key of a table, or of a single table in it."""
    field = record_fields(struct)[path[0]]
    key = declared(field.type)
    if len(path) > 1:
        return key_at(key.type, path[1:])
    return Key(key, None if field.default is msgspec.NODEFAULT else raw_value(field.default))


def is_nothing(value: object) -> bool:
    """Whether a value says nothing. That something is not so, or none, is said."""
    return value is None or value in ("", [])


def is_equal(key: Declared, one: Any, other: Any) -> bool:  # noqa: ANN401 - any key
    """Whether two values of a key mean the same: the same days, whatever their spelling."""
    if type(one) is type(other) and one == other and not isinstance(one, list):
        return True
    if key.is_list:
        item = item_of(key)
        return len(one) == len(other) and all(is_equal(item, *pair) for pair in zip(one, other, strict=True))
    if issubclass(key.type, When):
        return bool(key.type.read(one) == key.type.read(other))
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


def shown_value(value: object) -> str:
    """Write a value for a message."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, list):
        return ", ".join(map(shown_value, value)) or "nothing"
    return printable(str(value))


def _is_refined(stands: Any, said: Statement, key: Key) -> bool:  # noqa: ANN401 - any key
    """Whether a day on record is made more exact."""
    if not said.refines or key.words.is_list or not issubclass(key.words.type, When):
        return False
    old, new = key.words.type.read(stands), key.words.type.read(said.value)
    return bool(old != new) and (not old.is_known or (old.earliest <= new.earliest and new.latest <= old.latest))


def _goes_unsaid(spot: Spot, said: Statement, key: Key) -> bool:
    """Whether nothing but the meaning of leaving the key out stands against a value."""
    if key.default is None or said.value == key.default:
        return False
    path = (*spot.path, *said.path)
    stands = held_at(spot, said.path)
    is_default = bool(stands == key.default) and path not in spot.draft.origins
    return is_default and not (spot.draft.fact and spot.draft.fact.place.file.has_key(path))


def _put(spot: Spot, said: Statement) -> None:
    table = spot.table
    for part in said.path[:-1]:
        table = table.setdefault(part, {})
    table[said.path[-1]] = said.value
    spot.draft.origins[(*spot.path, *said.path)] = said.at


def _merge_list(spot: Spot, said: Statement, stands: list[Any], outcome: Outcome, row: int) -> None:
    """Add what a list does not hold yet; where a whole list lacks what is on record, leave it."""
    values = said.value if isinstance(said.value, list) else [said.value]
    new = [value for value in values if value not in stands]
    if said.is_own and (len(new) + len(stands) != len(values) or any(value not in values for value in stands)):
        outcome.conflicts.append(_conflict(spot, said, stands))
        return
    if not new:
        outcome.held += 1
        return
    _put(spot, said._replace(value=[*stands, *new]))
    outcome.add(spot.draft, row)


def _conflict(spot: Spot, said: Statement, stands: object) -> str:
    path = (*spot.path, *said.path)
    origin = spot.draft.origins.get(path)
    other = f"{origin} says" if origin else "the record says"
    where = "" if origin else f" ({spot.draft.where(path)})"
    name = f"{spot.draft.id}, {heading(said.path)}"
    return f"{name}: the sheet says {shown_value(said.value)}, {other} {shown_value(stands)}{where}"
