"""The best rota of a small problem by going through every rota there is: own code, sharing the problem alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import combinations, product

from comah.model.fairness import Ledger
from comah.oncall.build.problem import Candidate, Problem, Settled, Vacancy

Team = tuple[str, ...]
Taken = Vacancy | Settled
_DAY = timedelta(days=1)


def best(problem: Problem) -> tuple[int, ...]:
    """Return what the best of all allowed rotas comes to, aim by aim."""
    choices = [_teams(problem, number) for number in range(len(problem.vacancies))]
    return min(worth(problem, teams) for teams in product(*choices) if _is_allowed(problem, teams))


def best_order(problem: Problem, teams: Sequence[Team]) -> tuple[int, int]:
    """Return the fewest told that they are another's place, then the least uneven turns as first, for some teams."""
    orders = [sorted({team, team[::-1]}) for team in teams]
    return min(order_worth(problem, people) for people in product(*orders))


def worth(problem: Problem, teams: Sequence[Team]) -> tuple[int, ...]:
    """Return what a rota comes to: places open, told and changed, then each ledger, then wishes."""
    seconds = sum(2 in one.seats for one in problem.vacancies)
    empty = changed = wishes = 0
    had: Counter[tuple[str, str, int]] = Counter()
    for number, (vacancy, team) in enumerate(zip(problem.vacancies, teams, strict=True)):
        for seat in vacancy.seats[len(team) :]:
            empty += 1 + seconds if seat == 1 else 1
        changed += len([one for one in vacancy.told if one and one not in team])
        for person in team:
            wishes -= problem.wishes.get((person, number), 0)
            for column, count in enumerate(vacancy.counts):
                had[vacancy.role, person, column] += count
    names = [one.id for one in problem.candidates]
    off = [0, 0, 0, 0]
    for (role, ledger), ahead in problem.ahead.items():
        column = list(Ledger).index(ledger)
        for person, tenths in ahead.items():
            if person in names:
                off[column] += (10 * had[role, person, column] + tenths) ** 2
    return (empty, changed, *off, wishes)


def order_worth(problem: Problem, people: Sequence[Team]) -> tuple[int, int]:
    """Return how many pairs of people stand otherwise than told, and how uneven the turns as first are."""
    moved = 0
    more: Counter[tuple[str, str]] = Counter()
    for vacancy, team in zip(problem.vacancies, people, strict=True):
        if len(team) == 2 and all(team):
            moved += sum(one in team and team.index(one) != seat for seat, one in enumerate(vacancy.told))
            more[vacancy.role, team[0]] += 1
            more[vacancy.role, team[1]] -= 1
    return moved, sum((number + problem.firsts.get(key, 0)) ** 2 for key, number in more.items())


def _teams(problem: Problem, number: int) -> list[Team]:
    able = [one.id for one in problem.candidates if number in one.can]
    return [team for size in range(len(problem.vacancies[number].seats) + 1) for team in combinations(able, size)]


def _is_allowed(problem: Problem, teams: Sequence[Team]) -> bool:
    return all(_may_have(problem, person, list(_turns(problem, person.id, teams))) for person in problem.candidates)


def _turns(problem: Problem, person: str, teams: Sequence[Team]) -> Iterator[Vacancy]:
    for vacancy, team in zip(problem.vacancies, teams, strict=True):
        if person in team:
            yield vacancy


def _may_have(problem: Problem, person: Candidate, turns: list[Vacancy]) -> bool:
    if sum(one.days for one in turns) > person.most_days:
        return False
    settled = [one for one in problem.settled if one.person == person.id]
    both: list[Taken] = [*turns, *settled]
    for one, other in combinations(both, 2):
        early, late = sorted((one, other), key=lambda each: each.start)
        is_new = isinstance(one, Vacancy) or isinstance(other, Vacancy)
        if is_new and late.start < early.rest_until:
            return False
    return all(_is_short(problem, row) for row in _rows([*turns, *(one for one in settled if one.is_turn)]))


def _rows(turns: list[Taken]) -> list[list[Taken]]:
    rows: list[list[Taken]] = []
    for one in sorted(turns, key=lambda each: each.start):
        if rows and one.start - rows[-1][-1].end < _DAY:
            rows[-1].append(one)
        else:
            rows.append([one])
    return rows


def _is_short(problem: Problem, row: list[Taken]) -> bool:
    limits = [problem.longest_run[one.role] for one in row if one.role in problem.longest_run]
    return not limits or len(row) <= min(limits) or not any(isinstance(one, Vacancy) for one in row)
