"""The lint of time zones: described once, in a form that Outlook reads, and as the zone database has them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from comah.calendar_lint.finding import LintFinding, found
from comah.calendar_lint.parse import Component, Property
from comah.calendar_lint.recurrence import rule_parts
from comah.calendar_lint.zone_offsets import PARTS, offset_findings
from comah.model.kinds import Severity

_ESCAPED: Final = re.compile(r"\\([\\;,])")


def zone_findings(root: Component) -> Iterator[LintFinding]:
    """Yield what is wrong with the time zones of a calendar."""
    zones = root.within("VTIMEZONE")
    described = Counter(_name(zone).upper() for zone in zones)
    names = {_name(zone).upper(): _name(zone) for zone in zones}
    used: dict[str, list[Property]] = {}
    for part in root.every():
        for one in part.properties:
            if "TZID" in one.parameters:
                used.setdefault(one.parameters["TZID"].upper(), []).append(one)
    for key in sorted(used.keys() | described.keys()):
        uses = used.get(key, [])
        name = names.get(key) or uses[0].parameters["TZID"]
        yield from _described(name, described[key], uses)
    for zone in zones:
        yield from _form(zone)
        key = _name(zone).upper()
        if described[key] == 1:  # of several, nobody knows which a program goes by
            yield from offset_findings(_name(zone), zone, used.get(key, []))


def _name(zone: Component) -> str:
    return _ESCAPED.sub(r"\1", zone.value("TZID")).strip('"')


def _described(name: str, times: int, uses: list[Property]) -> Iterator[LintFinding]:
    if not uses:
        yield found("CAL13", 0, f"{name}: described, not used", Severity.NOTE)
    elif not times:
        # a name that begins with a slash means a zone of a register that every reader knows
        severity = Severity.WARNING if name.startswith("/") else None
        yield found("CAL13", uses[0].line, f"{name}: used, not described", severity)
    if times > 1:
        yield found("CAL13", 0, f"{name}: described {times} times")


def _form(zone: Component) -> Iterator[LintFinding]:
    counts = Counter(part.name for part in zone.parts if part.name in PARTS)
    if not counts:
        yield found("CAL14", zone.line, "neither STANDARD nor DAYLIGHT")
    elif counts["STANDARD"] != 1 or counts["DAYLIGHT"] > 1:
        yield found("CAL14", zone.line, "not one STANDARD and at most one DAYLIGHT", Severity.WARNING)
    for part in zone.parts if len(counts) > 1 else ():
        rules = part.all("RRULE")
        if len(rules) != 1 or rule_parts(rules[0]).get("FREQ") != "YEARLY" or part.all("RDATE"):
            yield found("CAL14", part.line, f"{part.name} has no one yearly rule", Severity.WARNING)
