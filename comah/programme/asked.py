"""What is asked of a programme."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from comah.duties.selection import months_after

_MONTHS_A_YEAR = 12


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Which plans are to have dates, and over which years."""

    on: date  # the records are looked at as at this day
    first: date  # the programme begins here: what is unknown or past counts as due on this day
    years: int = 6
    authority: str | None = None  # None: every authority of the forum
    seed: int = 0

    @property
    def ends_on(self) -> date:
        """The last day of the programme.

        >>> str(Asked(on=date(2026, 11, 21), first=date(2026, 11, 21), years=3).ends_on)
        '2029-11-20'
        """
        return months_after(self.first, self.years * _MONTHS_A_YEAR) - timedelta(days=1)

    def covers(self, authority: str) -> bool:
        """Whether the plans of an authority are to have dates."""
        return self.authority in {None, authority}
