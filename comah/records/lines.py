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
        if index is None:
            from comah.records.line_index import LineIndex  # noqa: PLC0415 - most files have nothing to report

            index = LineIndex(text)
        return index.line_of(path)

    return find
