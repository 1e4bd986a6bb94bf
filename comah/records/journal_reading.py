"""The journals of a register, read: every line that can be, and what is wrong with the others."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from typing import Final

import msgspec

from comah.model.book import Book
from comah.model.exercise import Exercise
from comah.model.journal import JournalFault, JournalLine, JournalReport
from comah.model.words import day_words
from comah.records.journal import JOURNAL_NAME
from comah.records.shown import printable

_LONGEST: Final = 5_000_000  # bytes; as records have it
_SHOWN: Final = 60


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Which lines are wanted; what is left out asks for all."""

    exercise: str = ""
    site: str = ""
    by: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def words(self) -> str:
        """What was asked for."""
        days = (day_words(self.since) if self.since else "", day_words(self.until) if self.until else "")
        named = zip(("exercise", "site", "by", "since", "to"), (self.exercise, self.site, self.by, *days), strict=True)
        return "; ".join(f"{what} {name}" for what, name in named if name)


def journal_report(root: Path, book: Book, asked: Asked) -> JournalReport:
    """Read every journal of a register and return the lines that were asked for, oldest first.

    A site's lines are those of its own record, of the exercises that name it and of its activations.
    """
    lines: list[JournalLine] = []
    faults: list[JournalFault] = []
    for path in sorted((root / JOURNAL_NAME, *root.glob(f"*/{JOURNAL_NAME}"))):
        for one in read_journal(path, path.relative_to(root).as_posix()):
            (faults if isinstance(one, JournalFault) else lines).append(one)  # type: ignore[arg-type]
    wanted = _files(book, asked)
    rows = (one for one in lines if _is_asked(one, asked, wanted))
    return JournalReport(
        register_name=book.name,
        marking=tuple(dict.fromkeys(one.authority.marking for one in book.authorities if one.authority.marking)),
        asked=asked.words,
        rows=tuple(sorted(rows, key=lambda one: (_instant(one.when), one.journal, one.line))),
        faults=tuple(faults),
        total=len(lines),
    )


def read_journal(path: Path, name: str) -> Iterator[JournalLine | JournalFault]:
    """Yield every line of one journal, read or not."""
    if not path.exists():
        return
    try:
        data = path.read_bytes()
    except OSError as error:
        yield JournalFault(file=name, line=0, message=f"cannot be read ({error.strerror or error})")
        return
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.strip():
            yield _line(line, name, number)


def instant_of_line(line: JournalLine) -> datetime:
    """Return when a change was made."""
    return _instant(line.when)


def _line(data: bytes, name: str, number: int) -> JournalLine | JournalFault:
    try:
        found = msgspec.json.decode(data, type=JournalLine)
        _instant(found.when)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError, RecursionError):
        text = printable(data.decode("utf-8", "replace"), _SHOWN)
        return JournalFault(file=name, line=number, message=f"is no line of a journal: {text}")
    return msgspec.structs.replace(found, journal=name, line=number)


def _instant(when: str) -> datetime:
    instant = datetime.fromisoformat(when)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def _files(book: Book, asked: Asked) -> frozenset[str] | None:
    """Return the ids of the records that are asked for; None for all."""
    if asked.exercise:
        return frozenset({asked.exercise})
    if not asked.site:
        return None
    found = {asked.site}
    for records in book.authorities:
        found |= {one.id for one in records.exercises if _names(one, asked.site)}
        found |= {one.id for one in records.activations if one.site == asked.site}
    return frozenset(found)


def _names(exercise: Exercise, site: str) -> bool:
    refs = (*exercise.will_test, *exercise.takes_part, *(credit.plan for credit in exercise.credits))
    return site in {ref.partition("/")[0] for ref in refs}


def _is_asked(one: JournalLine, asked: Asked, wanted: Collection[str] | None) -> bool:
    path = PurePosixPath(one.file)
    if wanted is not None and path.stem not in wanted:
        return False
    if asked.exercise and path.parent.name != "exercises":
        return False
    if asked.by and one.by.casefold() != asked.by.casefold():
        return False
    day = datetime.fromisoformat(one.when).date()
    return (asked.since is None or asked.since <= day) and (asked.until is None or day <= asked.until)
