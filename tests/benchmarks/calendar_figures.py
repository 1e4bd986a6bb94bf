"""Figures of calendars that are kept: 10,000 events against what icalendar alone needs for the very same file.

The same properties with the same values are given to icalendar by hand, from a list worked out beforehand, and
the two files must be equal octet for octet. Processor time is compared in one run, each the least of turns taken
in rotation. Memory is the most that Python held, for some events and for twice as many. Exit 1 where a figure is
not kept.
"""

from __future__ import annotations

import gc
import sys
import time
import tracemalloc
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from calendar_files import numbered
from icalendar import Alarm as AlarmComponent
from icalendar import Calendar, Event, vDuration, vText

from comah.model.entry import Alarm, Entry, EntryKind, ShownAs
from comah.model.issued import Outgoing
from comah.render.calendar_ics import build_calendar
from comah.render.vtimezone import london

EVENTS: Final = 10_000
TURNS: Final = 2
TIMES_ALONE: Final = 1.3
MEASURED: Final = 1_000  # events whose memory is measured, then twice as many
TIMES_MEMORY: Final = 2.2
ON: Final = date(2026, 11, 21)
_ZONE: Final = "Europe/London"
_NAME: Final = "External plans: Example Resilience Forum"
_IDENTIFIER: Final = "calendar.whole@example-resilience-forum.comah"
_DAY: Final = timedelta(days=1)

Property = tuple[str, Any]


def main() -> int:
    """Measure every figure; return 0 where all are kept."""
    entries = make_entries(EVENTS)
    events = [properties(out) for out in numbered(entries, on=ON, forum="Example Resilience Forum")]
    ours, alone, is_same = _race(lambda: with_comah(entries), lambda: with_icalendar(events))
    sys.stdout.write(f"{EVENTS:,} events, processor seconds: comah {ours:.2f}, icalendar alone {alone:.2f}\n")
    few, many = (_peak(make_entries(number)) for number in (MEASURED, 2 * MEASURED))
    sys.stdout.write(f"memory at most: {MEASURED:,} events {few:.1f} MB, {2 * MEASURED:,} events {many:.1f} MB\n")
    figures = [
        ("10,000 events, in icalendar's own time for them", ours / alone, TIMES_ALONE),
        ("twice the events, in the memory of the first", many / few, TIMES_MEMORY),
    ]
    for name, found, limit in figures:
        sys.stdout.write(f"{name}: {found:.2f} (at most {limit:g}) {'kept' if found <= limit else 'NOT KEPT'}\n")
    sys.stdout.write(f"the two files are equal: {'yes' if is_same else 'NO'}\n")
    return 0 if is_same and all(found <= limit for _, found, limit in figures) else 1


def make_entries(number: int) -> tuple[Entry, ...]:
    """Make entries as registers have them: one in three with times."""
    return tuple(map(_entry, range(number)))


def with_comah(entries: tuple[Entry, ...]) -> bytes:
    """Number the entries and make the file."""
    outgoing = numbered(entries, on=ON, forum="Example Resilience Forum")
    return build_calendar(outgoing, name=_NAME, identifier=_IDENTIFIER, timezone=_ZONE)


def with_icalendar(events: list[tuple[list[Property], list[Property]]]) -> bytes:
    """Make the same file with icalendar and nothing else."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//comah//External emergency plans//EN")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", vText(_NAME))
    calendar.add("x-wr-relcalid", vText(_IDENTIFIER))
    calendar.add("refresh-interval", _DAY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_DAY))
    calendar.add_component(london())
    for of_event, of_alarm in events:
        event, alarm = Event(), AlarmComponent()
        for name, value in of_event:
            event.add(name, value)
        for name, value in of_alarm:
            alarm.add(name, value)
        event.add_component(alarm)
        calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data


def properties(out: Outgoing) -> tuple[list[Property], list[Property]]:
    """Return the properties of an event and of its alarm with their values, ready for icalendar."""
    entry = out.entry
    starts: date = entry.first
    ends: date = entry.last + _DAY
    if entry.starts_at is not None and entry.ends_at is not None:
        starts, ends = (
            datetime.combine(entry.first, at, tzinfo=ZoneInfo(_ZONE)) for at in (entry.starts_at, entry.ends_at)
        )
    before = timedelta(hours=-24 if isinstance(starts, datetime) else -15)
    alarm: list[Property] = [("action", "DISPLAY"), ("description", entry.title), ("trigger", before)]
    return [
        ("uid", out.uid),
        ("dtstamp", datetime(2026, 11, 21, tzinfo=UTC)),
        ("last-modified", datetime(2026, 11, 21, tzinfo=UTC)),
        ("sequence", 0),
        ("dtstart", starts),
        ("dtend", ends),
        ("summary", entry.title),
        ("description", "\n".join(entry.lines)),
        ("location", entry.location),
        ("url", entry.link),
        ("categories", list(entry.categories)),
        ("class", "PUBLIC"),
        ("status", "CONFIRMED"),
        ("transp", "OPAQUE"),
        ("x-microsoft-cdo-busystatus", vText("BUSY")),
    ], alarm


def _entry(number: int) -> Entry:
    day = ON + timedelta(days=number % 500)
    is_timed = number % 3 == 0 and day.weekday() != 6  # never on a day on which the clocks change
    return Entry(
        identity=(f"2027-site-{number}", "exercise"),
        kind=EntryKind.EXERCISE,
        first=day,
        last=day,
        starts_at=clock_time(10) if is_timed else None,
        ends_at=clock_time(14) if is_timed else None,
        title=f"Northbank Chemicals {number}: safe date, test the external plan",
        lines=(
            "Safe date (plan for this day): Tue 11 May 2027",
            "Last lawful day: Wed 12 May 2027",
            "Law: COMAH 2015 reg 14(1)(b): intervals not exceeding 3 years",
            f"Counted from: full test, 12 May 2024 (2024-northbank-{number}.toml)",
            "Working: comah explain northbank COMAH-14-TEST",
        ),
        categories=("COMAH deadline",),
        location="Northbank Chemicals, Exampleton",
        link="https://www.legislation.gov.uk/uksi/2015/483/regulation/14",
        alarm=Alarm.DAY_BEFORE,
        shown_as=ShownAs.BUSY,
    )


def _race(one: Callable[[], bytes], other: Callable[[], bytes]) -> tuple[float, float, bool]:
    """Return the least processor time of each, and whether they made the same."""
    taken: tuple[list[float], list[float]] = ([], [])
    made: list[bytes] = []
    for _ in range(TURNS):
        made.clear()
        for times, make in zip(taken, (one, other), strict=True):
            gc.collect()
            gc.disable()  # as the program does
            started = time.process_time()
            made.append(make())
            times.append(time.process_time() - started)
            gc.enable()
    return min(taken[0]), min(taken[1]), made[0] == made[1]


def _peak(entries: tuple[Entry, ...]) -> float:
    gc.collect()
    tracemalloc.start()
    with_comah(entries)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1_000_000


if __name__ == "__main__":
    sys.exit(main())
