"""The checklist on what stands in the calendar itself, and on its size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from checklist.files import ON, File, moved_and_retitled, written
from checklist.item import Item, swap
from checklist.reading import calendar_of, events_of

_NAMES: Final = ("X-WR-CALNAME", "X-WR-RELCALID")
_YEARLY: Final = {  # by the part of the time zone
    "STANDARD": "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    "DAYLIGHT": "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
}


def _method(file: File) -> Iterator[str]:
    yield from (f"METHOD:{line.value}" for line in calendar_of(file.data).whole() if line.name == "METHOD")


def _invitations(file: File) -> Iterator[str]:
    for line in calendar_of(file.data).whole():
        if line.name in {"ATTENDEE", "ORGANIZER"}:
            yield f"{line.name}:{line.value}"


def _names(file: File) -> Iterator[str]:
    calendar = calendar_of(file.data)
    later = calendar_of(written(moved_and_retitled(file.entries), ON + timedelta(days=1)))
    for name in _NAMES:
        values = [line.value for line in calendar.all(name)]
        if len(values) != (len(events_of(file.data)) > 1):
            yield f"{name} {len(values)} times with {len(events_of(file.data))} events"
        if values != [line.value for line in later.all(name)]:
            yield f"{name} is another in the next build"
        yield from (f"{name} of {len(value)}" for value in values if len(value) > 255)


def _refresh(file: File) -> Iterator[str]:
    calendar = calendar_of(file.data)
    if not calendar.value("REFRESH-INTERVAL") or calendar.value("REFRESH-INTERVAL") != calendar.value(
        "X-PUBLISHED-TTL"
    ):
        yield "REFRESH-INTERVAL and X-PUBLISHED-TTL are not the same"
    if [line.parameters for line in calendar.all("REFRESH-INTERVAL")] != [{"VALUE": "DURATION"}]:
        yield "REFRESH-INTERVAL is no duration"


def _zones(file: File) -> Iterator[str]:
    calendar = calendar_of(file.data)
    described = [zone.value("TZID") for zone in calendar.within("VTIMEZONE")]
    used = {line.parameters["TZID"] for line in calendar.whole() if "TZID" in line.parameters}
    if sorted(described) != sorted(used):
        yield f"used: {sorted(used)}, described: {described}"


def _rules(file: File) -> Iterator[str]:
    for zone in calendar_of(file.data).within("VTIMEZONE"):
        if sorted(part.name for part in zone.parts) != sorted(_YEARLY):
            yield f"parts: {[part.name for part in zone.parts]}"
        for part in zone.parts:
            repeats = [line for line in part.lines if line.name in {"RRULE", "RDATE", "EXDATE", "EXRULE"}]
            if [(line.name, line.value) for line in repeats] != [("RRULE", _YEARLY[part.name])]:
                yield f"{part.name}: {repeats}"


def _size(file: File) -> Iterator[str]:
    if len(events_of(file.data)) > 1000:
        yield f"{len(events_of(file.data))} events"
    if len(file.data) > 1_000_000:
        yield f"{len(file.data)} octets"


def _too_many(data: bytes) -> bytes:
    event = re.search(rb"BEGIN:VEVENT\r\n.*?\r\nEND:VEVENT\r\n", data, re.DOTALL)
    assert event
    return data.replace(event.group(), event.group() * 1000, 1)


ITEMS: Final = (
    Item(9, "no METHOD", _method, swap("VERSION:2.0\n", "VERSION:2.0\nMETHOD:PUBLISH\n")),
    Item(
        10,
        "no ATTENDEE, no ORGANIZER in schedule files",
        _invitations,
        swap("\nSUMMARY:", "\nATTENDEE:mailto:officer@example.org\nSUMMARY:"),
    ),
    Item(
        11,
        "X-WR-CALNAME (at most 255) and X-WR-RELCALID only with more than one event, constant across builds",
        _names,
        swap("X-WR-CALNAME:", "X-WR-CALNAME:" + "\n ".join(["as at 2026-11-21 " * 4] * 5)),
    ),
    Item(12, "REFRESH-INTERVAL equals X-PUBLISHED-TTL", _refresh, swap("TTL:P1D", "TTL:PT12H")),
    Item(
        13,
        "each TZID used has exactly one VTIMEZONE and none is unused",
        _zones,
        swap("(?s)BEGIN:VTIMEZONE.*?END:VTIMEZONE\n", ""),
    ),
    Item(
        14,
        "one STANDARD and one DAYLIGHT, yearly RRULE, no RDATE",
        _rules,
        swap("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\n", "RDATE:20270328T010000\n"),
    ),
    Item(34, "at most 1,000 events and 1 MB a file", _size, _too_many),
)
