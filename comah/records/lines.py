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
        if index is not None:
            return index.line_of(path)
        start = _start_at_the_top(text, path)
        if start and len(path) == 1:
            return text.count("\n", 0, start) + 1
        from comah.records.line_index import LineIndex  # noqa: PLC0415 - most files have nothing to report

        if start:
            return LineIndex(text, start).line_of(path)
        index = LineIndex(text)
        return index.line_of(path)

    return find


def key_finder(text: str) -> Callable[[KeyPath], bool]:
    r"""Return a function that says whether the text has a key.

    >>> has_key = key_finder('id = "northbank"\n[[plans]]\nregime = "comah"\n')
    >>> has_key(("plans", 0, "regime")), has_key(("plans", 0, "modular"))
    (True, False)
    """

    def has_key(path: KeyPath) -> bool:
        from comah.records.line_index import LineIndex  # noqa: PLC0415 - seldom asked

        return LineIndex(text).has(path)

    return has_key


def _start_at_the_top(text: str, path: KeyPath) -> int:
    """Return where the first key of a path stands, plain and before every table; 0 where only the index can tell.

    Most lines asked for are of such keys, and the text need then not be gone through. A value of
    several lines could hold what looks like a key, so a text that has one is left to the index.
    """
    if not path or '"""' in text or "'''" in text:
        return 0
    start = text.find(f"\n{path[0]} ") + 1
    if not start or not text.startswith("= ", start + len(str(path[0])) + 1) or "\n[" in text[:start]:
        return 0
    return start
