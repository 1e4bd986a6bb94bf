"""The register as it would be after changes that are not written yet."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from comah.errors import RefusedError
from comah.model.book import Book
from comah.model.kinds import Severity
from comah.model.register import Register
from comah.records.consistency import check_book
from comah.records.edit import edit_bytes
from comah.records.load import load_book
from comah.records.spreadsheets.merge import Merged, merge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comah.model.change import Change
    from comah.model.import_report import RowRead
    from comah.model.problem import Problem


def book_after(root: Path, changes: Sequence[Change]) -> Book:
    """Return the book that a register would be read as, were the changes written.

    Args:
        root: the register's folder; it may be empty, or not be there yet.
        changes: one a file at most.

    Raises:
        RefusedError: where a change cannot be made.
        RegisterUnreadableError: where nothing at all could be read then.
    """
    made = {change.file: _bytes_after(root, change) for change in changes if not change.is_empty}
    return load_book(root, made)


def book_before(root: Path) -> Book:
    """Return the book of a register folder; an empty one where the folder is empty, or not there yet."""
    return load_book(root) if is_begun(root) else Book(register=Register(schema=1), authorities=())


def is_begun(root: Path) -> bool:
    """Whether a folder holds anything of a register; one that cannot be looked into may."""
    try:
        return root.is_dir() and any(not entry.name.startswith(".") for entry in root.iterdir())
    except OSError:
        return True


def merge_soundly(root: Path, book: Book, rows: Sequence[RowRead], *, by: str, on: date) -> tuple[Merged, Book]:
    """Merge what puts no new fault into the register; rows that would are refused, with the faults.

    Returns:
        What the import comes to, and the book as it would be.
    """
    old = _faults(book, on)
    refused: dict[int, tuple[str, ...]] = {}
    while True:
        merged = merge(book, rows, by=by, on=on, refused=refused)
        blamed = _uneditable(root, merged)
        after = book
        if merged.changes and not blamed:
            after = book_after(root, merged.changes)
            blamed = _blamed(old, _faults(after, on), merged, after)
        if not blamed:
            return merged, after
        refused |= blamed


def _uneditable(root: Path, merged: Merged) -> dict[int, tuple[str, ...]]:
    """Return the rows that add to a file which cannot be edited, with the reason."""
    found: dict[int, tuple[str, ...]] = {}
    for change in merged.changes:
        if change.creates is not None:
            continue
        try:
            _bytes_after(root, change)
        except RefusedError as reason:
            found |= dict.fromkeys(merged.rows[change.file], (str(reason),))
    return found


def _blamed(
    old: dict[str, Counter[str]], new: dict[str, Counter[str]], merged: Merged, after: Book
) -> dict[int, tuple[str, ...]]:
    """Return the rows that put new faults into the register, with the faults.

    A fault in a record that the import does not touch is laid on the rows about the sites that it names: a plan
    cannot have been first prepared after the test that is on record.
    """
    found: dict[int, list[str]] = defaultdict(list)
    for file, faults in new.items():
        added = list((faults - old.get(file, Counter())).keys())
        words = [f"{file} would be at fault: {'; '.join(added)}"] if added else []
        for cause in [file] if file in merged.rows else _named_in(file, after):
            for row in merged.rows.get(cause, frozenset()):
                found[row] += words
    return {row: tuple(dict.fromkeys(words)) for row, words in found.items() if words}


def _named_in(file: str, book: Book) -> set[str]:
    """Return the files of the sites that an exercise names."""
    exercise = next((each for one in book.authorities for each in one.exercises if each.place.file.name == file), None)
    refs = [*exercise.will_test, *exercise.takes_part, *(each.plan for each in exercise.credits)] if exercise else []
    names = {ref.partition("/")[0] for ref in refs}
    return {each.place.file.name for one in book.authorities for each in one.establishments if each.id in names}


def _faults(book: Book, on: date) -> dict[str, Counter[str]]:
    """Return the errors of each file, in words that do not move with its lines."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for fault in (*book.problems, *check_book(book, on)):
        if fault.severity is Severity.ERROR:
            found[fault.file][_words(fault)] += 1
    return found


def _words(fault: Problem) -> str:
    key = f"{fault.key}: " if fault.key else ""
    return f"{key}{re.sub(r'line [0-9]+', 'another line', fault.message)}"


def _bytes_after(root: Path, change: Change) -> bytes:
    if change.creates is not None:
        return change.creates.encode("utf-8", "surrogatepass")
    path = root.joinpath(*PurePosixPath(change.file).parts)
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"{change.file} cannot be read any more ({error.strerror or error})"
        raise RefusedError(message) from error
    return edit_bytes(data, change.edits, change.file)
