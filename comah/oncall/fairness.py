"""Who carried how much of each ledger, by who really held the telephone, against the fair share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import msgspec

from comah.errors import RefusedError
from comah.model.fairness import FairnessPage, FairnessRow, Ledger, LedgerShare, RolePool
from comah.model.oncall import Person, Role
from comah.model.oncall_page import PageHead
from comah.oncall.can_serve import Serving
from comah.oncall.civil_time import civil_of, midnight
from comah.oncall.fair_share import Pools, Shares, fair_shares
from comah.oncall.holding import Held
from comah.oncall.ledgers import LedgerDays
from comah.oncall.runs import runs_of
from comah.oncall.share_limits import limits_of
from comah.oncall.shares import share_of

_A_DAY = timedelta(days=1)
_AN_HOUR = timedelta(hours=1)
_A_SECOND = timedelta(seconds=1)


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Which time and which role are asked for; None and "" where all that is on record."""

    first: date | None = None
    last: date | None = None
    role: str = ""


class Ledgers(msgspec.Struct, frozen=True, kw_only=True):
    """What everybody had of each ledger in a time, and what would have been fair."""

    had: Shares
    fair: Shares

    def shares(self, role: str, person: str) -> tuple[LedgerShare, ...]:
        """Return one person's shares in a role, in the ledgers' order."""
        had, fair = self.had.get((role, person), {}), self.fair.get((role, person), {})
        return tuple(LedgerShare(ledger=one, had=had.get(one, 0.0), fair=fair.get(one, 0.0)) for one in Ledger)


def fairness_page(serving: Serving, head: PageHead, days: LedgerDays, on: date, asked: Asked) -> FairnessPage:
    """Return how the burden lies, role by role, counted from who really held each turn."""
    start, end = _span(serving, asked)
    held = [one for one in serving.holders.between(start, end) if one.person]
    ledgers = ledgers_of(serving, days, held)
    roles = [role for role in serving.oncall.roles if not role.call_down and asked.role in {"", role.id}]
    return FairnessPage(
        head=head,
        on=on,
        first=civil_of(start).date(),
        last=civil_of(end - _A_SECOND).date(),
        pools=tuple(_pool(serving, ledgers, role, held, (start, end)) for role in roles),
    )


def ledgers_of(serving: Serving, days: LedgerDays, held: Iterable[Held]) -> Ledgers:
    """Return the ledgers of times that somebody held."""
    counted = [one for one in held if one.person]
    times = ((one.role, one.start, one.end) for one in counted)
    return Ledgers(had=had_of(days, counted), fair=fair_shares(Pools(serving=serving), days, times))


def had_of(days: LedgerDays, held: Iterable[Held]) -> Shares:
    """Return what everybody had of each ledger."""
    found: Shares = {}
    for one in held:
        own = found.setdefault((one.role, one.person), dict.fromkeys(Ledger, 0.0))
        for ledger, amount in days.worth(one.start, one.end).items():
            own[ledger] += amount
    return found


def _pool(
    serving: Serving, ledgers: Ledgers, role: Role, held: Iterable[Held], span: tuple[datetime, datetime]
) -> RolePool:
    own = [one for one in held if one.role == role.id]
    sharing = {person for name, person in (*ledgers.had, *ledgers.fair) if name == role.id}
    rows = [_row(serving, ledgers, role, person, own, span) for person in sorted(sharing)]
    return RolePool(
        role=role.id,
        role_name=role.shown,
        rows=tuple(sorted(rows, key=lambda row: (-round(row.shares[0].ahead, 6), row.person))),
        totals=tuple(sum(row.shares[at].had for row in rows) for at in range(len(Ledger))),
    )


def _row(  # noqa: PLR0913, PLR0917 - the parts of one row
    serving: Serving,
    ledgers: Ledgers,
    role: Role,
    person: str,
    held: Iterable[Held],
    span: tuple[datetime, datetime],
) -> FairnessRow:
    found = serving.oncall.person(person) or Person(id=person)
    start, end = span
    stints = [one for one in serving.stints.get(person, ()) if one.start < end and one.end > start]
    percent = 100 * share_of(found, stints, start, end)
    over = _over(serving, found, percent)
    return FairnessRow(
        role=role.id,
        role_name=role.shown,
        person=person,
        post=found.shown,
        shares=ledgers.shares(role.id, person),
        hours=sum((one.end - one.start for one in held if one.person == person), timedelta()) / _AN_HOUR,
        percent=percent,
        limit=over[0][0] if over else 0,
        is_over=any(is_warning for _, is_warning in over),
        longest_run=max(map(len, runs_of(stints)), default=0),
    )


def _over(serving: Serving, person: Person, percent: float) -> list[tuple[int, bool]]:
    """Return the limits that a share is above, each with whether it is one that warns, the highest first."""
    roles = [role for name in person.roles if (role := serving.roles.get(name)) is not None and role.places]
    return [one for one in limits_of(roles) if percent > one[0]] if roles else []


def _span(serving: Serving, asked: Asked) -> tuple[datetime, datetime]:
    """Return the time asked for; where none is, from the first turn on record to the end of the last."""
    turns = [one.turn for stints in serving.stints.values() for one in stints]
    if not turns and (asked.first is None or asked.last is None):
        message = "no turn is on record yet, so there is nothing to share out. See: comah oncall build"
        raise RefusedError(message)
    start = midnight(asked.first) if asked.first else min(turn.start for turn in turns)
    end = midnight(asked.last + _A_DAY) if asked.last else max(turn.end for turn in turns)
    if end <= start:
        message = f"{civil_of(start).date()} to {civil_of(end).date()}: the last day lies before the first"
        raise RefusedError(message)
    return start, end
