"""Where each statement of a TOML text begins and ends, so that one can be edited and the rest not touched.

Only text that a TOML reader accepted comes here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import tomli

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comah.model.place import KeyPath

_TOKEN: Final = re.compile(
    r'''"""(?:[^"\\]|\\[\s\S]|"(?!""))*+"{3,5}'''
    r"""|'''(?:[^']|'(?!''))*+'{3,5}"""
    r"""|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'"""
    r"""|#[^\n]*+|[\[\]{},=\n]|[ \t\r]++|[^\[\]{},=\n \t\r#"']++"""
)


class Statement(NamedTuple):
    """A heading, or a key with its value and whatever follows it on the line."""

    path: KeyPath  # the table that the heading opens, or the table and the key's first word
    is_heading: bool
    start: int
    end: int  # behind the line's end


def statements(text: str) -> list[Statement]:
    r"""Find every statement, in order.

    >>> [found.path for found in statements('id = "n"\n[[plans]]\nreviews = [\n]\n')]
    [('id',), ('plans', 0), ('plans', 0, 'reviews')]
    """
    found: list[Statement] = []
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for start, end in _spans(text):
        is_heading = text[start] == "["
        read = tomli.loads(text[start:end])
        if is_heading:
            table = _heading_path(read, counts)
        path = table if is_heading else (*table, next(iter(read)))
        found.append(Statement(path, is_heading, start, end))
    return found


def value_span(text: str, statement: Statement) -> tuple[int, int]:
    """Return where the value of a key begins and ends, without the comment behind it."""
    start = end = 0
    for found in _TOKEN.finditer(text, statement.start, statement.end):
        mark = found.group()
        if not start:
            start = found.end() if mark == "=" else 0
            continue
        if mark.isspace() or mark.startswith("#"):
            start = found.end() if not end else start
            continue
        end = found.end()
    return start, end


def last_in_list(text: str, start: int, end: int) -> int:
    """Return where the last comma or item ends of the list whose brackets stand at ``start`` and ``end``."""
    last = start + 1
    for found in _TOKEN.finditer(text, start + 1, end - 1):
        if not found.group().isspace() and not found.group().startswith("#"):
            last = found.end()
    return last


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Give the begin and end of each statement: it ends with the line on which its brackets are closed."""
    start, depth = -1, 0
    for found in _TOKEN.finditer(text):
        mark = found.group()
        if start < 0 and (mark.isspace() or mark.startswith("#")):
            continue
        start = found.start() if start < 0 else start
        depth += (mark in "[{") - (mark in "]}")
        if mark == "\n" and depth == 0:
            yield start, found.end()
            start = -1
    if start >= 0:
        yield start, len(text)


def _heading_path(read: dict[str, Any], counts: dict[KeyPath, int]) -> KeyPath:
    """Return the table that a heading opens; of lists of tables on the way, the last."""
    path: KeyPath = ()
    inner: Any = read
    while isinstance(inner, dict) and inner:
        path = (*path, counts[path]) if path in counts else path
        name, inner = next(iter(inner.items()))
        path = (*path, name)
    if isinstance(inner, list):
        counts[path] = counts.get(path, -1) + 1
        path = (*path, counts[path])
    return path
