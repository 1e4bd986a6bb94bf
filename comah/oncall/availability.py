"""Whether somebody can be on call on given days at all: whether they serve then, and are neither away nor exempt.

A day not known closely is read against being on call: somebody is away from the earliest reading to the latest,
has come by the latest and goes by the earliest.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import Enum
from typing import Final

from comah.model.date_echo import MONTHS
from comah.model.oncall import Away, Person
from comah.oncall.civil_time import civil_of

_A_DAY: Final = timedelta(days=1)
_MONTHS: Final = tuple(name[:3] for name in MONTHS)  # as records write them


class Bar(Enum):
    """Why somebody cannot be on call on some day. Why they are away is nobody's business."""

    NOT_JOINED = "not here yet"
    LEFT = "has left"
    AWAY = "away"
    EXEMPT = "exempt"


def days_of(start: datetime, end: datetime) -> tuple[date, date]:
    """Return the first and last civil day that a span of time touches; an end at midnight does not touch its day.

    A turn from one Monday at 09:00 to the next touches both:

    >>> from datetime import UTC
    >>> days = days_of(datetime(2026, 11, 16, 9, tzinfo=UTC), datetime(2026, 11, 23, 9, tzinfo=UTC))
    >>> print(*days)
    2026-11-16 2026-11-23
    >>> print(*days_of(datetime(2026, 11, 16, tzinfo=UTC), datetime(2026, 11, 23, tzinfo=UTC)))
    2026-11-16 2026-11-22
    """
    last = civil_of(end - timedelta(microseconds=1)) if end > start else civil_of(start)
    return civil_of(start).date(), last.date()


def bars(person: Person, first: date, last: date) -> tuple[Bar, ...]:
    """Return why somebody cannot be on call on every day from first to last; nothing where they can."""
    found = (
        (Bar.NOT_JOINED, person.from_ is not None and person.from_.latest > first),
        (Bar.LEFT, person.until is not None and person.until.earliest < last),
        (Bar.AWAY, any(is_away(one, first, last) for one in person.away)),
        (Bar.EXEMPT, is_exempt(person, first, last)),
    )
    return tuple(bar for bar, holds in found if holds)


def is_serving(person: Person, day: date) -> bool:
    """Whether somebody has come and has not left on a day."""
    return not {Bar.NOT_JOINED, Bar.LEFT} & set(bars(person, day, day))


def is_away(away: Away, first: date, last: date) -> bool:
    """Whether days away touch those from first to last. Without a last day there is no end; without any, no away."""
    if away.from_ is None and away.to is None:
        return False
    begins = away.from_.earliest if away.from_ is not None else date.min
    ends = away.to.latest if away.to is not None else date.max
    return begins <= last and ends >= first


def is_exempt(person: Person, first: date, last: date) -> bool:
    """Whether one of a person's exempt days of every year lies from first to last.

    >>> is_exempt(Person(id="officer-a", exempt_dates=("25 Dec",)), date(2026, 12, 21), date(2026, 12, 28))
    True
    """
    wanted = {_day_and_month(text) for text in person.exempt_dates}
    if not wanted:
        return False
    days = (first + number * _A_DAY for number in range((last - first).days + 1))
    return any((day.day, day.month) in wanted for day in days)


def _day_and_month(text: str) -> tuple[int, int]:
    day, _, month = text.partition(" ")
    return int(day), _MONTHS.index(month) + 1
