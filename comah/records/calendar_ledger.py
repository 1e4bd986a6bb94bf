"""The ledger of what was issued to calendars, on disk: read line by line, and only ever appended to.

It lies beside ``register.toml``. Each line stands by itself and says nothing by its place, so that git can join
two branches' ledgers by keeping the lines of both (``merge=union``).
"""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from typing import IO, TYPE_CHECKING, Final

import msgspec

from comah.errors import ConcurrentChangeError, RefusedError
from comah.model.change import Change
from comah.model.issued import LEDGER_NAME, Issued, Ledger, LedgerFault
from comah.records.journal import append_line, is_at_line_start, journal_line, open_for_adding, open_journal
from comah.records.lock import holding
from comah.records.prepare import digest
from comah.records.shown import printable
from comah.records.write import file_digests

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_LONGEST: Final = 50_000_000  # bytes
_SHOWN: Final = 60
_YEARS: Final = range(1900, 2200)
_ENCODER: Final = msgspec.json.Encoder(order="sorted")
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_ATTRIBUTES: Final = ".gitattributes"
_UNION: Final = f"{LEDGER_NAME} merge=union"


def read_ledger(root: Path) -> Ledger:
    """Read the ledger of a register: every line that can be read, and what is wrong with the others."""
    path = root / LEDGER_NAME
    try:
        if path.stat().st_size > _LONGEST:
            return _unreadable(
                f"is larger than {_LONGEST // 1_000_000} MB and is not read. Move it out of the register: "
                "a new one counts on from a higher number"
            )
        data = path.read_bytes()
    except FileNotFoundError:
        return Ledger()
    except OSError as error:
        return _unreadable(f"cannot be read ({error.strerror or error})")
    lines: list[Issued] = []
    faults: list[LedgerFault] = []
    doubtful = 0
    for number, text in enumerate(data.removeprefix(_BYTE_ORDER_MARK).split(b"\n"), start=1):
        found = _line(text, number) if text.strip() else None
        if isinstance(found, LedgerFault):
            faults.append(found)
            doubtful = len(lines)
        elif found is not None:
            lines.append(found)
    return Ledger(lines=tuple(lines), faults=tuple(faults), doubtful=doubtful, digest=digest(data))


def _unreadable(message: str) -> Ledger:
    return Ledger(faults=(LedgerFault(line=0, message=message),), digest="")


def _line(text: bytes, number: int) -> Issued | LedgerFault:
    try:
        found = msgspec.json.decode(text, type=Issued)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError, RecursionError):
        start = printable(text[: 4 * _SHOWN].decode("utf-8", "replace").strip(), _SHOWN)
        return LedgerFault(line=number, message=f"is no line of the ledger: {start}")
    if found.first > found.last or found.first.year not in _YEARS or found.last.year not in _YEARS:
        return LedgerFault(line=number, message=f"has days that no entry can have: {found.first} to {found.last}")
    if found.revised_at.year not in _YEARS:
        return LedgerFault(line=number, message=f"has a stamp that no entry can have: {found.revised_at}")
    return found


class Gained(msgspec.Struct, frozen=True, kw_only=True):
    """What the ledger gains by an issue, and what it was when that was worked out."""

    lines: Sequence[Issued]
    read: str | None  # the ledger's digest; None where there was none
    records: Mapping[str, str]  # the digests of the record files
    summary: str  # for the journal


@contextmanager
def issuing(root: Path, gained: Gained, *, by: str, at: str) -> Iterator[None]:
    """Hold the register while calendars are written, then enter in the ledger and the journal what was issued.

    Where the writing fails, nothing is entered. Where nothing is gained, nothing is held or entered.

    Args:
        root: the register's folder.
        gained: what the ledger gains.
        by: the post that issues.
        at: the instant, ISO 8601 with its offset.

    Raises:
        ConcurrentChangeError: where the ledger or a record is not what was read, or somebody else is writing.
        RefusedError: where the ledger cannot be written; before anything else is.
        NotJournalledError: where the ledger was written and the journal could not be.
    """
    if not gained.lines:
        yield
        return
    change = Change(file=LEDGER_NAME, what="calendar issued", summary=gained.summary)
    with ExitStack() as stack:
        stack.enter_context(holding(root, [change], by=by, at=at))
        before = _as_it_was_read(root, gained)
        journal = stack.enter_context(open_journal(root))
        ledger = stack.enter_context(open_for_adding(root / LEDGER_NAME, "ledger"))
        yield
        after = _append(ledger, gained.lines)
        append_line(journal, journal_line(change, by=by, at=at, before=before, after=after))


def join_by_union(root: Path) -> str:
    """Let git join two branches' ledgers by keeping the lines of both; return what was done about it, in words.

    Only a folder that git keeps is touched, and a file of git's settings that is there already is left as it is.
    """
    if not any((folder / ".git").exists() for folder in (root.resolve(), *root.resolve().parents)):
        return ""
    path = root / _ATTRIBUTES
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(f"{_UNION}\n")
    except FileExistsError:
        has_it = path.is_file() and LEDGER_NAME.encode() in path.read_bytes()
        return "" if has_it else f"Add this line to {path}, so that git can join two branches' ledgers: {_UNION}"
    except OSError as error:
        return f"{path} was not written ({error.strerror or error}). It should hold the line: {_UNION}"
    return f"Wrote {path}, so that git can join two branches' ledgers: keep it with the register"


def _as_it_was_read(root: Path, gained: Gained) -> str | None:
    """Return the ledger's digest, where neither it nor a record has changed since it was read."""
    if gained.read == "":
        message = f"{LEDGER_NAME} could not be read, and what was issued can be entered in no other. Nothing was issued"
        raise RefusedError(message)
    try:
        now: str | None = digest((root / LEDGER_NAME).read_bytes())
    except FileNotFoundError:
        now = None
    except OSError as error:
        message = f"{LEDGER_NAME} cannot be read ({error.strerror or error}). Nothing was issued"
        raise RefusedError(message) from error
    if now != gained.read or file_digests(root) != dict(gained.records):
        what = "A record" if now == gained.read else LEDGER_NAME
        message = f"{what} was changed by somebody else since it was read. Nothing was issued; run the command again"
        raise ConcurrentChangeError(message)
    return now


def _append(ledger: IO[bytes], lines: Sequence[Issued]) -> str:
    """Add the lines, see them on the disk, and return the digest of the whole."""
    try:
        ledger.write(b"" if is_at_line_start(ledger) else b"\n")
        ledger.write(b"".join(_ENCODER.encode(line) + b"\n" for line in lines))
        ledger.flush()
        os.fsync(ledger.fileno())
        ledger.seek(0)
        return digest(ledger.read())
    except OSError as error:
        message = (
            f"THE CALENDAR WAS WRITTEN, BUT WHAT WAS ISSUED COULD NOT BE ENTERED IN {ledger.name} "
            f"({error.strerror or error}). Do not hand the calendar on: mend that, and issue it again"
        )
        raise RefusedError(message) from error
