"""Where an answer goes: the screen or a file."""

from __future__ import annotations

import errno
import os
import sys
from enum import StrEnum
from importlib import import_module
from pathlib import Path

from comah_cli import exits

_READER_GONE = frozenset({errno.EPIPE, errno.EINVAL})  # a closed pipe, as POSIX and as Windows report it
_RECORDS = frozenset({".toml", ".jsonl"})
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


def emit_page(answer: object, page: str, form: StrEnum, path: Path | None, *, of: str = "") -> None:
    """Write an answer in the form asked for, to the screen or to a file.

    Args:
        answer: what the page shows.
        page: its name; ``week`` as JSON is made by ``comah.render.week_json.week_json``, and so in each form.
        form: the form, by the word that ends the renderer's name.
        path: the file; None for the screen. Only there are width and colour those of a terminal.
        of: the module's name where several pages share one.
    """
    render = getattr(import_module(f"comah.render.{of or page}_{form}"), f"{page}_{form}")
    is_table = form == "table"
    emit(render(answer, width(path), colour=has_colour(path)) if is_table else render(answer), path)


def emit(text: str, path: Path | None) -> None:
    """Write an answer to the screen, or to a file as UTF-8 with the line ends it has."""
    if path is None:
        _to_screen(text)
        return
    if path.suffix.lower() in _RECORDS and path.exists():
        exits.usage(f"{path}: this is a record and is not replaced; give another name")
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        exits.usage(f"{path}: cannot be written ({error.strerror or error})")
    exits.say(f"Wrote {path}")


def emit_bytes(data: bytes, path: Path) -> None:
    """Write a file in one step: it has all its old bytes or all the new."""
    from comah.records.replace import replace_file

    replace_file(path, data)
    exits.say(f"Wrote {path}")


def _to_screen(text: str) -> None:
    """Write to standard output; a reader that has gone away is no fault, a full disk is said in words."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        if error.errno in _READER_GONE:
            raise BrokenPipeError from error
        exits.usage(f"the answer cannot be written ({error.strerror or error})")
