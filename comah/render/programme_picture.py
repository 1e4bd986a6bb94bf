"""A programme as a picture in text: years across, plans down. Every letter is ASCII, so any console shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from comah.model.programme_page import PlanLine
from comah.render.plain import plain

LEGEND: Final = (
    "L live, T tabletop, C control post, S seminar, N notification, O other: proposed; small letters: on record. "
    "! past the safe date. . in date."
)
_LETTERS: Final = {"live": "L", "tabletop": "T", "control-post": "C", "seminar": "S", "notification": "N"}
_OTHER: Final = "O"
_LATE: Final = "!"
_IN_DATE: Final = "."
_MONTHS: Final = 12
_NAME: Final = 28  # letters of a plan's name, at the most
_GAP: Final = "  "


def picture(plans: Sequence[PlanLine], first: date, last: date, width: int) -> tuple[str, ...]:
    """Return the lines of the picture: a column a month where the width allows it, else a column a quarter.

    Args:
        plans: the plans, one a line.
        first: the first day of the programme.
        last: its last day.
        width: columns of the page; a picture that even in quarters is wider is left out.
    """
    names = max((len(_name(one)) for one in plans), default=0)
    months = 1 if names + len(_GAP) + _columns(first, last, 1) <= width else 3
    if not plans or names + len(_GAP) + _columns(first, last, months) > width:
        return ()
    unit = "months" if months == 1 else "quarters"  # of a column
    head = f"{unit if len(unit) <= names else '':<{names}}{_GAP}{_years(first, last, months)}".rstrip()
    return (head, *(f"{_name(one):<{names}}{_GAP}{''.join(_marks(one, first, last, months))}" for one in plans))


def _name(line: PlanLine) -> str:
    return plain(line.plan)[:_NAME]


def _index(day: date, first: date, months: int) -> int:
    """Return the column of a day; columns begin with the calendar's months and quarters."""
    start = first.year * _MONTHS // months + (first.month - 1) // months
    return day.year * _MONTHS // months + (day.month - 1) // months - start


def _columns(first: date, last: date, months: int) -> int:
    return _index(last, first, months) + 1


def _years(first: date, last: date, months: int) -> str:
    """Return the years, each over its first column where there is room; of quarters their last two digits."""
    text, columns = "", _columns(first, last, months)
    for year in range(first.year, last.year + 1):
        at, name = max(0, _index(date(year, 1, 1), first, months)), f"{year}" if months == 1 else f"{year % 100:02}"
        after = min(columns, _index(date(year + 1, 1, 1), first, months))
        if at + len(name) <= after:
            text = f"{text:<{at}}{name}"
    return text


def _marks(line: PlanLine, first: date, last: date, months: int) -> Iterator[str]:
    late = {
        column
        for span in line.late
        for column in range(_index(max(span.first, first), first, months), _index(span.last, first, months) + 1)
    }
    tests = {_index(one.on, first, months): one for one in line.tests}
    for column in range(_columns(first, last, months)):
        test = tests.get(column)
        if test is None:
            yield _LATE if column in late else _IN_DATE
        else:
            letter = _LETTERS.get(test.type, _OTHER)
            yield letter.lower() if test.is_committed else letter
