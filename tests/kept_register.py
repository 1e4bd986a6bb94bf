"""A register kept on disk: changes are written to it and read back, and commands are run on it."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from command_line import Done, Run, on_day, run_here
from register_text import AUTHORITY, write_register

from comah.model.book import Book
from comah.model.change import Change
from comah.records.applied import Applied
from comah.records.load import load_book
from comah.records.write import apply_changes

BY = "emergency planning officer"


class Kept:
    """A register in a folder."""

    def __init__(self, folder: Path, records: Mapping[str, str]) -> None:
        """Write the records."""
        self.folder = folder
        write_register(folder, records)

    @property
    def book(self) -> Book:
        """The register as it now is."""
        return load_book(self.folder)

    def write(self, change: Change) -> Applied:
        """Write a change, and see that no fault comes of it."""
        made = apply_changes(self.folder, [change], by=BY, at="2026-11-21T10:00:00+00:00", digests={})[0]
        assert self.book.problems == ()
        return made

    def text(self, name: str) -> str:
        """Return a record's text by its path without ``.toml``."""
        return (self.folder / AUTHORITY / f"{name}.toml").read_text(encoding="utf-8")

    def journal(self) -> list[dict[str, Any]]:
        """Return the journal's lines."""
        path = self.folder / AUTHORITY / "journal.jsonl"
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def runner(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], on: date = date(2026, 11, 21)
) -> Run:
    """Return what runs ``comah`` on a register on a day; ``by`` and the folder are added."""
    on_day(monkeypatch, on)
    monkeypatch.setenv("NO_COLOR", "1")

    def run(*arguments: str, by: str = BY, columns: int = 80) -> Done:
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setattr(sys, "stdin", io.StringIO())
        with_by = ["--by", by] if by else []
        return run_here(monkeypatch, capsys, *arguments, *with_by, "--sites", str(kept.folder))

    return run
