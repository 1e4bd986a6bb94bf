"""Whether a row speaks of an item that a list holds already."""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from comah.model.declared import declared, record_fields
from comah.model.when import When
from comah.records.spreadsheets.merge_values import is_equal, key_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comah.model.place import Fact
    from comah.model.said import TableSaid
    from comah.records.spreadsheets.draft import Raw

# words by which the items of a list are told apart, besides those that every item has
_MAIN_WORDS: Final = ("version", "named", "category", "establishment")
_AGAIN: Final = frozenset({("plans", "review_work")})  # lists in which one id comes again, on another day


class _Telling:
    """The keys by which the items of a list are told apart."""

    def __init__(self, struct: type[Fact]) -> None:
        """Find them in the declaration of the item."""
        fields = record_fields(struct)
        keys = {name: declared(field.type) for name, field in fields.items()}
        single = {name: key.type for name, key in keys.items() if not key.is_list and not key.is_table}
        required = [name for name, field in fields.items() if field.required and name in single]
        # an id, an agency, a plan: what a list names once
        self.once = next((name for name in required[:1] if keys[name].pattern), "")
        self.days = [name for name, kind in single.items() if issubclass(kind, When)]
        self.closed = [name for name, kind in single.items() if issubclass(kind, Enum)]
        mains = [name for name in _MAIN_WORDS if name in single]
        self.words = [*mains, *(name for name in required if name not in self.closed)]


def once_key(struct: type[Fact], said: TableSaid) -> str:
    """Return the key by which each item of a list is named, once in the list; "" where there is none."""
    return "" if said.table in _AGAIN else _telling(struct).once


def is_wholly_equal(struct: type[Fact], item: Raw, said: TableSaid) -> bool:
    """Whether an item has all that a row says."""
    return all(_equals(struct, item, path, value) for path, value in said.values.items())


def is_same(struct: type[Fact], item: Raw, said: TableSaid) -> bool:
    """Whether an item is what a row speaks of: by its id, else by a day that may be the same and its main words."""
    telling = _telling(struct)
    once = once_key(struct, said)
    if once:
        return _equals(struct, item, (once,), said.values.get((once,)))
    if not all(_in_both(struct, item, said, telling.closed)):
        return False
    words = list(_in_both(struct, item, said, telling.words))
    days = _days_like(struct, item, said, telling.days)
    if not words and days is None:
        return is_wholly_equal(struct, item, said)
    return all(words) and days is not False


def _days_like(struct: type[Fact], item: Raw, said: TableSaid, names: list[str]) -> bool | None:
    """Whether the first day that both have may be the same; None where they have none in common."""
    name = next((name for name in names if name in item and (name,) in said.values), None)
    if name is None:
        return None
    read = key_at(struct, (name,)).words.type.read
    one, other = read(item[name]), read(said.values[(name,)])
    return bool(one == other or one.may_be(other))


def _in_both(struct: type[Fact], item: Raw, said: TableSaid, names: list[str]) -> Iterator[bool]:
    """Compare those of the keys that both have."""
    for name in names:
        if (name,) in said.values and (name in item or key_at(struct, (name,)).default):
            yield _equals(struct, item, (name,), said.values[(name,)])


def _equals(struct: type[Fact], item: Raw, path: tuple[str, ...], value: Any) -> bool:  # noqa: ANN401 - any key
    key = key_at(struct, path)
    stands: Any = item
    for part in path:
        stands = stands.get(part) if isinstance(stands, dict) else None
    stands = key.default if stands is None else stands
    return stands is not None and value is not None and is_equal(key.words, stands, value)


@cache
def _telling(struct: type[Fact]) -> _Telling:
    return _Telling(struct)
