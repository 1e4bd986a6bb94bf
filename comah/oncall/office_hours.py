"""Hours in which the office answers, so that nobody on call need be rung. At a bank holiday it never does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from comah.model.oncall import Role
from comah.oncall.civil_time import civil_of, instant_of
from comah.workdays.working_days import WorkCalendar


def answering_until(role: Role, instant: datetime, calendar: WorkCalendar) -> datetime | None:
    """Return until when, in UTC, the office answers for a role from an instant on; None where it does not.

    >>> from datetime import UTC
    >>> from comah.model.kinds import Nation
    >>> from comah.model.kinds import Weekday
    >>> from comah.model.oncall import OfficeHours
    >>> from comah.workdays.working_days import nation_calendar
    >>> weekdays = OfficeHours(days=tuple(Weekday)[:5], from_="08:00", to="18:00")
    >>> role, england = Role(id="duty-officer", office_hours=(weekdays,)), nation_calendar(Nation.ENGLAND)
    >>> answering_until(role, datetime(2026, 11, 20, 9, tzinfo=UTC), england).isoformat()
    '2026-11-20T18:00:00+00:00'
    >>> answering_until(role, datetime(2026, 12, 25, 9, tzinfo=UTC), england) is None  # Christmas Day, a Friday
    True
    """
    ends = [end for start, end in _spans(role, civil_of(instant).date(), calendar) if start <= instant < end]
    return max(ends, default=None)


def _spans(role: Role, day: date, calendar: WorkCalendar) -> Iterator[tuple[datetime, datetime]]:
    """Yield the hours of a day in which the office answers."""
    if day in calendar.bank_holidays:
        return
    for hours in role.office_hours:
        if any(each.number == day.weekday() for each in hours.days):
            opens, closes = (datetime.combine(day, time.fromisoformat(each)) for each in (hours.from_, hours.to))
            yield instant_of(opens), instant_of(closes)
