"""A forum's problem in parts, one an authority, where they do not stand in one another's way.

Authorities share nothing but their agencies. So each is sought alone first; where the agencies can take part in all
that comes of it, that is the best for the forum too. Where they cannot, the whole is sought.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from comah.programme.broken import broken_rules
from comah.programme.greedy import greedy
from comah.programme.problem import Problem, Score
from comah.programme.result import Stage
from comah.programme.score import score
from comah.programme.solving.stages import Progress, Solved, solved


def sought(problem: Problem, *, effort: float, seed: int = 0, progress: Progress | None = None) -> Solved:
    """Seek the best programme.

    Args:
        problem: what decides the programme.
        effort: deterministic seconds.
        seed: of the solver's choices.
        progress: is told what is being sought, and of an authority sought alone the score of its part.
    """
    parts = parts_of(problem)
    joined = None
    if len(parts) > 1:
        share = effort / len(problem.plans)
        found = [
            solved(part, greedy(part), effort=share * len(part.plans), seed=seed, progress=progress) for part in parts
        ]
        joined = _joined(problem, found)
        if joined is not None and all(stage.is_proved for stage in joined.stages):
            return joined
    first = greedy(problem)
    if joined is not None and score(problem, joined.choices) <= score(problem, first):
        return joined
    return solved(problem, first, effort=effort, seed=seed, progress=progress)


def parts_of(problem: Problem) -> tuple[Problem, ...]:
    """Return the problem of each authority that has plans, with what its agencies can give the whole forum."""
    busy = dict.fromkeys(plan.authority for plan in problem.plans)
    return tuple(_part(problem, authority) for authority in busy)


def _part(problem: Problem, authority: str) -> Problem:
    return replace(
        problem,
        plans=tuple(plan for plan in problem.plans if plan.authority == authority),
        limits=(problem.limit[authority],),
        committed=tuple(one for one in problem.committed if one.authority == authority),
        published=tuple(one for one in problem.published if problem.plan[one.plan].authority == authority),
    )


def _joined(problem: Problem, found: Sequence[Solved]) -> Solved | None:
    """Return the programmes of the parts as one; None where the agencies cannot take part in all of it."""
    choices = tuple(sorted(choice for one in found for choice in one.choices))
    if broken_rules(problem, choices):
        return None
    value = score(problem, choices)
    stages = zip(*(one.stages for one in found), strict=True)
    return Solved(choices=choices, stages=tuple(_stage(value, stage) for stage in stages))


def _stage(value: Score, parts: Sequence[Stage]) -> Stage:
    """Add up what may still be saved in each part."""
    name, saved = parts[0].name, sum(part.value - part.bound for part in parts)
    by = "solver" if any(part.by == "solver" for part in parts) else "counting"
    return Stage(name=name, value=getattr(value, name), bound=getattr(value, name) - saved, by=by)
