"""The lint of a whole file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from comah.calendar_lint.events import event_findings
from comah.calendar_lint.finding import LintFinding
from comah.calendar_lint.octets import octet_findings, unfolded
from comah.calendar_lint.parse import Component, Property, read

MOST_EVENTS: Final = 1000
_LONGEST_NAME: Final = 255
_NAMES: Final = ("X-WR-CALNAME", "X-WR-RELCALID")
_LISTS: Final = frozenset({"CATEGORIES", "RESOURCES"})
_STAMPS: Final = frozenset(
    {"ACTION", "CLASS", "METHOD", "PRODID", "STATUS", "TRANSP", "TZID", "TZNAME", "UID", "VERSION"}
)
_WORDS: Final = frozenset({"COMMENT", "CONTACT", "DESCRIPTION", "LOCATION", "NAME", "RELATED-TO", "SUMMARY"})
_OUTLOOKS: Final = frozenset({"X-ALT-DESC", "X-MICROSOFT-CDO-BUSYSTATUS", "X-WR-CALDESC", *_NAMES})
_TEXT: Final = _LISTS | _STAMPS | _WORDS | _OUTLOOKS
_ESCAPED: Final = re.compile(r"\\[\\;,n]")


def lint(data: bytes) -> tuple[LintFinding, ...]:
    """Return everything in which a calendar file breaks the checklist, in the file's order."""
    roots, findings = read(unfolded(data))
    findings.extend(octet_findings(data))
    if [root.name for root in roots] != ["VCALENDAR"]:
        findings.append(LintFinding(code="CAL07", line=0, message="the file is not one VCALENDAR"))
    for root in roots:
        findings.extend(_calendar(root))
        findings.extend(finding for part in _walk(root) for finding in _escapes(part))
    return tuple(sorted(findings, key=lambda one: (one.line, one.code, one.message)))


def _calendar(root: Component) -> Iterator[LintFinding]:
    events = root.within("VEVENT")
    for name in ("VERSION", "PRODID"):
        if len(root.all(name)) != 1:
            yield LintFinding(code="CAL07", line=root.line, message=f"{name} {len(root.all(name))} times")
    for one in root.late:
        yield LintFinding(code="CAL08", line=one.line, message=one.name)
    if len(events) > MOST_EVENTS:
        yield LintFinding(code="CAL34", line=0, message=f"{len(events)} events")
    yield from _schedule(root)
    yield from _names(root, len(events))
    yield from _refresh(root)
    yield from _zones(root, events)
    yield from _repeated(events)
    for event in events:
        yield from event_findings(event)


def _schedule(root: Component) -> Iterator[LintFinding]:
    for one in root.all("METHOD"):
        yield LintFinding(code="CAL09", line=one.line, message=one.value)
    for part in _walk(root):
        for name in ("ATTENDEE", "ORGANIZER"):
            for one in part.all(name):
                yield LintFinding(code="CAL10", line=one.line, message=name)


def _names(root: Component, events: int) -> Iterator[LintFinding]:
    for name in _NAMES:
        for one in root.all(name):
            if events <= 1:
                yield LintFinding(code="CAL11", line=one.line, message=f"{name} with {events} events")
            if len(one.value) > _LONGEST_NAME:
                yield LintFinding(code="CAL11", line=one.line, message=f"{name} of {len(one.value)} characters")


def _refresh(root: Component) -> Iterator[LintFinding]:
    if root.value("REFRESH-INTERVAL") != root.value("X-PUBLISHED-TTL"):
        yield LintFinding(code="CAL12", line=root.line, message="REFRESH-INTERVAL and X-PUBLISHED-TTL differ")
    for one in root.all("REFRESH-INTERVAL"):
        if one.parameters.get("VALUE") != "DURATION":
            yield LintFinding(code="CAL12", line=one.line, message="REFRESH-INTERVAL without VALUE=DURATION")


def _zones(root: Component, events: list[Component]) -> Iterator[LintFinding]:
    described = Counter(zone.value("TZID") for zone in root.within("VTIMEZONE"))
    used = {
        one.parameters["TZID"]
        for event in events
        for part in _walk(event)
        for one in part.properties
        if "TZID" in one.parameters
    }
    for name in sorted(used | set(described)):
        if described[name] != 1 or name not in used:
            message = f"{name}: {'used' if name in used else 'not used'}, described {described[name]} times"
            yield LintFinding(code="CAL13", line=0, message=message)
    for zone in root.within("VTIMEZONE"):
        yield from _zone(zone)


def _zone(zone: Component) -> Iterator[LintFinding]:
    if sorted(part.name for part in zone.parts) != ["DAYLIGHT", "STANDARD"]:
        yield LintFinding(code="CAL14", line=zone.line, message="not one STANDARD and one DAYLIGHT")
    for part in zone.parts:
        rules = part.all("RRULE")
        if len(rules) != 1 or not rules[0].value.startswith("FREQ=YEARLY;") or part.all("RDATE"):
            yield LintFinding(code="CAL14", line=part.line, message=f"{part.name} has no one yearly rule")


def _repeated(events: list[Component]) -> Iterator[LintFinding]:
    seen: set[tuple[str, str]] = set()
    for event in events:
        key = event.value("UID"), event.value("RECURRENCE-ID")
        if key in seen:
            yield LintFinding(code="CAL24", line=event.line, message=f"{key[0]} again")
        seen.add(key)


def _escapes(part: Component) -> Iterator[LintFinding]:
    for one in (*part.properties, *part.late):
        if one.name in _TEXT and _is_badly_escaped(one):
            yield LintFinding(code="CAL06", line=one.line, message=one.name)


def _is_badly_escaped(one: Property) -> bool:
    bare = _ESCAPED.sub("", one.value)
    return "\\" in bare or ";" in bare or ("," in bare and one.name not in _LISTS)


def _walk(part: Component) -> Iterator[Component]:
    waiting = [part]
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(reversed(one.parts))
