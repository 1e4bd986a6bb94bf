"""The lint of a whole file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from comah.calendar_lint.events import event_findings
from comah.calendar_lint.finding import LintFinding, found
from comah.calendar_lint.octets import is_utf16, logical_lines, octet_findings, sign_findings
from comah.calendar_lint.parse import Component, not_one_calendar, read
from comah.calendar_lint.texts import text_findings
from comah.calendar_lint.zones import zone_findings
from comah.model.kinds import Severity

MOST_EVENTS: Final = 1000
_BEGIN: Final = b"BEGIN:VCALENDAR"
_LONGEST_NAME: Final = 255
_NAMES: Final = ("X-WR-CALNAME", "X-WR-RELCALID")
_PUBLISHED: Final = "PUBLISH"


def lint(data: bytes) -> tuple[LintFinding, ...]:
    """Return everything in which a calendar file breaks a rule, in the file's order."""
    if is_utf16(data):
        return (found("CAL01", 1, "the file is UTF-16: save it as UTF-8"),)
    if _BEGIN not in data.upper():
        return (found("CAL07", 0, "no calendar: nothing begins with BEGIN:VCALENDAR"),)
    lines = tuple(logical_lines(data))
    roots, findings = read(lines)
    findings.extend(octet_findings(data))
    findings.extend(finding for line in lines for finding in sign_findings(line))
    findings.extend(not_one_calendar(roots))
    for root in roots:
        findings.extend(_calendar(root))
    return tuple(sorted(findings, key=lambda one: (one.line, one.code, one.message)))


def _calendar(root: Component) -> Iterator[LintFinding]:
    events = root.within("VEVENT")
    if root.name == "VCALENDAR":
        yield from _head(root, len(events))
    for part in root.every():
        yield from text_findings(part)
        yield from (found("CAL08", one.line, one.name) for one in part.properties if one.is_late)
        for name in ("ATTENDEE", "ORGANIZER"):
            yield from (found("CAL10", one.line, name) for one in part.all(name))
    yield from zone_findings(root)
    yield from _repeated(events)
    for event in events:
        yield from event_findings(event)


def _head(root: Component, events: int) -> Iterator[LintFinding]:
    for name in ("VERSION", "PRODID"):
        if len(root.all(name)) != 1:
            yield found("CAL07", root.line, f"{name} {len(root.all(name))} times")
    if root.value("VERSION") not in {"", "2.0"}:
        yield found("CAL07", root.line, f"VERSION {root.value('VERSION')}: iCalendar is 2.0")
    if events > MOST_EVENTS:
        yield found("CAL34", 0, f"{events} events")
    for one in root.all("METHOD"):
        yield found("CAL09", one.line, one.value, Severity.NOTE if one.word == _PUBLISHED else Severity.WARNING)
    yield from _names(root, events)
    yield from _refresh(root)


def _names(root: Component, events: int) -> Iterator[LintFinding]:
    for name in _NAMES:
        for one in root.all(name):
            if events <= 1:
                yield found("CAL11", one.line, f"{name} with {events} events")
            if len(one.value) > _LONGEST_NAME:
                yield found("CAL11", one.line, f"{name} of {len(one.value)} characters")


def _refresh(root: Component) -> Iterator[LintFinding]:
    if root.value("REFRESH-INTERVAL") != root.value("X-PUBLISHED-TTL"):
        yield found("CAL12", root.line, "REFRESH-INTERVAL and X-PUBLISHED-TTL differ", Severity.NOTE)
    for one in root.all("REFRESH-INTERVAL"):
        if one.parameters.get("VALUE", "").upper() != "DURATION":
            yield found("CAL12", one.line, "REFRESH-INTERVAL without VALUE=DURATION")


def _repeated(events: list[Component]) -> Iterator[LintFinding]:
    seen: set[tuple[str, str]] = set()
    for event in events:
        key = event.value("UID"), event.value("RECURRENCE-ID")
        if key in seen and key[0]:
            yield found("CAL24", event.line, f"{key[0]} again")
        seen.add(key)
