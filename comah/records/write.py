"""Changes written to disk: checked first, then whole or not at all, and entered in the journal."""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from comah.errors import RefusedError
from comah.records.applied import Applied, made_of, untouched
from comah.records.files import list_files
from comah.records.find import REGISTER_FILE
from comah.records.journal import append_line, journal_line, open_journal
from comah.records.lock import holding
from comah.records.prepare import digest, prepare
from comah.records.replace import settle_folder, written_beside
from comah.records.schema import write_schemas

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from comah.model.change import Change
    from comah.records.prepare import Ready


_BEGINNINGS: Final = frozenset({REGISTER_FILE, "authority.toml"})  # files with which a folder of records begins
_AT_ONCE: Final = 50  # records replaced before their lines go into the journal together


class Written(NamedTuple):
    """A record that was replaced, and the folder that it really lies in."""

    ready: Ready
    made: Applied
    folder: Path


def file_digests(root: Path) -> dict[str, str]:
    """Return the digest of every record file that can be read.

    Take it before the book is read: then a file that changes at any time after is noticed.
    """
    found = {}
    listing = list_files(os.fspath(root))
    for source in (*listing.register, *listing.sources, *listing.apart):
        try:
            found[source.name] = digest(Path(source.path).read_bytes())
        except OSError:
            continue  # the book says what is wrong with it; a change to it is refused when it cannot be read
    return found


def apply_change(  # noqa: PLR0913 - all but two are named
    root: Path, change: Change, *, by: str, at: str, expected_digest: str | None = None, dry_run: bool = False
) -> Applied:
    """Write one change; see ``apply_changes``."""
    digests = {change.file: expected_digest} if expected_digest is not None else {}
    return apply_changes(root, [change], by=by, at=at, digests=digests, dry_run=dry_run)[0]


def apply_changes(  # noqa: PLR0913 - all but two are named
    root: Path,
    changes: Sequence[Change],
    *,
    by: str,
    at: str,
    digests: Mapping[str, str],
    sound: Mapping[str, bytes] | None = None,
    dry_run: bool = False,
) -> tuple[Applied, ...]:
    """Write changes, each to a file of its own. Nothing is written until all have passed their checks.

    Args:
        root: the register's folder.
        changes: those that are empty are passed over.
        by: the post that makes the changes.
        at: the instant, ISO 8601 with its offset.
        digests: by file, what was read when the changes were worked out; a file not named is not compared.
        sound: by file, the bytes of new records that were read and found without fault; those very bytes are not
            read a second time.
        dry_run: work everything out and write nothing.

    Raises:
        ConcurrentChangeError: where a file was changed meanwhile, or is being written.
        RefusedError: where a change cannot be made, or would put a fault into a record.
        NotJournalledError: where a record was written and the journal could not be.
    """
    wanted = [change for change in changes if not change.is_empty]
    if len({change.file for change in wanted}) != len(wanted):
        message = "each file has one change at most"
        raise ValueError(message)
    prepared = partial(_prepared, root, wanted, digests, sound or {})
    if dry_run:
        made = [made_of(each, is_written=False) for each in prepared()]
    else:
        made = _write_all(root, wanted, by=by, at=at, prepared=prepared)
    by_file = {each.file: each for each in made}
    return tuple(by_file.get(change.file) or untouched(change) for change in changes)


def _prepared(
    root: Path, changes: Sequence[Change], digests: Mapping[str, str], sound: Mapping[str, bytes]
) -> list[Ready]:
    return [prepare(root, change, digests, sound=sound.get(change.file)) for change in changes]


def _write_all(
    root: Path, changes: Sequence[Change], *, by: str, at: str, prepared: Callable[[], list[Ready]]
) -> list[Applied]:
    with ExitStack() as stack:
        stack.enter_context(_folders_made(root, changes))
        own_changes = _by_folder(root, changes)
        for folder, own in sorted(own_changes.items()):
            stack.enter_context(holding(folder, own, by=by, at=at))
        ready = prepared()  # once the folders are held
        journals = {folder: stack.enter_context(open_journal(folder)) for folder in sorted(own_changes)}
        made: list[Applied] = []
        try:
            for first in range(0, len(ready), _AT_ONCE):
                with _journalled(root, journals, by=by, at=at) as written:
                    made.extend(_write_some(ready[first : first + _AT_ONCE], written))
        except RefusedError as error:
            raise RefusedError(_half_done(error, made, ready)) from error
        if any(each.is_written and each.before is None and each.file == REGISTER_FILE for each in made):
            write_schemas(root)
        return made


@contextmanager
def _journalled(root: Path, journals: Mapping[Path, IO[bytes]], *, by: str, at: str) -> Iterator[list[Written]]:
    """See the records that were replaced on the disk, then enter them in their journals, even if the next failed."""
    written: list[Written] = []
    try:
        yield written
    finally:
        for folder in sorted({each.folder for each in written}):
            settle_folder(folder)
        lines: dict[Path, list[str]] = {}
        for each in written:
            line = journal_line(each.ready.change, by=by, at=at, before=each.made.before, after=each.made.after)
            lines.setdefault(_folder(root, each.ready.change), []).append(line)
        for folder, own in lines.items():
            append_line(journals[folder], "\n".join(own))


@contextmanager
def _folders_made(root: Path, changes: Sequence[Change]) -> Iterator[None]:
    """Make the folders of a new register, or of a council that has no records yet; take away what stayed empty."""
    made = []
    try:
        for change in sorted(changes, key=lambda each: each.file):
            is_begun = change.creates is not None and change.file.rpartition("/")[2] in _BEGINNINGS
            folder = _folder(root, change)
            if is_begun and not folder.is_dir():
                made += [each for each in (folder, *folder.parents) if not each.exists()]
                _make_folder(folder, parents=True)
        yield
    finally:
        for folder in sorted(set(made), key=lambda each: len(each.parts), reverse=True):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()


def _by_folder(root: Path, changes: Sequence[Change]) -> dict[Path, list[Change]]:
    """Group changes by the folder that has the lock and the journal."""
    found: dict[Path, list[Change]] = {}
    for change in changes:
        found.setdefault(_folder(root, change), []).append(change)
    return found


def _folder(root: Path, change: Change) -> Path:
    """Return the authority's folder, which has the lock and the journal."""
    first, slash, _ = change.file.partition("/")
    return root / first if slash else root


def _write_some(ready: Sequence[Ready], written: list[Written]) -> Iterator[Applied]:
    changed = [each for each in ready if each.new != each.old]
    for folder in sorted({each.path.parent for each in changed if each.old is None}):
        if not folder.is_dir():
            _make_folder(folder)
    with written_beside([(each.path, each.new) for each in changed]) as besides:
        waiting = iter(besides)
        for each in ready:
            if each.new == each.old:
                yield made_of(each, is_written=False)
                continue
            beside = next(waiting)
            beside.put_in_place()
            made = made_of(each, is_written=True)
            written.append(Written(each, made, beside.target.parent))
            yield made


def _make_folder(folder: Path, *, parents: bool = False) -> None:
    """Make the folder of a kind of record that the authority has none of yet."""
    try:
        folder.mkdir(exist_ok=True, parents=parents)
    except OSError as error:
        message = f"The folder {folder} cannot be made ({error.strerror or error}). Nothing was written"
        raise RefusedError(message) from error


def _half_done(error: RefusedError, made: Sequence[Applied], ready: Sequence[Ready]) -> str:
    """Say which of several records were written before one failed."""
    done = [each.file for each in made if each.is_written]
    if not done:
        return str(error)
    rest = [each.change.file for each in ready[len(made) :]]
    return f"{error}\nWritten before that: {', '.join(done)}\nNot written: {', '.join(rest)}"
