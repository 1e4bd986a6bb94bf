"""A day and a time of day as a record gives them: what the clock on the wall shows, or an instant where a zone is said.

Which instant a civil time is, is decided in ``comah.oncall.civil_time``: here it is only read.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Final, TypeVar

from comah.model.when import NotADateError, When

MOMENT_EXAMPLE: Final = '"2026-11-20 16:40", or with its zone, "2026-10-25 01:30 GMT"'
MOMENT_PATTERN: Final = (
    r"^\d{4}-\d\d-\d\d[ T]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.0+)?)?( ?(GMT|BST|Z|[+-](0\d|1[0-4]):[0-5]\d))?$"
)

_FORM: Final = re.compile(MOMENT_PATTERN)
_MOMENT: Final = re.compile(r"^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)(?:\.0+)? ?(.*)$")
_Some = TypeVar("_Some", bound="Moment")
_ZONES: Final = {"GMT": 0, "Z": 0, "BST": 60}  # minutes ahead of UTC


class Moment(When):
    """A civil date and time. Two are equal where they read the same on the clock, in the same zone if one is said.

    >>> Moment.read("2026-11-20 16:40").civil, Moment.read("2026-10-25 01:30 BST").offset
    (datetime.datetime(2026, 11, 20, 16, 40), datetime.timedelta(seconds=3600))
    >>> Moment.read("2026-11-20 16:40").offset is None
    True
    """

    __slots__ = ("civil", "offset")

    civil: datetime  # without a zone
    offset: timedelta | None  # ahead of UTC, where the record says it

    @classmethod
    def read(cls, value: object) -> Moment:
        """Read a TOML date-time, or a text such as "2026-11-20 16:40"; seconds and a zone may follow.

        Raises:
            NotADateError: for anything else, and a day or a time that there is none of.
        """
        text = _as_text(value)
        found = _MOMENT.match(text) if _FORM.match(text) else None
        if found is None:
            message = f"{text!r} is no day with a time of day" if text else "this is no day with a time of day"
            raise NotADateError(message)
        day, clock, zone = found.groups()
        offset = _offset(zone)
        return _made(cls, text, datetime.combine(_day(day), time.fromisoformat(clock)), offset)

    def __eq__(self, other: object) -> bool:
        """Equal where the clock shows the same, in the same zone."""
        if not isinstance(other, Moment):
            return NotImplemented
        return (self.civil, self.offset) == (other.civil, other.offset)

    def __hash__(self) -> int:
        """Hash over what ``__eq__`` compares."""
        return hash((self.civil, self.offset))


class DayOrMoment(Moment):
    """A moment of which the time of day may not be on record; it then stands for the day's first minute."""

    __slots__ = ()

    @classmethod
    def read(cls, value: object) -> DayOrMoment:
        """Read as ``Moment.read`` does, and a day alone besides."""
        is_day = type(value) is date or (isinstance(value, str) and len(value.strip()) == len("2026-11-20"))
        if not is_day:
            read = super().read(value)
            return _made(cls, read.text, read.civil, read.offset)
        text = value.strip() if isinstance(value, str) else str(value)
        return _made(cls, text, datetime.combine(_day(text), time()), None)

    @property
    def has_time(self) -> bool:
        """Whether a time of day is on record."""
        return len(self.text) > len("2026-11-20")


def _made(cls: type[_Some], text: str, civil: datetime, offset: timedelta | None) -> _Some:
    day = When.on_day(civil.date())
    made = cls(text, day.earliest, day.latest, is_exact=True)
    object.__setattr__(made, "civil", civil)
    object.__setattr__(made, "offset", offset)
    return made


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return value.strip() if isinstance(value, str) else ""


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r}: there is no such day"
        raise NotADateError(message) from error


def _offset(zone: str) -> timedelta | None:
    if not zone:
        return None
    if zone in _ZONES:
        return timedelta(minutes=_ZONES[zone])
    hours, minutes = int(zone[1:3]), int(zone[4:6])
    return timedelta(hours=hours, minutes=minutes) * (-1 if zone[0] == "-" else 1)
