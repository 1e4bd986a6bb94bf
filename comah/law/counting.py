"""Counting a period of the law from an event: whole calendar days, no roll-over, no clock.

The day of the event is not counted, and the period ends on the corresponding date of the later
month, or on that month's last day where it has none: Dodds v Walker [1981] 1 WLR 1027. The
corresponding date is still in time. No deadline moves for a weekend or a bank holiday.

Of a date that is not known exactly, count from the earliest day and from the latest:

>>> from comah.model.when import When
>>> tested = When.read("2024-04/2024-06")
>>> three_years = Period(years=3)
>>> due_on = last_lawful_day(tested.earliest, three_years, Counting.EXCLUSIVE)
>>> due_latest_on = last_lawful_day(tested.latest, three_years, Counting.EXCLUSIVE)
>>> print(due_on, due_latest_on, safe_day(due_on))
2027-04-01 2027-06-30 2027-03-31
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from pendulum import Date

from comah.errors import ComahError
from comah.model.provision import Counting, Period

_A_DAY: Final = timedelta(days=1)
_FROM_THE_DAY_AFTER: Final = frozenset({Counting.EXCLUSIVE, Counting.DAYS, Counting.POLICY})


def last_lawful_day(event: date, period: Period, counting: Counting) -> date:
    """Return the last day on which what is owed after an event is still in time.

    Args:
        event: the day that the period counts from.
        period: the length of time allowed.
        counting: exclusive, policy and days leave the day of the event out; inclusive
            ("beginning on" it) counts it, and so ends a day earlier.

    Raises:
        ComahError: for a counting rule that has no period.

    Tested on 12 May 2023, on a leap day, and on the last day of a February before one:

    >>> three_years = Period(years=3)
    >>> due_on = last_lawful_day(date(2023, 5, 12), three_years, Counting.EXCLUSIVE)
    >>> print(due_on, safe_day(due_on))
    2026-05-12 2026-05-11
    >>> due_on = last_lawful_day(date(2024, 2, 29), three_years, Counting.EXCLUSIVE)
    >>> print(due_on, safe_day(due_on))
    2027-02-28 2027-02-27
    >>> due_on = last_lawful_day(date(2021, 2, 28), three_years, Counting.EXCLUSIVE)
    >>> print(due_on, safe_day(due_on))
    2024-02-28 2024-02-27

    Information received on 31 August 2025, six months:

    >>> due_on = last_lawful_day(date(2025, 8, 31), Period(months=6), Counting.EXCLUSIVE)
    >>> print(due_on, safe_day(due_on))
    2026-02-28 2026-02-27

    Notice of four months given on 30 September 1978, as in Dodds v Walker:

    >>> due_on = last_lawful_day(date(1978, 9, 30), Period(months=4), Counting.EXCLUSIVE)
    >>> print(due_on, safe_day(due_on))
    1979-01-30 1979-01-29

    Became an other establishment on 1 January 2025, two years beginning on that day:

    >>> due_on = last_lawful_day(date(2025, 1, 1), Period(years=2), Counting.INCLUSIVE)
    >>> print(due_on, safe_day(due_on))
    2026-12-31 2026-12-30

    Report completed on 10 February 2026, 28 days:

    >>> due_on = last_lawful_day(date(2026, 2, 10), Period(days=28), Counting.DAYS)
    >>> print(due_on, safe_day(due_on))
    2026-03-10 2026-03-09
    """
    if counting in _FROM_THE_DAY_AFTER:
        return _corresponding_date(event, period)
    if counting is Counting.INCLUSIVE:
        return _corresponding_date(event, period) - _A_DAY
    message = f"no period is counted where the rule is {counting.value!r}"
    raise ComahError(message)


def safe_day(last_lawful: date) -> date:
    """Return the day to plan for: the day before the last lawful one, whatever the rule.

    >>> print(safe_day(date(2027, 3, 1)))
    2027-02-28
    """
    return last_lawful - _A_DAY


def earliest_event_reaching(on: date, period: Period, counting: Counting) -> date:
    """Return the earliest day whose period has not ended before ``on``.

    >>> three_years = Period(years=3)
    >>> print(earliest_event_reaching(date(2026, 11, 21), three_years, Counting.EXCLUSIVE))
    2023-11-21

    Three years from 28 February 2021 end on 28 February 2024, so the leap day after it is reached
    only from 1 March; and three years from 28 February 2024 do reach 28 February 2027:

    >>> print(earliest_event_reaching(date(2024, 2, 29), three_years, Counting.EXCLUSIVE))
    2021-03-01
    >>> print(earliest_event_reaching(date(2027, 2, 28), three_years, Counting.EXCLUSIVE))
    2024-02-28

    Raises:
        ComahError: for a counting rule that has no period.
    """
    return _earliest_event_reaching(on, period, counting)


@lru_cache(maxsize=256)  # the same few periods reach the one reference date for every plan
def _earliest_event_reaching(on: date, period: Period, counting: Counting) -> date:
    start = Date(on.year, on.month, on.day).subtract(years=period.years, months=period.months, days=period.days)
    event = date(start.year, start.month, start.day)  # never too late: it may have been cut to a month's end
    while last_lawful_day(event, period, counting) < on:
        event += _A_DAY
    return event


@lru_cache(maxsize=1024)  # several duties count from one event
def _corresponding_date(event: date, period: Period) -> date:
    if period.days:  # of one unit alone, so nothing is left to the calendar
        return event + timedelta(days=period.days)
    end = Date(event.year, event.month, event.day).add(years=period.years, months=period.months)
    return date(end.year, end.month, end.day)
