"""The lint of dates and times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from comah.calendar_lint.finding import LintFinding
from comah.calendar_lint.parse import Component, Property

_DATE: Final = re.compile(r"^\d{8}$", re.ASCII)
_LOCAL: Final = re.compile(r"^\d{8}T\d{6}$", re.ASCII)
_UTC: Final = re.compile(r"^\d{8}T\d{6}Z$", re.ASCII)


def time_findings(event: Component) -> Iterator[LintFinding]:
    """Yield what is wrong with an event's start, end, stamps and recurrence."""
    for one in (*event.all("DTSTART"), *event.all("DTEND")):
        yield from _form(one)
    for name in ("DTSTAMP", "CREATED", "LAST-MODIFIED"):
        for one in event.all(name):
            if not _UTC.match(one.value) or one.parameters:
                yield LintFinding(code="CAL18", line=one.line, message=f"{name} is {one.value}")
    yield from _ends(event)
    yield from _recurrence(event)


def moment(one: Property) -> date | datetime | None:
    """Return a date, or an instant in UTC; None for anything else."""
    try:
        if is_date(one):
            return date.fromisoformat(one.value)
        if _UTC.match(one.value):
            return datetime.strptime(one.value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        if _LOCAL.match(one.value) and "TZID" in one.parameters:
            local = datetime.fromisoformat(one.value).replace(tzinfo=ZoneInfo(one.parameters["TZID"]))
            return local.astimezone(UTC)
    except (ValueError, KeyError, OSError):
        return None
    return None


def is_date(one: Property) -> bool:
    """Whether a property says that its value is a date, and it is one."""
    return one.parameters.get("VALUE") == "DATE" and bool(_DATE.match(one.value))


def _form(one: Property) -> Iterator[LintFinding]:
    zone = one.parameters.get("TZID")
    if _UTC.match(one.value) and zone:
        yield LintFinding(code="CAL16", line=one.line, message=f"{one.name} is in UTC and in {zone}")
    elif _LOCAL.match(one.value) and not zone:
        yield LintFinding(code="CAL16", line=one.line, message=f"{one.name} {one.value} is in no zone")
    elif not (_UTC.match(one.value) or _LOCAL.match(one.value) or is_date(one)) or moment(one) is None:
        yield LintFinding(code="CAL19", line=one.line, message=f"{one.name} {one.value} is neither date nor time")
    elif _LOCAL.match(one.value) and not _is_plain(one):
        yield LintFinding(code="CAL22", line=one.line, message=f"{one.name} {one.value} is skipped or repeated")


def _is_plain(one: Property) -> bool:
    local = datetime.fromisoformat(one.value).replace(tzinfo=ZoneInfo(one.parameters["TZID"]))
    return local.utcoffset() == local.replace(fold=1).utcoffset()


def _ends(event: Component) -> Iterator[LintFinding]:
    for one in event.all("DURATION"):
        yield LintFinding(code="CAL21", line=one.line, message="DURATION")
    starts, ends = event.all("DTSTART"), event.all("DTEND")
    if len(starts) != 1 or len(ends) != 1:
        return
    if is_date(starts[0]) != is_date(ends[0]):
        code = "CAL20" if is_date(starts[0]) else "CAL19"
        yield LintFinding(code=code, line=ends[0].line, message="one end is a date, the other a time")
        return
    first, last = moment(starts[0]), moment(ends[0])
    if first is not None and last is not None and last <= first:
        code = "CAL20" if is_date(starts[0]) else "CAL19"
        yield LintFinding(code=code, line=ends[0].line, message="the end is not after the start")


def _recurrence(event: Component) -> Iterator[LintFinding]:
    starts = event.all("DTSTART")
    for rule in event.all("RRULE"):
        parts = dict(part.partition("=")[::2] for part in rule.value.split(";"))
        until = parts.get("UNTIL")
        form = _DATE if starts and is_date(starts[0]) else _UTC
        if until is not None and not form.match(until):
            yield LintFinding(code="CAL28", line=rule.line, message=f"UNTIL={until}")
        if "COUNT" in parts and event.all("EXDATE"):
            yield LintFinding(code="CAL28", line=rule.line, message="COUNT with EXDATE")
