"""Dates and counts as officers write them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comah.model.when import When

_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def day_words(day: date) -> str:
    """Write a day.

    >>> day_words(date(2026, 5, 1))
    '1 May 2026'
    """
    return f"{day.day} {_SHORT[day.month - 1]} {day.year}"


def weekday_words(day: date) -> str:
    """Write a day with its weekday.

    >>> weekday_words(date(2026, 11, 21))
    'Sat 21 Nov 2026'
    """
    return f"{_DAYS[day.weekday()]} {day_words(day)}"


def when_words(when: When) -> str:
    """Write a date value no more exactly than it is known.

    >>> from comah.model.when import When
    >>> when_words(When.read("2024-04/2024-06"))
    'Apr-Jun 2024'
    >>> when_words(When.read("2016-11-22/2016-11-23"))
    '22-23 Nov 2016'
    >>> when_words(When.read("2023-11")), when_words(When.read("2024")), when_words(When.read("2024-W10"))
    ('Nov 2023', '2024', 'between 4 and 10 Mar 2024')
    """
    if not when.is_known:
        return "day not on record"
    first, last = when.earliest, when.latest
    if first == last:
        return day_words(first)
    if when.is_exact:
        return _span(first, last)
    if first.day == 1 and _is_month_end(last):
        return _months(first, last)
    return f"between {_span(first, last, ' and ')}"


def count_words(number: int, noun: str, plural: str = "") -> str:
    """Write a number of things.

    >>> count_words(1, "day"), count_words(3, "day"), count_words(2, "activity", "activities")
    ('1 day', '3 days', '2 activities')
    """
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def _is_month_end(day: date) -> bool:
    return date.fromordinal(day.toordinal() + 1).day == 1


def _span(first: date, last: date, joint: str = "-") -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{joint}{day_words(last)}"
    if first.year == last.year:
        return f"{first.day} {_SHORT[first.month - 1]}{joint if joint != '-' else ' - '}{day_words(last)}"
    return f"{day_words(first)}{joint if joint != '-' else ' - '}{day_words(last)}"


def _months(first: date, last: date) -> str:
    if (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year}-{last.year}"
    if first.year != last.year:
        return f"{_SHORT[first.month - 1]} {first.year} - {_SHORT[last.month - 1]} {last.year}"
    if first.month == last.month:
        return f"{_SHORT[first.month - 1]} {first.year}"
    return f"{_SHORT[first.month - 1]}-{_SHORT[last.month - 1]} {last.year}"
