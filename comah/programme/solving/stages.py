"""The solver's work: the fields of the score made least in their order, as many at once as can be weighed.

What is not found so within its share of the work is sought field by field, those before it staying as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from comah.programme.bounds import least
from comah.programme.broken import broken_rules
from comah.programme.field import Field, field_of
from comah.programme.first_tests import first_tests, only_first_tests
from comah.programme.greedy import completed, mended
from comah.programme.problem import Choice, Problem, Score
from comah.programme.result import Stage
from comah.programme.score import score
from comah.programme.solving.aims import FIELDS, Aims
from comah.programme.solving.busy import busy_days
from comah.programme.solving.capacity import bind_limits, bind_planning
from comah.programme.solving.choosing import Chosen
from comah.programme.solving.narrowing import by_first_tests, narrowed, reaches_for
from comah.programme.solving.search import sought_least
from comah.programme.solving.weights import parted, weights_of
from comah.programme.waiting import least_late, least_unwished

EFFORT: Final = 60.0  # deterministic seconds, the same work on every computer
_LEAST: Final = 1.0  # of them for any field
_EXERCISES: Final = FIELDS.index("exercises")
_COUNTING: Final = "counting"
_SOLVER: Final = "solver"
_NOTHING: Final = (-1, "")  # of a field of which nothing is shown yet

Progress = Callable[[str, Score], None]  # the field that is sought, and the best score yet


class Solved(msgspec.Struct, frozen=True, kw_only=True):
    """The best programme found, and what is known of each field of its score."""

    choices: tuple[Choice, ...]
    stages: tuple[Stage, ...]

    @property
    def is_proved(self) -> bool:
        """Whether nothing better exists."""
        return all(stage.is_proved for stage in self.stages)


class _Found(msgspec.Struct, frozen=True, kw_only=True):
    """What one search came to."""

    choices: tuple[Choice, ...] | None  # None: it found no programme
    bounds: Mapping[str, int]  # of each field, those before it being at theirs
    effort: float


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
    enough: int | None = None,
) -> Solved:
    """Seek the best programme from a first one, within a fixed amount of work.

    Args:
        problem: what decides the programme.
        start: a programme that breaks no hard rule.
        effort: deterministic seconds; a field may take half of what those before it left, first tests as much besides.
        seed: of the solver's choices.
        progress: is told what is being sought.
        until: the last field of the score that is sought; of those after it counting alone tells.
        enough: of the first field; once it is shown that none has less than this, no more is sought of it.
    """
    field, best = field_of(problem), tuple(sorted(start))
    known, first = with_first_tests(field, best, effort=effort, seed=seed, enough=enough)
    return _sought_all(known, first, effort=effort, seed=seed, progress=progress, until=until, enough=enough)


def with_first_tests(
    field: Field, choices: tuple[Choice, ...], *, effort: float, seed: int, enough: int | None = None
) -> tuple[Field, tuple[Choice, ...]]:
    """Return the field with what first tests alone must wait, and a programme that has them so, if it is better.

    The problem with nothing but first tests is small, and no programme's first tests wait less. What a programme
    is late beyond that, it is late after them; mostly that is nothing, and the rest is soon sought.
    """
    value = score(field.problem, choices)
    if value.late <= least_late(field) and value.late + value.short <= least_unwished(field, value.late):
        return field, choices
    once = only_first_tests(field.problem)
    begun = mended(once, first_tests(once, choices))
    days = by_first_tests(field_of(once), score(once, begun))
    found = _sought_all(days, begun, effort=effort / 2, seed=seed, until="short", enough=enough)
    late, short = found.stages[0], found.stages[1]
    unwished = late.value + short.bound if late.is_proved else 0
    known = msgspec.structs.replace(field, first_late=late.bound, first_unwished=unwished)
    if (late.value, short.value) >= (value.late, value.short):
        return known, choices
    after = completed(field.problem, found.choices)  # a test too early for its plan is none too early for a first one
    known_good = [choices] if broken_rules(field.problem, after) else [choices, after]
    return known, min(known_good, key=lambda one: score(field.problem, one))


def _sought_all(  # noqa: PLR0913 - all but two are named
    field: Field,
    best: tuple[Choice, ...],
    *,
    effort: float,
    seed: int,
    progress: Progress | None = None,
    until: str,
    enough: int | None = None,
) -> Solved:
    problem, left = field.problem, effort
    value = score(problem, best)
    bounds: dict[str, tuple[int, str]] = {}
    for name in FIELDS:
        if name in bounds and getattr(value, name) <= bounds[name][0]:
            continue  # shown with those before it
        together = _together(name, until) if enough is None else (name,)
        is_known = all(getattr(value, one) <= bound for one, (bound, _) in bounds.items() if one in _before(name))
        for names in dict.fromkeys((together, (name,)) if is_known else (together,)):
            bounds[name] = max(bounds.get(name, _NOTHING), (least(field, name, value), _COUNTING))
            if getattr(value, name) <= bounds[name][0] or FIELDS.index(name) > FIELDS.index(until):
                break
            if progress is not None:
                progress(name, value)
            share = max(_LEAST, left * _share(names))
            stop = enough if name == FIELDS[0] else None
            found = _sought(field, names, best, value, effort=share, seed=seed, enough=stop)
            left -= found.effort
            if found.choices is not None:
                best = min(best, found.choices, key=lambda one: score(problem, one))
            value = score(problem, best)
            for one, bound in _shown(found.bounds, value):
                bounds[one] = max(bounds.get(one, _NOTHING), (bound, _SOLVER))
    return Solved(choices=best, stages=tuple(_stage(name, value, *bounds[name]) for name in FIELDS))


def _before(name: str) -> tuple[str, ...]:
    return FIELDS[: FIELDS.index(name)]


def _share(names: Sequence[str]) -> float:
    """Return the part of the work left that a search may take: most for one field, least for those of dates at once."""
    if len(names) == 1:
        return 1 / 2
    return 1 / 3 if names[0] in FIELDS[_EXERCISES:] else 1 / 5


def _together(name: str, until: str) -> tuple[str, ...]:
    """Return the fields that are sought at once from one on: those that dates decide, or those after them."""
    first, last = FIELDS.index(name), FIELDS.index(until)
    end = _EXERCISES if first < _EXERCISES else len(FIELDS)
    return FIELDS[first : max(first + 1, min(end, last + 1))]


def _shown(bounds: Mapping[str, int], value: Score) -> Iterator[tuple[str, int]]:
    """Yield the bounds of fields as long as those before them are shown to be the least."""
    for name, bound in bounds.items():
        yield name, bound
        if getattr(value, name) > bound:
            return


def _sought(  # noqa: PLR0913 - all but three are named
    field: Field,
    names: tuple[str, ...],
    best: tuple[Choice, ...],
    value: Score,
    *,
    effort: float,
    seed: int,
    enough: int | None = None,
) -> _Found:
    """Return a programme with the least of some fields, one after the other, as far as they can be weighed at once."""
    from ortools.sat.python import cp_model  # noqa: PLC0415 - some hundred milliseconds, for this command alone

    model = cp_model.CpModel()
    weights = weights_of(field, names, value)
    sought = names[: len(weights)]
    reach = reaches_for(field, names[0], value)
    chosen = Chosen(model, narrowed(field, names[0], value, reach))
    busy = busy_days(chosen)
    bind_limits(chosen, busy)
    aims = Aims(chosen, busy, value, reach)
    own = aims.set_stage(sought, weights)
    bind_planning(chosen, busy, aims.peaks)
    chosen.hint(best)
    parts = tuple(zip(own, weights, strict=True))
    found = sought_least(model, names[0], parts, effort=effort, seed=seed, enough=enough)
    options = (option.chosen(found.solver) for option in chosen.options if found.solver is not None)
    choices = tuple(sorted(one for one in options if one is not None))
    return _Found(
        choices=None if found.solver is None else choices,
        bounds=dict(zip(sought, parted(found.bound, weights), strict=True)),
        effort=found.effort,
    )


def _stage(name: str, value: Score, bound: int, by: str) -> Stage:
    return Stage(name=name, value=getattr(value, name), bound=min(bound, getattr(value, name)), by=by)
