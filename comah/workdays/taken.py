"""The days that an authority's diary takes up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from comah.model.diary import Diary, DiaryEntry
from comah.workdays.recurrence import RuleNotReadError, days_of_years


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """Days of one diary entry."""

    entry: DiaryEntry
    first: date
    last: date
    is_certain: bool  # false: one day somewhere between the two

    def meets(self, first: date, last: date) -> bool:
        """Whether any of its days lies between two days."""
        return self.first <= last and first <= self.last

    @property
    def is_blocked(self) -> bool:
        """Whether no exercise is planned on these days."""
        return self.entry.blocks and self.is_certain


def taken_days(diary: Diary | None, first: date, last: date) -> tuple[Taken, ...]:
    """Return what the diary holds between two days; a rule that cannot be read holds nothing.

    >>> diary = Diary(schema=1, entries=(DiaryEntry(id="festival", every="last Monday of August", days_before=2),))
    >>> [(str(one.first), str(one.last)) for one in taken_days(diary, date(2027, 8, 28), date(2027, 8, 28))]
    [('2027-08-28', '2027-08-30')]
    """
    found = (one for entry in (diary.entries if diary else ()) for one in _of_entry(entry, first, last))
    return tuple(sorted((one for one in found if one.meets(first, last)), key=lambda one: (one.first, one.entry.id)))


def _of_entry(entry: DiaryEntry, first: date, last: date) -> Iterator[Taken]:
    if not entry.every:
        if entry.on is not None and entry.on.is_known:
            yield Taken(entry=entry, first=entry.on.earliest, last=entry.on.latest, is_certain=entry.on.is_exact)
        return
    before, after = timedelta(days=entry.days_before), timedelta(days=entry.days_after)
    start = entry.on.earliest if entry.on else None
    try:
        days = days_of_years(entry.every, (first - after).year, (last + before).year, start)
    except RuleNotReadError:  # comah validate names it
        return
    for day in days:
        yield Taken(entry=entry, first=day - before, last=day + after, is_certain=True)
