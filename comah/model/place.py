"""Where a fact was read: its file, its table, and on request its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable

KeyPath = tuple[str | int, ...]


class RecordFile:
    """A record file by its name in the register, able to say on which line a key stands.

    ``find_line`` is handed in by whoever read the file, so that no line is looked for until a
    message needs one.
    """

    __slots__ = ("_find_line", "_has_key", "name")

    def __init__(
        self, name: str, find_line: Callable[[KeyPath], int], has_key: Callable[[KeyPath], bool] | None = None
    ) -> None:
        """Hold the name relative to the register, with forward slashes on every system."""
        self.name = name
        self._find_line = find_line
        self._has_key = has_key

    def line_of(self, path: KeyPath) -> int:
        """Return the line, from 1, of the key or table at ``path``."""
        return self._find_line(path)

    def has_key(self, path: KeyPath) -> bool:
        """Whether the file itself has a key, whatever value it means when it is left out."""
        return self._has_key is not None and self._has_key(path)


class Place:
    """The table a fact was read from."""

    __slots__ = ("file", "path")

    def __init__(self, file: RecordFile, path: KeyPath) -> None:
        """Hold the file and the path of keys and positions that leads to the table."""
        self.file = file
        self.path = path

    @property
    def line(self) -> int:
        """The line, from 1, on which the table begins; 0 where there is no file."""
        return self.file.line_of(self.path)

    def line_of(self, key: str) -> int:
        """Return the line of one key of the table."""
        return self.file.line_of((*self.path, key))

    @property
    def table(self) -> str:
        """The table's path in words.

        >>> Place(RecordFile("a.toml", lambda path: 1), ("plans", 0, "reviews", 1)).table
        'plans[0].reviews[1]'
        """
        return path_words(self.path)

    def __repr__(self) -> str:
        """Show file and table."""
        return f"Place({self.file.name!r}, {self.table!r})"


def path_words(path: KeyPath) -> str:
    """Write a path of keys and positions as one word."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


NOWHERE: Final = Place(RecordFile("", lambda _path: 0), ())
PLACE_KEY: Final = "@"


class Fact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """A table of a record. Every one knows where it was read."""

    place: Annotated[Place, msgspec.Meta(description="not a key of the file")] = msgspec.field(
        default=NOWHERE, name=PLACE_KEY
    )
