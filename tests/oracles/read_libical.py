"""What libical reads in calendar files, as JSON. The system's Python runs this: it alone has the bindings.

/usr/bin/python3 tests/oracles/read_libical.py version
/usr/bin/python3 tests/oracles/read_libical.py events FOLDER
/usr/bin/python3 tests/oracles/read_libical.py offsets FILE FIRST_YEAR LAST_YEAR
"""

from __future__ import annotations

import calendar
import json
import re
import sys
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

_HALF_HOUR = timedelta(minutes=30)


def main(arguments: list[str]) -> None:
    """Print what was asked for."""
    bindings = import_module("gi")
    bindings.require_version("ICalGLib", "3.0")
    ical = import_module("gi.repository.ICalGLib")
    wanted, *rest = arguments
    if wanted == "version":
        answer: Any = version(ical)
    elif wanted == "events":
        answer = {path.name: events(ical, path) for path in sorted(Path(rest[0]).glob("*.ics"))}
    else:
        answer = offsets(ical, Path(rest[0]), int(rest[1]), int(rest[2]))
    sys.stdout.write(json.dumps(answer))


def version(ical: Any) -> str:
    """Return the version that the loaded library's file bears."""
    ical.Timezone.get_utc_timezone()  # it is loaded when it is first called
    found = re.search(r"libical\.so\.([\d.]+)", Path("/proc/self/maps").read_text(encoding="utf-8"))
    return found.group(1) if found else "of unknown version"


def events(ical: Any, path: Path) -> dict[str, Any]:
    """Return a file's events, in its order, and how many faults the library met."""
    root = ical.Component.new_from_string(path.read_bytes().decode("utf-8"))
    if root is None or root.isa() != ical.ComponentKind.VCALENDAR_COMPONENT:
        return {"events": [], "faults": 1}
    zones = _zones(ical, root)
    found = [
        [event.get_uid(), event.get_summary(), _moment(event.get_dtstart(), zones), _moment(event.get_dtend(), zones)]
        for event in _parts(root, ical.ComponentKind.VEVENT_COMPONENT)
    ]
    return {"events": found, "faults": root.count_errors()}


def offsets(ical: Any, path: Path, first: int, last: int) -> dict[str, list[tuple[str, int]]]:
    """Return what a file's one time zone makes of every half-hour: of clocks on the wall, and of instants in UTC.

    Each entry is a time from which an offset in seconds holds, up to the next entry.
    """
    root = ical.Component.new_from_string(path.read_bytes().decode("utf-8"))
    (zone,) = _zones(ical, root).values()
    found: dict[str, list[tuple[str, int]]] = {"walls": [], "instants": []}
    at = datetime(first, 1, 1)  # noqa: DTZ001 - a time on the wall, or in UTC
    while at.year <= last:
        on_the_wall = ical.Time.new_from_string(f"{at:%Y%m%dT%H%M%S}").as_timet_with_zone(zone)
        in_utc = zone.get_utc_offset_of_utc_time(ical.Time.new_from_string(f"{at:%Y%m%dT%H%M%SZ}"))[0]
        for runs, offset in (
            (found["walls"], calendar.timegm(at.timetuple()) - on_the_wall),
            (found["instants"], in_utc),
        ):
            if not runs or offset != runs[-1][1]:
                runs.append((at.isoformat(), offset))
        at += _HALF_HOUR
    return found


def _parts(root: Any, kind: Any) -> list[Any]:
    found = []
    one = root.get_first_component(kind)
    while one is not None:
        found.append(one)
        one = root.get_next_component(kind)
    return found


def _zones(ical: Any, root: Any) -> dict[str, Any]:
    """Return the time zones as the file itself describes them, none of the library's own."""
    zones = {}
    for part in _parts(root, ical.ComponentKind.VTIMEZONE_COMPONENT):
        zone = ical.Timezone.new()
        zone.set_component(part.clone())
        zones[zone.get_tzid()] = zone
    return zones


def _moment(at: Any, zones: dict[str, Any]) -> str:
    if at.is_date():
        return f"{at.get_year():04}-{at.get_month():02}-{at.get_day():02}"
    seconds = at.as_timet() if at.is_utc() else at.as_timet_with_zone(zones[at.get_tzid()])
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"


if __name__ == "__main__":
    main(sys.argv[1:])
