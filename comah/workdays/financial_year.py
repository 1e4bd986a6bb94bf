"""The financial year of local government: 1 April to 31 March."""

from __future__ import annotations

from datetime import date
from typing import Final

import msgspec

_APRIL: Final = 4
_MARCH: Final = 3


class FinancialYear(msgspec.Struct, frozen=True, kw_only=True):
    """A financial year, named by the calendar year it begins in.

    >>> year = FinancialYear(begins_in=2026)
    >>> year.name, str(year.starts_on), str(year.ends_on)
    ('2026/27', '2026-04-01', '2027-03-31')
    """

    begins_in: int

    @property
    def starts_on(self) -> date:
        """The first day: 1 April."""
        return date(self.begins_in, _APRIL, 1)

    @property
    def ends_on(self) -> date:
        """The last day: 31 March."""
        return date(self.begins_in + 1, _MARCH, 31)

    @property
    def name(self) -> str:
        """The year as officers write it: 2026/27."""
        return f"{self.begins_in}/{(self.begins_in + 1) % 100:02d}"

    def __contains__(self, day: date) -> bool:
        """Say whether the day falls in the year."""
        return self.starts_on <= day <= self.ends_on

    def days_left(self, on: date) -> int:
        """Count the days from ``on``, itself left out, to the year's last day; none once it is over.

        >>> FinancialYear(begins_in=2026).days_left(date(2026, 11, 21))
        130
        """
        return max((self.ends_on - on).days, 0)


def financial_year_of(day: date) -> FinancialYear:
    """Return the financial year that the day falls in.

    >>> financial_year_of(date(2027, 3, 31)).name, financial_year_of(date(2027, 4, 1)).name
    ('2026/27', '2027/28')
    """
    return FinancialYear(begins_in=day.year if day.month >= _APRIL else day.year - 1)
