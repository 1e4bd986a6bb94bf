"""The solver's work: one field of the score after another, each made least while those before it stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import msgspec

from comah.programme.bounds import least
from comah.programme.field import Field, field_of
from comah.programme.first_tests import first_tests, only_first_tests
from comah.programme.problem import Choice, Problem, Score
from comah.programme.result import Stage
from comah.programme.score import score
from comah.programme.solving.aims import FIELDS, Aims
from comah.programme.solving.capacity import bind_limits
from comah.programme.solving.choosing import Chosen
from comah.programme.solving.narrowing import narrowed, reaches_for
from comah.programme.waiting import least_late, least_unwished

EFFORT: Final = 60.0  # deterministic seconds, the same work on every computer
_LEAST: Final = 1.0  # of them for any field
_COUNTING: Final = "counting"
_SOLVER: Final = "solver"

Progress = Callable[[str, Score], None]  # the field that is sought, and the best score yet


class Solved(msgspec.Struct, frozen=True, kw_only=True):
    """The best programme found, and what is known of each field of its score."""

    choices: tuple[Choice, ...]
    stages: tuple[Stage, ...]


def counted(problem: Problem, choices: Iterable[Choice]) -> Solved:
    """Say what counting alone shows of a programme."""
    found = tuple(sorted(choices))
    value, field = score(problem, found), field_of(problem)
    stages = tuple(_stage(name, value, least(field, name, value), _COUNTING) for name in FIELDS)
    return Solved(choices=found, stages=stages)


def solved(  # noqa: PLR0913 - all but two are named
    problem: Problem,
    start: Iterable[Choice],
    *,
    effort: float,
    seed: int = 0,
    progress: Progress | None = None,
    until: str = FIELDS[-1],
) -> Solved:
    """Seek the best programme from a first one, within a fixed amount of work.

    Args:
        problem: what decides the programme.
        start: a programme that breaks no hard rule.
        effort: deterministic seconds; a field may take half of what those before it left.
        seed: of the solver's choices.
        progress: is told what is being sought.
        until: the last field of the score that is sought; of those after it counting alone tells.
    """
    field, best = field_of(problem), tuple(sorted(start))
    known = with_first_tests(field, best, effort=effort, seed=seed)
    return _sought_all(known, best, effort=effort, seed=seed, progress=progress, until=until)


def with_first_tests(field: Field, choices: Sequence[Choice], *, effort: float, seed: int) -> Field:
    """Return the field with what first tests alone must wait: how late the first of all the dates must be.

    The problem with nothing but first tests is small, and no programme's first tests wait less. What a programme
    is late beyond that, it is late after them; mostly that is nothing, and the rest is soon sought.
    """
    value = score(field.problem, choices)
    if value.late <= least_late(field) and value.late + value.short <= least_unwished(field, value.late):
        return field
    once = only_first_tests(field.problem)
    found = _sought_all(field_of(once), first_tests(once, choices), effort=effort / 4, seed=seed, until="short")
    late, short = found.stages[0], found.stages[1]
    unwished = late.value + short.bound if late.is_proved else 0
    return msgspec.structs.replace(field, first_late=late.bound, first_unwished=unwished)


def _sought_all(  # noqa: PLR0913 - all but two are named
    field: Field,
    best: tuple[Choice, ...],
    *,
    effort: float,
    seed: int,
    progress: Progress | None = None,
    until: str,
) -> Solved:
    problem, left = field.problem, effort
    value = score(problem, best)
    bounds: dict[str, tuple[int, str]] = {}
    for name in FIELDS:
        bounds[name] = least(field, name, value), _COUNTING
        if getattr(value, name) <= bounds[name][0] or FIELDS.index(name) > FIELDS.index(until):
            continue
        if progress is not None:
            progress(name, value)
        found, bound, used = _sought(field, name, best, value, effort=max(_LEAST, left / 2), seed=seed)
        left -= used
        bounds[name] = max(bounds[name], (bound, _SOLVER))
        if found is not None and score(problem, found) < value:
            best, value = found, score(problem, found)
    return Solved(choices=best, stages=tuple(_stage(name, value, *bounds[name]) for name in FIELDS))


def _sought(  # noqa: PLR0913 - all but three are named
    field: Field, name: str, best: tuple[Choice, ...], value: Score, *, effort: float, seed: int
) -> tuple[tuple[Choice, ...] | None, int, float]:
    """Return a programme with the least of one field, if one was found, the bound reached, and the work it took."""
    from ortools.sat.python import cp_model  # noqa: PLC0415 - some hundred milliseconds, for this command alone

    model = cp_model.CpModel()
    chosen = Chosen(model, narrowed(field, name, value))
    bind_limits(chosen)
    Aims(chosen, value, reaches_for(field, name, value)).set_stage(name)
    chosen.hint(best)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1  # one alone works alike on every computer
    solver.parameters.linearization_level = 2  # the rows of days are nearly a linear programme
    solver.parameters.cp_model_presolve = False  # it takes longer than the search
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = effort
    status = solver.solve(model)
    if status in {cp_model.MODEL_INVALID, cp_model.INFEASIBLE}:
        message = f"the model of {name!r} is wrong: {solver.status_name(status)}"
        raise RuntimeError(message)
    bound = max(0, -(-round(solver.best_objective_bound * 1000) // 1000))
    if status == cp_model.UNKNOWN:
        return None, bound, solver.deterministic_time
    options = (option.chosen(solver) for option in chosen.options)
    return tuple(sorted(one for one in options if one is not None)), bound, solver.deterministic_time


def _stage(name: str, value: Score, bound: int, by: str) -> Stage:
    return Stage(name=name, value=getattr(value, name), bound=min(bound, getattr(value, name)), by=by)
