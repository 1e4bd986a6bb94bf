"""Returns that councils sent: a folder of files, each read for itself, so that a broken one hides no other."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import msgspec

from comah.errors import UnknownNameError
from comah.model.forum import RETURN_SCHEMA, AuthorityReturn, ReturnFault, ReturnFile
from comah.model.problem import Problem
from comah.records.decode import BYTE_ORDER_MARK, MAX_DEPTH, read_bytes
from comah.records.nesting import deep_bracket_line
from comah.records.shown import printable

_JSON: Final = ".json"
_SYSTEM: Final = frozenset({"thumbs.db", "desktop.ini"})  # what Windows leaves in a folder
_LONGEST: Final = 160


def read_returns(folder: Path) -> tuple[tuple[ReturnFile, ...], tuple[ReturnFault, ...]]:
    """Read every return of a folder, and name each file in it that is none.

    Raises:
        UnknownNameError: where there is no such folder, or it may not be looked into.
    """
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if not _is_hidden(entry.name))
    except OSError as error:
        message = f"--returns {folder}: cannot be looked into ({error.strerror or error})."
        raise UnknownNameError(message) from error
    files: list[ReturnFile] = []
    faults: list[ReturnFault] = []
    for name in names:
        shown = printable(name)
        found = read_return(os.fspath(folder / name), shown)
        if isinstance(found, AuthorityReturn):
            files.append(ReturnFile(file=shown, content=found))
        else:
            faults.append(ReturnFault(file=shown, message=found))
    return tuple(files), tuple(faults)


def read_return(path: str, name: str) -> AuthorityReturn | str:
    """Read one return, or say why it is none."""
    if not name.lower().endswith(_JSON) and not os.path.isdir(path):  # noqa: PTH112 -- a str, as read_bytes takes it
        return f"is no {_JSON} file"
    data = read_bytes(path, name)
    if isinstance(data, Problem):
        return data.message
    return parse_return(data.removeprefix(BYTE_ORDER_MARK))


def parse_return(data: bytes) -> AuthorityReturn | str:
    """Turn a file's bytes into a return, or say why they are none."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return "is not UTF-8 text"
    line = deep_bracket_line(text, MAX_DEPTH)
    if line:
        return f"brackets are nested deeper than {MAX_DEPTH} on line {line}; it was not read"
    try:
        raw = msgspec.json.decode(data)
    except (msgspec.MsgspecError, RecursionError) as error:
        return f"is no JSON ({printable(str(error), _LONGEST)})"
    if not isinstance(raw, dict) or raw.get("schema") != RETURN_SCHEMA:
        form = raw.get("schema") if isinstance(raw, dict) else None
        said = f'its schema is "{printable(form)}"' if isinstance(form, str) else "it names no schema"
        return f'is no return: {said}, and "{RETURN_SCHEMA}" is expected'
    try:
        content = msgspec.convert(raw, AuthorityReturn)
    except msgspec.ValidationError as error:
        return f"is no return as it should be: {printable(str(error), _LONGEST)}"
    return _why_not(content) or content


def _why_not(content: AuthorityReturn) -> str:
    """Say what in a return contradicts itself."""
    for one in content.exercises:
        if one.latest < one.earliest:
            return f"is no return as it should be: exercise {one.id} ends before it starts"
    return ""


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _SYSTEM
