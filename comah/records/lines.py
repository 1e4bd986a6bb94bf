"""The line of a key in TOML text, found only when a message needs one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from comah.model.place import KeyPath
    from comah.records.line_index import LineIndex


def line_finder(text: str) -> Callable[[KeyPath], int]:
    r"""Return a function that gives the line, from 1, of a key path, or of the nearest table around it.

    >>> find = line_finder('id = "northbank"\n[[plans]]\nregime = "comah"\n')
    >>> find(("plans", 0, "regime")), find(("plans", 0, "no_such_key")), find(())
    (3, 2, 1)
    """
    index: LineIndex | None = None

    def find(path: KeyPath) -> int:
        nonlocal index
        line = _line_at_the_top(text, path) if index is None else 0
        if line:
            return line
        if index is None:
            from comah.records.line_index import LineIndex  # noqa: PLC0415 - most files have nothing to report

            index = LineIndex(text)
        return index.line_of(path)

    return find


def _line_at_the_top(text: str, path: KeyPath) -> int:
    """Return the line of a plain key that stands before every table; 0 where only the index can tell.

    Most lines asked for are such, and the text need then not be gone through. A value of several
    lines could hold what looks like a key, so a text that has one is left to the index.
    """
    if len(path) != 1 or '"""' in text or "'''" in text:
        return 0
    start = text.find(f"\n{path[0]} ") + 1
    if not start or not text.startswith("= ", start + len(str(path[0])) + 1) or "\n[" in text[:start]:
        return 0
    return text.count("\n", 0, start) + 1
