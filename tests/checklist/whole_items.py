"""The checklist on what several builds, and several programs, make of a file."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from checklist.files import File, files, moved_and_retitled, written
from checklist.issues import issues
from checklist.item import Item, swap
from checklist.reading import Part, events_of
from oracles.agreement import disagreements
from oracles.event import Reading
from oracles.installed import PARSERS
from oracles.parsers import readings
from oracles.zone_walk import FIRST, walk

_TESTS: Final = Path(__file__).resolve().parents[1]
_OF_ZONES: Final = ("libical", "ical.js")  # they go by the file's own time zone; the other two by the system's
_SEEDS: Final = ("1", "4242")
_REBUILD: Final = """
import hashlib, json, sys
from checklist.files import files
json.dump({kind: hashlib.sha256(file.data).hexdigest() for kind, file in files().items()}, sys.stdout)
"""


def _zone(file: File) -> Iterator[str]:
    block = re.search(rb"BEGIN:VTIMEZONE\r\n.*?END:VTIMEZONE\r\n", file.data, re.DOTALL)
    if block:
        for parser in _OF_ZONES:
            yield from _wrong_half_hours(parser, block.group())


@cache
def _wrong_half_hours(parser: str, block: bytes) -> tuple[str, ...]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "zone.ics"
        path.write_bytes(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + block + b"END:VCALENDAR\r\n")
        found = walk(parser, path, FIRST, FIRST)
        if not found.wrong:  # what is wrong in one year is found soon
            found = walk(parser, path)
            assert (found.instants, found.excepted) == (368_208, 84)  # 21 years; 4 in the repeated hour of each
    return tuple(f"{parser}: {wrong}" for wrong in found.wrong)


def _instants(file: File) -> Iterator[str]:
    for parser in PARSERS:
        for wrong in disagreements(_reading(parser, file.data), file.entries):
            yield f"{parser}: {wrong}"


def _counts(file: File) -> Iterator[str]:
    for parser in PARSERS:
        found = _reading(parser, file.data)
        if len(found.events) != len(file.entries) or found.faults:
            yield f"{parser}: {len(found.events)} of {len(file.entries)} events, {found.faults} faults"


def _reading(parser: str, data: bytes) -> Reading:
    known = _readings(parser).get(data)
    return known if known is not None else _read(parser, {"broken.ics": data})["broken.ics"]


@cache
def _readings(parser: str) -> dict[bytes, Reading]:
    """Return what a parser reads in the files of every kind, in one go."""
    made = {f"{kind}.ics": file.data for kind, file in files().items()}
    return {made[name]: found for name, found in _read(parser, made).items()}


def _read(parser: str, made: dict[str, bytes]) -> dict[str, Reading]:
    with TemporaryDirectory() as folder:
        for name, data in made.items():
            (Path(folder) / name).write_bytes(data)
        return readings(parser, Path(folder))


def _same_uids(file: File) -> Iterator[str]:
    later = [event.value("UID") for event in events_of(written(moved_and_retitled(file.entries)))]
    for now, then in zip((event.value("UID") for event in events_of(file.data)), reversed(later), strict=True):
        if now != then:
            yield f"{now} becomes {then}"


def _sequences(file: File) -> Iterator[str]:
    """Yield where SEQUENCE falls from the file through its later issues, or does not rise just where it has to."""
    known = {event.value("UID"): event for event in events_of(file.data)}
    for number, data in enumerate(issues(file.entries)):
        for event in events_of(data):
            uid = event.value("UID")
            before, known[uid] = known[uid], event
            rise = int(event.value("SEQUENCE")) - int(before.value("SEQUENCE"))
            if rise < 0:
                yield f"{uid}: falls by {-rise} in issue {number}"
            elif number and bool(rise) != (_times(event) != _times(before)):  # the file itself is of no ledger
                yield f"{uid}: rises by {rise} in issue {number}, from {_times(before)} to {_times(event)}"


def _times(event: Part) -> tuple[str, str, bool]:
    return event.value("DTSTART"), event.value("DTEND"), event.value("STATUS") == "CANCELLED"


def _rebuilt(file: File) -> Iterator[str]:
    (kind,) = [kind for kind, known in files().items() if known.entries is file.entries]
    for seed in _SEEDS:
        if _digests(seed)[kind] != hashlib.sha256(file.data).hexdigest():
            yield f"PYTHONHASHSEED={seed}: another file"


@cache
def _digests(seed: str) -> dict[str, str]:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.fspath(_TESTS)}
    command = [sys.executable, "-c", _REBUILD]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True)
    found: dict[str, str] = json.loads(done.stdout)
    return found


ITEMS: Final = (
    Item(
        15,
        "VTIMEZONE agrees with zoneinfo every half-hour in libical and ical.js, the repeated hour excepted",
        _zone,
        swap("DTSTART:19700329T010000", "DTSTART:19700329T020000"),
        oracles=_OF_ZONES,
    ),
    Item(
        23,
        "shift instants agree in three parsers",
        _instants,
        swap("TZOFFSETFROM:.0000\nTZOFFSETTO:.0100", "TZOFFSETFROM:+0000\nTZOFFSETTO:+0200"),
        oracles=PARSERS,
    ),
    Item(25, "UID survives retitling, moving and reordering", _same_uids, swap("\nUID:", "\nUID:2026-11-21.")),
    Item(
        26,
        "SEQUENCE rises on change of time or cancellation and never falls",
        _sequences,
        swap(r"SEQUENCE:\d+", "SEQUENCE:2147483000"),
    ),
    Item(27, "rebuild byte-identical whatever PYTHONHASHSEED", _rebuilt, swap("CATEGORIES:", "CATEGORIES:At random,")),
    Item(
        35,
        "the battery accepts it with equal event counts",
        _counts,
        swap(r"DTEND;VALUE=DATE:\d+", "DTEND;VALUE=DATE:20261340"),
        oracles=PARSERS,
    ),
)
