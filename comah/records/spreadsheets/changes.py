"""Drafts as changes: a new record as its whole text, one that there is as edits that only add."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from comah.model.change import Action, Change, Edit
from comah.model.declared import record_fields
from comah.model.record_kinds import ONE_A_FOLDER, STRUCTS
from comah.model.record_sheets import heading
from comah.records.convert import convert
from comah.records.record_text import record_text
from comah.records.spreadsheets.draft import LeftError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comah.model.place import Fact, KeyPath
    from comah.records.spreadsheets.draft import Draft, Raw

_WHAT = "import"


def change_of(draft: Draft, source: str) -> Change | None:
    """Return the change that a draft comes to; None where it adds nothing.

    Args:
        draft: a record as it would be.
        source: where its facts are known from.

    Raises:
        LeftError: where a new record lacks what it must have.
    """
    settled = draft.settled()
    name = draft.id if draft.kind not in ONE_A_FOLDER else draft.file
    if draft.fact is not None:
        edits = tuple(_additions(draft.before, settled, ()))
        return (
            Change(file=draft.file, what=_WHAT, summary=f"{name}: added to from {source}", edits=edits)
            if edits
            else None
        )
    return Change(file=draft.file, what=_WHAT, summary=f"{name}: new, from {source}", creates=_new_text(draft, settled))


def _new_text(draft: Draft, settled: Raw) -> str:
    struct = STRUCTS[draft.kind]
    missing = [name for name in _required(struct) if name not in settled]
    if missing:
        words = " and ".join(heading((name,)) for name in missing)
        message = f"{draft.id} is not on record, and a new {draft.kind} needs: {words}"
        raise LeftError(message)
    try:
        return record_text(convert(settled, struct))
    except msgspec.ValidationError as error:
        message = f"{draft.id}: the record would be at fault: {error}"
        raise LeftError(message) from error


@cache
def _required(struct: type[Fact]) -> tuple[str, ...]:
    return tuple(name for name, field in record_fields(struct).items() if field.required)


def _additions(old: Any, new: Any, path: KeyPath) -> Iterator[Edit]:  # noqa: ANN401 - TOML nests tables and lists
    """Give the edits that make one table of the other, of which nothing was taken away."""
    for name, value in new.items():
        at = (*path, name)
        if name not in old and not _is_list_of_tables(value):
            yield from _new_key(value, at)
        elif isinstance(value, dict):
            yield from _additions(old[name], value, at)
        elif isinstance(value, list):
            yield from _list_additions(old.get(name, []), value, at)
        elif old[name] != value or type(old[name]) is not type(value):
            yield Edit(path=at, value=value)


def _new_key(value: Any, at: KeyPath) -> Iterator[Edit]:  # noqa: ANN401 - any key
    """Set a key; of a table, each of its keys, so that it has a heading."""
    if not isinstance(value, dict):
        yield Edit(path=at, value=value)
        return
    for name, inner in value.items():
        yield from _new_key(inner, (*at, name))


def _list_additions(old: list[Any], new: list[Any], at: KeyPath) -> Iterator[Edit]:
    for number, item in enumerate(new):
        if number >= len(old):
            yield Edit(path=at, value=item, action=Action.APPEND)
        elif isinstance(item, dict):
            yield from _additions(old[number], item, (*at, number))


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)
