"""The journal: one line for each change of an authority's records.

Lines are added right after their records have been replaced, for a few records at once where there are many.
A program killed between the two leaves the records changed, the lines missing and its lock file in place, which
names them, so the next writer is told what to look at. The other order could leave a line for a change that
never happened.
"""

from __future__ import annotations

import json
import os
from contextlib import AbstractContextManager, contextmanager
from typing import IO, TYPE_CHECKING, Final

from comah.errors import ComahError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from comah.model.change import Change

JOURNAL_NAME: Final = "journal.jsonl"


class NotJournalledError(ComahError):
    """A record was changed and its line could not be added to the journal."""


def journal_line(change: Change, *, by: str, at: str, before: str | None, after: str | None) -> str:
    """Write a change as one line of JSON.

    Args:
        change: what was done.
        by: the post that did it.
        at: the instant, ISO 8601 with its offset.
        before: the file's digest before, None for a new file.
        after: its digest after.
    """
    entry = {"when": at, "by": by, "what": change.what, "file": change.file, "summary": change.summary}
    return json.dumps(entry | {"before": before, "after": after}, ensure_ascii=False, sort_keys=True)


def open_journal(folder: Path) -> AbstractContextManager[IO[bytes]]:
    """Open an authority's journal for appending, before anything is changed.

    Raises:
        RefusedError: where it cannot be written.
    """
    return open_for_adding(folder / JOURNAL_NAME, "journal")


@contextmanager
def open_for_adding(path: Path, what: str) -> Iterator[IO[bytes]]:
    """Open a file to which lines are only ever added; one that stays empty is not left behind.

    Raises:
        RefusedError: where it cannot be written.
    """
    is_new = not path.exists()
    try:
        file = path.open("a+b")
    except OSError as error:
        message = f"The {what} {path} cannot be written ({error.strerror or error}). Nothing was changed"
        raise RefusedError(message) from error
    try:
        with file:
            yield file
    finally:
        if is_new and path.stat().st_size == 0:
            path.unlink()


def append_line(journal: IO[bytes], line: str) -> None:
    """Add a line, or several, and see them on the disk.

    Raises:
        NotJournalledError: where that fails. The records have been changed by then.
    """
    try:
        journal.write(b"" if is_at_line_start(journal) else b"\n")
        journal.write(f"{line}\n".encode())
        journal.flush()
        os.fsync(journal.fileno())
    except (OSError, KeyboardInterrupt) as error:
        reason = (error.strerror if isinstance(error, OSError) else "") or repr(error)
        what, those = ("RECORDS WERE", "these lines") if "\n" in line else ("RECORD WAS", "this line")
        message = (
            f"THE {what} CHANGED, BUT THE JOURNAL {journal.name} WAS NOT ({reason}).\n"
            f"Add {those} to it by hand:\n{line}"
        )
        raise NotJournalledError(message) from error


def is_at_line_start(journal: IO[bytes]) -> bool:
    """Whether the last line is ended; one cut short by a full disk is left as it is."""
    if journal.seek(0, os.SEEK_END) == 0:
        return True
    journal.seek(-1, os.SEEK_END)
    return journal.read(1) == b"\n"
