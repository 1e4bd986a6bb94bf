"""Calendar files of every kind, which the checklist is held against."""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import cache
from typing import Final, NamedTuple

import msgspec
from calendar_files import calendar_bytes
from command_line import EXAMPLE

from comah.agenda import Part, Wanted, agenda
from comah.assess import assess
from comah.law.load import load_law
from comah.model.entry import Alarm, Entry, EntryKind, ShownAs
from comah.records.load import load_book
from comah.records.oncall_load import with_oncall

ON: Final = date(2026, 11, 21)
ODD: Final = "Exercise ünï 🧪 \u05e9\u05dc\u05d5\u05dd; a,b\\n \x07\r\nBEGIN:VEVENT " + "x" * 1500
ZONE: Final = "Europe/London"
NAME: Final = "External plans"
FORUM: Final = "Example Forum"
_DAY: Final = timedelta(days=1)
_MOST_OF_A_PART: Final = 100  # in the file of everything, so that a large rota does not make it too large


class File(NamedTuple):
    """A calendar file, and the entries that it was made of."""

    entries: tuple[Entry, ...]
    data: bytes


def written(entries: tuple[Entry, ...], on: date = ON) -> bytes:
    """Write entries as a file."""
    return calendar_bytes(entries, name=NAME, on=on, timezone=ZONE, forum=FORUM)


def shift(name: str, day: date, starts: time, ends: time, *, nights: int = 0) -> Entry:
    """Return an entry with times; its text holds what breaks calendars."""
    return Entry(
        identity=(f"shift-{name}", "exercise"),
        kind=EntryKind.EXERCISE,
        first=day,
        last=day + nights * _DAY,
        starts_at=starts,
        ends_at=ends,
        title=ODD,
        lines=(ODD, "END:VCALENDAR"),
        categories=("one, two; three",),
        location="Example Hall; room 1, floor 2",
        alarm=Alarm.DAY_BEFORE,
        shown_as=ShownAs.BUSY,
    )


SPRING: Final = date(2027, 3, 28)  # 01:00 to 02:00 is skipped
AUTUMN: Final = date(2027, 10, 31)  # 01:00 to 02:00 comes twice
SHIFTS: Final = (  # with their true lengths in hours
    (shift("winter", date(2027, 1, 5), time(7), time(15)), 8),
    (shift("summer", date(2027, 7, 1), time(7), time(19)), 12),
    (shift("spring-over", SPRING, time(0, 30), time(7)), 5.5),
    (shift("spring-within", SPRING, time(1, 30), time(7)), 4.5),  # by the clock before the change: 01:30Z
    (shift("spring-night", SPRING - _DAY, time(19), time(7), nights=1), 11),
    (shift("autumn-over", AUTUMN, time(0, 30), time(7)), 7.5),
    (shift("autumn-within", AUTUMN, time(1, 30), time(7)), 6.5),  # the first of the two
    (shift("autumn-again", AUTUMN, time(1, 30, fold=1), time(7)), 5.5),  # the second of the two
    (shift("autumn-night", AUTUMN - _DAY, time(19), time(7), nights=1), 13),
    (msgspec.structs.replace(shift("called-off", date(2027, 2, 5), time(7), time(15)), is_cancelled=True), 8),
)


@cache
def example_entries(part: Part | None = None) -> tuple[Entry, ...]:
    """Return everything that happens in the example register from 2025 to 2028, or one part of it."""
    book = with_oncall(EXAMPLE, load_book(EXAMPLE))
    hidden = frozenset(one.id for records in book.authorities for one in records.exercises if one.no_notice)
    parts = frozenset(Part) if part is None else frozenset({part})
    wanted = Wanted(first=date(2025, 1, 1), last=date(2028, 12, 31), parts=parts, named=hidden)
    return agenda(book, assess(book, load_law(), ON), wanted)


@cache
def files() -> dict[str, File]:
    """Return a file of every kind, by the kind."""
    shifts = tuple(one for one, _ in SHIFTS)
    everything = (*(one for part in Part for one in example_entries(part)[:_MOST_OF_A_PART]), *shifts)
    all_day = tuple(one for one in everything if not one.is_timed)
    kinds = {
        **{part.value: example_entries(part) for part in Part},
        "one-event": everything[:1],
        "timed": tuple(one for one in everything if one.is_timed),
        "all-day": all_day,
        "several-days": tuple(one for one in all_day if one.last > one.first),
        "cancelled": tuple(one for one in everything if one.is_cancelled),
        "clocks-change": shifts,
        "everything": everything,
    }
    return {kind: File(entries, written(entries)) for kind, entries in kinds.items() if entries}


def moved_and_retitled(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the entries a year later, under other titles and in reverse."""
    year = timedelta(days=364)
    return tuple(
        msgspec.structs.replace(one, title=f"Other {one.title}", first=one.first + year, last=one.last + year)
        for one in reversed(entries)
    )


KINDS: Final = (
    *(part.value for part in Part),
    *("one-event", "timed", "all-day", "several-days", "cancelled", "clocks-change", "everything"),
)
