"""Bytes on disk to TOML: what cannot be read is a problem with a line, never an exception."""

from __future__ import annotations

import os
import stat
from typing import Any, Final

import msgspec
import tomli

from comah.model.kinds import Severity
from comah.model.problem import Problem

MAX_BYTES: Final = 5_000_000
MAX_DEPTH: Final = 64
_MEGABYTE: Final = 1_000_000
BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
# Not waiting: a pipe that somebody called x.toml must not hold everything up. Windows has no such pipes.
_OPEN_TO_READ: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Decoded(msgspec.Struct):
    """A file's TOML, the text it was read from, and what was wrong with the text."""

    text: str
    raw: dict[str, Any]
    problems: list[Problem]
    lost_keys: frozenset[str] = frozenset()  # keys of statements that had to be left out


def read_bytes(path: str, name: str) -> bytes | Problem:
    """Read a file, unless it is no file, too large, or not to be had."""
    try:
        handle = os.open(path, _OPEN_TO_READ)
    except OSError as error:
        return _not_to_be_had(path, name, error)
    try:
        facts = os.fstat(handle)
        if not stat.S_ISREG(facts.st_mode):
            return _not_a_file(name, is_folder=stat.S_ISDIR(facts.st_mode))
        if facts.st_size > MAX_BYTES:
            return _too_large(name, facts.st_size)
        return _read_all(handle, facts.st_size)
    except OSError as error:
        return _not_to_be_had(path, name, error)
    finally:
        os.close(handle)


def within_size(data: bytes, name: str) -> bytes | Problem:
    """Return a file's bytes, unless they are too many to be read as a record."""
    return data if len(data) <= MAX_BYTES else _too_large(name, len(data))


def _read_all(handle: int, size: int) -> bytes:
    data = os.read(handle, size + 1)
    while 0 < len(data) < size and (more := os.read(handle, size - len(data))):
        data += more
    return data


def decode(data: bytes, name: str) -> Decoded | list[Problem]:
    """Turn a file's bytes into TOML, or say why that cannot be done."""
    problems = []
    if data.startswith(BYTE_ORDER_MARK):
        data = data[len(BYTE_ORDER_MARK) :]
        problems.append(_byte_order_mark(name))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return [*problems, _not_utf8(data, error.start, name)]
    text = text.replace("\r\n", "\n")
    line = too_deep_line(text)
    if line:
        return [*problems, _too_deep(name, line)]
    return _parse(text, name, problems)


def too_deep_line(text: str) -> int:
    """Return the line on which brackets or dotted keys nest too deep to be read safely, or 0.

    Most files have too few brackets and dots to nest at all, and are not looked through.
    """
    has_brackets = text.count("[") + text.count("{") > MAX_DEPTH
    has_dots = text.count(".") > MAX_DEPTH and any(line.count(".") >= MAX_DEPTH for line in text.split("\n"))
    if not (has_brackets or has_dots):
        return 0
    from comah.records.nesting import deep_bracket_line, deep_key_line  # noqa: PLC0415 - seldom needed

    return deep_bracket_line(text, MAX_DEPTH) or deep_key_line(text, MAX_DEPTH)


def _parse(text: str, name: str, problems: list[Problem]) -> Decoded | list[Problem]:
    try:
        return Decoded(text, tomli.loads(text), problems)
    except (ValueError, RecursionError) as error:
        from comah.records.syntax import mend  # noqa: PLC0415 - most files have no fault

        return mend(text, error, name, problems)


def _not_a_file(name: str, *, is_folder: bool) -> Problem:
    return Problem(
        severity=Severity.ERROR,
        file=name,
        message="is a folder" if is_folder else "is not an ordinary file",
        expected="a text file",
        hides_file=True,
    )


def _too_large(name: str, size: int) -> Problem:
    return Problem(
        severity=Severity.ERROR,
        file=name,
        message=f"is {size / _MEGABYTE:.1f} MB and was not read",
        expected=f"a record of at most {MAX_BYTES // _MEGABYTE} MB",
        hides_file=True,
    )


def _not_to_be_had(path: str, name: str, error: OSError) -> Problem:
    if os.path.isdir(path):  # noqa: PTH112 - path is a str here; Windows refuses to open a folder
        return _not_a_file(name, is_folder=True)
    if isinstance(error, PermissionError):
        message, expected = "may not be read by this user", "leave to read the file"
    elif isinstance(error, FileNotFoundError) and os.path.islink(path):  # noqa: PTH114 - path is a str here
        message, expected = "is a link to a file that is not there", "a text file"
    else:
        message, expected = f"cannot be read: {error.strerror or type(error).__name__}", "a text file"
    return Problem(severity=Severity.ERROR, file=name, message=message, expected=expected, hides_file=True)


def _byte_order_mark(name: str) -> Problem:
    return Problem(
        severity=Severity.WARNING,
        file=name,
        line=1,
        message="begins with a byte-order mark; it was passed over",
        expected="UTF-8 without a byte-order mark (in Notepad: Save as, Encoding: UTF-8)",
    )


def _not_utf8(data: bytes, offset: int, name: str) -> Problem:
    return Problem(
        severity=Severity.ERROR,
        file=name,
        line=data.count(b"\n", 0, offset) + 1,
        message=f"byte {offset + 1} of the file (0x{data[offset]:02X}) is not UTF-8",
        expected="text saved as UTF-8 (in Notepad: Save as, Encoding: UTF-8)",
        hides_file=True,
    )


def _too_deep(name: str, line: int) -> Problem:
    return Problem(
        severity=Severity.ERROR,
        file=name,
        line=line,
        message=f"brackets or dotted keys are nested deeper than {MAX_DEPTH} here; the file was not read",
        expected="each bracket closed",
        hides_file=True,
    )
