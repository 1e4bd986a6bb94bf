"""Which turns one person cannot both have, as sets of which at most one, or so many, may be chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import msgspec

from comah.oncall.build.problem import Candidate, Problem, Settled, Vacancy
from comah.oncall.rest import follows_on

Taken = Settled | Vacancy


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """Turns that would make too long a run: of the vacancies no more than ``most`` may be one person's."""

    vacancies: tuple[int, ...]
    most: int


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A turn that can be of a run: one that is settled, or one of some vacancies of which nobody can have two."""

    taken: Taken  # it, or the first of them
    vacancies: tuple[int, ...]  # none where it is settled


def clash(one: Taken, other: Taken) -> bool:
    """Whether nobody can have both: they overlap, or the later begins before the rest after the earlier is over."""
    return one.start < other.rest_until and other.start < one.rest_until


def open_to(problem: Problem, person: Candidate) -> tuple[int, ...]:
    """Return the vacancies that somebody can have beside the turns that are settled."""
    own = [one for one in problem.settled if one.person == person.id]
    return tuple(
        number for number in sorted(person.can) if not any(clash(problem.vacancies[number], one) for one in own)
    )


def at_most_one(vacancies: Sequence[Vacancy], numbers: Iterable[int]) -> Iterator[tuple[int, ...]]:
    """Yield sets of vacancies of which one person can have one at most; together they say every clash.

    The times from start to the end of rest clash where they overlap, so the sets are those that run together.
    """
    running: list[int] = []
    is_new = False
    for number in sorted(numbers, key=lambda each: vacancies[each].start):
        start = vacancies[number].start
        left = [each for each in running if vacancies[each].rest_until > start]
        if is_new and len(left) < len(running) and len(running) > 1:
            yield tuple(running)
            is_new = False
        running = [*left, number]
        is_new = is_new or len(running) > 1
    if is_new and len(running) > 1:
        yield tuple(running)


def too_long_runs(problem: Problem, person: Candidate, numbers: Sequence[int]) -> Iterator[Run]:
    """Yield every row of turns that would be one more than the run allowed, less what is settled of it."""
    limits = problem.longest_run
    if not limits:
        return
    steps = _steps(problem, person, numbers)
    after = {at: _following(steps, at) for at in range(len(steps))}
    for first in range(len(steps)):
        for row in _rows(steps, after, limits, (first,)):
            chosen = [steps[at].vacancies for at in row if steps[at].vacancies]
            if chosen:
                yield Run(vacancies=tuple(chain.from_iterable(chosen)), most=len(chosen) - 1)


def _steps(problem: Problem, person: Candidate, numbers: Sequence[int]) -> Sequence[Step]:
    """Return in order of time what a run can be made of; turns of the same times and limit are one, or rows abound."""
    alike: dict[tuple[object, ...], list[int]] = {}
    for number in numbers:
        one = problem.vacancies[number]
        alike.setdefault((one.start, one.end, one.rest_until, problem.longest_run.get(one.role)), []).append(number)
    steps = [Step(taken=problem.vacancies[own[0]], vacancies=tuple(own)) for own in alike.values()]
    steps += [Step(taken=one, vacancies=()) for one in problem.settled if one.person == person.id and one.is_turn]
    return sorted(steps, key=lambda step: step.taken.start)


def _following(steps: Sequence[Step], at: int) -> tuple[int, ...]:
    """Return the steps that follow on from one without a break: its rest allowing, or settled as both are."""
    before = steps[at]
    return tuple(
        later
        for later in range(at + 1, len(steps))
        if follows_on(before.taken.end, steps[later].taken.start)
        and (steps[later].taken.start >= before.taken.rest_until or not (before.vacancies or steps[later].vacancies))
    )


def _rows(
    steps: Sequence[Step],
    after: Mapping[int, tuple[int, ...]],
    limits: Mapping[str, int],
    row: tuple[int, ...],
) -> Iterator[tuple[int, ...]]:
    """Yield the shortest rows, beginning with a row, that are too long by the strictest role in them.

    A run that is too long has in it a row, one longer than the limit, with a turn of the role that sets the limit.
    """
    known = [limits[steps[at].taken.role] for at in row if steps[at].taken.role in limits]
    if known and len(row) > min(known):
        yield row
        return
    if len(row) > max(limits.values()):
        return
    for later in after[row[-1]]:
        yield from _rows(steps, after, limits, (*row, later))
