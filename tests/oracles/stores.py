"""Three programs that keep calendars, each started anew: a file is taken over, and what they then hold is read."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from oracles.calcurse import READABLY, printed_events, run_calcurse
from oracles.event import Event
from oracles.installed import HERE, PROGRAMS
from oracles.parsers import reading_of_ical

_LONDON: Final = ZoneInfo("Europe/London")
_DAY: Final = timedelta(days=1)
KHAL_FORM: Final = "%Y-%m-%d"
KHAL_SETTINGS: Final = """\
[calendars]
[[plans]]
path = {folder}/plans
type = calendar
[locale]
local_timezone = Europe/London
default_timezone = Europe/London
timeformat = %H:%M
dateformat = {form}
longdateformat = {form}
datetimeformat = {form} %H:%M
longdatetimeformat = {form} %H:%M
[default]
default_calendar = plans
[sqlite]
path = {folder}/khal.db
"""


class Store(Protocol):
    """A program that keeps calendars."""

    def take_over(self, file: Path) -> None:
        """Take a file over as its user would."""

    def events(self) -> list[Event]:
        """Return what it now holds, in the order of the days."""


class Khal:
    """khal: ``khal import``, into a folder with a file for each event."""

    def __init__(self, folder: Path, form: str = KHAL_FORM, years: tuple[int, int] = (2026, 2027)) -> None:
        """Begin with an empty calendar.

        Args:
            folder: where it keeps its events.
            form: how it writes a day.
            years: those that it is asked to list; it goes through them day by day.
        """
        self.folder = folder
        self._years = years
        (folder / "plans").mkdir(parents=True)
        settings = folder / "khal.conf"
        settings.write_text(KHAL_SETTINGS.format(folder=folder, form=form), encoding="utf-8", newline="\n")
        self.program = (str(PROGRAMS / "khal"), "--config", str(settings))

    def take_over(self, file: Path) -> None:
        """Import a file; events with a known UID are updated."""
        self.say("import", "--batch", "-a", "plans", str(file))

    def events(self) -> list[Event]:
        """Return what it lists."""
        keys = ("uid", "title", "start-long-full", "end-long-full", "all-day")
        asked = [word for key in keys for word in ("--json", key)]
        found = [one for line in self._listed(*asked) for one in json.loads(line)]
        return _sorted(_khal_event(one) for one in found)

    def say(self, *arguments: str) -> str:
        """Run khal and return what it prints."""
        command = [*self.program, *arguments]
        environment = {**os.environ, "HOME": str(self.folder), "LC_ALL": "C.UTF-8", "COLUMNS": "80"}
        return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True).stdout

    def _listed(self, *asked: str) -> list[str]:
        return self.say("list", "--once", *asked, f"{self._years[0]}-01-01", f"{self._years[1]}-12-31").splitlines()


def _khal_event(found: dict[str, str]) -> Event:
    is_all_day = found["all-day"] == "True"
    ends = [_khal_moment(found[key], is_all_day=is_all_day) for key in ("start-long-full", "end-long-full")]
    last = str(date.fromisoformat(ends[1]) + _DAY) if is_all_day else ends[1]
    return Event(found["uid"], found["title"], ends[0], last)


def _khal_moment(text: str, *, is_all_day: bool) -> str:
    if is_all_day:
        return text[: len("2026-11-21")]
    return f"{datetime.fromisoformat(text).replace(tzinfo=_LONDON).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


class Calcurse:
    """calcurse: ``calcurse --import``, which adds what the file holds to what is there."""

    def __init__(self, folder: Path) -> None:
        """Begin with an empty calendar."""
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.program = ("calcurse", "-D", str(folder), "-C", str(folder))

    def take_over(self, file: Path) -> None:
        """Import a file."""
        self.say("--quiet", "--import", str(file))

    def empty(self) -> None:
        """Take out everything, as its manual says: purge what begins before a day far off."""
        self.say("--input-datefmt", "4", "--purge", "--filter-start-before", "2100-01-01")

    def delete(self, title: str) -> None:
        """Take out what begins with a title, as its user does by hand."""
        self.say("--purge", "--filter-pattern", f"^{re.escape(title)}")

    def events(self) -> list[Event]:
        """Return what it holds; it keeps no UID."""
        return _sorted(printed_events(self.say("--grep", *READABLY)))

    def say(self, *arguments: str) -> str:
        """Run calcurse and return what it prints."""
        done = run_calcurse(self.folder, *arguments)
        done.check_returncode()
        return done.stdout


class Radicale:
    """Radicale: a calendar at an address, to which a whole file is put in place of the one before."""

    ADDRESS: Final = "/officer/plans/"

    def __init__(self, folder: Path, port: int) -> None:
        """Begin where no calendar is yet."""
        self._folder = folder
        self._port = port

    def take_over(self, file: Path) -> None:
        """Publish a file: it replaces the calendar at the address."""
        self.asked("PUT", self.ADDRESS, file.read_bytes())

    def take_over_each(self, file: Path) -> None:
        """Put each event by its UID, as a program does that keeps a calendar in step: the others stay."""
        for uid, one in single_events(file.read_bytes()):
            self.asked("PUT", f"{self.ADDRESS}{uid}.ics", one)

    def events(self) -> list[Event]:
        """Return what a subscriber reads at the address."""
        file = self._folder / "subscribed.ics"
        file.write_bytes(self.asked("GET", self.ADDRESS))
        return _sorted(reading_of_ical(file).events)

    def asked(self, method: str, address: str, data: bytes = b"") -> bytes:
        """Ask the server, and return its answer."""
        connection = HTTPConnection("127.0.0.1", self._port, timeout=120)
        try:
            connection.request(method, address, data, {"Content-Type": "text/calendar; charset=utf-8"})
            answer = connection.getresponse()
            said = answer.read()
        finally:
            connection.close()
        if answer.status not in {200, 201, 204}:
            message = f"{method} {address}: {answer.status} {said.decode(errors='replace')}"
            raise RuntimeError(message)
        return said


@contextmanager
def radicale(folder: Path) -> Iterator[Radicale]:
    """Serve calendars from an empty folder for as long as they are needed."""
    kept = folder / "radicale"
    kept.mkdir(parents=True)
    command = [str(PROGRAMS / "python"), str(HERE / "serve_radicale.py"), str(kept)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        try:
            store = Radicale(folder, int(server.stdout.readline()))
            store.asked("MKCOL", "/officer/")
            yield store
        finally:
            server.stdin.close()


def single_events(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield a file's events, each with its UID as a calendar of its own."""
    event = re.compile(rb"BEGIN:VEVENT\r\n.*?\r\nEND:VEVENT\r\n", re.DOTALL)
    head, _, _ = data.partition(b"BEGIN:VEVENT\r\n")
    for found in event.findall(data):
        uid = re.search(rb"\r\nUID:([^\r]+)", found.replace(b"\r\n ", b""))
        assert uid
        yield uid.group(1).decode(), head + found + b"END:VCALENDAR\r\n"


def _sorted(events: Iterator[Event] | tuple[Event, ...]) -> list[Event]:
    return sorted(events, key=lambda event: (event.starts, event.summary, event.ends))
