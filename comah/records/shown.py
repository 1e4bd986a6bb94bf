"""What a record says, written so that a message about it is one safe, short line."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Final

from comah.model.place import KeyPath, path_words

LONGEST: Final = 60
_INT_BITS: Final = 64  # Python refuses to write out a number of many thousand digits


def printable(text: str, longest: int = LONGEST) -> str:
    r"""Escape what is no printable character, and shorten.

    >>> printable("a\x1b[31mb")
    'a\\x1b[31mb'
    """
    short = text if len(text) <= longest else text[: longest - 3] + "..."
    if short.isprintable():
        return short
    return "".join(letter if letter.isprintable() else _escaped(letter) for letter in short)


def shown(value: object) -> str:
    """Write a TOML value as the file would, in one short line.

    >>> shown("Upper"), shown(True), shown([1, 2]), shown(date(2026, 5, 1))
    ('"Upper"', 'true', 'a list of 2', '2026-05-01')
    """
    if isinstance(value, str):
        return f'"{printable(value)}"'
    if isinstance(value, list | dict):
        return f"a list of {len(value)}" if isinstance(value, list) else "a table"
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return _number_shown(value)


def key_shown(path: KeyPath) -> str:
    """Write the path of a key so that it is safe to print, whatever the file calls its keys."""
    return printable(path_words(path), 2 * LONGEST)


def _number_shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    is_long = isinstance(value, int) and value.bit_length() > _INT_BITS
    return "a very long number" if is_long else str(value)


def _escaped(letter: str) -> str:
    return letter.encode("unicode_escape", "backslashreplace").decode("ascii")
