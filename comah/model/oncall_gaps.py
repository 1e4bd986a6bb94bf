"""What ``comah oncall gaps`` shows: turns that nobody has, or that somebody has who cannot serve."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum

import msgspec

from comah.model.oncall_page import PageHead
from comah.model.page import Source


class GapKind(Enum):
    """What is missing."""

    NOBODY = "nobody"  # the turn is on the rota without a person
    HOLDER = "cannot serve"  # who has it is away, has left, or is not trained
    NOT_BUILT = "not on the rota"


class GapRow(msgspec.Struct, frozen=True, kw_only=True):
    """One time of one place that is not covered as it ought to be."""

    role: str
    role_name: str
    seat: int
    place_words: str  # the role's name, with first or second where it has two places
    kind: GapKind
    start: datetime  # in UTC
    end: datetime  # in UTC; no longer of it
    when: str  # the same in the words of the clock on the wall
    shift: str  # "" where the rota has no turn
    person: str  # who has it; "" where nobody has
    post: str
    why: tuple[str, ...]  # the rota's reason, or what stands against who has it
    could: tuple[str, ...]  # posts that could take it, who carries least first
    nobody: str  # where none could: how many there are, and what stands against them
    do: str  # the command that mends it; "" where nobody could take it
    place: Source | None

    @property
    def says(self) -> str:
        """Say in short what is missing."""
        if self.kind is GapKind.HOLDER:
            return f"{self.post} CANNOT SERVE"
        return "NOBODY" if self.kind is GapKind.NOBODY else "NOT ON THE ROTA"


class RotaReach(msgspec.Struct, frozen=True, kw_only=True):
    """How far the rota of a role reaches without a break."""

    role: str
    role_name: str
    until: datetime | None  # None where it has no turn now
    words: str


class GapsPage(msgspec.Struct, frozen=True, kw_only=True):
    """The page of one authority."""

    head: PageHead
    on: date
    until: date  # the last of the days looked at
    rows: tuple[GapRow, ...]  # by time
    reach: tuple[RotaReach, ...]
    call_down: tuple[str, ...]  # roles that are rung down a list and have no turns
