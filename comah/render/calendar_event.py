"""One entry as an event that Outlook takes: RFC 5545 and MS-OXCICAL."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from comah.model.entry import Alarm, Entry, ShownAs
from comah.model.issued import Outgoing
from comah.render.vtimezone import instant, zone_named

if TYPE_CHECKING:
    from icalendar import Alarm as AlarmComponent
    from icalendar import Event

CANCELLED: Final = "CANCELLED: "
_WITHDRAWN: Final = f"{CANCELLED}in this calendar only: "  # for others it may stand
_A_DAY: Final = timedelta(days=1)
_BUSY: Final = {
    ShownAs.FREE: ("TRANSPARENT", "FREE"),
    ShownAs.TENTATIVE: ("OPAQUE", "TENTATIVE"),
    ShownAs.BUSY: ("OPAQUE", "BUSY"),
}
# Outlook reads the length of a trigger alone: fifteen hours before an all-day entry is nine in the
# morning of the day before.
_BEFORE_ALL_DAY: Final = {
    Alarm.DAY_BEFORE: timedelta(hours=-15),
    Alarm.WEEK_BEFORE: timedelta(days=-6, hours=-15),
}
_BEFORE_TIMED: Final = {Alarm.DAY_BEFORE: timedelta(hours=-24), Alarm.WEEK_BEFORE: timedelta(days=-7)}
# Marks of writing order that can reorder what stands around them.
_REORDERING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_LINK: Final = re.compile(r"https?://[!-~]+")


def event_of(out: Outgoing, timezone: str) -> Event:
    """Return the event of an entry, with the numbers by which a program knows it again."""
    from icalendar import Event, vText  # noqa: PLC0415 - 50 ms, and few commands write a calendar

    entry = out.entry
    transparency, busy = _BUSY[ShownAs.FREE if entry.is_cancelled else entry.shown_as]
    starts, ends = _ends(entry, timezone)
    title = one_line(entry.title) or "No title on record"
    event = Event()
    event.add("uid", out.uid)
    event.add("dtstamp", out.revised_at)
    event.add("last-modified", out.revised_at)
    event.add("sequence", out.sequence)
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("summary", f"{_before(out)}{title}")
    for name, value in _said(entry):
        event.add(name, value)
    event.add("class", "PUBLIC")
    event.add("status", _status(entry))
    event.add("transp", transparency)
    event.add("x-microsoft-cdo-busystatus", vText(busy))
    if entry.alarm is not Alarm.NONE and not entry.is_cancelled:
        event.add_component(_alarm(entry.alarm, title, is_timed=isinstance(starts, datetime)))
    return event


def _before(out: Outgoing) -> str:
    if not out.entry.is_cancelled:
        return ""
    return _WITHDRAWN if out.is_withdrawn else CANCELLED


def _said(entry: Entry) -> Iterator[tuple[str, str | list[str]]]:
    """Yield what is said of an entry; a property without a value is a fault to some programs, so there is none."""
    description = "\n".join(map(one_line, entry.lines))
    if description.strip():
        yield "description", description
    if location := one_line(entry.location):
        yield "location", location
    if _LINK.fullmatch(entry.link):  # one that can stand in a file
        yield "url", entry.link
    if categories := list(filter(None, map(one_line, entry.categories))):
        yield "categories", categories


def _ends(entry: Entry, timezone: str) -> tuple[date, date]:
    """Return both ends; that of an all-day entry is the day after its last."""
    if entry.starts_at is None or entry.ends_at is None:
        return entry.first, entry.last + _A_DAY
    zone = zone_named(timezone)
    starts, ends = instant(entry.first, entry.starts_at, zone), instant(entry.last, entry.ends_at, zone)
    if ends.astimezone(UTC) <= starts.astimezone(UTC):  # both ends in or around an hour that was skipped
        return entry.first, entry.last + _A_DAY
    return starts, ends


def _status(entry: Entry) -> str:
    if entry.is_cancelled:
        return "CANCELLED"
    return "CONFIRMED" if entry.is_firm else "TENTATIVE"


def _alarm(alarm: Alarm, title: str, *, is_timed: bool) -> AlarmComponent:
    from icalendar import Alarm as AlarmComponent  # noqa: PLC0415 - as above

    made = AlarmComponent()
    made.add("action", "DISPLAY")
    made.add("description", title)
    made.add("trigger", (_BEFORE_TIMED if is_timed else _BEFORE_ALL_DAY)[alarm])
    return made


@lru_cache(maxsize=2048)
def one_line(text: str) -> str:
    """Return a record's text as one line that says nothing to a calendar.

    Controls, separators of lines, marks that reorder text and halves of characters become blanks.
    """
    if not text.isprintable():  # what is harmful is not printable; not all that is not printable is harmful
        text = "".join(" " if _is_unsafe(sign) else sign for sign in text)
    return " ".join(text.split())


def _is_unsafe(sign: str) -> bool:
    return sign in _REORDERING or unicodedata.category(sign) in {"Cc", "Zl", "Zp", "Cs"}
