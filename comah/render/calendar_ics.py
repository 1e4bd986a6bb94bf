"""Entries as one iCalendar file that Outlook takes: RFC 5545, RFC 7986 and MS-OXCICAL.

The file has no METHOD, so that DTSTAMP means "last revised" and a rebuild gives the same bytes.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from comah.errors import RefusedError
from comah.model.entry import Alarm, Entry, ShownAs
from comah.render.vtimezone import LONDON, instant, london, zone_named

if TYPE_CHECKING:
    from icalendar import Alarm as AlarmComponent
    from icalendar import Calendar, Event

MOST_EVENTS: Final = 1000
MOST_BYTES: Final = 1_000_000
_LONGEST_UID: Final = 202
_LONGEST_NAME: Final = 255
_DAILY: Final = timedelta(days=1)
_OUTLOOKS_OWN: Final = "040000008200e000"  # Outlook reads a UID that begins so as one of its own
_ADVICE: Final = "ask for a shorter period with --from and --to"
_BUSY: Final = {
    ShownAs.FREE: ("TRANSPARENT", "FREE"),
    ShownAs.TENTATIVE: ("OPAQUE", "TENTATIVE"),
    ShownAs.BUSY: ("OPAQUE", "BUSY"),
}
# Outlook reads the length of a trigger alone: fifteen hours before an all-day entry is nine in the
# morning of the day before.
_BEFORE_ALL_DAY: Final = timedelta(hours=-15)
_BEFORE_TIMED: Final = timedelta(hours=-24)
# Marks of writing order that can reorder what stands around them.
_REORDERING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def calendar_bytes(entries: tuple[Entry, ...], *, name: str, on: date, timezone: str, forum: str) -> bytes:
    """Return the file. The same entries on the same day give the same bytes.

    Args:
        entries: in the order they are to stand.
        name: of the calendar; shown where there is more than one event.
        on: the reference date: when the entries were last revised.
        timezone: the register's, in which the entries' times are meant.
        forum: the register's name, which makes identifiers unique among registers.

    Raises:
        RefusedError: for no event, more than 1,000 or 1 MB, or a time zone that does not exist.
    """
    if not entries:
        message = "Nothing falls in that period, so no calendar was written: ask for a longer one with --to"
        raise RefusedError(message)
    if len(entries) > MOST_EVENTS:
        message = f"{len(entries):,} entries are more than a file's {MOST_EVENTS:,}: {_ADVICE}"
        raise RefusedError(message)
    events = [_event(entry, uid, on, timezone) for entry, uid in zip(entries, _uids(entries, forum), strict=True)]
    calendar = _calendar(name, forum, has_name=len(events) > 1)
    if any(_names_zone(event) for event in events):
        calendar.add_component(london())
    for event in events:
        calendar.add_component(event)
    data: bytes = calendar.to_ical()
    if len(data) > MOST_BYTES:
        message = f"the calendar would be {len(data):,} bytes, more than {MOST_BYTES:,}: {_ADVICE}"
        raise RefusedError(message)
    return data


def _calendar(name: str, forum: str, *, has_name: bool) -> Calendar:
    from icalendar import Calendar, vDuration, vText  # noqa: PLC0415 - 50 ms, and few commands write a calendar

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//comah//External emergency plans//EN")
    calendar.add("calscale", "GREGORIAN")
    if has_name:  # Outlook opens a file of one event that has a name as a calendar, not as an event
        calendar.add("x-wr-calname", vText(_one_line(name)[:_LONGEST_NAME]))
        calendar.add("x-wr-relcalid", vText(_fitted(f"{_slug(name)}@{_domain(forum)}")))
    calendar.add("refresh-interval", _DAILY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_DAILY))
    return calendar


def _event(entry: Entry, uid: str, on: date, timezone: str) -> Event:
    from icalendar import Event, vText  # noqa: PLC0415 - as above

    revised = datetime.combine(on, time.min, tzinfo=UTC)
    transparency, busy = _BUSY[ShownAs.FREE if entry.is_cancelled else entry.shown_as]
    starts, ends = _ends(entry, timezone)
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", revised)
    event.add("last-modified", revised)
    event.add("sequence", 0)
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("summary", ("CANCELLED: " if entry.is_cancelled else "") + _title(entry))
    if entry.lines:
        event.add("description", "\n".join(_one_line(line) for line in (*entry.lines, *_link_of(entry))))
    for link in _link_of(entry):
        event.add("url", link)
    if entry.categories:
        event.add("categories", [_one_line(category) for category in entry.categories])
    event.add("class", "PUBLIC")
    event.add("status", _status(entry))
    event.add("transp", transparency)
    event.add("x-microsoft-cdo-busystatus", vText(busy))
    if entry.alarm is Alarm.DAY_BEFORE and not entry.is_cancelled:
        event.add_component(_alarm(entry, starts))
    return event


def _ends(entry: Entry, timezone: str) -> tuple[date, date]:
    """Return both ends; that of an all-day entry is the day after its last."""
    if entry.starts_at is None or entry.ends_at is None:
        return entry.first, entry.last + timedelta(days=1)
    zone = zone_named(timezone)
    starts, ends = instant(entry.first, entry.starts_at, zone), instant(entry.last, entry.ends_at, zone)
    if ends.astimezone(UTC) <= starts.astimezone(UTC):  # both ends in or around an hour that was skipped
        return entry.first, entry.last + timedelta(days=1)
    return starts, ends


def _status(entry: Entry) -> str:
    if entry.is_cancelled:
        return "CANCELLED"
    return "CONFIRMED" if entry.is_firm else "TENTATIVE"


def _alarm(entry: Entry, starts: date) -> AlarmComponent:
    from icalendar import Alarm as AlarmComponent  # noqa: PLC0415 - as above

    alarm = AlarmComponent()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _title(entry))
    alarm.add("trigger", _BEFORE_TIMED if isinstance(starts, datetime) else _BEFORE_ALL_DAY)
    return alarm


def _title(entry: Entry) -> str:
    return _one_line(entry.title) or "No title on record"


def _names_zone(event: Event) -> bool:
    return any(event[name].params.get("TZID") == LONDON for name in ("dtstart", "dtend"))


def _link_of(entry: Entry) -> Iterator[str]:
    """Yield the link where it is one that can stand in a file."""
    if re.fullmatch(r"https?://[!-~]+", entry.link):
        yield entry.link


def _uids(entries: tuple[Entry, ...], forum: str) -> Iterator[str]:
    """Yield identifiers from the records' identity alone; a faulty register's second of a kind is numbered."""
    seen: dict[str, int] = {}
    domain = _domain(forum)
    for entry in entries:
        bare = ".".join(_slug(part) for part in entry.identity)
        seen[bare] = seen.get(bare, 0) + 1
        number = f".{seen[bare]}" if seen[bare] > 1 else ""
        yield _fitted(f"{'x-' if bare.startswith(_OUTLOOKS_OWN) else ''}{bare}{number}@{domain}")


def _fitted(uid: str) -> str:
    """Shorten an identifier that is too long, so that it stays one of its own."""
    if len(uid) <= _LONGEST_UID:
        return uid
    digest = hashlib.sha256(uid.encode()).hexdigest()[:16]
    return f"{uid[: _LONGEST_UID - len(digest) - 1]}-{digest}"


def _domain(forum: str) -> str:
    return f"{_slug(forum) or 'register'}.comah"


def _slug(text: str) -> str:
    """Write a name as lower-case words joined by hyphens.

    >>> _slug("Cheshire East & Chester: plans")
    'cheshire-east-chester-plans'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _one_line(text: str) -> str:
    """Return a record's text as one line that says nothing to a calendar.

    Controls, separators of lines, marks that reorder text and halves of characters become blanks.
    """
    return " ".join("".join(" " if _is_unsafe(sign) else sign for sign in text).split())


def _is_unsafe(sign: str) -> bool:
    return sign in _REORDERING or unicodedata.category(sign) in {"Cc", "Zl", "Zp", "Cs"}
