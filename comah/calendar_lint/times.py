"""The lint of dates and times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from comah.calendar_lint.finding import LintFinding, found
from comah.calendar_lint.parse import Component, Property
from comah.model.kinds import Severity

LOCAL: Final = re.compile(r"^\d{8}T\d{6}$", re.ASCII)
_DATE: Final = re.compile(r"^\d{8}$", re.ASCII)
_UTC: Final = re.compile(r"^\d{8}T\d{6}Z$", re.ASCII)
# names of Microsoft's for zones of the database; of others no instant is worked out
_MICROSOFTS: Final = {"GMT STANDARD TIME": "Europe/London", "UTC": "UTC"}


def time_findings(event: Component) -> Iterator[LintFinding]:
    """Yield what is wrong with an event's start, end, stamps and recurrence."""
    for one in (*event.all("DTSTART"), *event.all("DTEND")):
        yield from _form(one)
    for name in ("DTSTAMP", "CREATED", "LAST-MODIFIED"):
        for one in event.all(name):
            if not _UTC.match(one.value) or "TZID" in one.parameters:
                yield found("CAL18", one.line, f"{name} is {one.value}")
    yield from _ends(event)


def moment(one: Property) -> date | datetime | None:
    """Return a date, an instant in UTC, or a time of day in a zone that is not known; None for anything else."""
    try:
        if is_date(one):
            return date.fromisoformat(one.value)
        if _UTC.match(one.value):
            return datetime.strptime(one.value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        if LOCAL.match(one.value):
            local = datetime.fromisoformat(one.value)
            zone = zone_of(one.parameters.get("TZID", ""))
            return local.replace(tzinfo=zone).astimezone(UTC) if zone is not None else local
    except (ValueError, OverflowError):
        return None
    return None


def zone_of(name: str) -> ZoneInfo | None:
    """Return the zone of the database that a name means; None where it is not known to mean one."""
    try:
        return ZoneInfo(_MICROSOFTS.get(name.upper(), name)) if name else None
    except (ValueError, KeyError, OSError):  # no such zone, or no name that a zone can have
        return None


def is_date(one: Property) -> bool:
    """Whether a property says that its value is a date, and it is one."""
    return one.parameters.get("VALUE", "").upper() == "DATE" and bool(_DATE.match(one.value))


def _form(one: Property) -> Iterator[LintFinding]:
    zone = one.parameters.get("TZID")
    if _UTC.match(one.value) and zone:
        yield found("CAL16", one.line, f"{one.name} is in UTC and in {zone}")
    elif moment(one) is None:
        yield found("CAL19", one.line, f"{one.name} {one.value} is neither date nor time")
    elif LOCAL.match(one.value) and not zone:
        yield found("CAL16", one.line, f"{one.name} {one.value} is in no zone", Severity.WARNING)
    elif LOCAL.match(one.value) and not _is_plain(one):
        yield found("CAL22", one.line, f"{one.name} {one.value} is skipped or repeated")


def _is_plain(one: Property) -> bool:
    zone = zone_of(one.parameters["TZID"])
    if zone is None:
        return True
    local = datetime.fromisoformat(one.value).replace(tzinfo=zone)
    return local.utcoffset() == local.replace(fold=1).utcoffset()


def _ends(event: Component) -> Iterator[LintFinding]:
    starts, ends = event.all("DTSTART"), event.all("DTEND")
    for one in event.all("DURATION"):
        yield found("CAL21", one.line, "DURATION", None if ends else Severity.WARNING)
    if len(starts) != 1 or len(ends) != 1:
        return
    code = "CAL20" if is_date(starts[0]) else "CAL19"
    if is_date(starts[0]) != is_date(ends[0]):
        yield found(code, ends[0].line, "one end is a date, the other a time")
        return
    first, last = moment(starts[0]), moment(ends[0])
    if _is_local(first) and starts[0].parameters.get("TZID") != ends[0].parameters.get("TZID"):
        return
    if first is not None and last is not None and _is_not_later(first, last):
        yield found(code, ends[0].line, "the end is not after the start")


def _is_local(one: date | datetime | None) -> bool:
    """Whether a time is in a zone that is not known, or in none."""
    return isinstance(one, datetime) and one.tzinfo is None


def _is_not_later(first: date | datetime, last: date | datetime) -> bool:
    """Whether an end is not after its start; where one of them is in a zone not known, nothing is said."""
    if isinstance(first, datetime) and isinstance(last, datetime):
        return (first.tzinfo is None) == (last.tzinfo is None) and last <= first
    return last <= first
