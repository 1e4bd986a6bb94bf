"""What a rota is to be chosen from and by which rules, without records: the one question that the solver is asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Final

import msgspec

from comah.model.fairness import Ledger


class Vacancy(msgspec.Struct, frozen=True, kw_only=True):
    """The places of one role that are to be filled from one handover to the next, each by somebody else."""

    role: str
    seats: tuple[int, ...]  # 1, or 1 and 2; 2 alone where the first is settled
    start: datetime  # in UTC, as all instants here
    end: datetime
    rest_until: datetime  # before this nobody who had it may begin another turn
    days: int
    counts: tuple[int, ...]  # what it is worth in each ledger, in the ledgers' order
    told: tuple[str, ...]  # by seat, who was told that it is theirs; "" where nobody was


class Settled(msgspec.Struct, frozen=True, kw_only=True):
    """A turn that somebody has, or had, and that is not chosen anew."""

    person: str
    role: str
    start: datetime
    end: datetime
    rest_until: datetime
    is_turn: bool = True  # false: a small part of a turn, which makes no run


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who can be chosen."""

    id: str
    can: frozenset[int]  # vacancies, by number, for which they are trained, in post and not away on every day
    most_days: int  # of the vacancies; what their share allows


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """A rota to be chosen.

    ``ahead`` says for a role and ledger how far each of its pool would stand ahead of the fair share, in tenths, if
    given nothing: what they had before, less their fair share of all, that of the vacancies included.
    """

    vacancies: tuple[Vacancy, ...]
    candidates: tuple[Candidate, ...]  # by id
    settled: tuple[Settled, ...] = ()
    longest_run: Mapping[str, int] = {}  # by role; none where no limit is set
    ahead: Mapping[tuple[str, Ledger], Mapping[str, int]] = {}
    firsts: Mapping[tuple[str, str], int] = {}  # role, person: turns as the first on call less those as the second
    wishes: Mapping[tuple[str, int], int] = {}  # person, vacancy: 1 wanted, -1 to be avoided
    seed: int = 1


class Aim(Enum):
    """What is aimed at, in order: a later aim never costs an earlier one anything."""

    COVER = "cover"
    TOLD = "told"
    WEEKS = "weeks"
    WEEKENDS = "weekends"
    BANK_HOLIDAYS = "bank-holidays"
    CHRISTMAS = "christmas"
    WISHES = "wishes"
    FIRSTS = "firsts"  # who is rung first takes turns

    @property
    def shown(self) -> str:
        """What it is about, in words."""
        return _SHOWN.get(self.value, self.value)


_SHOWN: Final = {
    "told": "turns told",
    "bank-holidays": "bank holidays",
    "christmas": "Christmas and New Year",
    "firsts": "who is rung first",
}


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of how well an aim was reached; who is rung first, among those who have each turn."""

    aim: Aim
    value: int
    bound: int | None  # no rota as good by the aims before is below it; None where nothing is known

    @property
    def is_proved(self) -> bool:
        """Whether no better rota exists, by this aim, among those as good by the aims before."""
        return self.bound is not None and self.value <= self.bound

    @property
    def gap_percent(self) -> float | None:
        """How far from the best it may be, in percent of what was reached; None where nothing is known."""
        if self.bound is None:
            return None
        return 0.0 if self.is_proved else 100 * (self.value - self.bound) / max(abs(self.value), 1)


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """A rota chosen: by vacancy and seat, who has it; "" where nobody can."""

    people: tuple[tuple[str, ...], ...]
    proofs: tuple[Proof, ...]
