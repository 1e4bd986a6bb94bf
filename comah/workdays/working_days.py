"""Working days of a nation: Monday to Friday, bank holidays left out.

Working days place steps and latest starts. No statutory date ever moves for one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from comah.model.kinds import Nation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comah.model.authority import Authority
    from comah.model.register import Register
    from comah.model.when import When
    from comah.workdays.day_index import IndexedCalendar

_ONE_DAY: Final = timedelta(days=1)
_DAYS_A_WEEK: Final = 7
_WEEKDAYS_A_WEEK: Final = 5


class WorkCalendar(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Which days are worked.

    The packaged table holds the bank holidays of 2000 to 2060. On other days only weekends, and
    what the register adds, are taken off; ``covers`` says whether a day is inside the table.
    """

    nation: Nation
    bank_holidays: tuple[date, ...]  # in order, weekdays alone
    first_year: int
    last_year: int
    blocked: frozenset[date] = frozenset()  # worked, but taken up by the diary: steps avoid them where there is room

    @cached_property
    def indexed(self) -> IndexedCalendar:
        """The same calendar, for many questions: it answers from a table that takes some milliseconds to make."""
        from comah.workdays.day_index import IndexedCalendar  # noqa: PLC0415 - it is made of this

        return IndexedCalendar(**{name: getattr(self, name) for name in self.__struct_fields__})

    def covers(self, day: date) -> bool:
        """Say whether the table holds the bank holidays of the day's year."""
        return self.first_year <= day.year <= self.last_year

    def is_working_day(self, day: date) -> bool:
        """Say whether the day is neither at a weekend nor a bank holiday."""
        if day.weekday() >= _WEEKDAYS_A_WEEK:
            return False
        position = bisect_left(self.bank_holidays, day)
        return self.bank_holidays[position : position + 1] != (day,)

    def on_or_before(self, day: date) -> date:
        """Return the day, or the working day before it.

        >>> nation_calendar(Nation.ENGLAND).on_or_before(date(2026, 12, 28))
        datetime.date(2026, 12, 24)
        """
        while not self.is_working_day(day):
            day -= _ONE_DAY
        return day

    def on_or_after(self, day: date) -> date:
        """Return the day, or the working day after it.

        >>> nation_calendar(Nation.ENGLAND).on_or_after(date(2026, 12, 25))
        datetime.date(2026, 12, 29)
        """
        while not self.is_working_day(day):
            day += _ONE_DAY
        return day

    def next_after(self, day: date) -> date:
        """Return the first working day after the day.

        >>> nation_calendar(Nation.SCOTLAND).next_after(date(2026, 12, 31))
        datetime.date(2027, 1, 5)
        """
        return self.on_or_after(day + _ONE_DAY)

    def count(self, first: date, last: date) -> int:
        """Count the working days from first to last, both included; none where last is before first.

        >>> nation_calendar(Nation.ENGLAND).count(date(2026, 12, 21), date(2027, 1, 3))
        7
        """
        if last < first:
            return 0
        weekdays = _weekdays_until(last.toordinal()) - _weekdays_until(first.toordinal() - 1)
        return weekdays - (bisect_right(self.bank_holidays, last) - bisect_left(self.bank_holidays, first))

    def back(self, day: date, number: int) -> date:
        """Return the working day so many working days before the day; the day itself for none.

        Work that takes ``number`` working days and starts there is done before ``day``.

        >>> nation_calendar(Nation.ENGLAND).back(date(2027, 1, 4), 5)
        datetime.date(2026, 12, 23)

        Raises:
            ValueError: for a negative number.
        """
        if number < 0:
            message = f"cannot go back {number} working days"
            raise ValueError(message)
        for _ in range(number):
            day = self.on_or_before(day - _ONE_DAY)
        return day

    def forward(self, day: date, number: int) -> date:
        """Return the first working day that has so many working days from ``day`` on before it.

        Work that takes ``number`` working days and starts on ``day`` is done before the day returned.

        >>> nation_calendar(Nation.ENGLAND).forward(date(2026, 12, 23), 5)
        datetime.date(2027, 1, 4)

        Raises:
            ValueError: for a negative number.
        """
        if number < 0:
            message = f"cannot go forward {number} working days"
            raise ValueError(message)
        day = self.on_or_after(day)
        for _ in range(number):
            day = self.on_or_after(day + _ONE_DAY)
        return day

    def between(self, first: date, last: date) -> int:
        """Count the working days after ``first`` up to ``last``; below nought where ``last`` is the earlier.

        >>> england = nation_calendar(Nation.ENGLAND)
        >>> england.between(date(2026, 12, 23), date(2027, 1, 4)), england.between(date(2027, 1, 4), date(2026, 12, 23))
        (5, -5)
        """
        if last < first:
            return -self.count(last + _ONE_DAY, first)
        return self.count(first + _ONE_DAY, last)


def work_calendar(register: Register, authority: Authority) -> WorkCalendar:
    """Return the calendar of the authority's nation, else the register's, as the register corrects it.

    A day that the register both adds and removes is a bank holiday: work then starts earlier. A
    date not known to the day corrects nothing.
    """
    packaged = nation_calendar(authority.nation or register.nation)
    removed = frozenset(_days_of(register.bank_holidays.remove))
    added = frozenset(_days_of(register.bank_holidays.add))
    if not removed and not added:
        return packaged
    days = (frozenset(packaged.bank_holidays) - removed) | added
    weekdays = sorted(day for day in days if day.weekday() < _WEEKDAYS_A_WEEK)
    return msgspec.structs.replace(packaged, bank_holidays=tuple(weekdays))


@cache
def nation_calendar(nation: Nation) -> WorkCalendar:
    """Return the calendar of the packaged table, read once.

    The bank holidays are those of the whole nation; the local holidays of Scottish councils are
    not among them.
    """
    table = Path(__file__).with_name("bank_holidays.json").read_bytes()
    years = msgspec.json.decode(table, type=dict[str, dict[str, str]])[nation.value]
    return WorkCalendar(
        nation=nation,
        bank_holidays=tuple(
            date.fromisoformat(f"{year}-{day}") for year, days in years.items() for day in days.split()
        ),
        first_year=int(min(years)),
        last_year=int(max(years)),
    )


def _days_of(values: tuple[When | None, ...]) -> Iterator[date]:
    for value in values:
        if value is not None and value.is_exact:
            for number in range((value.latest - value.earliest).days + 1):
                yield value.earliest + timedelta(days=number)


def _weekdays_until(ordinal: int) -> int:
    """Count the weekdays among the days up to an ordinal; day 1 was a Monday."""
    weeks, rest = divmod(ordinal, _DAYS_A_WEEK)
    return weeks * _WEEKDAYS_A_WEEK + min(rest, _WEEKDAYS_A_WEEK)
