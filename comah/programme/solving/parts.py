"""A forum's problem in parts, one an authority, where they do not stand in one another's way.

Authorities share nothing but their agencies. Where these can take part in all that each would do alone, each is sought
alone: no programme of the forum is better than all of these together. Else the whole is sought at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from comah.programme.broken import broken_rules
from comah.programme.greedy import by_urgency, greedy
from comah.programme.loads import held_by, kind_chosen
from comah.programme.problem import Choice, Committed, Problem, Score
from comah.programme.result import Stage
from comah.programme.score import score
from comah.programme.solving.stages import Progress, Solved, solved


def sought(
    problem: Problem,
    *,
    effort: float,
    seed: int = 0,
    progress: Progress | None = None,
    known: tuple[Choice, ...] = (),
) -> Solved:
    """Seek the best programme.

    Args:
        problem: what decides the programme.
        effort: deterministic seconds.
        seed: of the solver's choices.
        progress: is told what is being sought, and of an authority sought alone the score of its part.
        known: a programme made elsewhere, on days that can be chosen; where it breaks no hard rule nothing worse is
            returned.
    """
    given = () if broken_rules(problem, known) else (known,)

    def seek(part: Problem, first: tuple[Choice, ...], share: float) -> Solved:
        return solved(part, first, effort=effort * share, seed=seed, progress=progress)

    parts = parts_of(problem)
    if len(parts) == 1:
        return seek(problem, _best(problem, greedy(problem), *given), 1)
    first = None
    if not _are_apart(problem, parts):
        whole = seek(problem, _best(problem, by_urgency(problem), *given), 1)
        if whole.is_proved:
            return whole
        first = whole.choices
    joined = _sought_apart(problem, parts, lambda part: seek(part, greedy(part), len(part.plans) / len(problem.plans)))
    if joined.is_proved:
        return joined
    start = _best(problem, joined.choices, first or joined.choices, greedy(problem), *given)
    return _with_bounds(seek(problem, start, 1), joined)


def _best(problem: Problem, *programmes: tuple[Choice, ...]) -> tuple[Choice, ...]:
    return min(programmes, key=lambda one: score(problem, one))


def _are_apart(problem: Problem, parts: Iterable[Problem]) -> bool:
    """Whether the authorities' programmes of earliest date first can all be held: their best ones then mostly can."""
    return not broken_rules(problem, [choice for part in parts for choice in by_urgency(part)])


def _sought_apart(problem: Problem, parts: Sequence[Problem], seek: Callable[[Problem], Solved]) -> Solved:
    """Seek the programme of each authority alone; where they do not fit together, of each beside those before it."""
    alone = {part.limits[0].authority: seek(part) for part in parts}
    choices: tuple[Choice, ...] = ()
    for part in _largest_first(parts):
        found = alone[part.limits[0].authority].choices
        fits = not broken_rules(problem, (*choices, *found))
        choices += found if fits else seek(beside(problem, part, choices)).choices
    return _joined(problem, choices, parts, list(alone.values()))


def _largest_first(parts: Iterable[Problem]) -> list[Problem]:
    return sorted(parts, key=lambda one: -len(one.plans))


def beside(problem: Problem, part: Problem, choices: Iterable[Choice]) -> Problem:
    """Return the problem of one authority where exercises of others stand: what they ask of the agencies is gone."""
    others = tuple(one for one in problem.committed if one not in part.committed)
    held = ((choice, held_by(problem, choice)) for choice in choices)
    standing = (
        Committed(
            id=f"{choice.authority}-{choice.day}",
            day=choice.day,
            authority=choice.authority,
            type=kind_chosen(problem, choice),
            agencies=tuple(sorted(one.agencies)),
            planning_from=one.planning_from,
        )
        for choice, one in held
    )
    return replace(part, limits=problem.limits, committed=(*part.committed, *others, *standing))


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


def _joined(problem: Problem, choices: Iterable[Choice], parts: Sequence[Problem], alone: Sequence[Solved]) -> Solved:
    """Return programmes of the authorities as one, with the bounds of each alone."""
    found = tuple(sorted(choices))
    value = score(problem, found)
    own = [score(part, [one for one in found if one.authority == part.limits[0].authority]) for part in parts]
    stages = zip(*(one.stages for one in alone), strict=True)
    return Solved(choices=found, stages=tuple(_stage(value, own, stage) for stage in stages))


def _stage(value: Score, own: Sequence[Score], alone: Sequence[Stage]) -> Stage:
    """Add up what each authority cannot be better than; what the others take, that have no plans, stays."""
    name = alone[0].name
    others = getattr(value, name) - sum(getattr(one, name) for one in own)
    bound = min(getattr(value, name), others + sum(stage.bound for stage in alone))
    by = "solver" if any(stage.by == "solver" for stage in alone) else "counting"
    return Stage(name=name, value=getattr(value, name), bound=bound, by=by)


def _with_bounds(whole: Solved, joined: Solved) -> Solved:
    """Return the whole's programme with the better bounds of the authorities alone.

    They hold for a field as long as no field before it is worse than they say.
    """
    stages: list[Stage] = []
    for own, apart in zip(whole.stages, joined.stages, strict=True):
        holds = all(one.value <= other.bound for one, other in zip(stages, joined.stages, strict=False))
        better = holds and apart.bound > own.bound
        stages.append(replace(own, bound=min(own.value, apart.bound), by=apart.by) if better else own)
    return replace(whole, stages=tuple(stages))
