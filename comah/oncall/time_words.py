"""Instants as the clock on the wall shows them, in an officer's words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from comah.model.oncall import Role
from comah.model.words import weekday_words
from comah.oncall.civil_time import civil_of, is_repeated

_SOON: Final = timedelta(days=6)
SEATS: Final = {1: "first", 2: "second"}


def place_words(role: Role | None, seat: int) -> str:
    """Name a place of a role; "" where the role has but one."""
    return SEATS.get(seat, "") if role is not None and role.second else ""


def at_words(instant: datetime) -> str:
    """Write an instant to the minute; with its zone where the clock shows the same time twice.

    >>> from datetime import UTC
    >>> at_words(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    'Mon 23 Nov 2026 09:00'
    >>> at_words(datetime(2026, 10, 25, 1, 30, tzinfo=UTC))
    'Sun 25 Oct 2026 01:30 GMT'
    """
    civil = civil_of(instant)
    return f"{weekday_words(civil.date())} {civil:%H:%M}{_seconds(civil)}{_zone(civil)}"


def typed_time(instant: datetime) -> str:
    """Write an instant as a record or a command takes it.

    >>> from datetime import UTC
    >>> typed_time(datetime(2026, 10, 25, 0, 30, tzinfo=UTC)), typed_time(datetime(2026, 11, 20, 18, 0, tzinfo=UTC))
    ('2026-10-25 01:30 BST', '2026-11-20 18:00')
    """
    civil = civil_of(instant)
    return f"{civil:%Y-%m-%d %H:%M}{_seconds(civil)}{_zone(civil)}"


def span_words(start: datetime, end: datetime) -> str:
    """Write a time from one instant to another.

    >>> from datetime import UTC
    >>> span_words(datetime(2026, 11, 16, 9, 0, tzinfo=UTC), datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    'Mon 16 Nov 2026 09:00 to Mon 23 Nov 2026 09:00'
    """
    return f"{at_words(start)} to {at_words(end)}"


def _seconds(civil: datetime) -> str:
    return f":{civil:%S}" if civil.second else ""


def _zone(civil: datetime) -> str:
    return f" {civil.tzname()}" if is_repeated(civil.replace(tzinfo=None)) else ""


def near_words(instant: datetime, now: datetime) -> str:
    """Write an instant without its year where that is the year now.

    >>> from datetime import UTC
    >>> near_words(datetime(2026, 11, 23, 9, 0, tzinfo=UTC), datetime(2026, 11, 21, 3, 10, tzinfo=UTC))
    'Mon 23 Nov 09:00'
    """
    words, year = at_words(instant), civil_of(instant).year
    return words.replace(f" {year} ", " ", 1) if year == civil_of(now).year else words


def soon_words(instant: datetime, now: datetime) -> str:
    """Write an instant of these days by its weekday alone.

    >>> from datetime import UTC
    >>> soon_words(datetime(2026, 11, 20, 16, 40, tzinfo=UTC), datetime(2026, 11, 21, 3, 10, tzinfo=UTC))
    'Fri 16:40'
    """
    words = near_words(instant, now)
    if abs(instant - now) >= _SOON or civil_of(instant).year != civil_of(now).year:
        return words
    weekday, _, _, clock = words.split(" ", 3)
    return f"{weekday} {clock}"
