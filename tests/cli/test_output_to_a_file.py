"""What goes into a file is the same wherever it was asked for: a terminal's width and colour stay on the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import EXAMPLE, run_here

NORTHBANK = "northbank"
PAGES = [
    ("due",),
    ("check",),
    ("gaps",),
    ("elements",),
    ("explain", NORTHBANK, "COMAH-14-TEST"),
    ("site", "list"),
    ("site", "show", NORTHBANK),
    ("exercise", "list"),
    ("exercise", "show", "2026-westbank-live"),
    ("exercise", "plan", "westbank"),
    ("exercise", "meeting", "2027-northbank-live"),
    ("lesson", "list"),
    ("attendance", "2026-westbank-live"),
    ("activation", "list"),
    ("activation", "show", "2024-northbank-release"),
    ("review", "show", "elm-park-solvents"),
    ("week",),
    ("journal",),
    ("validate",),
]


Write = Callable[[str], str]


@pytest.fixture(params=PAGES, ids=" ".join)
def write(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Write:
    def written(name: str) -> str:
        where = ("--on", "2026-11-21", "--sites", EXAMPLE, "--output", tmp_path / name)
        run_here(monkeypatch, capsys, *request.param, *where)
        return (tmp_path / name).read_text(encoding="utf-8")

    return written


def test_a_file_asked_for_at_a_terminal_is_the_same_file(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    piped = write("piped.txt")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size((60, 24)))
    monkeypatch.setattr(sys.stdout, "fileno", lambda: 1)
    at_a_terminal = write("terminal.txt")
    assert "\x1b" not in at_a_terminal
    assert at_a_terminal == piped
