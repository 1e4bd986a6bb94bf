"""calcurse, run on a folder of its own, and what it prints of its events read back."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from oracles.event import Event, moment_text

# An event that has no note is "day [1] title"; one of several days repeats daily up to its last.
_DAY: Final = re.compile(
    r"(?P<first>\d\d/\d\d/\d{4}) \[1\](?: \{1D -> (?P<last>\d\d/\d\d/\d{4})\})? (?:>[0-9a-f]{40} )?(?P<title>.*)"
)
_TIMED: Final = "T|%s|%e|%m\\n"
_ANY_DAY: Final = "D|%(raw)"
# makes it print events in a form that can be read back; with --grep, or --dump-imported
READABLY: Final = ("--format-apt", _TIMED, "--format-event", _ANY_DAY, "--format-recur-event", _ANY_DAY)


def run_calcurse(folder: Path, *arguments: str, zone: str = "Europe/London") -> subprocess.CompletedProcess[str]:
    """Run calcurse on a folder, where the clocks are those of a zone."""
    command = ["calcurse", "-D", str(folder), "-C", str(folder), *arguments]
    environment = {**os.environ, "TZ": zone, "LC_ALL": "C.UTF-8"}
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)


def printed_events(text: str) -> Iterator[Event]:
    """Yield the events that it printed. It keeps no UID."""
    yield from map(_event, text.split("\n")[:-1])


def _event(line: str) -> Event:
    kind, _, rest = line.partition("|")
    if kind == "T":
        starts, ends, title = rest.split("|", 2)
        return Event("", title, *(moment_text(datetime.fromtimestamp(int(one), UTC)) for one in (starts, ends)))
    found = _DAY.fullmatch(rest)
    if kind != "D" or found is None:
        message = f"calcurse printed {line!r}"
        raise ValueError(message)
    last = _american(found["last"] or found["first"])
    return Event("", found["title"], str(_american(found["first"])), str(last + timedelta(days=1)))


def _american(text: str) -> date:
    month, day, year = map(int, text.split("/"))
    return date(year, month, day)
