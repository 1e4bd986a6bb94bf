"""What became of a record since it was read: the facts that differ, and who changed it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Final

import msgspec

from comah.model.book import Book
from comah.model.journal import JournalLine
from comah.model.place import PLACE_KEY, Fact
from comah.model.when import When
from comah.records.journal import JOURNAL_NAME
from comah.records.journal_reading import read_journal
from comah.records.load import load_book
from comah.records.shown import printable

_MOST: Final = 10
_LONGEST: Final = 200


def differences(before: Fact, after: Fact, path: str = "") -> Iterator[str]:
    """Yield the keys in which two readings of one record differ, each with what it was and is.

    >>> from comah.model.exercise import Exercise
    >>> from comah.model.kinds import ExerciseType
    >>> one = Exercise(schema=1, id="e", name="E", type=ExerciseType.LIVE, planned_on=When.read("2026-12-02"))
    >>> other = msgspec.structs.replace(one, planned_on=When.read("2026-12-09"), agencies=("example-police",))
    >>> list(differences(one, other))
    ['planned_on was 2026-12-02, is 2026-12-09', 'agencies[0] was not there, is example-police']
    """
    for field in msgspec.structs.fields(before):
        if field.encode_name != PLACE_KEY:
            name = f"{path}{field.encode_name}"
            yield from _of_value(getattr(before, field.name), getattr(after, field.name), name)


def what_changed(root: Path, before: Book, files: frozenset[str]) -> tuple[str, ...]:
    """Say of some files how they differ from the book that was read, and who changed them."""
    after = _by_file(load_book(root))
    read = _by_file(before)
    lines: list[str] = []
    for name in sorted(files):
        if not (root / name).exists():
            lines.append(f"{name} is no longer there")
            continue
        lines += [f"{name} was changed meanwhile {_who(root, name)}:"]
        if name in read and name in after:
            found = list(differences(read[name], after[name]))
            lines += [f"  {printable(line, _LONGEST)}" for line in found[:_MOST]]
            lines += [f"  and {len(found) - _MOST} more"] if len(found) > _MOST else []
            lines += [] if found else ["  in its words or layout, not in a fact"]
        else:
            lines.append("  it can no longer be read: comah validate" if name in read else "  it is new")
    return tuple(lines)


def _of_value(before: object, after: object, name: str) -> Iterator[str]:
    if before == after:
        return
    if isinstance(before, Fact) and isinstance(after, Fact):
        yield from differences(before, after, f"{name}.")
    elif isinstance(before, tuple) and isinstance(after, tuple):
        for number in range(max(len(before), len(after))):
            was, now = (row[number] if number < len(row) else None for row in (before, after))
            yield from _of_value(was, now, f"{name}[{number}]")
    else:
        yield f"{name} was {_words(before)}, is {_words(after)}"


def _words(value: object) -> str:
    if value in (None, ""):
        return "not there"
    if isinstance(value, When):
        return value.text
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Fact):
        return f"{{ {', '.join(_keys(value))} }}"
    return str(value)


def _keys(fact: Fact) -> Iterator[str]:
    """Yield the keys of a table that have a value of their own."""
    for field in msgspec.structs.fields(fact):
        value = getattr(fact, field.name)
        if field.encode_name != PLACE_KEY and value not in (None, "", (), False):
            yield f"{field.encode_name} = {_words(value)}"


def _by_file(book: Book) -> dict[str, Fact]:
    found: dict[str, Fact] = {book.register.place.file.name: book.register}
    for records in book.authorities:
        singles = (records.authority, records.diary, records.waivers)
        every = (*records.establishments, *records.exercises, *records.activations, *singles)
        found |= {one.place.file.name: one for one in every if one is not None}
    return found


def _who(root: Path, name: str) -> str:
    """Say who changed a file last, where the journal has the file as it stands."""
    from comah.records.prepare import digest  # noqa: PLC0415 - only a file that was changed is looked up

    now = digest((root / name).read_bytes())
    path = root / name.partition("/")[0] / JOURNAL_NAME
    lines = [one for one in read_journal(path, name) if isinstance(one, JournalLine) and one.after == now]
    if not lines:
        return "by hand (the journal has no line for it)"
    return f"by {printable(lines[-1].by)}, {lines[-1].when}: {printable(lines[-1].summary, _LONGEST)}"
