"""What a user of khal and of calcurse sees of a file that comah wrote, captured from the programs themselves.

It is Wednesday 2 December 2026, nine o'clock, for both. Each capture is shown in the documentation.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from command_line import EXAMPLE, run_comah
from oracles.stores import Calcurse, Khal

NOW: Final = "2026-12-02 09:00:00"
NEEDED: Final = ("khal", "calcurse", "tmux", "faketime")
WRITTEN_BY: Final = ("calendar", "--on", "2026-11-21", "--site", "northbank", "--site", "westbank")
_COLUMNS: Final = "80"
_ROWS: Final = "24"
_FIRST: Final = "Mon 23 Nov 2026"
_LAST: Final = "Fri 19 Mar 2027"
_LAST_LINE: Final = "q Quit"  # calcurse draws from the top
_WAIT: Final = 30.0  # seconds
_ON_THE_DAY: Final = ("faketime", "-f", NOW)
_TITLES: Final = "--day-format '{date-long}' --format '{start-end-time-style} {title}'"


def captures() -> dict[str, str]:
    """Return each capture by its name: the command as a user types it, or a whole screen."""
    with TemporaryDirectory() as folder:
        return dict(_captured(Path(folder)))


def _captured(folder: Path) -> Iterator[tuple[str, str]]:
    file = folder / "plans.ics"
    done = run_comah(*WRITTEN_BY, "--sites", EXAMPLE, "--output", file)
    if done.status:
        raise RuntimeError(done.err)
    khal, calcurse = Khal(folder / "khal", form="%a %d %b %Y"), Calcurse(folder / "calcurse")
    khal.take_over(file)
    calcurse.take_over(file)
    yield "khal-list", _typed("khal", f"list {_TITLES} '{_FIRST}' '{_LAST}'", khal.program)
    yield "khal-event", _typed("khal", "list", khal.program)
    yield "calcurse-list", _typed("calcurse", "-Q --days 30 --output-datefmt '%a %d %b %Y'", calcurse.program)
    yield "calcurse-screen", _screen(calcurse.program)


def _typed(name: str, words: str, program: tuple[str, ...]) -> str:
    """Return what a command prints, below the command as its user types it."""
    command = [*_ON_THE_DAY, *program, *shlex.split(words)]
    done = subprocess.run(command, env=_environment(), capture_output=True, encoding="utf-8", check=True)
    return f"$ {name} {words}\n{_without_ends(done.stdout)}"


def _screen(program: tuple[str, ...]) -> str:
    """Return the whole screen of a program, once it has drawn the last line and draws no more."""
    tmux = ["tmux", "-L", f"comah-{os.getpid()}", "-f", os.devnull]
    try:
        _run(*tmux, "new-session", "-d", "-x", _COLUMNS, "-y", _ROWS, shlex.join([*_ON_THE_DAY, *program]))
        until = time.monotonic() + _WAIT
        before, seen = "", ""
        while (_LAST_LINE not in seen or before != seen) and time.monotonic() < until:
            before, seen = seen, _run(*tmux, "capture-pane", "-p")
    finally:
        _run(*tmux, "kill-server")
    return _without_ends(seen)


def _run(*command: str) -> str:
    done = subprocess.run(command, env=_environment(), capture_output=True, encoding="utf-8", check=True)
    return done.stdout


def _environment() -> dict[str, str]:
    return {**os.environ, "TZ": "Europe/London", "LC_ALL": "C.UTF-8", "COLUMNS": _COLUMNS, "LINES": _ROWS}


def _without_ends(text: str) -> str:
    """Return a text without blanks at the ends of its lines and without empty lines at its own."""
    return "\n".join(line.rstrip() for line in text.expandtabs().split("\n")).strip("\n") + "\n"
