"""The time zone of the United Kingdom as a calendar file writes it, and the hours it cannot name."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import cache
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from comah.errors import RefusedError

if TYPE_CHECKING:
    from icalendar import Timezone

LONDON: Final = "Europe/London"
# Outlook reads rules and no lists of days. These have held since 1996: the European Union's
# directive 94/21/EC moved the end of summer time to the last Sunday of October.
_FIRST_YEAR: Final = 1996
_TEXT: Final = (
    "BEGIN:VTIMEZONE",
    f"TZID:{LONDON}",
    "BEGIN:STANDARD",
    "DTSTART:19701025T020000",
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    "TZNAME:GMT",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "BEGIN:DAYLIGHT",
    "DTSTART:19700329T010000",
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
    "TZNAME:BST",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0100",
    "END:DAYLIGHT",
    "END:VTIMEZONE",
    "",
)


def london() -> Timezone:
    """Return the one time zone that a calendar file holds."""
    from icalendar import Timezone  # noqa: PLC0415 - 50 ms, and few commands write a calendar

    found = Timezone.from_ical("\r\n".join(_TEXT))
    if not isinstance(found, Timezone):
        message = "the packaged time zone cannot be read"
        raise TypeError(message)
    return found


@cache
def zone_named(name: str) -> ZoneInfo:
    """Return a time zone of the IANA database.

    Raises:
        RefusedError: where there is none of that name.
    """
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        message = f"timezone = {name!r} in register.toml is no time zone; write one such as {LONDON}"
        raise RefusedError(message) from error


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return a local time: in the zone where the file can name it, else in UTC.

    An hour that a change of clocks skips is read by the offset before the change; one that it
    repeats is the first of the two, unless the time's ``fold`` says the second.

    >>> london = ZoneInfo("Europe/London")
    >>> instant(date(2026, 12, 2), time(10), london).isoformat()
    '2026-12-02T10:00:00+00:00'
    >>> instant(date(2027, 3, 28), time(1, 30), london)  # skipped
    datetime.datetime(2027, 3, 28, 1, 30, tzinfo=datetime.timezone.utc)
    >>> instant(date(2027, 10, 31), time(1, 30), london)  # repeated
    datetime.datetime(2027, 10, 31, 0, 30, tzinfo=datetime.timezone.utc)
    >>> instant(date(2027, 10, 31), time(1, 30, fold=1), london)
    datetime.datetime(2027, 10, 31, 1, 30, tzinfo=datetime.timezone.utc)
    """
    local = datetime.combine(day, at, tzinfo=zone)
    if zone.key == LONDON and day.year >= _FIRST_YEAR and _is_plain(local):
        return local
    return local.astimezone(UTC)


def _is_plain(local: datetime) -> bool:
    """Whether exactly one instant has this local time."""
    return local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset()
