"""A rota chosen by the aims in their order, each proved as far as the budget goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from comah.oncall.build.firsts import in_order
from comah.oncall.build.measure import measure
from comah.oncall.build.problem import Aim, Choice, Problem, Proof
from comah.oncall.build.rota_model import RotaModel
from comah.oncall.build.solving import solve

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

BUDGET: Final = 20.0  # for each aim, in the solver's deterministic seconds: one to three of a clock's
_AIMS: Final = (Aim.COVER, Aim.TOLD, Aim.WEEKS, Aim.WEEKENDS, Aim.BANK_HOLIDAYS, Aim.CHRISTMAS, Aim.WISHES)


def choose(problem: Problem, *, budget: float = BUDGET, say: Callable[[Aim], None] = lambda _: None) -> Choice:
    """Choose a rota.

    Args:
        problem: what it is chosen from.
        budget: for each aim, in the solver's deterministic seconds.
        say: is told each aim as work on it begins.
    """
    model = RotaModel(problem)
    found: Mapping[tuple[int, int], bool] = dict.fromkeys(model.has, False)  # nobody is on call: the worst rota
    bounds: dict[Aim, int | None] = {}
    for aim in _AIMS:
        say(aim)
        target = model.aim(aim)
        bounds[aim] = target if isinstance(target, int) else None
        if not isinstance(target, int):
            known = found, measure(problem, aim, teams_of(problem, found))
            found, bounds[aim] = solve(model.cp, target, model.has, known, (problem.seed, budget))
    teams = teams_of(problem, found)
    proofs = tuple(Proof(aim=aim, value=measure(problem, aim, teams), bound=bounds[aim]) for aim in _AIMS)
    people, firsts = in_order(problem, teams, budget=budget)
    return Choice(people=people, proofs=(*proofs, firsts))


def teams_of(problem: Problem, found: Mapping[tuple[int, int], bool]) -> tuple[tuple[str, ...], ...]:
    """Return by vacancy who has a place in it."""
    return tuple(
        tuple(person.id for at, person in enumerate(problem.candidates) if found.get((number, at)))
        for number in range(len(problem.vacancies))
    )
