"""Whether every safe date can be kept: asked of the first programme, of counting, and then of the solver."""

from __future__ import annotations

from typing import Final

from comah.programme import waiting
from comah.programme.field import field_of
from comah.programme.greedy import greedy
from comah.programme.problem import Choice, Problem
from comah.programme.score import score
from comah.programme.solving.stages import solved

EFFORT: Final = 10.0  # deterministic seconds


def least_late(
    problem: Problem,
    *,
    use_solver: bool = True,
    effort: float = EFFORT,
    enough: int | None = None,
) -> tuple[int, int, tuple[Choice, ...]]:
    """Return the fewest days of lateness found, what they cannot be less than, and a programme that has them.

    Args:
        problem: what decides the programme.
        use_solver: false: the first programme and counting tell.
        effort: deterministic seconds.
        enough: once it is shown that there are no fewer than this, no more is sought.
    """
    first = greedy(problem)
    value = score(problem, first)
    bound = waiting.least_late(field_of(problem))
    if value.late <= bound or not use_solver:
        return value.late, min(bound, value.late), first
    found = solved(problem, first, effort=effort, until="late", enough=enough)
    return found.stages[0].value, found.stages[0].bound, found.choices


def can_be_kept(problem: Problem, *, use_solver: bool = True, effort: float = EFFORT) -> bool | None:
    """Say whether some programme has no lateness at all; None where that could not be shown either way."""
    if waiting.least_late(field_of(problem)):
        return False
    late, bound, _ = least_late(problem, use_solver=use_solver, effort=effort, enough=1)
    if late == 0:
        return True
    return False if bound else None
