"""The lint of one event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from comah.calendar_lint.finding import LintFinding
from comah.calendar_lint.parse import Component
from comah.calendar_lint.times import time_findings

_ONCE: Final = ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "LAST-MODIFIED")
_LONGEST_UID: Final = 202
_OUTLOOKS_OWN: Final = "040000008200E000"
_BUSY: Final = {"TRANSPARENT": {"FREE"}, "OPAQUE": {"BUSY", "TENTATIVE", "OOF", "WORKINGELSEWHERE"}}
_STATUS: Final = frozenset({"TENTATIVE", "CONFIRMED", "CANCELLED"})
_CLASS: Final = frozenset({"PUBLIC", "PRIVATE", "CONFIDENTIAL"})
_BEFORE: Final = re.compile(r"^-P(?:\d+W|(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)$", re.ASCII)


def event_findings(event: Component) -> Iterator[LintFinding]:
    """Yield what is wrong with one event."""
    for name in _ONCE:
        number = len(event.all(name))
        if number != 1:
            yield LintFinding(code="CAL17", line=event.line, message=f"{name} {number} times")
    yield from time_findings(event)
    yield from _uid(event)
    yield from _cancelled(event)
    yield from _busy(event)
    yield from _alarms(event)
    yield from _sets(event)


def _uid(event: Component) -> Iterator[LintFinding]:
    for one in event.all("UID"):
        if not one.value or len(one.value.encode()) > _LONGEST_UID:
            yield LintFinding(code="CAL24", line=one.line, message=f"{len(one.value.encode())} octets")
        if one.value.upper().startswith(_OUTLOOKS_OWN):
            yield LintFinding(code="CAL24", line=one.line, message=one.value)


def _cancelled(event: Component) -> Iterator[LintFinding]:
    if event.value("STATUS") != "CANCELLED":
        return
    for is_wrong, what in (
        (not event.value("SUMMARY").startswith("CANCELLED: "), "the summary does not say so"),
        (event.value("TRANSP") != "TRANSPARENT", "it takes up time (TRANSP)"),
        (event.value("X-MICROSOFT-CDO-BUSYSTATUS") != "FREE", "it takes up time (BUSYSTATUS)"),
        (bool(event.within("VALARM")), "it has an alarm"),
    ):
        if is_wrong:
            yield LintFinding(code="CAL29", line=event.line, message=what)


def _busy(event: Component) -> Iterator[LintFinding]:
    transparency, busy = event.value("TRANSP"), event.value("X-MICROSOFT-CDO-BUSYSTATUS")
    if busy not in _BUSY.get(transparency, set()):
        yield LintFinding(code="CAL30", line=event.line, message=f"TRANSP {transparency!r}, BUSYSTATUS {busy!r}")


def _alarms(event: Component) -> Iterator[LintFinding]:
    alarms = event.within("VALARM")
    if len(alarms) > 1:
        yield LintFinding(code="CAL31", line=event.line, message=f"{len(alarms)} alarms")
    for alarm in alarms:
        if alarm.value("ACTION") != "DISPLAY":
            yield LintFinding(code="CAL31", line=alarm.line, message=f"ACTION {alarm.value('ACTION')!r}")
        if not alarm.value("DESCRIPTION"):
            yield LintFinding(code="CAL31", line=alarm.line, message="no DESCRIPTION")
        trigger = alarm.all("TRIGGER")
        if len(trigger) != 1 or trigger[0].parameters or not _BEFORE.match(trigger[0].value):
            yield LintFinding(code="CAL31", line=alarm.line, message="TRIGGER is no time before the start")


def _sets(event: Component) -> Iterator[LintFinding]:
    for name, known in (("STATUS", _STATUS), ("CLASS", _CLASS)):
        for one in event.all(name):
            if one.value not in known:
                yield LintFinding(code="CAL33", line=one.line, message=f"{name} {one.value!r}")
    for one in event.all("X-ALT-DESC"):
        if one.parameters.get("FMTTYPE") != "text/html" or not event.all("DESCRIPTION"):
            yield LintFinding(code="CAL32", line=one.line, message="X-ALT-DESC")
