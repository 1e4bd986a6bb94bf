"""How the burden of on call is shared, ledger by ledger, and what ``comah oncall fairness`` shows."""

from __future__ import annotations

from datetime import date
from enum import Enum

import msgspec

from comah.model.oncall_page import PageHead


class Ledger(Enum):
    """What is shared out, each on its own, in the order in which a rota makes it fair."""

    WEEKS = "weeks"
    WEEKENDS = "weekends"
    BANK_HOLIDAYS = "bank-holidays"
    CHRISTMAS = "christmas"  # and New Year


class LedgerShare(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody had of one ledger, and what would have been fair."""

    ledger: Ledger
    had: float
    fair: float

    @property
    def ahead(self) -> float:
        """By how much they had more than the fair share; below nought where they had less."""
        return self.had - self.fair


class FairnessRow(msgspec.Struct, frozen=True, kw_only=True):
    """One post in one role."""

    role: str
    role_name: str
    person: str
    post: str
    shares: tuple[LedgerShare, ...]  # in the ledgers' order
    hours: float  # held in the role
    percent: float  # of the time in post, on call in any role
    limit: int  # percent; 0 where they are below every limit of their roles
    is_over: bool  # over the limit that warns, not the one that notes
    longest_run: int  # turns one after another, in any role

    @property
    def has_none(self) -> bool:
        """Whether they had nothing although a share was theirs."""
        weeks = self.shares[0]
        return not weeks.had and weeks.fair > 0


class RolePool(msgspec.Struct, frozen=True, kw_only=True):
    """How one role's burden lies on its people."""

    role: str
    role_name: str
    rows: tuple[FairnessRow, ...]  # who is furthest ahead first
    totals: tuple[float, ...]  # what was held of each ledger, in the ledgers' order


class FairnessPage(msgspec.Struct, frozen=True, kw_only=True):
    """What ``comah oncall fairness`` shows of one authority."""

    head: PageHead
    on: date
    first: date
    last: date
    pools: tuple[RolePool, ...]
