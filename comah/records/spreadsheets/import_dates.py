"""The date in a cell: read by a convention that is said, or reported; never guessed in silence."""

from __future__ import annotations

import itertools
import math
import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

import msgspec

from comah.model.sheet import Cell
from comah.model.when import LAST_DAY, NotADateError, When
from comah.model.words import day_words, when_words
from comah.records.shown import printable
from comah.records.spreadsheets.date_periods import Typed
from comah.records.spreadsheets.date_read import (
    BLANK,
    DateKind,
    DateRead,
    dated,
    implausible,
    unread,
    with_remark,
)
from comah.records.spreadsheets.date_texts import read_text_date
from comah.records.spreadsheets.date_words import Standing, is_no_date, is_unknown, words_beside
from comah.records.spreadsheets.words import exercise_type

_EPOCH: Final = date(1899, 12, 30)
_EPOCH_1904: Final = date(1904, 1, 1)
WRITE_ONE: Final = "Write one date"
_SAYS_NO_MORE: Final = "this is no date"
_LONGEST: Final = 120  # letters of a date with the words beside it
_CACHED: Final = 20_000

_LITERAL: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_MARK: Final = re.compile(
    r"^(?P<date>.*\d{2}.*?)\s*(?P<mark>[*\u2020\u2021\u00a7\u00b9\u00b2\u00b3\u2070-\u2079^#]+|[(\[]\d{1,2}[)\]])$"
)
_WITH_TYPE: Final = re.compile(
    r"^(?P<date>.*\d.*?)[ ,;:-]*[(\[]?(?P<type>[a-z][a-z -]*)[)\]]?$"
    r"|^(?P<type2>[a-z][a-z -]*?)[ ,;:(-]+(?P<date2>.*\d.*?)\)?$",
    re.IGNORECASE | re.ASCII,
)
_SEVERAL: Final = re.compile(r"\s*(?:\n|;|,|&|\band\b|\bthen\b)\s*", re.IGNORECASE)
_SERIAL: Final = re.compile(r"^\d{5}(?:\.\d+)?$", re.ASCII)
_DAY_WITHOUT_YEAR: Final = re.compile(r"^\d{1,2}(?:st|nd|rd|th)?[ /-][a-z]{3,9}$", re.IGNORECASE | re.ASCII)


def read_import_date(cell: Cell, *, on: date, has_serials_from_1904: bool = False) -> DateRead:
    """Read the date in a cell, saying every convention used.

    >>> on = date(2026, 11, 21)
    >>> read_import_date(Cell(value="12/05/2023"), on=on).words
    '12 May 2023'
    >>> read_import_date(Cell(value=datetime(2023, 5, 1), number_format="mmm-yy"), on=on).words
    'May 2023'
    >>> read_import_date(Cell(value="2021 (postponed)"), on=on).kind
    <DateKind.NOT_AN_EVENT: 'not an event'>
    """
    value = cell.value
    if value is None:
        return (
            unread("is a formula whose result is not in the file: open it in Excel, save it, import it again")
            if (cell.is_formula)
            else BLANK
        )
    if cell.is_struck:
        return unread(f"{cell.text!r} is struck through; it is not taken")
    if isinstance(value, str):
        return _read_text(value, on, has_serials_from_1904)
    if isinstance(value, bool | time):
        return unread(f"{cell.text!r} is no date")
    if isinstance(value, int | float):
        return _read_number(value, on, has_serials_from_1904)
    return _read_real(value, cell.number_format, on)


@lru_cache(maxsize=_CACHED)
def _read_real(value: date | datetime, number_format: str, on: date) -> DateRead:
    """Read a real date no more exactly than the cell shows it."""
    day = value.date() if isinstance(value, datetime) else value
    why_not = implausible(day.year, on)
    if why_not:
        return unread(f"the cell holds {day.isoformat()}, {why_not}")
    shown = _LITERAL.sub("", number_format.partition(";")[0]).lower()
    shows_day = "d" in shown or not re.search(r"[my]", shown)
    if shows_day and "y" not in shown and ("m" in shown or "d" in shown):
        return unread(
            f"the cell shows a day without its year. The file says {day_words(day)}, but Excel adds the year "
            "in which such a day is typed: show the cell as dd/mm/yyyy, and see that it is right"
        )
    if "h" in shown and "y" not in shown:
        return unread(f"the cell shows a time of day; the file says {day_words(day)}")
    if not shows_day:
        text = f"{day:%Y-%m}" if "m" in shown else f"{day:%Y}"
        when = When.read(text)
        return dated(when, f"the cell shows {when_words(when)}: its day in the file, {day_words(day)}, is not taken")
    return dated(When.on_day(day), _real_remark(value, shown))


def _real_remark(value: date | datetime, shown: str) -> str:
    day = day_words(value)
    if isinstance(value, datetime) and value.time() != time():
        return f"the time of day, {value:%H:%M}, is left out"
    if re.match(r"m{1,2}/d{1,2}/", shown):
        return f"the cell shows the month first; the day in the file is {day}"
    return ""


@lru_cache(maxsize=_CACHED)
def _read_number(value: float, on: date, is_1904: bool) -> DateRead:  # noqa: FBT001 - cached by position
    """Read a bare number as a year, a day written together, or Excel's count of days."""
    is_whole = math.isfinite(value) and value == int(value)
    if is_whole and not implausible(int(value), on):
        return dated(When.read(str(int(value))))
    if is_whole and len(str(int(value))) == len("20230512"):
        return _read_text(str(int(value)), on, is_1904)
    first = _EPOCH_1904 if is_1904 else _EPOCH
    days = int(value) if 0 < value < (LAST_DAY - first).days else 0
    day = first + timedelta(days=days)
    if not days or implausible(day.year, on):
        return unread(f"the number {value:g} is no date that can be read without guessing")
    epoch = "1904, as this workbook counts" if is_1904 else "1900"
    return dated(
        When.on_day(day), f"{Cell(value=value).text} read as Excel's count of days from {epoch}: {day_words(day)}"
    )


@lru_cache(maxsize=_CACHED)
def _read_text(text: str, on: date, is_1904: bool) -> DateRead:  # noqa: FBT001 - cached by position
    lines = [
        " ".join(line.replace("\N{EN DASH}", "-").replace("\N{EM DASH}", "-").split()) for line in text.splitlines()
    ]
    plain = "\n".join(line for line in lines if line)
    if len(plain) > _LONGEST or not plain:
        return unread(f"{printable(plain)!r} is too long for a date") if plain else BLANK
    if is_no_date(plain):
        return DateRead(kind=DateKind.NO_DATE, remark=f"{plain!r}: no date, and none is recorded")
    if is_unknown(plain):
        return DateRead(kind=DateKind.UNKNOWN, remark=f"{plain!r} is not a fact, and nothing is recorded of it")
    if _SERIAL.match(plain):
        return _read_number(float(plain), on, is_1904)
    return _dates_in(plain, on)


def _dates_in(plain: str, on: date) -> DateRead:
    if plain.startswith("#"):
        return unread(f"{plain} is an error of the sheet's own formula")
    whole = _one_line(plain, on) if "\n" not in plain else unread("")
    if whole.kind is not DateKind.UNREAD:
        return whole
    return _several(plain, on) or (whole if whole.remark else unread(_not_read(plain)))


def _one_line(text: str, on: date) -> DateRead:
    """Read one date with whatever marks and words stand beside it."""
    marked = _MARK.match(text)
    if marked:
        return with_remark(_one_line(marked["date"], on), f"the mark {marked['mark']} after the date is left out")
    try:
        return _plausible(read_text_date(text, on=on), on)
    except NotADateError as error:
        return _beside(text, on) or _with_type(text, on) or unread(_reason(text, str(error)))


def _beside(text: str, on: date) -> DateRead | None:
    """Read a date beside words that say what became of it."""
    beside = words_beside(text)
    if beside is None:
        return None
    inner = _one_line(beside.date, on) if beside.date else BLANK
    if beside.standing is Standing.DONE:
        is_read = inner.kind is DateKind.DATE
        return with_remark(inner, f'"{beside.words}" beside the date is left out') if is_read else None
    said = f"{text!r} says {beside.words}: it is not taken as something that happened then"
    remark = f"{said}; {inner.remark}" if inner.whens and inner.remark else said
    return DateRead(kind=DateKind.NOT_AN_EVENT, whens=inner.whens, remark=remark, standing=beside.standing)


def _with_type(text: str, on: date) -> DateRead | None:
    """Read ``12/05/2023 (TTX)``: the words beside the date are a type of exercise and nothing else."""
    found = _WITH_TYPE.match(text)
    words = (found["type"] or found["type2"]).strip() if found else ""
    if not found or exercise_type(words) is None:
        return None
    inner = _one_line((found["date"] or found["date2"]).strip(), on)
    is_plain = inner.kind is DateKind.DATE and not inner.type
    return msgspec.structs.replace(inner, type=words) if is_plain else None


def _several(text: str, on: date) -> DateRead | None:
    """Read several dates in one cell, where each reads cleanly and none can be another."""
    parts = [part for part in _SEVERAL.split(text) if part]
    read = [_one_line(part, on) for part in parts]
    if len(parts) < 2 or any(one.kind is not DateKind.DATE for one in read):  # noqa: PLR2004 - several are two
        return None
    whens = sorted((when for one in read for when in one.whens), key=lambda when: when.earliest)
    if any(later.earliest <= earlier.latest for earlier, later in itertools.pairwise(whens)):
        return unread(f"{text!r} holds dates that may be one and the same: write each in a row of its own")
    types = [one.type for one in read]
    if any(types):
        return unread(f"{text!r} holds several exercises: write each in a row of its own")
    remarks = [
        f"{' / '.join(parts)!r} holds {len(whens)} dates; each is taken",
        *(one.remark for one in read if one.remark),
    ]
    return DateRead(kind=DateKind.DATE, whens=tuple(whens), remark="; ".join(remarks))


def _plausible(typed: Typed, on: date) -> DateRead:
    why_not = implausible(typed.when.earliest.year, on)
    return unread(f"{typed.when.text}: {why_not}") if why_not else dated(typed.when, typed.remark)


def _reason(text: str, officers: str) -> str:
    """Say why a text was not read."""
    if _DAY_WITHOUT_YEAR.match(text):
        return f"{text!r} has no year"
    if text.endswith("?"):
        return f"{text!r} is in doubt: write what is sure, such as the month or the year alone"
    return officers if _SAYS_NO_MORE not in officers else _not_read(text)


def _not_read(text: str) -> str:
    return f"{text!r} is not one date that can be read without guessing. {WRITE_ONE}"
