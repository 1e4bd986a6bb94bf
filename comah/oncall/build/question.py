"""The records put as one question: who can take which turn, and how far each is ahead of their fair share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

import msgspec

from comah.model.fairness import Ledger
from comah.model.oncall import Person, Role, Wish
from comah.oncall.availability import bars, days_of
from comah.oncall.build.opening import Asked, Opening, openings
from comah.oncall.build.problem import Candidate, Problem, Settled, Vacancy
from comah.oncall.can_serve import Serving
from comah.oncall.fair_share import Pools, fair_shares
from comah.oncall.fairness import had_of
from comah.oncall.holding import BEGINNING, END, Held
from comah.oncall.ledgers import UNITS, LedgerDays, noons
from comah.oncall.rest import rest_until
from comah.oncall.share_limits import allowed_days, limits_of
from comah.oncall.shares import days_in_post, time_held
from comah.oncall.stints import Stint, stints_of
from comah.oncall.training import first_untrained_day

_A_DAY: Final = timedelta(days=1)
_TENTHS: Final = 10


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be filled, and the problem that it makes; they have the same order."""

    asked: Asked
    openings: tuple[Opening, ...]
    held: tuple[Held, ...]  # what is on record and stays
    problem: Problem


def question_of(serving: Serving, days: LedgerDays, asked: Asked) -> Question:
    """Return the question that the records put.

    Raises:
        RefusedError: where there is nothing to fill, or people have been told what would be chosen anew.
    """
    found = openings(serving.oncall, asked)
    ids = {slot.id for one in found for slot in one.slots}
    held = tuple(
        one
        for one in serving.holders.between(BEGINNING, END)
        if one.person and one.turn is not None and one.turn.shift.id not in ids
    )
    people = sorted(serving.oncall.people, key=lambda person: person.id)
    stints = stints_of(held)
    problem = Problem(
        vacancies=tuple(_vacancy(one, days) for one in found),
        candidates=tuple(_candidate(serving, person, found, stints.get(person.id, ())) for person in people),
        settled=tuple(one for own in stints.values() for stint in own for one in _settled(serving, stint)),
        longest_run={role.id: role.longest_run for role in serving.oncall.roles if role.longest_run is not None},
        ahead=_ahead(serving, days, found, held),
        firsts=_firsts(stints),
        wishes={key: wish for person in people for key, wish in _wishes(person, found)},
        seed=asked.seed,
    )
    return Question(asked=asked, openings=found, held=held, problem=problem)


def _vacancy(opening: Opening, days: LedgerDays) -> Vacancy:
    own = [*noons(opening.start, opening.end)]
    counted = Counter(ledger for day in own for ledger in days.of_day(day))
    counted[Ledger.WEEKS] = 1  # turns of one role are of one length
    return Vacancy(
        role=opening.role.id,
        seats=tuple(slot.seat for slot in opening.slots),
        start=opening.start,
        end=opening.end,
        rest_until=rest_until(opening.role, opening.end),
        days=opening.role.shift_days,
        counts=tuple(counted[ledger] for ledger in Ledger),
        told=opening.told,
    )


def _candidate(serving: Serving, person: Person, found: tuple[Opening, ...], stints: tuple[Stint, ...]) -> Candidate:
    can = frozenset(number for number, one in enumerate(found) if _can(serving, person, one))
    return Candidate(id=person.id, can=can, most_days=_most_days(serving, person, found, stints))


def _can(serving: Serving, person: Person, opening: Opening) -> bool:
    """Whether somebody has the role, is here and is trained on every day that the turn touches."""
    first, last = days_of(opening.start, opening.end)
    return (
        opening.role.id in person.roles
        and not bars(person, first, last)
        and first_untrained_day(person, opening.role, first, last, serving.played) is None
    )


def _most_days(serving: Serving, person: Person, found: tuple[Opening, ...], stints: tuple[Stint, ...]) -> int:
    """Return how many days more than those settled somebody's share allows between the first turn and the last."""
    start, end = min(one.start for one in found), max(one.end for one in found)
    roles = [role for name in person.roles if (role := serving.roles.get(name)) is not None and role.places]
    if not roles:
        return 0
    warning, _ = limits_of(roles)
    allowed = allowed_days(warning[0], days_in_post(person, start, end), roles)
    return max(0, allowed - round(time_held(stints, start, end) / _A_DAY))


def _settled(serving: Serving, stint: Stint) -> Iterator[Settled]:
    """Yield a turn on record; of one of which somebody has half or less, the times alone, which want no rest."""
    if stint.is_most:
        role = serving.roles.get(stint.role)
        yield _taken(stint, stint.start, stint.end, role)
        return
    for part in stint.parts:
        yield _taken(stint, part.start, part.end, None)


def _taken(stint: Stint, start: datetime, end: datetime, role: Role | None) -> Settled:
    return Settled(
        person=stint.person,
        role=stint.role,
        start=start,
        end=end,
        rest_until=rest_until(role, end) if role is not None else end,
        is_turn=stint.is_most,
    )


def _ahead(
    serving: Serving, days: LedgerDays, found: tuple[Opening, ...], held: tuple[Held, ...]
) -> Mapping[tuple[str, Ledger], Mapping[str, int]]:
    """Return how far everybody would stand ahead, in tenths of a turn or of a day, if given nothing."""
    times = [(one.role, one.start, one.end) for one in held]
    times += [(one.role.id, one.start, one.end) for one in found for _ in one.slots]
    had, fair = had_of(days, held), fair_shares(Pools(serving=serving), days, times)
    roles = {one.role.id: one.role for one in found}
    ahead: dict[tuple[str, Ledger], dict[str, int]] = {(role, ledger): {} for role in roles for ledger in Ledger}
    for role, person in sorted({*had, *fair}):
        for ledger in Ledger if role in roles else ():
            more = had.get((role, person), {}).get(ledger, 0.0) - fair.get((role, person), {}).get(ledger, 0.0)
            ahead[role, ledger][person] = round(_TENTHS * more * _units(roles[role], ledger))
    return ahead


def _units(role: Role, ledger: Ledger) -> float:
    """Return how many of a vacancy's counts make one of a ledger."""
    days = UNITS[ledger]
    return days / role.shift_days if ledger is Ledger.WEEKS else days


def _firsts(stints: Mapping[str, tuple[Stint, ...]]) -> Mapping[tuple[str, str], int]:
    found: Counter[tuple[str, str]] = Counter()
    for person, own in stints.items():
        for stint in own:
            if stint.is_most:
                found[stint.role, person] += 1 if stint.seat == 1 else -1
    return found


def _wishes(person: Person, found: tuple[Opening, ...]) -> Iterator[tuple[tuple[str, int], int]]:
    """Yield a turn that somebody wants or would rather not have: most of it wanted, or any of it not."""
    for number, one in enumerate(found):
        own = [*noons(one.start, one.end)]
        wish = 0
        for each in person.prefers:
            inside = sum(each.days is not None and each.days.earliest <= day <= each.days.latest for day in own)
            if each.wish is Wish.AVOID and inside:
                wish = -1
            elif each.wish is Wish.WANT and 2 * inside > len(own):
                wish = wish or 1
        if wish:
            yield (person.id, number), wish
