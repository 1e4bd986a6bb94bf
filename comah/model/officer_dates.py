"""Dates as officers in the United Kingdom write them, read without a guess and echoed in words.

Day first, always: 12/05/2023 is 12 May. A form that could mean two things is refused with the
forms that cannot: a year of two digits (12/5/23, May-23), a day and month without a year, a
season, a financial year. ``Q2 2024`` is the calendar quarter, April to June; its echo says the
months, so that an officer who meant the financial quarter sees it before anything counts on it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from comah.model.date_echo import MONTHS, WEEKDAYS, date_echo, long_day
from comah.model.when import FIRST_DAY, LAST_DAY, NotADateError, When

OFFICER_DATE_EXAMPLE: Final = '12/05/2023, "12 May 2023", "May 2023", "Q2 2024" or 2023-05-12'

_SHORTEST: Final = 3  # letters that tell every month and weekday from the others
_MONTHS_A_QUARTER: Final = 3

_M: Final = r"(?P<m>[A-Za-z]{3,9})\.?"
_D: Final = r"(?P<d>\d{1,2})(?P<th>st|nd|rd|th)?"
_Y: Final = r"(?P<y>\d{4})"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:{text})$", re.ASCII | re.IGNORECASE)


_PREFIX: Final = re.compile(r"^([A-Za-z]{3,9})[,.]?\s+(?=\d|\w+ \d)", re.ASCII)
_NUMERIC: Final = _pattern(rf"(?P<d>\d{{1,2}})([/.-])(?P<m>\d{{1,2}})\2{_Y}")
_DAY: Final = _pattern(rf"{_D}[ -](?:of )?{_M},?[ -]{_Y}")
_MONTH_FIRST: Final = _pattern(rf"{_M} {_D},? {_Y}")
_MONTH: Final = _pattern(rf"{_M},?[ -](?:of )?{_Y}|(?P<n>\d{{1,2}})/(?P<y2>\d{{4}})")
_QUARTER: Final = _pattern(rf"q(?P<q>[1-4])[ /-]?{_Y}|(?P<y2>\d{{4}})[ /-]?q(?P<q2>[1-4])")
_BETWEEN: Final = _pattern(r"between (?P<first>.+) and (?P<last>.+)")
_SPAN: Final = _pattern(r"(?:from )?(?P<first>.+?) ?(?:-| to | until ) ?(?P<last>.+)")
_WEEK: Final = _pattern(r"(?:w/c|wc|week commencing|week beginning|week of) (?P<day>.+)")
_SHORT_YEAR: Final = _pattern(rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]|(?:{_D}[ -/])?{_M}[ -/])'?\d{{2}}")
_POINT: Final = r"\d{4}(?:-W\d{2}|-\d{2}-\d{2}|-(?:0\d|1[0-2]))?"
_EDTF: Final = _pattern(rf"{_POINT}(?:/{_POINT})?|\[{_POINT}\.\.{_POINT}\]")
_SEASON: Final = _pattern(r"(?:early |mid |late )?(?:spring|summer|autumn|winter)[ -]\d{4}(?:/\d{2,4})?")


def read_officer_date(text: str) -> When:
    """Read a date that an officer typed, with the text that goes into the record.

    >>> read_officer_date("12/05/2023"), read_officer_date("Fri 12th May 2023")
    (When('2023-05-12'), When('2023-05-12'))
    >>> read_officer_date("May 2023"), read_officer_date("Q2 2024")
    (When('2023-05'), When('2024-04/2024-06'))
    >>> read_officer_date("between 3 and 9 April 2024"), read_officer_date("22-23 Nov 2016")
    (When('[2024-04-03..2024-04-09]'), When('2016-11-22/2016-11-23'))

    Raises:
        NotADateError: for what is no date, could mean two, or names a weekday that the day was not.
    """
    plain = " ".join(text.replace("\N{EN DASH}", "-").replace("\N{EM DASH}", "-").split())
    found = _read(plain)
    if found is None:
        raise NotADateError(_why_not(plain))
    return found


def reading_words(text: str, when: When) -> str:
    """Say how a typed date was read, and by what convention where there is another.

    >>> reading_words("12/05/2023", read_officer_date("12/05/2023"))
    'Read as Friday 12 May 2023 (UK day/month/year)'
    """
    plain = text.strip()
    if _QUARTER.match(plain):
        return f"Read as {date_echo(when)}, the calendar quarter"
    is_numeric = any(_NUMERIC.match(part) for part in plain.split())
    return f"Read as {date_echo(when)}{' (UK day/month/year)' if is_numeric else ''}"


def _read(text: str) -> When | None:
    """Try each form in turn; none of them overlaps another."""
    day = _read_day(text)
    if day is not None:
        return When.on_day(day)
    return _read_vague(text) or _read_week(text) or _read_between(text) or _read_span(text)


def _read_day(text: str) -> date | None:
    """Read one day, and hold any weekday before it to the calendar."""
    prefix = _PREFIX.match(text)
    weekday = _number(prefix.group(1), WEEKDAYS) if prefix else None
    bare = text[prefix.end() :] if prefix and weekday is not None else text
    day = _bare_day(bare)
    if day is not None and weekday is not None and day.weekday() != weekday:
        message = (
            f"{text!r}: {long_day(day)} was a {WEEKDAYS[day.weekday()]}, not a {WEEKDAYS[weekday]}. "
            "Find out which is wrong, then give the date without its weekday"
        )
        raise NotADateError(message)
    return day


def _bare_day(text: str) -> date | None:
    if re.match(r"^\d{4}-\d{2}-\d{2}$", text, re.ASCII):
        return When.read(text).earliest
    found = _NUMERIC.match(text)
    if found:
        return _day(int(found["y"]), int(found["m"]), int(found["d"]), text)
    named = _DAY.match(text) or _MONTH_FIRST.match(text)
    if not named:
        return None
    month = _number(named["m"], MONTHS)
    if month is None or (named["th"] and named["th"].lower() != _ordinal(int(named["d"]))):
        return None
    return _day(int(named["y"]), month + 1, int(named["d"]), text)


def _read_vague(text: str) -> When | None:
    """Read a quarter, a month or whatever else records hold."""
    quarter = _QUARTER.match(text)
    if quarter:
        last = int(quarter["q"] or quarter["q2"]) * _MONTHS_A_QUARTER
        year = quarter["y"] or quarter["y2"]
        return When.read(f"{year}-{last - _MONTHS_A_QUARTER + 1:02}/{year}-{last:02}")
    month = _MONTH.match(text)
    if month:
        number = int(month["n"]) - 1 if month["n"] else _number(month["m"], MONTHS)
        if number is not None and number in range(len(MONTHS)):
            return When.read(f"{month['y'] or month['y2']}-{number + 1:02}")
    return _edtf(text)


def _edtf(text: str) -> When | None:
    """Read a form of the records themselves; let impossible days speak, and leave the rest to others."""
    return When.read(text) if _EDTF.match(text) else None


def _read_week(text: str) -> When | None:
    found = _WEEK.match(text)
    day = _read_day(found["day"]) if found else None
    if day is None:
        return None
    if day.weekday() != 0:
        message = f"{text!r}: {long_day(day)} was a {WEEKDAYS[day.weekday()]}, and a week is given by its Monday"
        raise NotADateError(message)
    year, week, _ = day.isocalendar()
    return When.read(f"{year}-W{week:02}")


def _read_between(text: str) -> When | None:
    """Read one day, not known more closely, between two days."""
    ends = _ends(_BETWEEN.match(text))
    if ends is None or not (ends[0].is_day and ends[1].is_day):
        return None
    return When.read(f"[{ends[0].text}..{ends[1].text}]")


def _read_span(text: str) -> When | None:
    """Read ``April to June 2024``, a day not known, or ``22-23 Nov 2016``, an event of two days."""
    ends = _ends(_SPAN.match(text))
    if ends is None or ends[0].is_day != ends[1].is_day:
        return None
    return When.read(f"{ends[0].text}/{ends[1].text}")


def _ends(found: re.Match[str] | None) -> tuple[When, When] | None:
    """Read both ends of a span; what the first leaves out stands in the last."""
    if not found:
        return None
    first, last = found["first"].strip(), found["last"].strip()
    closing = _end(last)
    if closing is None:
        return None
    words = last.split(" ")
    for borrowed in ("", " ".join(words[-1:]), " ".join(words[-2:])):
        opening = _end(f"{first} {borrowed}".strip())
        if opening is not None:
            return opening, closing
    return None


def _end(text: str) -> When | None:
    day = _read_day(text)
    if day is not None:
        return When.on_day(day)
    found = _MONTH.match(text)
    number = _number(found["m"], MONTHS) if found and found["m"] else None
    return When.read(f"{found['y']}-{number + 1:02}") if found and number is not None else None


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        found = date(year, month, day)
    except ValueError as error:
        reason = f"there is no month {month}" if month > len(MONTHS) else "there is no such day"
        message = f"{text!r}, read as UK day/month/year: {reason}"
        raise NotADateError(message) from error
    if not FIRST_DAY <= found <= LAST_DAY:
        message = f"{text!r} is outside the years 1900 to 2199"
        raise NotADateError(message)
    return found


def _why_not(text: str) -> str:
    """Say why a text is refused, and what to write instead."""
    if _SHORT_YEAR.match(text):
        reason = "a year of two digits can be taken for a day; write all four"
    elif _SEASON.match(text):
        reason = 'a season has no first day; write the months, such as "September to November 2024"'
    elif re.match(r"^\d{4}[/-]\d{2}$", text, re.ASCII):
        reason = 'this may be a financial year or a month; write "April 2023 to March 2024" or 2023-04'
    else:
        reason = "this is no date that can be read without guessing"
    return f"{text!r}: {reason}. Good forms: {OFFICER_DATE_EXAMPLE}"


def _number(word: str, names: tuple[str, ...]) -> int | None:
    """Return the position of the name that the word is or begins."""
    lower = word.lower()
    if len(lower) < _SHORTEST:
        return None
    return next((at for at, name in enumerate(names) if name.lower().startswith(lower)), None)


def _ordinal(number: int) -> str:
    """Return the letters after a number.

    >>> [_ordinal(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 22, 23)]
    ['st', 'nd', 'rd', 'th', 'th', 'th', 'th', 'st', 'nd', 'rd']
    """
    if number in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
