"""Working days looked up in a table, for many questions at once; the answers are those of the calendar."""

from __future__ import annotations

from datetime import date
from functools import cached_property

import msgspec

from comah.workdays.working_days import WorkCalendar


class _Table(msgspec.Struct, frozen=True, gc=False):
    """Every working day of the calendar's years, and how many come before each day."""

    first: int  # ordinal of the first day
    length: int
    before: list[int]
    days: list[date]


class IndexedCalendar(WorkCalendar, frozen=True, kw_only=True, dict=True):
    """A calendar that answers from a table; outside its years it counts as any calendar does."""

    @cached_property
    def _table(self) -> _Table:
        """The table, made once: some milliseconds."""
        first = date(self.first_year, 1, 1).toordinal()
        length = date(self.last_year, 12, 31).toordinal() - first + 1
        off = {day.toordinal() for day in self.bank_holidays}
        before, days = [0], []
        for ordinal in range(first, first + length):
            if (ordinal - 1) % 7 < 5 and ordinal not in off:  # noqa: PLR2004 - Monday to Friday; day 1 was a Monday
                days.append(date.fromordinal(ordinal))
            before.append(len(days))
        return _Table(first, length, before, days)

    @property
    def indexed(self) -> IndexedCalendar:
        """This calendar."""
        return self

    def on_or_before(self, day: date) -> date:
        """Return the day, or the working day before it."""
        table = self._table
        at = day.toordinal() - table.first
        if 0 <= at < table.length:
            number = table.before[at + 1] - 1
            if number >= 0:
                return table.days[number]
        return super().on_or_before(day)

    def on_or_after(self, day: date) -> date:
        """Return the day, or the working day after it."""
        table = self._table
        at = day.toordinal() - table.first
        if 0 <= at < table.length:
            number = table.before[at]
            if number < len(table.days):
                return table.days[number]
        return super().on_or_after(day)

    def count(self, first: date, last: date) -> int:
        """Count the working days from first to last, both included; none where last is before first."""
        table = self._table
        start, end = first.toordinal() - table.first, last.toordinal() - table.first
        if 0 <= start <= end < table.length:
            return table.before[end + 1] - table.before[start]
        return super().count(first, last)

    def back(self, day: date, number: int) -> date:
        """Return the working day so many working days before the day; the day itself for none."""
        table = self._table
        at = day.toordinal() - table.first
        if number > 0 and 0 <= at < table.length:
            found = table.before[at] - number
            if found >= 0:
                return table.days[found]
        return super().back(day, number)

    def forward(self, day: date, number: int) -> date:
        """Return the first working day that has so many working days from ``day`` on before it."""
        table = self._table
        at = day.toordinal() - table.first
        if number >= 0 and 0 <= at < table.length:
            found = table.before[at] + number
            if found < len(table.days):
                return table.days[found]
        return super().forward(day, number)
