"""Where every key, table and list item of a TOML text begins.

TOML readers give no positions, so the text is gone through once more: not to judge it, but to note
where things stand. Only text that a TOML reader accepted comes here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

import tomli

if TYPE_CHECKING:
    from comah.model.place import KeyPath

_BLANK: Final = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*+")
_SPACE: Final = re.compile(r"[ \t]*+")
_KEY: Final = re.compile(r"""[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'""")
_VALUE: Final = re.compile(
    r'''"""(?:[^"\\]|\\[\s\S]|"(?!""))*+"{3,5}'''
    r"""|'''(?:[^']|'(?!''))*+'{3,5}"""
    r"""|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'|[^\s,\]}#]++(?:[ ][0-9][^\s,\]}#]*+)?+"""
)


class LineIndex:
    """Where every key, table and list item of one text begins."""

    def __init__(self, text: str, statement: int | None = None) -> None:
        """Go through the text once; or through one statement alone, which begins there and is in no table."""
        self._text = text
        self._offsets: dict[KeyPath, int] = {(): 0}
        self._lists: dict[KeyPath, int] = {}  # the last position in each list of [[tables]]
        self._line_ends = [found.start() for found in re.finditer("\n", text)]
        if statement is None:
            self._read_all()
        else:
            self._statement((), statement)

    def line_of(self, path: KeyPath) -> int:
        """Return the line, from 1, of a path, or of the nearest table around it."""
        while path not in self._offsets:
            path = path[:-1]
        return bisect_right(self._line_ends, self._offsets[path] - 1) + 1

    def has(self, path: KeyPath) -> bool:
        """Whether a key or table stands at a path."""
        return path in self._offsets

    def _read_all(self) -> None:
        table: KeyPath = ()
        position = self._after(_BLANK, 0)
        while position < len(self._text):
            if self._text[position] == "[":
                table, position = self._header(position)
            else:
                _, position = self._statement(table, position)
            position = self._after(_BLANK, position)

    def _after(self, pattern: re.Pattern[str], position: int) -> int:
        found = pattern.match(self._text, position)
        return found.end() if found else position + 1

    def _header(self, position: int) -> tuple[KeyPath, int]:
        is_list = self._text.startswith("[[", position)
        parts, end = self._key(position + (2 if is_list else 1))
        table: KeyPath = ()
        for part in parts[:-1]:
            table = self._latest((*table, part), position)
        table = (*table, parts[-1])
        if is_list:
            self._lists[table] = self._lists.get(table, -1) + 1
            self._offsets.setdefault(table, position)
            table = (*table, self._lists[table])
        self._offsets[table] = position
        return table, self._after(_SPACE, end) + (2 if is_list else 1)

    def _latest(self, table: KeyPath, position: int) -> KeyPath:
        """Return a table on the way to another: of a list of tables, the last."""
        self._offsets.setdefault(table, position)
        return (*table, self._lists[table]) if table in self._lists else table

    def _statement(self, table: KeyPath, position: int) -> tuple[KeyPath, int]:
        path, position = self._named(table, position)
        return path, self._value(path, position)

    def _named(self, table: KeyPath, position: int) -> tuple[KeyPath, int]:
        """Read ``key =`` and note where it stands; return its path and where its value begins."""
        parts, end = self._key(position)
        path = table
        for part in parts:
            path = (*path, part)
            self._offsets.setdefault(path, position)
        return path, self._after(_SPACE, self._after(_SPACE, end) + 1)

    def _key(self, position: int) -> tuple[list[str], int]:
        """Read a key with its dots; return its parts and the end of the last."""
        parts: list[str] = []
        while True:
            position = self._after(_SPACE, position)
            found = _KEY.match(self._text, position)
            if not found:
                return parts or [""], position + 1
            parts.append(_bare(found.group()))
            position = self._after(_SPACE, found.end())
            if not self._text.startswith(".", position):
                return parts, found.end()
            position += 1

    def _value(self, path: KeyPath, position: int) -> int:
        """Go through a value, noting what is inside; return where it ends."""
        open_: list[tuple[KeyPath, bool]] = []  # lists (True) and inline tables (False) not closed yet
        counts: list[int] = []
        position = self._begin(path, position, open_, counts)
        while open_ and position < len(self._text):
            position = self._after(_BLANK, position)
            letter = self._text[position : position + 1]
            if letter in "]}":
                open_.pop()
                counts.pop()
                position += 1
            elif letter == ",":
                position += 1
            elif open_[-1][1]:
                path = (*open_[-1][0], counts[-1])
                counts[-1] += 1
                self._offsets[path] = position
                position = self._begin(path, position, open_, counts)
            else:
                path, position = self._named(open_[-1][0], position)
                position = self._begin(path, position, open_, counts)
        return position

    def _begin(self, path: KeyPath, position: int, open_: list[tuple[KeyPath, bool]], counts: list[int]) -> int:
        """Open a list or an inline table, or step over anything else."""
        letter = self._text[position : position + 1]
        if letter in {"[", "{"}:
            open_.append((path, letter == "["))
            counts.append(0)
            return position + 1
        return self._after(_VALUE, position)


def _bare(word: str) -> str:
    """Take a key out of its quotation marks."""
    if word.startswith("'"):
        return word[1:-1]
    if not word.startswith('"'):
        return word
    try:
        return str(tomli.loads(f"key = {word}")["key"]) if "\\" in word else word[1:-1]
    except tomli.TOMLDecodeError:  # in a text that no reader accepts
        return word[1:-1]
