"""CP-SAT asked so that a seed gives the same answer on every computer."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

Key = TypeVar("Key")

_ROUNDING = 1e-6  # the solver tells its bound, a whole number here, as a fraction


def solve(
    cp: cp_model.CpModel,
    target: Any,  # noqa: ANN401 - a linear expression, of which OR-Tools tells no type
    variables: Mapping[Key, Any],
    known: tuple[Mapping[Key, bool], int],
    work: tuple[int, float],
) -> tuple[Mapping[Key, bool], int | None]:
    """Make a target as small as the budget allows, and hold it there for what is asked of the model after.

    Args:
        cp: the model, to which the target reached is added.
        target: a linear expression of whole numbers.
        variables: those whose values are wanted.
        known: an answer to begin with, which is kept where no better one is found, and the target by it.
        work: the seed, and the budget in the solver's deterministic seconds: it counts its own work and works alone,
            so that a slow computer comes as far as a fast one.

    Returns:
        The values, and a number that no answer can be below; None where none is known, as when the work ended before
        any answer was found: what the solver then tells is no bound.
    """
    from ortools.sat.python import cp_model  # noqa: PLC0415 - the extra ``solver``, and 290 ms

    cp.clear_hints()  # type: ignore[no-untyped-call]
    for key, variable in variables.items():
        cp.add_hint(variable, known[0][key])
    cp.add(target <= known[1])
    cp.minimize(target)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = (
        2  # the linear relaxation is nearly whole-numbered here, and proves fairness
    )
    solver.parameters.random_seed, solver.parameters.max_deterministic_time = work
    status = solver.solve(cp)
    if status == cp_model.UNKNOWN:
        return known[0], None
    bound = math.ceil(solver.best_objective_bound - _ROUNDING) if math.isfinite(solver.best_objective_bound) else None
    cp.add(target <= round(solver.objective_value))
    return {key: bool(solver.boolean_value(variable)) for key, variable in variables.items()}, bound
