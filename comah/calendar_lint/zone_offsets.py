"""The offsets that a file describes for a time zone, held against the zone database at the times that are used."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from comah.calendar_lint.finding import LintFinding, found
from comah.calendar_lint.parse import Component, Property
from comah.calendar_lint.times import LOCAL, zone_of

PARTS: Final = frozenset({"STANDARD", "DAYLIGHT"})
_OFFSET: Final = re.compile(r"^([+-])(\d\d)(\d\d)(\d\d)?$", re.ASCII)
_FIRST: Final = 1900  # years in which an event can be meant to be
_LAST: Final = 2200
_A_SECOND: Final = timedelta(seconds=1)
_A_YEAR: Final = timedelta(days=366)
_RULE: Final = re.compile(  # its parts in order of their names
    r"(BYDAY=[+-]?[1-5]?(MO|TU|WE|TH|FR|SA|SU);)?(BYMONTH=([1-9]|1[0-2]);)?(BYMONTHDAY=-?[1-9]\d?(,-?[1-9]\d?)*;)?"
    r"FREQ=YEARLY(;INTERVAL=1)?(;UNTIL=\d{8}(T\d{6}Z?)?)?(;WKST=(MO|SU))?",
    re.ASCII,
)


class _Change(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a description: from its onsets on, one offset counts instead of another."""

    line: int
    name: str
    first: datetime  # local, as all onsets
    days: tuple[datetime, ...]  # the first, and further onsets that are given, in order
    rules: tuple[str, ...]
    before: timedelta
    after: timedelta

    def onsets(self, year: int) -> Iterator[datetime]:
        """Yield the onsets of one year."""
        yield from (day for day in self.days if day.year == year)
        yield from self._by_rule(year)

    def latest(self, local: datetime) -> datetime | None:
        """Return the latest onset at or before a time; None before all of them."""
        past = bisect_right(self.days, local)
        given = self.days[past - 1 : past] if past else ()
        by_rule = (one for year in (local.year - 1, local.year, self.first.year) for one in self._by_rule(year))
        return max((*given, *(one for one in by_rule if one <= local)), default=None)

    def _by_rule(self, year: int) -> Iterator[datetime]:
        for rule in self.rules if year >= self.first.year else ():
            yield from _onsets(rule, self.first, year)


def offset_findings(name: str, zone: Component, uses: list[Property]) -> Iterator[LintFinding]:
    """Yield where the description of a known zone is not what the database has; one finding for each of its parts.

    A description that is not understood is not judged.
    """
    real = zone_of(name)
    parts = [_change(part) for part in zone.parts if part.name in PARTS]
    changes = [one for one in parts if one is not None]
    times = _times(uses)
    if real is None or len(changes) < len(parts):
        return
    for change in changes:
        yield from _onset_wrong(change, sorted({local.year for local in times}), real)
    for local, one in times.items():
        offset = _offset(changes, local)
        there = local.replace(tzinfo=real)
        if offset is not None and offset not in {there.utcoffset(), there.replace(fold=1).utcoffset()}:
            yield found("CAL15", one.line, f"{name} is {_signed(offset)} from UTC at {one.value} by the file")
            return


def _times(uses: list[Property]) -> dict[datetime, Property]:
    """Return each time that is used with the first property that has it."""
    found: dict[datetime, Property] = {}
    for one in uses:
        local = read_local(one.value.partition(",")[0])
        if local is not None and _FIRST <= local.year <= _LAST:
            found.setdefault(local, one)
    return found


def read_local(value: str) -> datetime | None:
    """Read a local time; None for anything else."""
    if not LOCAL.match(value):
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def _change(part: Component) -> _Change | None:
    """Read a part; None where its onsets cannot be worked out."""
    starts, rules = part.all("DTSTART"), tuple(rule.word for rule in part.all("RRULE"))
    first = read_local(starts[0].value) if len(starts) == 1 else None
    before, after = _length(part.value("TZOFFSETFROM")), _length(part.value("TZOFFSETTO"))
    given = [read_local(value.removesuffix("Z")) for one in part.all("RDATE") for value in one.value.split(",")]
    is_plain = all(_RULE.fullmatch(";".join(sorted(rule.split(";")))) for rule in rules)
    if first is None or before is None or after is None or not is_plain or None in given:
        return None
    days = tuple(sorted({first, *(day for day in given if day is not None)}))
    return _Change(line=part.line, name=part.name, first=first, days=days, rules=rules, before=before, after=after)


def _onset_wrong(change: _Change, years: list[int], real: ZoneInfo) -> Iterator[LintFinding]:
    for year in years:
        for onset in change.onsets(year):
            at = (onset - change.before).replace(tzinfo=UTC)
            offsets = ((at - _A_SECOND).astimezone(real).utcoffset(), at.astimezone(real).utcoffset())
            if offsets != (change.before, change.after):
                words = f"{change.name} begins {onset:%Y%m%dT%H%M%S} by the file, and does not by the database"
                yield found("CAL15", change.line, words)
                return


def _offset(changes: list[_Change], local: datetime) -> timedelta | None:
    """Return the offset of the part whose onset is the latest at or before a time; None before all of them."""
    latest: tuple[datetime, timedelta] | None = None
    for change in changes:
        onset = change.latest(local)
        if onset is not None and (latest is None or (onset, change.after) > latest):
            latest = onset, change.after
    return latest[1] if latest is not None else None


@cache
def _onsets(rule: str, first: datetime, year: int) -> tuple[datetime, ...]:
    """Return the onsets of a rule in one year, none before its first; none where it never comes."""
    from dateutil.rrule import rrulestr  # noqa: PLC0415 - 20 ms, and few files need it

    try:
        start = first.replace(year=year, month=1, day=1) if "BYMONTH=" in rule else first.replace(year=year)
        bounded = re.sub(r"(UNTIL=\d{8}T\d{6})Z", r"\1", rule)
        days = rrulestr(bounded, dtstart=start).between(start, start + _A_YEAR, inc=True)
    except (ValueError, OverflowError):  # 29 February, an UNTIL that is no day, or the last year there is
        return ()
    return tuple(day for day in days if day >= first and day.year == year)


def _length(text: str) -> timedelta | None:
    """Read an offset from UTC."""
    read = _OFFSET.match(text)
    if read is None:
        return None
    sign, hours, minutes, seconds = read.groups()
    length = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds or 0))
    return -length if sign == "-" else length


def _signed(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    return f"{'+' if minutes >= 0 else '-'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
