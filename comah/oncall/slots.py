"""The turns that there ought to be: when each begins and ends, and the id that it keeps whoever has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final

import msgspec

from comah.model.oncall import Role
from comah.model.rota import Shift
from comah.oncall.civil_time import civil_of, instant_of

DAYS_A_WEEK: Final = 7
_A_MONDAY: Final = date(2001, 1, 1)
_SLOT: Final = re.compile(r"^(?:(\d{4})-w(\d\d)|(\d{4})-(\d\d)-(\d\d))-")


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """One turn of one place that there ought to be, filled or not."""

    id: str
    role: Role
    seat: int
    start: datetime  # in UTC
    end: datetime  # in UTC; no longer of the turn
    shift: Shift | None = None  # None: it is not on the rota


def turn_days(role: Role, first: date, last: date) -> Iterator[date]:
    """Yield the days from first to last, both included, on which a turn of the role begins.

    >>> [str(day) for day in turn_days(Role(id="tactical"), date(2026, 12, 20), date(2027, 1, 5))]
    ['2026-12-21', '2026-12-28', '2027-01-04']
    """
    day = first + timedelta(days=(_anchor(role) - first).days % role.shift_days)
    while day <= last:
        yield day
        day += timedelta(days=role.shift_days)


def turn_bounds(role: Role, day: date) -> tuple[datetime, datetime]:
    """Return the instants, in UTC, at which the turn that begins on a day begins and ends.

    >>> start, end = turn_bounds(Role(id="tactical"), date(2027, 3, 22))
    >>> start.isoformat(), (end - start) // timedelta(hours=1)
    ('2027-03-22T09:00:00+00:00', 167)
    """
    return handover(role, day), handover(role, day + role.length)


def handover(role: Role, day: date) -> datetime:
    """Return the instant, in UTC, of a handover on a day."""
    return instant_of(datetime.combine(day, time.fromisoformat(role.handover_at)))


def next_handover(role: Role, instant: datetime) -> datetime:
    """Return the first handover of a role after an instant."""
    day = civil_of(instant).date()
    span = timedelta(days=role.shift_days + 1)
    return next(at for each in turn_days(role, day, day + span) if (at := handover(role, each)) > instant)


def turn_day(role: Role, instant: datetime) -> date:
    """Return the day on which the turn of a role that is under way at an instant began, or ought to have begun.

    >>> from datetime import UTC
    >>> turn_day(Role(id="tactical"), datetime(2026, 11, 23, 8, 59, 59, tzinfo=UTC))
    datetime.date(2026, 11, 16)
    """
    day = civil_of(instant).date()
    span = timedelta(days=role.shift_days)
    return [each for each in turn_days(role, day - span, day) if handover(role, each) <= instant][-1]


def slot_id(role: Role, day: date, seat: int) -> str:
    """Return the id of the turn that begins on a day. It names the week, or the day where turns are not of weeks.

    >>> slot_id(Role(id="duty-officer"), date(2026, 11, 16), 1)
    '2026-w47-duty-officer-1'
    >>> slot_id(Role(id="duty-officer", shift_days=1), date(2026, 11, 16), 2)
    '2026-11-16-duty-officer-2'
    """
    if role.shift_days % DAYS_A_WEEK:
        return f"{day.isoformat()}-{role.id}-{seat}"
    year, week, _ = day.isocalendar()
    return f"{year:04}-w{week:02}-{role.id}-{seat}"


def slot_day(identifier: str, role: Role) -> date | None:
    """Return the day on which the turn of an id begins; None where the id names no week and no day.

    >>> slot_day("2026-w53-tactical-1", Role(id="tactical"))
    datetime.date(2026, 12, 28)
    """
    found = _SLOT.match(identifier)
    if found is None:
        return None
    week_year, week, *numbers = found.groups()
    try:
        if not week_year:
            year, month, day = map(int, numbers)
            return date(year, month, day)
        monday = date.fromisocalendar(int(week_year), int(week), 1)
    except ValueError:
        return None
    return next(turn_days(role, monday, monday + timedelta(days=DAYS_A_WEEK - 1)), None)


def slots_between(role: Role, first: date, last: date) -> Iterator[Slot]:
    """Yield the turns that ought to begin from first to last, both days included; none for a list that is rung."""
    for day in turn_days(role, first, last):
        start, end = turn_bounds(role, day)
        for seat in role.places:
            yield Slot(id=slot_id(role, day, seat), role=role, seat=seat, start=start, end=end)


def _anchor(role: Role) -> date:
    """Return a day on which a turn began, from which all are counted."""
    counted = role.counted_from
    return counted.earliest if counted is not None else _A_MONDAY + timedelta(days=role.handover_day.number)
