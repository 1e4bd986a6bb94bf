"""Is a rota that was built allowed? Own code: of the program it shares the record types alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from typing import NamedTuple
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from comah.model.oncall import Course, Person, Role
from comah.model.oncall_book import Oncall
from comah.model.rota import Shift

_LONDON = ZoneInfo("Europe/London")
_DAY = timedelta(days=1)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ZONES = {"GMT": timedelta(0), "BST": timedelta(hours=1)}


class Had(NamedTuple):
    """One turn, with its times in UTC and by the clock on the wall."""

    shift: Shift
    role: Role
    start: datetime
    end: datetime
    starts: datetime
    ends: datetime

    @property
    def days(self) -> list[date]:
        """Every day that it touches."""
        last = (self.ends - timedelta(seconds=1)).date()
        return [self.starts.date() + number * _DAY for number in range((last - self.starts.date()).days + 1)]


def faults(oncall: Oncall, first: date, weeks: int) -> list[str]:
    """Return what is wrong with the turns that begin in some weeks; nothing where the rota may stand."""
    had = sorted(_had(oncall), key=lambda one: (one.start, one.shift.id))
    window = [one for one in had if first <= one.starts.date() < first + timedelta(weeks=weeks)]
    return [
        *_not_filled(oncall, window, first, weeks),
        *(fault for one in window if one.shift.person for fault in _unfit(oncall, one)),
        *_together(oncall, had, window),
        *_shares(oncall, window),
    ]


def _had(oncall: Oncall) -> Iterator[Had]:
    roles = {role.id: role for role in oncall.roles}
    for rota in oncall.rotas:
        swapped = {swap.shift: swap.person for swap in rota.swaps}
        for told in rota.shifts:
            shift = replace(told, person=swapped.get(told.id, told.person))
            role = roles[shift.role]
            begins = _by_week(shift.id, role)
            start = _utc(shift.from_.text if shift.from_ else f"{begins:%Y-%m-%d %H:%M}")
            end = _utc(shift.to.text if shift.to else f"{begins + role.length:%Y-%m-%d %H:%M}")
            yield Had(shift, role, start, end, _civil(start), _civil(end))


def _by_week(name: str, role: Role) -> datetime:
    """Return when a turn begins whose id says the week: 2026-w47-tactical-1."""
    if name[4:6] != "-w" or not name[6:8].isdigit():
        return datetime.min  # noqa: DTZ901 - such a turn says its times itself
    monday = date.fromisocalendar(int(name[:4]), int(name[6:8]), 1)
    day = next(
        day for number in range(7) if (day := monday + number * _DAY).strftime("%A").lower() == role.handover_day.value
    )
    return datetime.combine(day, time.fromisoformat(role.handover_at))


def _utc(text: str) -> datetime:
    clock, _, zone = text[:16], text[16:17], text[17:]
    naive = datetime.fromisoformat(clock)
    if zone:
        return (naive - _ZONES[zone]).replace(tzinfo=UTC)
    return naive.replace(tzinfo=_LONDON).astimezone(UTC)


def _civil(instant: datetime) -> datetime:
    return instant.astimezone(_LONDON).replace(tzinfo=None)


def _not_filled(oncall: Oncall, window: Sequence[Had], first: date, weeks: int) -> Iterator[str]:
    """Every turn of every role stands there, at the role's times, with somebody or with a reason."""
    for role in oncall.roles:
        if role.call_down:
            continue
        own = [one for one in window if one.role.id == role.id]
        for day in _handovers(role, first, weeks):
            for seat in (1, 2)[: 1 + role.second]:
                there = [one for one in own if one.starts.date() == day and one.shift.seat == seat]
                if len(there) != 1:
                    yield f"{role.id} {day} place {seat}: {len(there)} turns"
        for one in own:
            if one.starts.time() != time.fromisoformat(role.handover_at) or one.ends - one.starts != role.length:
                yield f"{one.shift.id}: not from handover to handover"
            if not one.shift.person and not one.shift.reason:
                yield f"{one.shift.id}: nobody, and no reason"


def _handovers(role: Role, first: date, weeks: int) -> Iterator[date]:
    for number in range(7 * weeks):
        day = first + number * _DAY
        anchor = role.counted_from.earliest if role.counted_from else None
        if anchor is not None:
            if (day - anchor).days % role.shift_days == 0:
                yield day
        elif day.strftime("%A").lower() == role.handover_day.value:
            yield day


def _unfit(oncall: Oncall, one: Had) -> Iterator[str]:
    """Who has a turn serves in the role, is here and is trained on each of its days."""
    person = next((each for each in oncall.people if each.id == one.shift.person), None)
    if person is None or one.role.id not in person.roles:
        yield f"{one.shift.id}: {one.shift.person} does not serve in the role"
        return
    for day in one.days:
        if _is_out(person, day):
            yield f"{one.shift.id}: {person.id} is not here on {day}"
        for course in one.role.courses:
            if not _is_valid(person, course, day):
                yield f"{one.shift.id}: {person.id} is not trained on {day}"


def _is_out(person: Person, day: date) -> bool:
    if (person.from_ and day < person.from_.latest) or (person.until and day > person.until.earliest):
        return True
    if f"{day.day} {_MONTHS[day.month - 1]}" in person.exempt_dates:
        return True
    return any(
        (away.from_ is None or away.from_.earliest <= day) and (away.to is None or day <= away.to.latest)
        for away in person.away
    )


def _is_valid(person: Person, course: Course, day: date) -> bool:
    for one in person.training:
        if one.course != course.id or one.passed_on is None or day < one.passed_on.latest:
            continue
        last = one.valid_until.earliest if one.valid_until else _later(one.passed_on.earliest, course.valid_months)
        if last is None or day <= last:
            return True
    return False


def _later(day: date, months: int | None) -> date | None:
    if months is None:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in range(day.day, 0, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return None


def _together(oncall: Oncall, had: Sequence[Had], window: Sequence[Had]) -> Iterator[str]:
    """Nobody is on call twice at once, comes back before the rest is over, or has too many turns in a row."""
    for person in oncall.people:
        own = [one for one in had if one.shift.person == person.id]
        for one, other in combinations(own, 2):
            if one not in window and other not in window:
                continue
            if other.start < one.end:
                yield f"{person.id}: {one.shift.id} and {other.shift.id} at once"
            elif other.starts < one.ends + timedelta(days=one.role.minimum_gap_days):
                yield f"{person.id}: {other.shift.id} too soon after {one.shift.id}"
        for row in _rows(own):
            limits = [one.role.longest_run for one in row if one.role.longest_run is not None]
            if limits and len(row) > min(limits) and any(one in window for one in row):
                yield f"{person.id}: {len(row)} turns in a row from {row[0].shift.id}"


def _rows(own: Sequence[Had]) -> list[list[Had]]:
    rows: list[list[Had]] = []
    for one in own:
        if rows and one.start - rows[-1][-1].end < _DAY:
            rows[-1].append(one)
        else:
            rows.append([one])
    return rows


def _shares(oncall: Oncall, window: Sequence[Had]) -> Iterator[str]:
    """Nobody is on call for more of the time in post than the strictest of their roles allows, to a whole turn."""
    if not window:
        return
    first, last = min(one.starts for one in window).date(), max(one.ends for one in window).date()
    lengths = {role.id: role.shift_days for role in oncall.roles}
    percents: Mapping[str, int] = {role.id: role.share_warning_percent for role in oncall.roles if not role.call_down}
    for person in oncall.people:
        days = [first + number * _DAY for number in range((last - first).days)]
        in_post = sum(
            (not person.from_ or person.from_.latest <= day) and (not person.until or day <= person.until.earliest)
            for day in days
        )
        percent = min((percents[role] for role in person.roles if role in percents), default=100)
        held = sum(one.role.shift_days for one in window if one.shift.person == person.id)
        if held and held >= percent * in_post / 100 + max(
            (lengths[role] for role in person.roles if role in lengths), default=0
        ):
            yield f"{person.id}: {held} days on call of {in_post}"
