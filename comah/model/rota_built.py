"""A rota built: what ``comah oncall build`` shows before it writes."""

from __future__ import annotations

from datetime import date

import msgspec

from comah.model.fairness import LedgerShare


class BuiltGap(msgspec.Struct, frozen=True, kw_only=True):
    """A place that nobody can take."""

    shift: str
    role_name: str
    seat: str  # first or second; "" where the role has but one place
    when: str  # in words
    reason: str


class ToldChange(msgspec.Struct, frozen=True, kw_only=True):
    """A turn that somebody was told is theirs and that goes to somebody else."""

    shift: str
    role_name: str
    seat: str
    when: str  # in words
    told: str  # the post
    now: str  # the post, or NOBODY


class BuiltShare(msgspec.Struct, frozen=True, kw_only=True):
    """One post in one role: how it stood, what it is given, how it stands after."""

    role: str
    role_name: str
    person: str
    post: str
    before: tuple[LedgerShare, ...]  # of what is on record and stays, in the ledgers' order
    after: tuple[LedgerShare, ...]


class BuiltRota(msgspec.Struct, frozen=True, kw_only=True):
    """A rota as it was chosen."""

    rota_name: str
    on: date
    first: date
    last: date
    roles: tuple[str, ...]  # names
    seed: int
    places: int
    gaps: tuple[BuiltGap, ...]
    told: int  # turns that people had been told
    changes: tuple[ToldChange, ...]
    shares: tuple[BuiltShare, ...]
    proofs: tuple[str, ...]  # what is known of each aim, in words
    result: str  # the same in short, as the record keeps it
