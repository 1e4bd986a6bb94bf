"""Why not every safe date is kept, and what would help, in words."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from comah.model.words import count_words
from comah.programme.conflict import conflict_of, late_alone
from comah.programme.problem import Problem
from comah.programme.propose import has_solver
from comah.programme.relaxation import relaxations

ASK = "what stands in the way of the rest, and what would help: add --why (it takes longer)"
_NOT_SMALLEST = "(that each of these is needed could not be shown)"


class Shortfall(msgspec.Struct, frozen=True, kw_only=True):
    """What is said where plans come after their safe dates."""

    conflict: tuple[str, ...] = ()
    remedies: tuple[str, ...] = ()


def shortfall(problem: Problem, late: int, *, is_asked: bool) -> Shortfall:
    """Say why plans are late: those that are so by themselves, and on request what stands in the way of the rest.

    Args:
        problem: what decides the programme.
        late: its days past safe dates.
        is_asked: whether to seek the facts in conflict and the remedies; it takes longer than the programme.
    """
    if not late:
        return Shortfall()
    alone = late_alone(problem)
    words = tuple(one.words for one in alone)
    if late <= sum(((one.first_on or problem.ends_on) - one.safe_on).days for one in alone):
        return Shortfall(conflict=words)
    if not is_asked:
        return Shortfall(conflict=(*words, ASK))
    return Shortfall(conflict=(*words, *_together(problem)), remedies=tuple(_remedies(problem, late)))


def _together(problem: Problem) -> Iterator[str]:
    found = conflict_of(problem, use_solver=has_solver())
    if found is not None:
        yield found.words if found.is_smallest else f"{found.words} {_NOT_SMALLEST}"


def _remedies(problem: Problem, late: int) -> Iterator[str]:
    for one in relaxations(problem, late, use_solver=has_solver()):
        yield f"{one.words}: {count_words(one.saved, 'day')} past safe dates fewer, {one.late} left"
