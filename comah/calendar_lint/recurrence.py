"""The lint of recurrence rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from comah.calendar_lint.finding import LintFinding, found
from comah.calendar_lint.parse import Component, Property
from comah.calendar_lint.times import LOCAL, is_date
from comah.model.kinds import Severity

_DATE: Final = re.compile(r"^\d{8}$", re.ASCII)
_UTC: Final = re.compile(r"^\d{8}T\d{6}Z$", re.ASCII)


def rule_parts(rule: Property) -> dict[str, str]:
    """Return the parts of a recurrence rule by their names in capitals."""
    return dict(part.partition("=")[::2] for part in rule.value.upper().split(";"))


def recurrence_findings(event: Component) -> Iterator[LintFinding]:
    """Yield what is wrong with an event's recurrence rules."""
    starts = event.all("DTSTART")
    for rule in event.all("RRULE"):
        parts = rule_parts(rule)
        until = parts.get("UNTIL")
        if until is not None and starts and not _form_of(starts[0]).match(until):
            yield found("CAL28", rule.line, f"UNTIL={until} is not of the type that DTSTART asks for")
        if until is not None and "COUNT" in parts:
            yield found("CAL28", rule.line, "UNTIL with COUNT")
        if "COUNT" in parts and event.all("EXDATE"):
            yield found("CAL28", rule.line, "COUNT with EXDATE", Severity.WARNING)


def _form_of(start: Property) -> re.Pattern[str]:
    """Return the form of UNTIL: a date with dates, a floating time with such times, else UTC."""
    if is_date(start):
        return _DATE
    return LOCAL if LOCAL.match(start.value) and "TZID" not in start.parameters else _UTC
