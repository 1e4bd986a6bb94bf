"""The checklist on single events."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from checklist.files import File
from checklist.item import Item, swap
from checklist.reading import Part, events_of

_DAY: Final = r"\d{8}"
_LOCAL: Final = r"\d{8}T\d{6}"
_UTC: Final = r"\d{8}T\d{6}Z"
_ONCE: Final = ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "LAST-MODIFIED")
_STAMPS: Final = ("DTSTAMP", "CREATED", "LAST-MODIFIED")
_PAIRS: Final = {("TRANSPARENT", "FREE"), ("OPAQUE", "BUSY"), ("OPAQUE", "TENTATIVE")}
_CANCELLED: Final = {
    "STATUS": "CANCELLED",
    "TRANSP": "TRANSPARENT",
    "X-MICROSOFT-CDO-BUSYSTATUS": "FREE",
}


def _of_each(check: Callable[[Part], Iterator[str]]) -> Callable[[File], Iterator[str]]:
    def faults(file: File) -> Iterator[str]:
        for event in events_of(file.data):
            yield from (f"{event.value('UID')}: {fault}" for fault in check(event))

    return faults


def _forms(event: Part) -> Iterator[str]:
    for name in ("DTSTART", "DTEND"):
        for line in event.all(name):
            parameters = "".join(f";{key}={value}" for key, value in line.parameters.items())
            known = rf";VALUE=DATE:{_DAY}|;TZID=Europe/London:{_LOCAL}|:{_UTC}"
            if not re.fullmatch(known, f"{parameters}:{line.value}"):
                yield f"{name}{parameters}:{line.value}"


def _once(event: Part) -> Iterator[str]:
    counts = Counter(line.name for line in event.lines)
    yield from (f"{name} {counts[name]} times" for name in _ONCE if counts[name] != 1)


def _stamps(event: Part) -> Iterator[str]:
    for line in event.lines:
        if line.name in _STAMPS and (line.parameters or not re.fullmatch(_UTC, line.value)):
            yield f"{line.name}:{line.value}"


def _same_type(event: Part) -> Iterator[str]:
    starts, ends = _moment(event, "DTSTART"), _moment(event, "DTEND")
    if isinstance(starts, datetime) != isinstance(ends, datetime):
        yield "one end is a day, the other a time"
    elif ends <= starts:
        yield f"{starts} to {ends}"


def _moment(event: Part, name: str) -> date:
    (line,) = event.all(name)
    if re.fullmatch(_DAY, line.value):
        return date.fromisoformat(line.value)
    at = datetime.fromisoformat(line.value)  # of which Z makes one in UTC
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(line.parameters.get("TZID", "UTC")))


def _all_day(file: File) -> Iterator[str]:
    for entry, event in zip(file.entries, events_of(file.data), strict=True):
        ends = [(line.parameters, line.value) for name in ("DTSTART", "DTEND") for line in event.all(name)]
        days = (entry.first, entry.last + timedelta(days=1))
        if not entry.is_timed and ends != [({"VALUE": "DATE"}, f"{day:%Y%m%d}") for day in days]:
            yield f"{event.value('UID')}: {ends} for {entry.first} to {entry.last}"


def _durations(event: Part) -> Iterator[str]:
    yield from (f"DURATION:{line.value}" for line in event.all("DURATION"))


def _plain_times(event: Part) -> Iterator[str]:
    for line in (*event.all("DTSTART"), *event.all("DTEND")):
        if "TZID" in line.parameters:
            at = datetime.fromisoformat(line.value).replace(tzinfo=ZoneInfo(line.parameters["TZID"]))
            if at.utcoffset() != at.replace(fold=1).utcoffset():
                yield f"{line.name}:{line.value} is skipped or comes twice"


def _own_uids(file: File) -> Iterator[str]:
    uids = [event.value("UID") for event in events_of(file.data)]
    yield from (f"{uid} {number} times" for uid, number in Counter(uids).items() if number > 1)
    for uid in uids:
        if not 0 < len(uid.encode()) <= 202 or uid.upper().startswith("040000008200E000"):
            yield uid or "an empty UID"


def _repeats(event: Part) -> Iterator[str]:
    is_timed = isinstance(_moment(event, "DTSTART"), datetime)
    for rule in event.all("RRULE"):
        until = re.search(r"UNTIL=([^;]+)", rule.value)
        if until and not re.fullmatch(_UTC if is_timed else _DAY, until.group(1)):
            yield rule.value
        if "COUNT=" in rule.value and event.all("EXDATE"):
            yield f"{rule.value} with EXDATE"


def _cancelled(file: File) -> Iterator[str]:
    for entry, event in zip(file.entries, events_of(file.data), strict=True):
        if entry.is_cancelled:
            said = {name: event.value(name) for name in _CANCELLED}
            if said != _CANCELLED or not event.value("SUMMARY").startswith("CANCELLED: ") or event.parts:
                yield f"{event.value('UID')}: {event.value('SUMMARY')[:40]} {said} {len(event.parts)} alarms"
        elif event.value("STATUS") == "CANCELLED":
            yield f"{event.value('UID')} is not cancelled"


def _busy(event: Part) -> Iterator[str]:
    pair = event.value("TRANSP"), event.value("X-MICROSOFT-CDO-BUSYSTATUS")
    if pair not in _PAIRS:
        yield f"{pair}"


def _alarms(event: Part) -> Iterator[str]:
    if len(event.within("VALARM")) > 1:
        yield f"{len(event.within('VALARM'))} alarms"
    for alarm in event.within("VALARM"):
        if alarm.value("ACTION") != "DISPLAY" or not alarm.value("DESCRIPTION"):
            yield f"{alarm.value('ACTION')} {alarm.value('DESCRIPTION')!r}"
        triggers = [(line.parameters, line.value) for line in alarm.all("TRIGGER")]
        if len(triggers) != 1 or triggers[0][0] or not re.fullmatch(r"-P(\d+W|\d+D|(\d+D)?T\d+H)", triggers[0][1]):
            yield f"TRIGGER {triggers}"


def _html(event: Part) -> Iterator[str]:
    for line in event.all("X-ALT-DESC"):
        is_escaped = not re.search(r"[;,\\]", re.sub(r"\\[\\;,n]", "", line.value))
        if line.parameters != {"FMTTYPE": "text/html"} or not event.all("DESCRIPTION") or not is_escaped:
            yield line.value


def _sets(event: Part) -> Iterator[str]:
    known = {"CLASS": {"PUBLIC", "PRIVATE", "CONFIDENTIAL"}, "STATUS": {"TENTATIVE", "CONFIRMED", "CANCELLED"}}
    for name, values in known.items():
        if event.value(name) not in values:
            yield f"{name}:{event.value(name)}"


ITEMS: Final = (
    Item(16, "no floating time, no TZID with Z", _of_each(_forms), swap("DTEND;TZID=Europe/London:", "DTEND:")),
    Item(
        17,
        "UID, DTSTAMP, DTSTART, DTEND, SUMMARY, SEQUENCE, LAST-MODIFIED once each",
        _of_each(_once),
        swap(r"SEQUENCE:\d+\n", ""),
    ),
    Item(18, "DTSTAMP, CREATED, LAST-MODIFIED in UTC", _of_each(_stamps), swap(r"(DTSTAMP:\d+T\d+)Z", r"\1")),
    Item(
        19,
        "DTEND of the same type as DTSTART and later",
        _of_each(_same_type),
        swap(r"(DTSTART;TZID=Europe/London:)(\d+T\d+)(\n)(DTEND;TZID=Europe/London:)\d+T\d+", r"\1\2\3\4\2"),
    ),
    Item(
        20,
        "all-day: both DATE, DTEND the day after the last",
        _all_day,
        swap(r"(DTSTART;VALUE=DATE:)(\d+)(\n)(DTEND;VALUE=DATE:)\d+", r"\1\2\3\4\2"),
    ),
    Item(21, "no DURATION on VEVENT", _of_each(_durations), swap(r"DTEND;VALUE=DATE:\d+", "DURATION:P1D")),
    Item(
        22,
        "no local time in a gap or overlap",
        _of_each(_plain_times),
        swap("DTSTART:20270328T013000Z", "DTSTART;TZID=Europe/London:20270328T013000"),
    ),
    Item(
        24,
        "UID unique, at most 202 bytes, not starting 040000008200E000",
        _own_uids,
        swap("\nUID:", "\nUID:040000008200E000"),
    ),
    Item(
        28,
        "UNTIL in UTC with TZID, DATE with DATE; no COUNT with EXDATE",
        _of_each(_repeats),
        swap(r"(DTSTART;TZID=[^\r]+\n)", r"\1RRULE:FREQ=DAILY;UNTIL=20270401T120000\n"),
    ),
    Item(29, "cancelled events as described", _cancelled, swap("SUMMARY:CANCELLED: ", "SUMMARY:")),
    Item(30, "TRANSP agrees with BUSYSTATUS", _of_each(_busy), swap("BUSYSTATUS:FREE", "BUSYSTATUS:BUSY")),
    Item(31, "at most one VALARM, as described", _of_each(_alarms), swap("TRIGGER:-P", "TRIGGER:P")),
    Item(
        32,
        "X-ALT-DESC only with FMTTYPE=text/html, escaped, and with DESCRIPTION",
        _of_each(_html),
        swap("\nSUMMARY:", "\nX-ALT-DESC:<p>Exercise</p>\nSUMMARY:"),
    ),
    Item(33, "CLASS and STATUS from the RFC's sets", _of_each(_sets), swap("CLASS:PUBLIC", "CLASS:OFFICIAL")),
)
