"""Calendars ready to be written, and what changed in each since it was last issued."""

from __future__ import annotations

from datetime import date
from enum import Enum

import msgspec

from comah.model.issued import Issued, Outgoing


class ChangeOf(Enum):
    """What became of an entry since a calendar was last issued."""

    MOVED = "moved"
    CANCELLED = "cancelled"
    WITHDRAWN = "no longer in this calendar"
    RESTORED = "on again"
    ADDED = "added"
    TEXT = "text changed"
    AGAIN = "sent again"  # nothing is new, but what its readers hold is not certain, so its number rises
    REMINDED = "reminded again"  # a reminder that stands on the next working day, whatever that is


class EntryChange(msgspec.Struct, frozen=True, kw_only=True):
    """One entry that is not as it was issued."""

    change: ChangeOf
    before: Issued | None  # None where the calendar never had it
    after: Outgoing


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """Which entries a calendar holds, whatever its period."""

    kinds: tuple[str, ...] = ()  # none: those of every calendar that does not say
    sites: tuple[str, ...] = ()  # as asked for: a group by its name
    authority: str = ""
    agency: str = ""
    person: str = ""
    role: str = ""
    no_notice: tuple[str, ...] = ()  # exercises asked for by name

    @property
    def key(self) -> str:
        """Name the calendar in the ledger: the same in every issue.

        >>> Selection().key, Selection(sites=("northbank",), kinds=("local", "diary")).key
        ('whole', 'site northbank; kind diary, local')
        """
        parts = (
            ("authority", (self.authority,)),
            ("site", self.sites),
            ("agency", (self.agency,)),
            ("person", (self.person.casefold(),)),
            ("role", (self.role.casefold(),)),
            ("kind", self.kinds),
            ("no-notice", self.no_notice),
        )
        said = [f"{word} {', '.join(sorted(set(names)))}" for word, names in parts if any(names)]
        return "; ".join(said) or "whole"


class CalendarIssue(msgspec.Struct, frozen=True, kw_only=True):
    """One calendar, ready to be written."""

    selection: Selection
    name: str
    identifier: str  # X-WR-RELCALID
    outgoing: tuple[Outgoing, ...]
    changes: tuple[EntryChange, ...] = ()
    is_first: bool = True  # it was never issued before


class Issue(msgspec.Struct, frozen=True, kw_only=True):
    """The calendars that were asked for together, and the lines that the ledger gains if they are issued."""

    on: date
    calendars: tuple[CalendarIssue, ...]
    lines: tuple[Issued, ...]
    undecided: tuple[str, ...] = ()  # titles gone from the agenda while a record of their authority cannot be read
