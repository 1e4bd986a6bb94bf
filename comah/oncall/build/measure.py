"""How good a rota is by each aim: the lower, the better."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from comah.model.fairness import Ledger
from comah.oncall.build.problem import Aim, Problem

FIRST: Final = 1
SECOND: Final = 2
Teams = Sequence[Sequence[str]]  # by vacancy, who has a place in it


def measure(problem: Problem, aim: Aim, teams: Teams) -> int:
    """Return what a rota comes to by an aim that does not depend on who of two is first."""
    if aim is Aim.COVER:
        return _uncovered(problem, teams)
    if aim is Aim.TOLD:
        told = zip(problem.vacancies, teams, strict=True)
        return sum(bool(person) and person not in team for vacancy, team in told for person in vacancy.told)
    if aim is Aim.WISHES:
        return -sum(problem.wishes.get((person, number), 0) for number, team in enumerate(teams) for person in team)
    return _unfairness(problem, Ledger(aim.value), teams)


def off_share(number: int, ahead: int) -> int:
    """Return how far so many leave somebody from the fair share, in tenths and squared.

    >>> [off_share(number, -25) for number in range(5)]  # two and a half are owed: two or three are best
    [625, 225, 25, 25, 225]
    """
    return (10 * number + ahead) ** 2


def cover_weights(problem: Problem) -> Mapping[int, int]:
    """Return what an open place costs, by seat: one first place more than all second places together."""
    return {FIRST: 1 + sum(SECOND in vacancy.seats for vacancy in problem.vacancies), SECOND: 1}


def open_seats(seats: Sequence[int], number: int) -> Sequence[int]:
    """Return which seats so many people leave open: the second before the first."""
    return seats[number:]


def _uncovered(problem: Problem, teams: Teams) -> int:
    weights = cover_weights(problem)
    pairs = zip(problem.vacancies, teams, strict=True)
    return sum(weights[seat] for vacancy, team in pairs for seat in open_seats(vacancy.seats, len(team)))


def _unfairness(problem: Problem, ledger: Ledger, teams: Teams) -> int:
    column = tuple(Ledger).index(ledger)
    had: Counter[tuple[str, str]] = Counter()
    for vacancy, team in zip(problem.vacancies, teams, strict=True):
        for person in team:
            had[vacancy.role, person] += vacancy.counts[column]
    chosen = {person.id for person in problem.candidates}
    return sum(
        off_share(had[role, person], ahead)
        for (role, of), pool in problem.ahead.items()
        if of is ledger
        for person, ahead in pool.items()
        if person in chosen
    )
