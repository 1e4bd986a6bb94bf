"""A date as a record gives it: a day, or a span of days in which the day must lie.

Records hold a subset of EDTF (ISO 8601-2). Every value keeps the text as written beside its
earliest and latest day, so that nothing is ever taken to be more certain than its source.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

FIRST_DAY: Final = date(1900, 1, 1)
LAST_DAY: Final = date(2199, 12, 31)
DATE_EXAMPLE: Final = '2023-05-12, "2023-05", "2024-W10", "2024-04/2024-06" or "[2024-04-03..2024-04-09]"'

_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PREFIX: Final = re.compile(r"^([A-Za-z]{3,9})[,.]?\s+(?=\d)")
_POINT: Final = re.compile(r"^(\d{4})(?:-(?:W(\d{2})|(\d{2})(?:-(\d{2}))?))?$", re.ASCII)


class NotADateError(ValueError):
    """A text that is no date value; its message says what was read and why it was refused."""


class When:
    """A date value: its earliest and latest day, whether it is exact, and the text as written.

    An exact value of more than one day is an event that lasted from ``earliest`` to ``latest``.
    A value that is not exact is one day, not known more closely, somewhere in that span.

    >>> When.read("2024-09").earliest, When.read("2024-09").latest
    (datetime.date(2024, 9, 1), datetime.date(2024, 9, 30))
    >>> When.read("2016-11-22/2016-11-23").is_exact
    True
    >>> When.read("2024-04/2024-06").is_exact
    False
    """

    __slots__ = ("earliest", "is_exact", "latest", "text")

    text: str
    earliest: date
    latest: date
    is_exact: bool

    def __init__(self, text: str, earliest: date, latest: date, *, is_exact: bool) -> None:
        """Hold a value already understood; use ``read`` for a text."""
        set_ = object.__setattr__
        set_(self, "text", text)
        set_(self, "earliest", earliest)
        set_(self, "latest", latest)
        set_(self, "is_exact", is_exact)

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: a date value never changes."""
        message = f"a date value does not change: {name}"
        raise AttributeError(message)

    def __eq__(self, other: object) -> bool:
        """Equal where the same days are meant with the same certainty, whatever the spelling."""
        if not isinstance(other, When):
            return NotImplemented
        return (self.earliest, self.latest, self.is_exact) == (other.earliest, other.latest, other.is_exact)

    def __hash__(self) -> int:
        """Hash over what ``__eq__`` compares."""
        return hash((self.earliest, self.latest, self.is_exact))

    def __repr__(self) -> str:
        """Show the text as written."""
        return f"When({self.text!r})"

    @classmethod
    def read(cls, value: object) -> When:
        """Read a TOML date or a string of the EDTF subset.

        Raises:
            NotADateError: for anything else, an impossible day, an end before its start, or a
                year outside 1900 to 2199.
        """
        if isinstance(value, date) and type(value) is date:
            return cls.on_day(value)
        if not isinstance(value, str):
            message = f"a {_kind_of(value)} is no date"
            raise NotADateError(message)
        return _read_text(value)

    @classmethod
    def on_day(cls, day: date) -> When:
        """Hold one exact day."""
        if not FIRST_DAY <= day <= LAST_DAY:
            message = f"{day.isoformat()} is outside the years 1900 to 2199"
            raise NotADateError(message)
        return cls(day.isoformat(), day, day, is_exact=True)

    @property
    def is_known(self) -> bool:
        """Whether any day is on record at all (``"unknown"`` has none)."""
        return self.earliest >= FIRST_DAY

    @property
    def is_day(self) -> bool:
        """Whether this is one single day, known exactly."""
        return self.earliest == self.latest

    @property
    def began_latest(self) -> date:
        """The latest day on which the event can have begun: what ``due_latest_on`` counts from."""
        return self.earliest if self.is_exact else self.latest

    @property
    def ended_earliest(self) -> date:
        """The earliest day on which the event can have ended: where its conclusion counts."""
        return self.latest if self.is_exact else self.earliest

    def may_be(self, other: When) -> bool:
        """Whether both can mean the same day; one whose day is not on record can mean none.

        >>> When.read("2023-05").may_be(When.read("2023-05-12"))
        True
        """
        return self.is_known and other.is_known and self.earliest <= other.latest and other.earliest <= self.latest

    @property
    def weekday_conflict(self) -> str | None:
        """Say how a weekday written before the date disagrees with it, if it does.

        >>> When.read("Fri 2010-09-30").weekday_conflict
        '30 September 2010 was a Thursday, not a Friday'
        """
        found = _PREFIX.match(self.text)
        if not found or not self.is_day:
            return None
        claimed = _weekday(found.group(1))
        if claimed is None or claimed == self.earliest.weekday():
            return None
        day = f"{self.earliest.day} {self.earliest:%B %Y}"
        return f"{day} was a {_WEEKDAY_NAMES[self.earliest.weekday()]}, not a {_WEEKDAY_NAMES[claimed]}"


class WhenOrUnknown(When):
    """A date value that may also be ``"unknown"``: it happened, and the day is not on record."""

    __slots__ = ()

    @classmethod
    def read(cls, value: object) -> WhenOrUnknown:
        """Read as ``When.read`` does, and ``"unknown"`` besides."""
        if value == "unknown":
            return UNKNOWN_DAY
        when = super().read(value)
        return cls(when.text, when.earliest, when.latest, is_exact=when.is_exact)


UNKNOWN_DAY: Final = WhenOrUnknown("unknown", date.min, date.max, is_exact=False)


def _read_text(text: str) -> When:
    bare = text.strip()
    prefix = _PREFIX.match(bare)
    if prefix and _weekday(prefix.group(1)) is not None:
        bare = bare[prefix.end() :]
    if bare.startswith("[") and bare.endswith("]") and ".." in bare:
        first, _, last = bare[1:-1].partition("..")
        is_exact = False
    elif "/" in bare:
        first, _, last = bare.partition("/")
        is_exact = len(first) == len(last) == len("2024-01-01") and "W" not in first + last
    else:
        first = last = bare
        is_exact = len(bare) == len("2024-01-01")
    earliest, latest = _point(first, text)[0], _point(last, text)[1]
    if latest < earliest:
        message = f"{text!r} ends before it starts"
        raise NotADateError(message)
    if not (earliest >= FIRST_DAY and latest <= LAST_DAY):
        message = f"{text!r} is outside the years 1900 to 2199"
        raise NotADateError(message)
    return When(text, earliest, latest, is_exact=is_exact or earliest == latest)


def _point(part: str, whole: str) -> tuple[date, date]:
    """Return the first and last day of a year, month, week or day."""
    found = _POINT.match(part)
    if not found:
        message = f"{whole!r} is no date value"
        raise NotADateError(message)
    year, week, month, day = found.groups()
    try:
        if week:
            monday = date.fromisocalendar(int(year), int(week), 1)
            return monday, monday + timedelta(days=6)
        if day:
            exact = date(int(year), int(month), int(day))
            return exact, exact
        if month:
            first = date(int(year), int(month), 1)
            following = date(int(year) + int(month) // 12, int(month) % 12 + 1, 1)
            return first, following - timedelta(days=1)
        return date(int(year), 1, 1), date(int(year), 12, 31)
    except (ValueError, OverflowError) as error:
        message = f"{whole!r}: there is no such day"
        raise NotADateError(message) from error


def _weekday(word: str) -> int | None:
    lower = word.lower()
    for number, name in enumerate(_WEEKDAY_NAMES):
        if len(lower) >= len("mon") and name.lower().startswith(lower):
            return number
    return None


def _kind_of(value: object) -> str:
    return {bool: "true or false", int: "number", float: "number", list: "list", dict: "table"}.get(
        type(value), "date with a time of day"
    )
