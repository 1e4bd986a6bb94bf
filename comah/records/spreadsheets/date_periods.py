"""Periods in which a date lies, as officers write them: financial years, quarters, seasons, parts of a year."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

import msgspec

from comah.model.date_echo import MONTHS
from comah.model.officer_dates import read_officer_date
from comah.model.when import NotADateError, When
from comah.model.words import when_words

_MONTHS: Final = len(MONTHS)
_YEARS: Final = re.compile(
    r"^(?P<fy>f\.?y\.? ?|financial year )?(?P<y>\d{4}) ?[/-] ?(?P<next>\d{4}|\d{2})$", re.IGNORECASE | re.ASCII
)
_QUARTER: Final = re.compile(
    r"^q(?:uarter |tr )?(?P<q>[1-4])[ ,/-]*(?P<y>\d{4})(?:[/-](?P<next>\d{2,4}))?$"
    r"|^(?P<y2>\d{4})[ /-]*q(?P<q2>[1-4])$",
    re.IGNORECASE | re.ASCII,
)
_HALF: Final = re.compile(
    r"^(?:h(?P<h>[12])|(?P<which>first|1st|second|2nd) half(?: of)?)[ ,/-]*(?P<y>\d{4})$", re.IGNORECASE | re.ASCII
)
_SEASON: Final = re.compile(
    r"^(?:early |mid[ -]?|late )?(?P<s>spring|summer|autumn|fall|winter)(?: of)?[ ,-]*"
    r"(?P<y>\d{4})(?:[/-](?P<next>\d{2,4}))?$",
    re.IGNORECASE | re.ASCII,
)
_PART: Final = re.compile(
    r"^(?P<part>early|mid|middle of|late|start of|beginning of|end of|end)[ -](?:in )?(?P<rest>(?:[a-z]{3,9} )?\d{4})$",
    re.IGNORECASE | re.ASCII,
)
_FINANCIAL: Final = 4  # the month in which a council's financial year begins
# The widest months that any convention gives a season: its days are never narrower than meant.
_SEASONS: Final = {"spring": (3, 6), "summer": (6, 9), "autumn": (9, 12), "fall": (9, 12)}


class Typed(msgspec.Struct, frozen=True):
    """A date read from a text, and the convention by which it was."""

    when: When
    remark: str = ""


def financial_year(text: str, _on: date) -> Typed | None:
    """Read a financial year, or two years."""
    found = _YEARS.match(text)
    if not found:
        return None
    year, following = int(found["y"]), found["next"]
    is_next = following in {str(year + 1), f"{(year + 1) % 100:02}"}
    if len(following) == len("2024") and not found["fy"]:
        return _whole_years(text, year, int(following))
    is_month = not found["fy"] and len(following) == len("04") and 1 <= int(following) <= _MONTHS
    if is_month and "-" in text and not is_next:
        return None  # 2023-05, as records write a month
    if is_month or not is_next:
        message = (
            f'{text!r} may be a financial year or a month. Write "April {year} to March {year + 1}" or a month in words'
            if is_month
            else f'{text!r} names no financial year. Write the months, such as "April {year} to March {year + 1}"'
        )
        raise NotADateError(message)
    when = When.read(f"{year}-{_FINANCIAL:02}/{year + 1}-{_FINANCIAL - 1:02}")
    return Typed(when, f"{text!r} read as the financial year, {when_words(when)}")


def _whole_years(text: str, first: int, last: int) -> Typed:
    """Read two full years as both of them: a financial year would lie within, and may not be meant."""
    when = When.read(f"{first}/{last}")
    closer = "; a financial year would be closer" if last == first + 1 else ""
    return Typed(when, f"{text!r} read as the whole of {when_words(when)}{closer}")


def quarter(text: str, _on: date) -> Typed | None:
    """Read a quarter, of the calendar year unless it names two years."""
    found = _QUARTER.match(text)
    if not found:
        return None
    number, year = int(found["q"] or found["q2"]), int(found["y"] or found["y2"])
    calendar, financial = _three_months(year, 3 * number - 2), _three_months(year, 3 * number + 1)
    if found["next"]:
        if found["next"] not in {str(year + 1), f"{(year + 1) % 100:02}"}:
            message = f"{text!r} names no financial year. Write the months"
            raise NotADateError(message)
        return Typed(financial, f"{text!r} read as a quarter of the financial year, {when_words(financial)}")
    other = f"a financial quarter would be {when_words(financial)}"
    return Typed(calendar, f"{text!r} read as the calendar quarter, {when_words(calendar)}; {other}")


def half(text: str, _on: date) -> Typed | None:
    """Read half of a calendar year."""
    found = _HALF.match(text)
    if not found:
        return None
    is_first = found["h"] == "1" or (found["which"] or "").lower() in {"first", "1st"}
    when = When.read(f"{found['y']}-01/{found['y']}-06" if is_first else f"{found['y']}-07/{found['y']}-12")
    return Typed(when, f"{text!r} read as half of the calendar year, {when_words(when)}")


def season(text: str, _on: date) -> Typed | None:
    """Read a season as the widest months that it can mean."""
    found = _SEASON.match(text)
    if not found:
        return None
    named, year, following = found["s"].lower(), int(found["y"]), found["next"]
    if named == "winter" and following in {str(year + 1), f"{(year + 1) % 100:02}"}:
        when = When.read(f"{year}-12/{year + 1}-03")
    elif named == "winter" or following:
        message = f'{text!r}: there are two winters in a year. Write the months, such as "December 2023 to March 2024"'
        raise NotADateError(message if named == "winter" else f"{text!r} names two years. Write the months")
    else:
        first, last = _SEASONS[named]
        when = When.read(f"{year}-{first:02}/{year}-{last:02}")
    return Typed(when, f"{text!r} read as {when_words(when)}, the widest months that any convention gives that season")


def part_of_year(text: str, _on: date) -> Typed | None:
    """Read the early, middle or late part of a year or month as the whole of it."""
    found = _PART.match(text)
    if not found:
        return None
    when = read_officer_date(found["rest"])
    return Typed(
        when, f'{text!r} read as the whole of {when_words(when)}: "{found["part"].lower()}" has no first or last day'
    )


def _three_months(year: int, month: int) -> When:
    first = date(year + (month - 1) // _MONTHS, (month - 1) % _MONTHS + 1, 1)
    return When.read(f"{month_text(first, 0)}/{month_text(first, 2)}")


def month_text(day: date, by: int) -> str:
    """Write the month so many months from a day, as records do."""
    months = day.year * _MONTHS + day.month - 1 + by
    return f"{months // _MONTHS}-{months % _MONTHS + 1:02}"
