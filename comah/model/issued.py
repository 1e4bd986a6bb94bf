"""The ledger of what was issued to calendars: one entry a line, as it stood in the files that were handed on."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Final

import msgspec

from comah.model.entry import Entry, EntryKind

LEDGER_NAME: Final = "calendar-issued.jsonl"

# More than was ever given: it counts the days since 2000 and the changes. A larger one is a slip, and could not rise.
MOST_SEQUENCE: Final = 999_999

Times = tuple[date, date, time | None, time | None, int, int, bool]


class Issued(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One entry as it was issued: a line of the ledger."""

    identity: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    uid: Annotated[str, msgspec.Meta(pattern=r"^(?!040000008200e000)[a-z0-9.@-]{1,202}\Z")]
    sequence: Annotated[int, msgspec.Meta(ge=0, le=MOST_SEQUENCE)]
    revised_at: Annotated[datetime, msgspec.Meta(tz=True)]  # DTSTAMP and LAST-MODIFIED
    kind: EntryKind
    first: date
    last: date
    starts_at: time | None = None
    ends_at: time | None = None
    starts_fold: Annotated[int, msgspec.Meta(ge=0, le=1)] = 0  # 1: the second of an hour that comes twice
    ends_fold: Annotated[int, msgspec.Meta(ge=0, le=1)] = 0
    title: str
    fingerprint: str  # of all that is shown besides the times
    authority: str = ""
    sites: tuple[str, ...] = ()
    exercise: str = ""
    calendars: tuple[str, ...]  # which were given it, by their keys
    cancelled: bool = False
    withdrawn: bool = False  # cancelled for these calendars alone: it is no longer theirs, and stands in others

    @property
    def times(self) -> Times:
        """What makes SEQUENCE rise when it changes."""
        return (
            self.first,
            self.last,
            self.starts_at,
            self.ends_at,
            self.starts_fold,
            self.ends_fold,
            self.cancelled,
        )

    def overlaps(self, first: date, last: date) -> bool:
        """Whether one of its days lies in a period, both days included."""
        return self.first <= last and self.last >= first


class LedgerFault(msgspec.Struct, frozen=True, kw_only=True):
    """A line that cannot be read, or a ledger that cannot."""

    line: int  # from 1; 0 where it is of the whole file
    message: str

    @property
    def where(self) -> str:
        """The file, and the line where the fault is of one."""
        return f"{LEDGER_NAME}:{self.line}" if self.line else LEDGER_NAME


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """A ledger as it was read."""

    lines: tuple[Issued, ...] = ()
    faults: tuple[LedgerFault, ...] = ()
    doubtful: int = 0  # so many lines stand before the last that cannot be read: it may have told more of them
    digest: str | None = None  # of its bytes; None where there is none


class Outgoing(msgspec.Struct, frozen=True, kw_only=True):
    """An entry with the numbers by which a calendar program knows it again."""

    entry: Entry
    uid: str
    sequence: int
    revised_at: datetime
    is_withdrawn: bool = False
