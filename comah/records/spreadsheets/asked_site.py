"""What a row says of its site, and the answer: the site, or a question to the officer."""

from __future__ import annotations

import msgspec

from comah.model.kinds import Regime, Tier
from comah.model.said import RowAt


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """An establishment that rows may speak of."""

    id: str
    name: str
    town: str
    authority: str
    tier: Tier
    regimes: frozenset[Regime]
    first_row: RowAt | None = None  # where this file first named it; None where it is on record

    @property
    def shown(self) -> str:
        """Name, town and id, for a question."""
        town = f", {self.town}" if self.town and self.town.casefold() not in self.name.casefold() else ""
        where = f"new in {self.first_row}" if self.first_row else "on record"
        return f"{self.name}{town} ({self.id}, {where})"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What a row says of its site."""

    name: str
    operator: str = ""
    town: str = ""
    tier: Tier | None = None
    regime: Regime | None = None
    authority: str = ""
    answer: str = ""  # of its column "comah id"
    at: RowAt


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """The site of a row, or the question about it."""

    site: Site | None = None
    is_first: bool = False  # a new site, named here for the first time
    question: str = ""
    is_awaited: bool = False  # the answer names no site yet: a row further down may make it
    remark: str = ""
