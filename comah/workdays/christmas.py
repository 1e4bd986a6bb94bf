"""The week in which few can come to a meeting: good practice, not a bank holiday."""

from __future__ import annotations

from datetime import date
from typing import Final

_FROM: Final = (12, 24)
_TO: Final = (1, 1)


def is_christmas_week(day: date) -> bool:
    """Whether a day lies from Christmas Eve to New Year's Day.

    >>> is_christmas_week(date(2026, 12, 30)), is_christmas_week(date(2027, 1, 4))
    (True, False)
    """
    return (day.month, day.day) >= _FROM or (day.month, day.day) <= _TO
