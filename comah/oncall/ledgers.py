"""What a time on call is worth in each ledger.

Weeks are counted by the calendar: a week in which the clocks change is a week. A Saturday, a Sunday, a bank holiday
and a day of Christmas or New Year belong to whoever is on call at its noon.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Final

import msgspec

from comah.model.fairness import Ledger
from comah.model.kinds import Nation
from comah.oncall.civil_time import civil_of, instant_of
from comah.workdays.working_days import WorkCalendar

DAYS_A_WEEK: Final = 7
DAYS_A_WEEKEND: Final = 2
_SATURDAY: Final = 5
_CHRISTMAS: Final = frozenset({(12, 25), (12, 26), (12, 31), (1, 1)})
_SECOND_OF_JANUARY: Final = (1, 2)  # a bank holiday in Scotland
_A_DAY: Final = timedelta(days=1)


class LedgerDays(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Which days count in which ledgers, by a nation's bank holidays as the register corrects them."""

    calendar: WorkCalendar

    @cached_property
    def _bank_holidays(self) -> frozenset[date]:
        return frozenset(self.calendar.bank_holidays)

    def of_day(self, day: date) -> tuple[Ledger, ...]:
        """Return the ledgers beside the weeks in which a day counts.

        >>> from comah.workdays.working_days import nation_calendar
        >>> days = LedgerDays(calendar=nation_calendar(Nation.ENGLAND))
        >>> [one.value for one in days.of_day(date(2026, 12, 25))]
        ['bank-holidays', 'christmas']
        >>> [one.value for one in days.of_day(date(2026, 12, 26))]  # a Saturday; its bank holiday is Monday
        ['weekends', 'christmas']
        """
        is_christmas = (day.month, day.day) in _CHRISTMAS or (
            self.calendar.nation is Nation.SCOTLAND and (day.month, day.day) == _SECOND_OF_JANUARY
        )
        counted = (
            (Ledger.WEEKENDS, day.weekday() >= _SATURDAY),
            (Ledger.BANK_HOLIDAYS, day in self._bank_holidays),
            (Ledger.CHRISTMAS, is_christmas),
        )
        return tuple(ledger for ledger, counts in counted if counts)

    def worth(self, start: datetime, end: datetime) -> dict[Ledger, float]:
        """Return what a time is worth: weeks, weekends, and days of the others.

        >>> from datetime import UTC
        >>> from comah.workdays.working_days import nation_calendar
        >>> days = LedgerDays(calendar=nation_calendar(Nation.ENGLAND))
        >>> spring = days.worth(datetime(2027, 3, 22, 9, tzinfo=UTC), datetime(2027, 3, 29, 8, tzinfo=UTC))
        >>> list(spring.values())  # Good Friday; the clocks go forward; Easter Monday's noon is the next one's
        [1.0, 1.0, 1.0, 0.0]
        """
        found = dict.fromkeys(Ledger, 0.0)
        found[Ledger.WEEKS] = _civil_days(start, end) / DAYS_A_WEEK
        for day in noons(start, end):
            for ledger in self.of_day(day):
                found[ledger] += 1 / UNITS[ledger]
        return found


# how many days are one of what a ledger counts
UNITS: Final = {
    Ledger.WEEKS: DAYS_A_WEEK,
    Ledger.WEEKENDS: DAYS_A_WEEKEND,
    Ledger.BANK_HOLIDAYS: 1,
    Ledger.CHRISTMAS: 1,
}


def noons(start: datetime, end: datetime) -> Iterator[date]:
    """Yield the days whose noon lies in a time.

    >>> from datetime import UTC
    >>> [str(day) for day in noons(datetime(2026, 11, 16, 9, tzinfo=UTC), datetime(2026, 11, 18, 9, tzinfo=UTC))]
    ['2026-11-16', '2026-11-17']
    """
    day, last = civil_of(start).date(), civil_of(end).date()
    while day <= last:
        if start <= instant_of(datetime.combine(day, time(12))) < end:
            yield day
        day += _A_DAY


def _civil_days(start: datetime, end: datetime) -> float:
    span = civil_of(end).replace(tzinfo=None) - civil_of(start).replace(tzinfo=None)
    return span / _A_DAY
