"""Days of an exercise's steps in the short form of a page, and the days on which nobody is to be had."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

import msgspec

from comah.agenda.good_days import Around
from comah.model.book import Book
from comah.model.exercise import Exercise
from comah.model.words import day_words, weekday_words
from comah.workdays.christmas import is_christmas_week

MOST: Final = 3  # days offered
_A_DAY: Final = timedelta(days=1)


def short_day(day: date, on: date) -> str:
    """Write a day without its year where that is the year of the page.

    >>> short_day(date(2026, 12, 2), date(2026, 10, 28)), short_day(date(2027, 3, 24), date(2026, 10, 28))
    ('2 Dec', '24 Mar 2027')
    """
    words = day_words(day)
    return words.rpartition(" ")[0] if day.year == on.year else words


def short_span(first: date, last: date, on: date) -> str:
    """Write a span of days in the same form, the month and the year once where they are the same.

    >>> short_span(date(2026, 12, 30), date(2027, 1, 5), date(2026, 10, 28))
    '30 Dec-5 Jan 2027'
    >>> short_span(date(2027, 1, 29), date(2027, 2, 5), date(2026, 10, 28))
    '29 Jan-5 Feb 2027'
    >>> short_span(date(2026, 12, 2), date(2026, 12, 3), date(2026, 10, 28))
    '2-3 Dec'
    """
    if first == last:
        return short_day(last, on)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}-{short_day(last, on)}"
    return f"{short_day(first, last if first.year == last.year else on)}-{short_day(last, on)}"


def choice_words(days: Sequence[date]) -> str:
    """Write days to choose from; the year once.

    >>> choice_words([date(2027, 1, 4), date(2027, 1, 5)])
    'Mon 4 Jan or Tue 5 Jan 2027'
    """
    words = [weekday_words(day) for day in days]
    if len({day.year for day in days}) == 1:
        words = [*(one.rpartition(" ")[0] for one in words[:-1]), words[-1]]
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else "".join(words)


def debrief_days(book: Book, surroundings: Around, usual: date, limit: date | None) -> tuple[date, ...]:
    """Return the good days for a multi-agency debrief from the usual one on; where there are none, before it.

    They are working days from today on, not after the limit, not in Christmas week, free of the authority's
    diary and of every other exercise and debrief that wants the same agencies.
    """
    near = msgspec.structs.replace(surroundings, clash_days=0)
    taken = frozenset(_debriefs(book, surroundings))
    ends = limit or usual + timedelta(days=14)
    held = surroundings.exercise.held_on or surroundings.exercise.planned_on
    first = max(surroundings.on + _A_DAY, held.latest + _A_DAY if held is not None and held.is_known else usual)
    days = [first + timedelta(days=number) for number in range(max(0, (ends - first).days + 1))]
    good = [day for day in days if day not in taken and not is_christmas_week(day) and not any(near.against(day, day))]
    return tuple(sorted(sorted(good, key=lambda day: (day < usual, abs((day - usual).days)))[:MOST]))


def _debriefs(book: Book, surroundings: Around) -> Iterator[date]:
    """Yield the days on which the authority, or an agency of the exercise, has another debrief."""
    own = _bodies(surroundings.exercise)
    for records in book.authorities:
        is_own = records.authority.id == surroundings.records.authority.id
        for other in records.exercises:
            booked = other.debrief_on
            if other.id == surroundings.exercise.id or booked is None or not booked.is_day or other.no_notice:
                continue
            if is_own or own & _bodies(other):
                yield booked.earliest


def _bodies(exercise: Exercise) -> frozenset[str]:
    return frozenset((*exercise.agencies, *(part.agency for part in exercise.attendance)))
