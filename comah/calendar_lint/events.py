"""The lint of one event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from comah.calendar_lint.alarms import alarm_findings
from comah.calendar_lint.finding import LintFinding, found
from comah.calendar_lint.parse import Component
from comah.calendar_lint.recurrence import recurrence_findings
from comah.calendar_lint.times import time_findings
from comah.model.kinds import Severity

_REQUIRED: Final = ("UID", "DTSTAMP", "DTSTART")
_OURS: Final = ("DTEND", "SUMMARY", "SEQUENCE", "LAST-MODIFIED")  # the standard allows an event without them
_LONGEST_UID: Final = 202
_OUTLOOKS_OWN: Final = "040000008200E000"
_BUSY: Final = {"TRANSPARENT": {"FREE"}, "OPAQUE": {"BUSY", "TENTATIVE", "OOF", "WORKINGELSEWHERE"}}
_STATUS: Final = frozenset({"TENTATIVE", "CONFIRMED", "CANCELLED"})
_CLASS: Final = frozenset({"PUBLIC", "PRIVATE", "CONFIDENTIAL"})


def event_findings(event: Component) -> Iterator[LintFinding]:
    """Yield what is wrong with one event."""
    yield from _once(event)
    yield from time_findings(event)
    yield from recurrence_findings(event)
    yield from _uid(event)
    yield from _cancelled(event)
    yield from _busy(event)
    yield from alarm_findings(event)
    yield from _sets(event)


def _once(event: Component) -> Iterator[LintFinding]:
    for name in (*_REQUIRED, *_OURS):
        number = len(event.all(name))
        if number > 1 or (number == 0 and name in _REQUIRED):
            yield found("CAL17", event.line, f"{name} {number} times")
    missing = [name for name in _OURS if not event.all(name)]
    if missing:
        yield found("CAL17", event.line, f"no {', no '.join(missing)}", Severity.NOTE)


def _uid(event: Component) -> Iterator[LintFinding]:
    for one in event.all("UID"):
        octets = len(one.value.encode())
        if not one.value.strip():
            yield found("CAL24", one.line, "empty")
        if octets > _LONGEST_UID:
            yield found("CAL24", one.line, f"{octets} octets", Severity.WARNING)
        if one.value.upper().startswith(_OUTLOOKS_OWN):
            yield found("CAL24", one.line, f"of Outlook's own form: {one.value}", Severity.NOTE)


def _cancelled(event: Component) -> Iterator[LintFinding]:
    if event.word("STATUS") != "CANCELLED":
        return
    for is_wrong, what in (
        (not event.value("SUMMARY").startswith("CANCELLED: "), "the summary does not say so"),
        (event.word("TRANSP") != "TRANSPARENT", "it takes up time (TRANSP)"),
        (event.word("X-MICROSOFT-CDO-BUSYSTATUS") != "FREE", "it takes up time (BUSYSTATUS)"),
        (bool(event.within("VALARM")), "it has an alarm"),
    ):
        if is_wrong:
            yield found("CAL29", event.line, what)


def _busy(event: Component) -> Iterator[LintFinding]:
    transparency, busy = event.word("TRANSP"), event.word("X-MICROSOFT-CDO-BUSYSTATUS")
    if not transparency or not busy:
        missing = [name for name, word in (("TRANSP", transparency), ("BUSYSTATUS", busy)) if not word]
        yield found("CAL30", event.line, f"no {' and no '.join(missing)}", Severity.NOTE)
    elif busy not in _BUSY.get(transparency, set()):
        yield found("CAL30", event.line, f"TRANSP {transparency}, BUSYSTATUS {busy}")


def _sets(event: Component) -> Iterator[LintFinding]:
    for name, known, severity in (("STATUS", _STATUS, None), ("CLASS", _CLASS, Severity.NOTE)):
        for one in event.all(name):
            if one.word not in known:
                yield found("CAL33", one.line, f"{name} {one.value!r}", severity)
    for one in event.all("X-ALT-DESC"):
        if one.parameters.get("FMTTYPE", "").lower() != "text/html":
            yield found("CAL32", one.line, "not of FMTTYPE=text/html")
        if not event.all("DESCRIPTION"):
            yield found("CAL32", one.line, "no DESCRIPTION beside it")
