"""Running ``comah`` as a user does, in a process of its own or in this one: its words and its exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from nursery import run_python

import comah
from comah_cli import app, clock

SHIPPED = Path(comah.__file__).parents[1] / "sites"
EXAMPLE = Path(comah.__file__).parent / "records" / "example"
ON = ("--on", "2026-11-21")


class Done(NamedTuple):
    """How a command ended and what it said."""

    status: int
    out: str
    err: str


Run = Callable[..., Done]


def run_comah(*arguments: str | Path, folder: Path | None = None, columns: int | None = 80, **settings: str) -> Done:
    """Run the program in a folder; ``columns`` None leaves the width of the output open."""
    environment = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "COMAH_SITES"}}
    environment |= settings
    if columns is not None:
        environment["COLUMNS"] = str(columns)
    done = run_python(["-m", "comah_cli", *map(str, arguments)], cwd=folder, env=environment)
    return Done(done.returncode, done.stdout, done.stderr)


def on_day(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """Let it be ten o'clock on a day, for a program that is run in this process."""
    monkeypatch.setattr(clock, "today", lambda: day)
    monkeypatch.setattr(clock, "now_text", lambda: f"{day}T10:00:00+00:00")


def run_here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Done:
    """Run the program in this process."""
    monkeypatch.setattr(sys, "argv", ["comah", *map(str, arguments)])
    with pytest.raises(SystemExit) as left:
        app.main()
    said = capsys.readouterr()
    return Done(int(left.value.code or 0), said.out, said.err)
