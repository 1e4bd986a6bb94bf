"""The journal as it is read: who changed which record, when, and the lines that cannot be read."""

from __future__ import annotations

import msgspec


class JournalLine(msgspec.Struct, frozen=True, kw_only=True):
    """One change of one record."""

    when: str  # ISO 8601 with its offset, as written
    by: str
    what: str
    file: str
    summary: str
    before: str | None = None  # the file's digest before; None for a new file
    after: str | None = None
    journal: str = ""  # the journal's own file
    line: int = 0  # from 1


class JournalFault(msgspec.Struct, frozen=True, kw_only=True):
    """A line that cannot be read, or a journal that cannot."""

    file: str
    line: int  # 0 where it is of the whole file
    message: str

    @property
    def where(self) -> str:
        """The file, and the line where the fault is of one."""
        return f"{self.file}:{self.line}" if self.line else self.file


class JournalReport(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked of the journals, and the answer."""

    register_name: str
    marking: tuple[str, ...] = ()
    asked: str  # in words; "" where everything was
    rows: tuple[JournalLine, ...]  # in the order of their instants
    faults: tuple[JournalFault, ...]
    total: int  # lines that can be read
