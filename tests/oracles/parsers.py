"""What four independent parsers read in a folder of calendar files, each in one go over all of them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from oracles.calcurse import READABLY, printed_events, run_calcurse
from oracles.event import Event, Reading, moment_text
from oracles.installed import HERE, NODE_MODULES, SYSTEM_PYTHON


def readings(parser: str, folder: Path) -> dict[str, Reading]:
    """Return what a parser reads in each file of a folder, by the file's name."""
    return _READERS[parser](folder)


def offsets(parser: str, file: Path, first: int, last: int) -> dict[str, list[tuple[str, int]]]:
    """Return from which time each offset of a file's one time zone holds, in seconds: on the wall, and in UTC."""
    found: dict[str, list[tuple[str, int]]] = _asked(parser, "offsets", file, first, last)
    return found


def _asked(parser: str, *arguments: object) -> Any:
    programs: dict[str, list[str | Path]] = {
        "libical": [SYSTEM_PYTHON, HERE / "read_libical.py"],
        "ical.js": ["node", HERE / "read_icaljs.mjs", NODE_MODULES],
    }
    command = [*map(str, programs[parser]), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)


def _by_another_language(parser: str) -> Callable[[Path], dict[str, Reading]]:
    def read(folder: Path) -> dict[str, Reading]:
        return {
            name: Reading(tuple(Event(*event) for event in found["events"]), found["faults"])
            for name, found in _asked(parser, "events", folder).items()
        }

    return read


def _by_ical(folder: Path) -> dict[str, Reading]:
    return {path.name: reading_of_ical(path) for path in sorted(folder.glob("*.ics"))}


def reading_of_ical(path: Path) -> Reading:
    """Return what `ical` reads in one file."""
    from ical.calendar_stream import IcsCalendarStream
    from ical.exceptions import CalendarParseError

    try:
        found = IcsCalendarStream.calendar_from_ics(path.read_bytes().decode("utf-8")).events
    except CalendarParseError:
        return Reading((), 1)
    return Reading(
        tuple(Event(str(one.uid), str(one.summary), moment_text(one.dtstart), moment_text(one.end)) for one in found)
    )


def _by_calcurse(folder: Path) -> dict[str, Reading]:
    return {path.name: _calcurse_reading(path) for path in sorted(folder.glob("*.ics"))}


def _calcurse_reading(path: Path) -> Reading:
    """Return what calcurse takes over, where the clocks are not London's."""
    with TemporaryDirectory() as folder:
        wanted = ("--quiet", "--import", str(path), "--dump-imported", *READABLY)
        done = run_calcurse(Path(folder), *wanted, zone="America/New_York")
    return Reading(tuple(printed_events(done.stdout)), done.returncode)  # 1 where an event was left out


_READERS: Final[dict[str, Callable[[Path], dict[str, Reading]]]] = {
    "libical": _by_another_language("libical"),
    "calcurse": _by_calcurse,
    "ical": _by_ical,
    "ical.js": _by_another_language("ical.js"),
}
