"""Where an answer goes: the screen or a file."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from comah_cli import exits

UNBOUNDED = 100_000  # a piped table with no width given loses nothing


def width(path: Path | None = None) -> int:
    """Return the columns a table may use, on the screen or in a file."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() and int(columns) > 0:
        return int(columns)
    if path is not None or not sys.stdout.isatty():
        return UNBOUNDED
    return os.get_terminal_size(sys.stdout.fileno()).columns or UNBOUNDED


def has_colour(path: Path | None = None) -> bool:
    """Whether colour may be used: on a terminal, and not where NO_COLOR is set."""
    return path is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def emit(text: str, path: Path | None) -> None:
    """Write an answer to the screen, or to a file as UTF-8 with the line ends it has."""
    if path is None:
        sys.stdout.write(text)
        return
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        exits.usage(f"{path}: cannot be written ({error.strerror or error})")
    exits.say(f"Wrote {path}")
