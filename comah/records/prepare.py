"""A change worked out and checked before anything is written."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from comah.errors import ConcurrentChangeError, RefusedError
from comah.model.change import Change
from comah.model.kinds import Severity
from comah.model.oncall_kinds import struct_of
from comah.records.decode import decode
from comah.records.edit import edit_bytes
from comah.records.take_in import read_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from comah.model.problem import Problem


class Ready(msgspec.Struct, frozen=True):
    """A change with its bytes worked out and checked."""

    change: Change
    path: Path
    old: bytes | None
    new: bytes


def digest(data: bytes) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def prepare(root: Path, change: Change, digests: Mapping[str, str], *, sound: bytes | None = None) -> Ready:
    """Work out the new bytes of a file and check everything that can be checked beforehand.

    ``sound`` are bytes of this file that were read and found without fault; the same bytes are not read again.

    Raises:
        ConcurrentChangeError: where the file is not what was read.
        RefusedError: where the change cannot be made, or would put a fault into the record.
    """
    path = root.joinpath(*change.file.split("/"))
    if change.creates is not None:
        old, new = None, _new_record(path, change, change.creates)
    else:
        old = _read(path, change, digests)
        new = edit_bytes(old, change.edits, change.file)
    faults = _new_faults(old, new, change.file) if new != sound else None
    if faults:
        message = (
            f"{change.file}: nothing was written, because the record would be at fault: {'; '.join(sorted(faults))}"
        )
        raise RefusedError(message)
    return Ready(change, path, old, new)


def _new_faults(old: bytes | None, new: bytes, name: str) -> Counter[str]:
    return _errors(new, name) - (_errors(old, name) if old is not None else Counter())


def _new_record(path: Path, change: Change, text: str) -> bytes:
    if os.path.lexists(path):
        message = f"{change.file} has been made meanwhile. Nothing was written; run the command again"
        raise ConcurrentChangeError(message)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        message = f"{change.file}: what was given for it holds a character that cannot be written. Nothing was written"
        raise RefusedError(message) from error


def _read(path: Path, change: Change, digests: Mapping[str, str]) -> bytes:
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        message = f"{change.file} is no longer there. Nothing was written"
        raise ConcurrentChangeError(message) from error
    except OSError as error:
        message = f"{change.file} cannot be read ({error.strerror or error}). Nothing was written"
        raise RefusedError(message) from error
    if digests.get(change.file, digest(data)) != digest(data):
        message = (
            f"{change.file} was changed by somebody else since it was read. Nothing was written. "
            "Run the command again: it starts from the record as it now is"
        )
        raise ConcurrentChangeError(message)
    if not os.access(path, os.W_OK):
        message = f"{change.file} is read-only for this user. Nothing was written"
        raise RefusedError(message)
    return data


def _errors(data: bytes, name: str) -> Counter[str]:
    """Return the errors of a record's bytes, in words that do not move with its lines."""
    decoded = decode(data, name)
    problems: list[Problem]
    problems = decoded if isinstance(decoded, list) else read_record(decoded, name, struct_of(name))[1]
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    return Counter(f"{problem.key} {re.sub(r'line [0-9]+', 'line', problem.message)}".strip() for problem in errors)
