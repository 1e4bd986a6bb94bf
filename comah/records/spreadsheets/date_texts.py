"""Dates as spreadsheets hold them in text: what officers type, and the forms that need a convention.

Every convention that was used is said, so that whoever knows better sees it before it counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from comah.model.date_echo import MONTHS
from comah.model.officer_dates import read_officer_date
from comah.model.when import NotADateError, When
from comah.model.words import day_words, when_words
from comah.records.spreadsheets.date_periods import (
    Typed,
    financial_year,
    half,
    month_text,
    part_of_year,
    quarter,
    season,
)

_YEARS_AHEAD: Final = 10  # a year of two digits is not taken to lie further ahead
_MONTHS: Final = len(MONTHS)
_MONTH_STARTS: Final = frozenset(name[:3].lower() for name in MONTHS)

_TWO_DIGITS: Final = re.compile(
    r"^(?P<day>.*(?<!\d)\d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep))'?(?P<y>\d{2})$"
    r"|^(?P<month>.*\b[a-z]{3,9})\.?,?[ /-]*'?(?P<y2>\d{2})$",
    re.IGNORECASE | re.ASCII,
)
_MONTH_ALONE: Final = re.compile(r"^[a-z]{3,9}$", re.IGNORECASE | re.ASCII)
_NUMERIC: Final = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)", re.ASCII)
_WITH_TIME: Final = re.compile(
    r"^(?P<day>\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})"
    r"(?:T|,? (?:at )?)(?P<time>\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?)(?:Z|[+-]\d\d:?\d\d)? ?(?:[ap]m|hrs)?$",
    re.IGNORECASE | re.ASCII,
)
_WEEK: Final = re.compile(
    r"^(?:w(?:(?:ee)?k)?(?: no\.?)?\.? ?(?P<w>\d{1,2})(?:,| of|/| -)? ?(?P<y>\d{4})"
    r"|(?P<y2>\d{4})(?:[ ,/-]*w(?:ee)?k\.? ?|[ ,/]+w)(?P<w2>\d{1,2}))$",
    re.IGNORECASE | re.ASCII,
)
_COMPACT: Final = re.compile(r"^(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)$", re.ASCII)
_ABOUT: Final = re.compile(
    r"^(?:circa|c\.?|ca\.?|approx\.?|approximately|about|around|roughly|est\.?|estimated|~)\s*(?P<rest>.*\d.*)$"
    r"|^(?P<rest2>.*\d.*?) ?[(\[]?(?:approx\.?|approximately|estimated|est\.?)[)\]]?$",
    re.IGNORECASE | re.ASCII,
)


def read_text_date(text: str, *, on: date) -> Typed:
    """Read one date from a text without outer spaces.

    >>> read_text_date("Q1 2024", on=date(2026, 11, 21)).when, read_text_date("wk 10 2024", on=date(2026, 11, 21)).when
    (When('2024-01/2024-03'), When('2024-W10'))

    Raises:
        NotADateError: for what is no date or could mean two; its message says why.
    """
    for form in _FORMS:
        found = form(text, on)
        if found is not None:
            return found
    return _officers(text)


def _officers(text: str) -> Typed:
    """Read what an officer would type at the command line."""
    numeric = _NUMERIC.search(text)
    if numeric and int(numeric[3]) > _MONTHS >= int(numeric[1]):
        message = (
            f"{text!r} has no month {numeric[3]} as day/month/year. It may be American, month first, "
            "and is not turned round: write it day first"
        )
        raise NotADateError(message)
    when = read_officer_date(text)
    is_either = numeric and int(numeric[1]) <= _MONTHS and numeric[1].lstrip("0") != numeric[3].lstrip("0")
    return Typed(when, f"{text!r} read day first, as {when_words(when)}" if is_either else "")


def _about(text: str, on: date) -> Typed | None:
    """Widen what is only about right: a year by a year, anything closer by a month, on either side."""
    found = _ABOUT.match(text)
    if not found:
        return None
    near = read_text_date(found["rest"] or found["rest2"], on=on).when
    first, last = near.earliest, near.latest
    if len(near.text) == len("2018"):
        when = When.read(f"{first.year - 1}/{first.year + 1}")
        by = "a year"
    else:
        when = When.read(f"{month_text(first, -1)}/{month_text(last, 1)}")
        by = "a month"
    return Typed(when, f"{text!r} is about right only: read as {when_words(when)}, {by} wider on either side")


def _with_time(text: str, on: date) -> Typed | None:
    found = _WITH_TIME.match(text)
    if not found:
        return None
    day = read_text_date(found["day"], on=on)
    if not found["time"].strip("0:."):
        return day
    return Typed(day.when, _joined(day.remark, f"the time of day in {text!r} is left out"))


def _two_digits(text: str, on: date) -> Typed | None:
    """Read a year of two digits as 20.. where that does not lie far ahead."""
    found = _TWO_DIGITS.match(text)
    if not found:
        return None
    year = 2000 + int(found["y"] or found["y2"])
    if year > on.year + _YEARS_AHEAD:
        message = f"{text!r}: a year of two digits; {year} lies far ahead. Write all four"
        raise NotADateError(message)
    written = f"{found['day']}{year}" if found["day"] else f"{found['month']} {year}"
    inner = _first_form(written, on, _SPELLED) or Typed(read_officer_date(written))
    return Typed(inner.when, _joined(_two_digit_words(text, inner.when, found["month"]), inner.remark))


def _two_digit_words(text: str, when: When, month: str | None) -> str:
    if month and month[:3].lower() in _MONTH_STARTS and _MONTH_ALONE.match(month):
        name = MONTHS[when.earliest.month - 1]
        return f"{text!r} read as the month {when_words(when)}, as Excel shows one; not as a day of {name}"
    first = "" if month else " day first, and"
    return f"{text!r} read{first} the year of two digits as {when.earliest.year}: {when_words(when)}"


def _week(text: str, _on: date) -> Typed | None:
    found = _WEEK.match(text)
    if not found:
        return None
    when = When.read(f"{found['y'] or found['y2']}-W{int(found['w'] or found['w2']):02}")
    return Typed(when, f"{text!r} read as the ISO week, {when_words(when)}; councils may count weeks otherwise")


def _compact(text: str, _on: date) -> Typed | None:
    found = _COMPACT.match(text)
    if not found:
        return None
    when = When.read(f"{found['y']}-{found['m']}-{found['d']}")
    return Typed(when, f"{text!r} read as year, month, day: {day_words(when.earliest)}")


def _joined(*remarks: str) -> str:
    return "; ".join(remark for remark in remarks if remark)


def _first_form(text: str, on: date, forms: tuple[_Form, ...]) -> Typed | None:
    return next((found for form in forms if (found := form(text, on)) is not None), None)


_Form = Callable[[str, date], Typed | None]
_SPELLED: Final[tuple[_Form, ...]] = (season, quarter, half, part_of_year)
_FORMS: Final[tuple[_Form, ...]] = (_about, _with_time, _compact, _week, financial_year, *_SPELLED, _two_digits)
