"""What the ledger tells of each entry: how it stands, and how each calendar was last given it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

import msgspec

from comah.model.entry import Entry
from comah.model.issued import Issued, Ledger, Times

_FIRST_DAY: Final = date(2000, 1, 1)
_A_SECOND: Final = timedelta(seconds=1)
_FOR_CHOOSING: Final = frozenset(("authority", "establishments", "plans", "exercise", "agencies", "posts", "roles"))
_OF_TIME: Final = frozenset(("first", "last", "starts_at", "ends_at", "is_cancelled", "is_reminder"))
_NOT_SHOWN: Final = frozenset(("identity", "kind")) | _FOR_CHOOSING | _OF_TIME
# what a field holds where nothing was said; such fields are left out, so that a new one changes no fingerprint
_SHOWN: Final = tuple(
    (field.name, field.default) for field in msgspec.structs.fields(Entry) if field.name not in _NOT_SHOWN
)


def start_of(on: date) -> int:
    """Return the SEQUENCE of an entry that the ledger does not know.

    It is the number of days since the year 2000, so that one whose ledger was lost never falls; nought before.

    >>> start_of(date(2026, 11, 21))
    9821
    >>> start_of(date(1999, 12, 31))
    0
    """
    return max(0, (on - _FIRST_DAY).days)


def times_of(entry: Entry) -> Times:
    """Return what makes SEQUENCE rise when it changes."""
    starts_at, ends_at = entry.starts_at, entry.ends_at
    return entry.first, entry.last, starts_at, ends_at, fold_of(starts_at), fold_of(ends_at), entry.is_cancelled


def fold_of(at: time | None) -> int:
    """Return 1 for the second of an hour that comes twice; Python holds the two for equal."""
    return at.fold if at is not None else 0


def fingerprint(entry: Entry) -> str:
    """Return a digest of all that a calendar shows of an entry besides its times."""
    said: dict[str, Any] = {}
    for name, default in _SHOWN:
        value = getattr(entry, name)
        if value != default:
            said[name] = value
    return hashlib.sha256(msgspec.json.encode(said, order="sorted")).hexdigest()[:16]


class Past:
    """What was issued of one entry."""

    def __init__(self, line: Issued) -> None:
        """Begin with one line of the ledger."""
        self.stands = line  # the highest SEQUENCE wins, whatever the order of lines; what one calendar lost does not
        self.top = line.sequence  # the highest that anybody was given
        self.last_stamp = line.revised_at
        self.lines: list[Issued] = []
        self.is_doubtful = False  # a line about it may have been lost
        self._held: dict[str, Issued] = {}
        self.add(line)

    def add(self, line: Issued) -> None:
        """Take in one line more. Of two branches that reached one number, the later stamp wins, then the text."""
        self.lines.append(line)
        self.top = max(self.top, line.sequence)
        self.last_stamp = max(self.last_stamp, line.revised_at)
        if _standing(line) > _standing(self.stands):
            self.stands = line
        for calendar in line.calendars:
            held = self._held.get(calendar)
            if held is None or _in_order(line) > _in_order(held):
                self._held[calendar] = line

    @property
    def is_contested(self) -> bool:
        """Whether two branches gave one SEQUENCE to different times."""
        rivals = (line for line in self.lines if line.sequence == self.stands.sequence and not line.withdrawn)
        return any(line.times != self.stands.times for line in rivals)

    @property
    def is_sure(self) -> bool:
        """Whether nobody can have been given another time by the same number, or by a higher one."""
        return not self.is_doubtful and not self.is_contested

    def held_by(self, calendar: str) -> Issued | None:
        """Return how a calendar was last given it; None where it never was."""
        return self._held.get(calendar)

    def stamp_after(self, on: date) -> datetime:
        """Return a stamp of a day that is later than every one before."""
        return max(midnight(on), self.last_stamp + _A_SECOND)


class History:
    """A ledger by entry."""

    def __init__(self, ledger: Ledger) -> None:
        """Gather the lines of each entry."""
        self.lines = ledger.lines
        self._pasts: dict[tuple[str, ...], Past] = {}
        for line in ledger.lines:
            if line.identity in self._pasts:
                self._pasts[line.identity].add(line)
            else:
                self._pasts[line.identity] = Past(line)
        for line in ledger.lines[: ledger.doubtful]:
            past = self._pasts[line.identity]
            past.is_doubtful = past.is_doubtful or line is past.stands

    def of(self, identity: tuple[str, ...]) -> Past | None:
        """Return what was issued of an entry; None where nothing was."""
        return self._pasts.get(identity)

    def given_to(self, calendar: str) -> Iterator[tuple[Past, Issued]]:
        """Yield every entry that a calendar was ever given, and how it was last."""
        for past in self._pasts.values():
            held = past.held_by(calendar)
            if held is not None:
                yield past, held

    def calendars(self) -> frozenset[str]:
        """Return the keys of all calendars that were ever issued."""
        return frozenset(key for line in self.lines for key in line.calendars)


def midnight(day: date) -> datetime:
    """Return a day's first instant, as a stamp has it."""
    return datetime.combine(day, time(), tzinfo=UTC)


def _standing(line: Issued) -> tuple[bool, tuple[int, datetime, bytes]]:
    return not line.withdrawn, _in_order(line)


def _in_order(line: Issued) -> tuple[int, datetime, bytes]:
    return line.sequence, line.revised_at, msgspec.json.encode(line)
