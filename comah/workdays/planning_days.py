"""The working days by which steps are planned: a nation's, with the days that the diary blocks."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from comah.model.diary import Diary
from comah.workdays.taken import taken_days
from comah.workdays.working_days import WorkCalendar


def planning_calendar(calendar: WorkCalendar, diary: Diary | None, first: date, last: date) -> WorkCalendar:
    """Return the calendar with the days that the diary blocks between two days.

    >>> from comah.model.diary import DiaryEntry
    >>> from comah.model.kinds import Nation
    >>> from comah.workdays.working_days import nation_calendar
    >>> festival = DiaryEntry(id="festival", every="last Monday of August", days_before=3, blocks=True)
    >>> found = planning_calendar(
    ...     nation_calendar(Nation.ENGLAND), Diary(schema=1, entries=(festival,)), date(2027, 1, 1), date(2027, 12, 31)
    ... )
    >>> [str(day) for day in sorted(found.blocked)]
    ['2027-08-27', '2027-08-28', '2027-08-29', '2027-08-30']
    """
    blocked = frozenset(
        one.first + timedelta(days=number)
        for one in taken_days(diary, first, last)
        if one.is_blocked
        for number in range((one.last - one.first).days + 1)
    )
    return msgspec.structs.replace(calendar, blocked=blocked) if blocked else calendar
