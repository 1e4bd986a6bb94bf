"""One writer at a time in an authority's folder: a lock file made by exclusive creation.

The lock says who writes, from where, since when and what. One that outlives its program was left by
a program that was killed; it is never broken by guess. Whoever finds it is told what was being
written, looks at that record and its journal, and deletes the file named.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from comah.errors import ConcurrentChangeError, RefusedError
from comah.records.shown import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from comah.model.change import Change

LOCK_NAME: Final = ".comah.lock"  # the dot keeps it out of every listing of records
_LONGEST: Final = 300


@contextmanager
def holding(folder: Path, changes: Sequence[Change], *, by: str, at: str) -> Iterator[None]:
    """Hold an authority's folder while its records are written.

    Args:
        folder: the authority's folder.
        changes: what is about to be written.
        by: the post that writes.
        at: the instant, ISO 8601 with its offset.

    Raises:
        ConcurrentChangeError: where another program holds it, or left its lock behind.
        RefusedError: where nothing can be written in the folder.
    """
    path = folder / LOCK_NAME
    note = {"by": by, "at": at, "process": os.getpid(), "computer": _computer(), "doing": _doing(changes)}
    _create(path, json.dumps(note, ensure_ascii=True, sort_keys=True))
    try:
        _settle(path)
        yield
    finally:
        path.unlink(missing_ok=True)


def _create(path: Path, note: str) -> None:
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(f"{note}\n")
    except FileExistsError as error:
        raise ConcurrentChangeError(_held(path)) from error
    except OSError as error:
        message = f"Nothing can be written in {path.parent} ({error.strerror or error}). Nothing was changed"
        raise RefusedError(message) from error


def _settle(path: Path) -> None:
    """See the lock on the disk: it names what is being written even after the power has failed.

    A disk on which that fails says so again when the first record is written.
    """
    with suppress(OSError), path.open("rb+") as file:
        os.fsync(file.fileno())


def _doing(changes: Sequence[Change]) -> list[str]:
    return [f"{change.file}: {change.summary}" for change in changes]


def _computer() -> str:
    import socket  # noqa: PLC0415 - only writing needs it

    return socket.gethostname()


def _held(path: Path) -> str:
    """Say who holds the lock, and what to do if nobody does any more."""
    try:
        note = json.loads(path.read_text(encoding="utf-8"))
        who = f"{note['by']} (process {note['process']} on {note['computer']}) since {note['at']}"
        doing = "; ".join(note["doing"])
    except (OSError, ValueError, LookupError, TypeError):  # just gone, or its writer was killed while making it
        who, doing = "another program that left no name", "not stated"
    return (
        f"Records in {path.parent} are being written by {printable(who, _LONGEST)}. Nothing was changed; try again.\n"
        f"It is recording: {printable(doing, _LONGEST)}\n"
        "If that program no longer runs, look whether the record and journal.jsonl hold this, "
        f"then delete {path}"
    )
