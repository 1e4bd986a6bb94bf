"""Who of two on call is rung first: as people were told, then in turns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from comah.oncall.build.measure import Teams
from comah.oncall.build.problem import Aim, Problem, Proof
from comah.oncall.build.solving import solve

Pair = tuple[str, str]
People = tuple[tuple[str, ...], ...]  # by vacancy and seat; "" where nobody can


def in_order(problem: Problem, teams: Teams, *, budget: float) -> tuple[People, Proof]:
    """Put the people of each vacancy in the order of its seats, with "" for a seat that stays open.

    No other aim depends on the order. Those who were told that they are first, or second, stay so where they can;
    after that everybody's turns as first and as second are to be as near to equal as they can be.
    """
    pairs = {number: (team[0], team[1]) for number, team in enumerate(teams) if len(team) > 1}
    leads: Mapping[int, bool] = dict.fromkeys(pairs, True)  # whether the first named of the two is first
    bound: int | None = 0
    if pairs:
        leads, bound = _chosen(problem, teams, pairs, leads, budget)
    people = _people(problem, teams, leads)
    value = unevenness(problem, people)
    return people, Proof(aim=Aim.FIRSTS, value=value, bound=value if not pairs else bound)


def unevenness(problem: Problem, people: Sequence[Sequence[str]]) -> int:
    """Sum over roles and people the turns as the first on call less those as the second, squared."""
    more: dict[tuple[str, str], int] = defaultdict(int)
    for vacancy, team in zip(problem.vacancies, people, strict=True):
        if len(team) > 1 and all(team):
            more[vacancy.role, team[0]] += 1
            more[vacancy.role, team[1]] -= 1
    return sum((number + problem.firsts.get(key, 0)) ** 2 for key, number in more.items())


def _people(problem: Problem, teams: Teams, leads: Mapping[int, bool]) -> People:
    """Return the people by seat; those of a pair in the order in which they are named, or turned round."""
    people = []
    for number, (vacancy, team) in enumerate(zip(problem.vacancies, teams, strict=True)):
        ordered = tuple(team) if leads.get(number, True) else tuple(reversed(team))
        people.append((*ordered, *([""] * (len(vacancy.seats) - len(team)))))
    return tuple(people)


def _chosen(
    problem: Problem, teams: Teams, pairs: Mapping[int, Pair], leads: Mapping[int, bool], budget: float
) -> tuple[Mapping[int, bool], int | None]:
    """Choose who leads each pair: first by what people were told, then by turns."""
    from ortools.sat.python import cp_model  # noqa: PLC0415 - the extra ``solver``

    cp = cp_model.CpModel()
    is_first = {number: cp.new_bool_var(f"first_{number}") for number in pairs}
    work = (problem.seed, budget)
    moved = _all_moved(problem, pairs, leads)
    leads, _ = solve(cp, _all_moved(problem, pairs, is_first), is_first, (leads, moved), work)
    uneven = unevenness(problem, _people(problem, teams, leads))
    return solve(cp, _uneven(cp, problem, pairs, is_first), is_first, (leads, uneven), work)


def _all_moved(problem: Problem, pairs: Mapping[int, Pair], first: Mapping[int, Any]) -> Any:  # noqa: ANN401
    return sum(_seats_moved(problem.vacancies[number].told, pair, first[number]) for number, pair in pairs.items())


def _seats_moved(told: Sequence[str], pair: Pair, first: Any) -> Any:  # noqa: ANN401 - OR-Tools' sums
    """Count who was told another seat than they get: ``first`` is 1 where the first named of the pair is first."""
    moved: Any = 0
    for seat, person in enumerate(told):
        if person in pair:
            moved += (1 - first) if pair.index(person) == seat else first
    return moved


def _uneven(cp: Any, problem: Problem, pairs: Mapping[int, Pair], is_first: Mapping[int, Any]) -> Any:  # noqa: ANN401
    """Return the sum of ``unevenness`` as the model has it."""
    leading: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for number, (one, other) in pairs.items():
        role = problem.vacancies[number].role
        leading[role, one].append(is_first[number])
        leading[role, other].append(1 - is_first[number])
    return sum(
        _squared(cp, firsts, problem.firsts.get(key, 0) - len(firsts)) for key, firsts in sorted(leading.items())
    )


def _squared(cp: Any, firsts: Sequence[Any], less: int) -> Any:  # noqa: ANN401
    """Return the square of twice the number of firsts and ``less``, as the sum of what each one more adds."""
    steps = [cp.new_bool_var("") for _ in firsts]
    cp.add(sum(firsts) == sum(steps))
    for lower, higher in pairwise(steps):
        cp.add_implication(higher, lower)
    squares = [(2 * number + less) ** 2 for number in range(len(firsts) + 1)]
    return squares[0] + sum(step * (squares[at + 1] - squares[at]) for at, step in enumerate(steps))
