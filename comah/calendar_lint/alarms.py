"""The lint of an event's alarms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from comah.calendar_lint.finding import LintFinding, found
from comah.calendar_lint.parse import Component, Property
from comah.model.kinds import Severity

_LENGTH: Final = re.compile(
    r"^[+-]?P(?:\d+W|\d+D(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?|T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)$", re.ASCII
)
_NOTHING: Final = re.compile(r"^[+-]?P[0DTHMSW]+$", re.ASCII)
_AT: Final = re.compile(r"^\d{8}T\d{6}Z$", re.ASCII)


def alarm_findings(event: Component) -> Iterator[LintFinding]:
    """Yield what is wrong with an event's alarms."""
    alarms = event.within("VALARM")
    if len(alarms) > 1:
        yield found("CAL31", event.line, f"{len(alarms)} alarms", Severity.NOTE)
    for alarm in alarms:
        yield from _action(alarm)
        triggers = alarm.all("TRIGGER")
        if len(triggers) == 1:
            yield from _trigger(triggers[0])
        else:
            yield found("CAL31", alarm.line, f"TRIGGER {len(triggers)} times")


def _action(alarm: Component) -> Iterator[LintFinding]:
    action = alarm.word("ACTION")
    if not action:
        yield found("CAL31", alarm.line, "no ACTION")
    elif action != "DISPLAY":
        yield found("CAL31", alarm.line, f"ACTION {action}", Severity.NOTE)
    elif not alarm.value("DESCRIPTION"):
        yield found("CAL31", alarm.line, "DISPLAY without DESCRIPTION")


def _trigger(trigger: Property) -> Iterator[LintFinding]:
    if trigger.parameters.get("VALUE", "").upper() == "DATE-TIME":
        severity = Severity.NOTE if _AT.match(trigger.value) else None
        yield found("CAL31", trigger.line, "TRIGGER at a time of its own", severity)
    elif not _LENGTH.match(trigger.word):
        yield found("CAL31", trigger.line, f"TRIGGER {trigger.value} is no length of time")
    elif not trigger.word.startswith("-") and not _NOTHING.match(trigger.word):
        yield found("CAL31", trigger.line, f"TRIGGER {trigger.value} is after the start", Severity.WARNING)
    elif trigger.parameters.get("RELATED", "START").upper() != "START":
        yield found("CAL31", trigger.line, "TRIGGER counts from the end", Severity.WARNING)
