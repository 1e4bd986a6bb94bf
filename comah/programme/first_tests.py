"""A problem's first tests alone: what every programme begins with, and no programme can have sooner."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from comah.model.provision import Counting, Period
from comah.programme.problem import Choice, Problem

_ONCE: Final = Period(days=36_500)  # longer than any programme


def only_first_tests(problem: Problem) -> Problem:
    """Return the problem of plans that are tested once and then never due again."""
    plans = (replace(plan, interval=_ONCE, counting=Counting.DAYS) for plan in problem.plans)
    return replace(problem, plans=tuple(plans))


def first_tests(problem: Problem, choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """Return of some exercises those that test a plan for the first time, with no other plans."""
    tested = {ref for one in problem.committed for ref in one.plans}
    found = []
    for choice in sorted(choices):
        plans = tuple(ref for ref in choice.plans if ref not in tested)
        tested.update(plans)
        if plans:
            found.append(replace(choice, plans=plans))
    return tuple(found)
