"""The best programme for a problem: a first one by urgency, then, where OR-Tools is installed, the solver's."""

from __future__ import annotations

from collections.abc import Iterable

from comah.programme.describe import describe
from comah.programme.greedy import greedy
from comah.programme.loads import all_held, peak_of
from comah.programme.problem import Choice, Problem
from comah.programme.result import Programme
from comah.programme.score import score
from comah.programme.solving.parts import sought
from comah.programme.solving.stages import EFFORT, Progress, Solved, counted
from comah.solver import solver_fault


def has_solver() -> bool:
    """Whether OR-Tools can be used."""
    return not solver_fault()


def propose(  # noqa: PLR0913 - all but one are named
    problem: Problem,
    *,
    seed: int = 0,
    use_solver: bool = True,
    effort: float = EFFORT,
    progress: Progress | None = None,
    known: tuple[Choice, ...] = (),
) -> Programme:
    """Return the best programme found, and how well it is known to be the best.

    Args:
        problem: what decides the programme.
        seed: of the solver's choices; the same gives the same programme.
        use_solver: false, or no OR-Tools installed: the greedy programme with what counting shows of it.
        effort: the solver's work, in deterministic seconds.
        progress: is told which field is sought, and the best score yet.
        known: a programme made elsewhere, on days that can be chosen; nothing worse is returned, if it breaks no rule.
    """
    if use_solver and has_solver():
        return _programme(problem, sought(problem, effort=effort, seed=seed, progress=progress, known=known), "solver")
    return _programme(problem, counted(problem, greedy(problem)), "greedy")


def measured(problem: Problem, choices: Iterable[Choice], method: str = "by hand") -> Programme:
    """Return a programme made elsewhere, with what counting shows of it."""
    return _programme(problem, counted(problem, choices), method)


def _programme(problem: Problem, found: Solved, method: str) -> Programme:
    held = all_held(problem, found.choices)
    return Programme(
        proposals=describe(problem, found.choices),
        score=score(problem, found.choices),
        stages=found.stages,
        method=method,
        loads={
            limits.authority: peak_of(one for one in held if one.authority == limits.authority)
            for limits in problem.limits
        },
    )
