"""One number of the checklist: what it asks, how a file is held against it, and how a file is made to break it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from checklist.files import File


class Item(NamedTuple):
    """One number."""

    number: int
    text: str
    faults: Callable[[File], Iterable[str]]
    broken: Callable[[bytes], bytes]
    oracles: tuple[str, ...] = ()  # other people's programs that it asks

    def __str__(self) -> str:
        """Return the number and its text, as a test is called by them."""
        return f"{self.number:02} {self.text}"


def swap(old: str, new: str) -> Callable[[bytes], bytes]:
    """Return what changes the first place of a file that a pattern finds; a line's end in it is CR LF."""

    def change(data: bytes) -> bytes:
        pattern, words = (text.replace(r"\n", "\n").replace("\n", "\r\n").encode() for text in (old, new))
        changed, number = re.subn(pattern, words, data, count=1)
        if not number:
            message = f"the file has nothing like {old!r} to break"
            raise LookupError(message)
        return changed

    return change
