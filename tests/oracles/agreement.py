"""Whether a parser reads in a file what its entries say: as many events, at the same instants, in the same words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from oracles.event import Reading

from comah.model.entry import Entry

_LONDON: Final = ZoneInfo("Europe/London")
_DAY: Final = timedelta(days=1)


def disagreements(reading: Reading, entries: tuple[Entry, ...]) -> Iterator[str]:
    """Yield in what a parser's reading of a file differs from the entries that it was made of."""
    if reading.faults:
        yield f"{reading.faults} faults met"
    if len(reading.events) != len(entries):
        yield f"{len(reading.events)} events of {len(entries)} entries"
        return
    for entry, event in zip(entries, reading.events, strict=True):
        if (event.starts, event.ends) != moments(entry):
            yield f"{event.starts} to {event.ends}, not {' to '.join(moments(entry))}: {entry.identity}"
        if not _has_the_words(event.summary, entry):
            yield f"{event.summary!r}, not {entry.title!r}"


def moments(entry: Entry) -> tuple[str, str]:
    """Return an entry's ends: instants, or the first day and the day after the last.

    A time that is skipped counts by the clock before the change; of one that comes twice, the first counts, unless it
    says itself that it is the second. Where nothing is left between the two, the entry is of the whole day.

    >>> from comah.model.entry import EntryKind
    >>> day, at = date(2027, 3, 28), time(1, 30)  # the clocks go from 01:00 to 02:00
    >>> moments(Entry(identity=("x",), kind=EntryKind.EXERCISE, first=day, last=day, title="X"))
    ('2027-03-28', '2027-03-29')
    >>> moments(Entry(identity=("x",), kind=EntryKind.EXERCISE, first=day, last=day, title="X",
    ...     starts_at=at, ends_at=time(4)))
    ('2027-03-28T01:30:00Z', '2027-03-28T03:00:00Z')
    """
    if entry.starts_at is not None and entry.ends_at is not None:
        starts, ends = _instant(entry.first, entry.starts_at), _instant(entry.last, entry.ends_at)
        if starts < ends:
            return starts, ends
    return str(entry.first), str(entry.last + _DAY)


def _instant(day: date, at: time) -> str:
    return f"{datetime.combine(day, at, _LONDON).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _has_the_words(summary: str, entry: Entry) -> bool:
    """Whether every letter and digit of the title is shown, and no other."""
    if entry.is_cancelled != summary.startswith("CANCELLED: "):
        return False
    words = summary.removeprefix("CANCELLED: ") if entry.is_cancelled else summary
    shown, meant = ([sign for sign in text if sign.isalnum()] for text in (words, entry.title))
    return shown == meant or (not meant and words == "No title on record")
