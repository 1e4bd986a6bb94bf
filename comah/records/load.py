"""A register folder to a book: every record that can be read, and every fault of those that cannot."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from comah.errors import RegisterUnreadableError
from comah.model.book import Book
from comah.model.problem import Problem
from comah.records.assemble import make_book
from comah.records.decode import BYTE_ORDER_MARK, decode, read_bytes
from comah.records.files import Source, list_files
from comah.records.identity import Taken, settle
from comah.records.kinds import STRUCTS
from comah.records.take_in import read_record


def load_book(root: Path) -> Book:
    """Read a register folder.

    Raises:
        RegisterUnreadableError: where nothing at all in it can be read.
    """
    try:
        listing = list_files(os.fspath(root))
    except OSError as error:
        message = f"The register folder {root} cannot be looked into: {error.strerror or error}."
        raise RegisterUnreadableError(message) from error
    reader = _Reader(listing.problems)
    for source in listing.register:
        reader.take_in(source)
    for source in listing.claim(reader.authorities()):
        reader.take_in(source)
    if not reader.taken:
        raise RegisterUnreadableError(_nothing_read(root, reader.problems))
    return reader.book(listing.folders)


class _Reader:
    """Takes in one file after another."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.taken: list[Taken] = []
        self._digest = hashlib.sha256()

    def take_in(self, source: Source) -> None:
        """Read one file; whatever is wrong with it stays with it."""
        data = read_bytes(source.path, source.name)
        self._add_to_digest(source.name, data if isinstance(data, bytes) else b"not read")
        if isinstance(data, Problem):
            self.problems.append(data)
            return
        decoded = decode(data, source.name)
        if isinstance(decoded, list):
            self.problems.extend(decoded)
            return
        record, problems = read_record(decoded, source.name, STRUCTS[source.kind])
        self.problems.extend(problems)
        if record is not None:
            self.taken.append(Taken(source, record))

    def authorities(self) -> set[str]:
        """Return the ids of the authorities that the register lists, once it has been read."""
        return {entry.id for one in self.taken for entry in one.record.authorities}

    def book(self, folders: list[str]) -> Book:
        """Put what was taken in into its order."""
        taken, problems = settle(self.taken)
        self.problems.extend(problems)
        return make_book(taken, folders, self.problems, f"sha256:{self._digest.hexdigest()}")

    def _add_to_digest(self, name: str, data: bytes) -> None:
        """Count a file by its name and its text, whatever system wrote its line ends."""
        text = data.removeprefix(BYTE_ORDER_MARK).replace(b"\r\n", b"\n")
        self._digest.update(b"%s\0%d\0" % (name.encode(), len(text)))
        self._digest.update(text)


def _nothing_read(root: Path, problems: list[Problem]) -> str:
    faults = "\n".join(f"  {problem.file}:{problem.line or 1}: {problem.message}" for problem in problems)
    return f"Nothing in the register {root} can be read.\n{faults}"
