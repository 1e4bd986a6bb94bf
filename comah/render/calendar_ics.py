"""Entries as one iCalendar file that Outlook takes: RFC 5545, RFC 7986 and MS-OXCICAL.

The file has no METHOD, so that DTSTAMP means "last revised" and a rebuild gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from comah.errors import CalendarTooLargeError, RefusedError
from comah.model.issued import Outgoing
from comah.render.calendar_event import event_of, one_line
from comah.render.vtimezone import LONDON, london

if TYPE_CHECKING:
    from icalendar import Calendar, Event

MOST_EVENTS: Final = 1000
MOST_BYTES: Final = 1_000_000
_LONGEST_NAME: Final = 255
_NAMELESS: Final = "External plans"
_DAILY: Final = timedelta(days=1)
_ADVICE: Final = "write several with --split DIR, or ask for a shorter period with --from and --to"


def calendar_bytes(outgoing: Sequence[Outgoing], *, name: str, identifier: str, timezone: str) -> bytes:
    """Return the file. The same entries with the same numbers give the same bytes.

    Args:
        outgoing: in the order they are to stand.
        name: of the calendar; shown where there is more than one event.
        identifier: of the calendar, by which a program replaces it; likewise.
        timezone: the register's, in which the entries' times are meant.

    Raises:
        CalendarTooLargeError: for more than 1,000 events or 1 MB.
        RefusedError: for no event, or a time zone that does not exist.
    """
    if not outgoing:
        message = "Nothing falls in that period, so no calendar was written: ask for a longer one with --to"
        raise RefusedError(message)
    if len(outgoing) > MOST_EVENTS:
        message = f"{len(outgoing):,} entries are more than a file's {MOST_EVENTS:,}: {_ADVICE}"
        raise CalendarTooLargeError(message)
    data = build_calendar(outgoing, name=name, identifier=identifier, timezone=timezone)
    if len(data) > MOST_BYTES:
        message = f"the calendar would be {len(data):,} bytes, more than {MOST_BYTES:,}: {_ADVICE}"
        raise CalendarTooLargeError(message)
    return data


def build_calendar(outgoing: Sequence[Outgoing], *, name: str, identifier: str, timezone: str) -> bytes:
    """Return a file of however many entries; as ``calendar_bytes`` otherwise."""
    events = [event_of(out, timezone) for out in outgoing]
    calendar = _calendar(name, identifier, has_name=len(events) > 1)
    if any(_names_zone(event) for event in events):
        calendar.add_component(london())
    for event in events:
        calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data


def _calendar(name: str, identifier: str, *, has_name: bool) -> Calendar:
    from icalendar import Calendar, vDuration, vText  # noqa: PLC0415 - 50 ms, and few commands write a calendar

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//comah//External emergency plans//EN")
    calendar.add("calscale", "GREGORIAN")
    if has_name:  # Outlook opens a file of one event that has a name as a calendar, not as an event
        calendar.add("x-wr-calname", vText(_fitted(one_line(name)) or _NAMELESS))
        calendar.add("x-wr-relcalid", vText(identifier))
    calendar.add("refresh-interval", _DAILY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_DAILY))
    return calendar


def _fitted(name: str) -> str:
    """Cut a name to what Outlook keeps, with the marks that a file puts before some characters."""
    lengths = accumulate(2 if sign in "\\;," else 1 for sign in name)
    return name[: sum(length <= _LONGEST_NAME for length in lengths)]


def _names_zone(event: Event) -> bool:
    return any(event[name].params.get("TZID") == LONDON for name in ("dtstart", "dtend"))
