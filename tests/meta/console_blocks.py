"""The examples of the documentation: console blocks of a Markdown page, run and compared.

A page's blocks are run in order in one folder, which starts empty, or with a register in it where
the page says so in a comment: ``<!-- register: sites -->`` the one that ships, ``<!-- register:
example -->`` the invented one. In a ``console`` block each line that begins with ``$ comah`` is run
and what follows it, to the next such line, is what it must print. A block of any language with a
``title`` is written to the file of that name first. Two comments stand for what an officer does in a
spreadsheet: ``<!-- workbook: comah-sites.xlsx -->`` puts an invented workbook there, and ``<!-- filled in:
comah-sites-left.xlsx, COMAH sites, L3: northbank-chemicals -->`` fills in a cell. From a comment such as
``<!-- today: 2026-11-23 -->`` on, the clock stands on that day.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from nursery import run_python
from officers_workbook import fill_in, write_workbook

ROOT: Final = Path(__file__).resolve().parents[2]
WIDTH: Final = "80"
_REGISTER: Final = re.compile(r"^<!-- register: (sites|example) -->$", re.MULTILINE)
_TODAY: Final = re.compile(r"^<!-- today: (\d{4}-\d{2}-\d{2}) -->$", re.MULTILINE)
_BLOCK: Final = re.compile(
    r'^```(?P<kind>\w+)(?: title="(?P<file>[^"]+)")?\n(?P<body>.*?)^```$', re.MULTILINE | re.DOTALL
)
_SPREADSHEET: Final = (
    r"^<!-- (?:workbook: (?P<workbook>[^,\s]+)"
    r"|filled in: (?P<filled>[^,\s]+), (?P<sheet>[^,]+), (?P<cell>[A-Z]+\d+): (?P<value>.+?)) -->$"
)
_STEP: Final = re.compile(f"{_BLOCK.pattern}|{_SPREADSHEET}", re.MULTILINE | re.DOTALL)
_PROMPT: Final = "$ comah"
_LINE: Final = re.compile(r"^\$ (.*)\n?", re.MULTILINE)
# the program with another day on the clock; only these two functions read it
_ON_A_DAY: Final = """
import sys
from datetime import date
from comah_cli import app, clock
day = date.fromisoformat(sys.argv.pop(1))
clock.today = lambda: day
clock.now_text = lambda: f"{day}T10:00:00+00:00"
app.main()
"""
_REGISTERS: Final = {"sites": ROOT / "sites", "example": ROOT / "comah" / "records" / "example"}


class Example(NamedTuple):
    """One command of a page, with what the page says that it prints."""

    command: str
    shown: str


def page_as_run(text: str, folder: Path) -> str:
    """Return the page with every output as the commands print it now."""
    start = _REGISTER.search(text)
    if start:
        shutil.copytree(_REGISTERS[start[1]], folder / "sites")
    days = [(found.start(), found[1]) for found in _TODAY.finditer(text)]

    def run(step: re.Match[str]) -> str:
        today = [day for at, day in days if at < step.start()][-1:]
        return _step_as_run(step, folder, "".join(today))

    return _STEP.sub(run, text)


def examples_of(text: str) -> list[Example]:
    """Return every command that a page shows, with its output."""
    bodies = (block["body"] for block in _BLOCK.finditer(text) if block["kind"] == "console")
    return [example for body in bodies for example in _examples(body)]


def _step_as_run(step: re.Match[str], folder: Path, today: str) -> str:
    if step["workbook"]:
        write_workbook(folder / step["workbook"])
        return step[0]
    if step["filled"]:
        fill_in(folder / step["filled"], step["sheet"], step["cell"], step["value"])
        return step[0]
    return _block_as_run(step, folder, today)


def _block_as_run(block: re.Match[str], folder: Path, today: str) -> str:
    if block["file"]:
        path = folder / block["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block["body"], encoding="utf-8", newline="\n")
    if block["kind"] != "console":
        return block[0]
    ran = "".join(f"$ {one.command}\n{_output(one.command, folder, today)}" for one in _examples(block["body"]))
    return f"```console\n{ran}```"


def _examples(body: str) -> Iterator[Example]:
    if not body.startswith(_PROMPT):
        message = f"a console block begins with {_PROMPT!r}, not {body.splitlines()[0]!r}"
        raise ValueError(message)
    found = list(_LINE.finditer(body))
    ends = [one.start() for one in found[1:]] + [len(body)]
    for one, end in zip(found, ends, strict=True):
        yield Example(one[1], body[one.end() : end])


def _output(command: str, folder: Path, today: str) -> str:
    """Run one command, on a day if one is given; what it says on either stream is the output."""
    words = shlex.split(command)
    if words[0] != "comah":
        message = f"only comah is run here, not {command!r}"
        raise ValueError(message)
    environment = {name: value for name, value in os.environ.items() if name not in {"COMAH_SITES", "COMAH_PRIVATE"}}
    done = run_python(
        [*(["-c", _ON_A_DAY, today] if today else ["-m", "comah_cli"]), *words[1:]],
        cwd=folder,
        env=environment | {"COLUMNS": WIDTH, "TERMINAL_WIDTH": WIDTH, "NO_COLOR": "1"},
        is_merged=True,
    )
    shown = done.stdout
    for where in (folder.resolve(), folder):  # a page is read in another folder than it is run in
        shown = shown.replace(f"{where}{os.sep}", "")
    return f"{shown.rstrip()}\n" if shown.strip() else ""
