"""Whether every safe date can be kept: asked of the first programme, of counting, and then of the solver."""

from __future__ import annotations

from typing import Final

from comah.programme.bounds import least
from comah.programme.field import field_of
from comah.programme.greedy import greedy
from comah.programme.problem import Choice, Problem
from comah.programme.score import score
from comah.programme.solving.stages import solved

EFFORT: Final = 10.0  # deterministic seconds


def least_late(
    problem: Problem, *, use_solver: bool = True, effort: float = EFFORT
) -> tuple[int, int, tuple[Choice, ...]]:
    """Return the fewest days of lateness found, what they cannot be less than, and a programme that has them."""
    first = greedy(problem)
    value = score(problem, first)
    bound = least(field_of(problem), "late", value)
    if value.late <= bound or not use_solver:
        return value.late, min(bound, value.late), first
    found = solved(problem, first, effort=effort, until="late")
    return found.stages[0].value, found.stages[0].bound, found.choices


def can_be_kept(problem: Problem, *, use_solver: bool = True) -> bool | None:
    """Say whether some programme has no lateness at all; None where that could not be shown either way."""
    late, bound, _ = least_late(problem, use_solver=use_solver)
    if late == 0:
        return True
    return False if bound else None
