"""A week as officers plan by it: from its Monday."""

from __future__ import annotations

from datetime import date, timedelta


def monday_of(day: date) -> date:
    """Return the Monday of a day's week.

    >>> print(monday_of(date(2026, 11, 22)), monday_of(date(2026, 11, 23)))
    2026-11-16 2026-11-23
    """
    return day - timedelta(days=day.weekday())
