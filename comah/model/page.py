"""A page of words in parts: what several answers are made of, each line with where it was read."""

from __future__ import annotations

from datetime import date

import msgspec

from comah.model.place import NOWHERE, Place


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a record file."""

    file: str
    line: int

    def __str__(self) -> str:
        """Write file and line as editors take them."""
        return f"{self.file}:{self.line}" if self.line else self.file


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One statement, with its label, the day it gives and where it was read."""

    label: str = ""
    text: str
    on: date | None = None  # the day that the text speaks of, for programs
    source: Source | None = None


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Lines under one heading. ``id`` is for programs and never changes."""

    id: str
    heading: str
    lines: tuple[Line, ...]
    is_verbatim: bool = False  # lines of a file, to be shown as they stand


def source_of(place: Place, key: str = "") -> Source | None:
    """Return the file and line of a table, or of one of its keys; None for what no file holds."""
    if place is NOWHERE or not place.file.name:
        return None
    return Source(file=place.file.name, line=place.line_of(key) if key else place.line)
