"""A register folder to a book: every record that can be read, and every fault of those that cannot."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from comah.errors import RegisterUnreadableError
from comah.model.book import Book
from comah.model.problem import Problem
from comah.model.record_kinds import STRUCTS
from comah.records.assemble import make_book
from comah.records.decode import BYTE_ORDER_MARK, decode, read_bytes, within_size
from comah.records.files import Listing, Source, list_files
from comah.records.identity import Taken, settle
from comah.records.take_in import read_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from comah.model.place import Fact


def load_book(root: Path, foreseen: Mapping[str, bytes] | None = None) -> Book:
    """Read a register folder.

    Args:
        root: the folder.
        foreseen: by name, the bytes of files that are read in the stead of those on disk, or besides them; then
            the folder need not be there.

    Raises:
        RegisterUnreadableError: where nothing at all in it can be read.
    """
    listing = _listing(root, foreseen or {})
    reader = Reader(listing.problems, foreseen or {})
    for source in listing.register:
        reader.take_in(source)
    for source in listing.claim(reader.authorities()):
        reader.take_in(source)
    for source in listing.apart:
        reader.count(source)
    if not reader.taken:
        raise RegisterUnreadableError(_nothing_read(root, reader.problems))
    return reader.book(listing.folders)


def _listing(root: Path, foreseen: Mapping[str, bytes]) -> Listing:
    try:
        listing = list_files(os.fspath(root)) if not foreseen or root.exists() else Listing()
    except OSError as error:
        message = f"The register folder {root} cannot be looked into: {error.strerror or error}."
        raise RegisterUnreadableError(message) from error
    listing.foresee(os.fspath(root), foreseen)
    return listing


class Reader:
    """Takes in one file after another."""

    def __init__(
        self, problems: list[Problem], foreseen: Mapping[str, bytes], structs: Mapping[str, type[Fact]] = STRUCTS
    ) -> None:
        """Start with the problems that were met while looking for files."""
        self.problems = problems
        self._structs = structs
        self._foreseen = foreseen
        self.taken: list[Taken] = []
        self._digest = hashlib.sha256()

    def take_in(self, source: Source) -> None:
        """Read one file; whatever is wrong with it stays with it."""
        data = self.count(source)
        if isinstance(data, Problem):
            self.problems.append(data)
            return
        decoded = decode(data, source.name)
        if isinstance(decoded, list):
            self.problems.extend(decoded)
            return
        record, problems = read_record(decoded, source.name, self._structs[source.kind])
        self.problems.extend(problems)
        if record is not None:
            self.taken.append(Taken(source, record))

    def count(self, source: Source) -> bytes | Problem:
        """Return a file's bytes, or why there are none, and count them in the digest."""
        foreseen = self._foreseen.get(source.name)
        data = read_bytes(source.path, source.name) if foreseen is None else within_size(foreseen, source.name)
        self._add_to_digest(source.name, data if isinstance(data, bytes) else b"not read")
        return data

    def authorities(self) -> set[str]:
        """Return the ids of the authorities that the register lists, once it has been read."""
        return {entry.id for one in self.taken for entry in one.record.authorities}

    def book(self, folders: list[str]) -> Book:
        """Put what was taken in into its order."""
        taken, problems = settle(self.taken)
        self.problems.extend(problems)
        return make_book(taken, folders, self.problems, self.digest)

    @property
    def digest(self) -> str:
        """Return the digest of what was taken in so far, whatever system wrote its line ends."""
        return f"sha256:{self._digest.hexdigest()}"

    def _add_to_digest(self, name: str, data: bytes) -> None:
        """Count a file by its name and its text, whatever system wrote its line ends."""
        text = data.removeprefix(BYTE_ORDER_MARK).replace(b"\r\n", b"\n")
        self._digest.update(b"%s\0%d\0" % (name.encode(), len(text)))
        self._digest.update(text)


def _nothing_read(root: Path, problems: list[Problem]) -> str:
    faults = "\n".join(f"  {problem.file}:{problem.line or 1}: {problem.message}" for problem in problems)
    return f"Nothing in the register {root} can be read.\n{faults}"
