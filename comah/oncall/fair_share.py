"""What everybody's fair share is: each day on call is shared out among those who could have had it.

A day is shared in proportion to ``available_percent``, among those of the role who are in post and trained on it.
Somebody who serves in two roles has half a share in each. Days away lessen the share of weeks and weekends. They do
not lessen that of bank holidays and of Christmas, so that leave at Christmas is made up in a later year; an exempt
date does. So a joiner owes nothing of the time before, and what a leaver had is owed by nobody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Final

import msgspec

from comah.model.fairness import Ledger
from comah.model.oncall import Person, Role
from comah.oncall.availability import is_away, is_exempt, is_serving
from comah.oncall.can_serve import Serving
from comah.oncall.ledgers import UNITS, LedgerDays, noons
from comah.oncall.training import Span, valid_spans

Shares = dict[tuple[str, str], dict[Ledger, float]]  # role, person

_EVEN_AWAY: Final = frozenset({Ledger.BANK_HOLIDAYS, Ledger.CHRISTMAS})


class OnDay(msgspec.Struct, frozen=True, kw_only=True):
    """A role on one day: how much of it each of its people is to carry, of a hundred for a full share."""

    here: Mapping[str, float]  # those who are not away
    in_post: Mapping[str, float]  # and those who are


class Pools(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Who shares in which role on which day."""

    serving: Serving

    @cached_property
    def _trained(self) -> Mapping[tuple[str, str], tuple[Sequence[Span], ...]]:
        """By person and role, for each course of the role the days on which it is valid."""
        return {
            (person.id, role.id): tuple(
                valid_spans(person, course, self.serving.played.get(person.id, ())) for course in role.courses
            )
            for person in self.serving.oncall.people
            for role in self._roles_of(person)
        }

    def _roles_of(self, person: Person) -> list[Role]:
        roles = self.serving.roles
        return [roles[name] for name in person.roles if name in roles and not roles[name].call_down]

    def _serves(self, person: Person, day: date) -> list[str]:
        """Return the roles with turns in which somebody can serve on a day."""
        if not is_serving(person, day):
            return []
        return [
            role.id
            for role in self._roles_of(person)
            if all(any(span.holds(day) for span in spans) for spans in self._trained[person.id, role.id])
        ]

    def on_day(self, day: date) -> Mapping[str, OnDay]:
        """Return each role as it is shared on a day."""
        here: dict[str, dict[str, float]] = defaultdict(dict)
        in_post: dict[str, dict[str, float]] = defaultdict(dict)
        for person in self.serving.oncall.people:
            roles = self._serves(person, day)
            is_out = any(is_away(one, day, day) for one in person.away)
            if not roles or is_exempt(person, day, day):
                continue
            for role in roles:
                in_post[role][person.id] = person.available_percent / len(roles)
                if not is_out:
                    here[role][person.id] = in_post[role][person.id]
        return {role: OnDay(here=here[role], in_post=whole) for role, whole in in_post.items()}


def fair_shares(pools: Pools, days: LedgerDays, times: Iterable[tuple[str, datetime, datetime]]) -> Shares:
    """Return what of each ledger would be fair for everybody.

    Args:
        pools: who shares in what.
        days: which days count in which ledgers.
        times: what is shared out: a role, and the time of one of its places.
    """
    places: dict[date, Counter[str]] = defaultdict(Counter)
    for role, start, end in times:
        for day in noons(start, end):
            places[day][role] += 1
    found: Shares = {}
    for day in sorted(places):
        ledgers = (Ledger.WEEKS, *days.of_day(day))
        shared = pools.on_day(day)
        for role, number in sorted(places[day].items()):
            if role in shared:
                _share_out(found, role, shared[role], {ledger: number / UNITS[ledger] for ledger in ledgers})
    return found


def _share_out(found: Shares, role: str, on_day: OnDay, worth: Mapping[Ledger, float]) -> None:
    for ledger, amount in worth.items():
        sharing = on_day.in_post if ledger in _EVEN_AWAY else on_day.here
        whole = sum(sharing.values())
        for person, part in sharing.items():
            own = found.setdefault((role, person), dict.fromkeys(Ledger, 0.0))
            own[ledger] += amount * part / whole
