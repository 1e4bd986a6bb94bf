"""A date value in long words, so that whoever typed it sees how it was read."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from comah.model.when import When
from comah.model.words import count_words

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def date_echo(when: When) -> str:
    """Write a date value in long words, so that a misreading is seen.

    >>> date_echo(When.read("2023-05-12"))
    'Friday 12 May 2023'
    >>> date_echo(When.read("2024-04/2024-06"))
    'April to June 2024 (day not known; counted from 1 April 2024)'
    """
    if not when.is_known:
        return "day not on record"
    if when.is_day:
        return f"{WEEKDAYS[when.earliest.weekday()]} {long_day(when.earliest)}"
    if when.is_exact:
        days = count_words((when.latest - when.earliest).days + 1, "day")
        return f"{_days(when.earliest, 'to', when.latest)} ({days}; counted from the first)"
    return f"{_span_words(when.earliest, when.latest)} (day not known; counted from {long_day(when.earliest)})"


def long_day(day: date) -> str:
    """Write a day in full.

    >>> long_day(date(2023, 5, 12))
    '12 May 2023'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _days(first: date, joint: str, last: date) -> str:
    if first.year != last.year:
        return f"{long_day(first)} {joint} {long_day(last)}"
    month = f" {MONTHS[first.month - 1]}" if first.month != last.month else ""
    return f"{first.day}{month} {joint} {long_day(last)}"


def _span_words(first: date, last: date) -> str:
    """Write a span by years or months where it is made of whole ones, else by its days."""
    if first.day != 1 or (last + timedelta(days=1)).day != 1:
        return f"between {_days(first, 'and', last)}"
    if (first.month, last.month) == (1, len(MONTHS)):
        return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
    closing = f"{MONTHS[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return closing
    opening = MONTHS[first.month - 1] + (f" {first.year}" if first.year != last.year else "")
    return f"{opening} to {closing}"
