"""What no rule forbids and somebody should know: an agency asked twice on a day, two exercises where one would do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import combinations
from typing import Final

from comah.model.words import day_words
from comah.programme.loads import Held, all_held
from comah.programme.problem import Choice, Problem

_A_YEAR: Final = timedelta(days=365)


def clash_lines(problem: Problem, choices: Sequence[Choice]) -> Iterator[str]:
    """Yield in words every two exercises of different authorities that ask one agency on the same day.

    Two exercises on record are left to ``comah check``.
    """
    for one, other in combinations(all_held(problem, choices), 2):
        shared = one.agencies & other.agencies
        is_new = one.choice is not None or other.choice is not None
        if one.day == other.day and one.authority != other.authority and shared and is_new:
            yield f"{day_words(one.day)}: {_name(one)} and {_name(other)} both ask {', '.join(sorted(shared))}"


def doubled_lines(problem: Problem, choices: Sequence[Choice]) -> Iterator[str]:
    """Yield in words the exercises on record that come soon after one that is proposed for the same plan."""
    for standing in problem.committed:
        for choice in choices:
            shared = sorted(set(standing.plans) & set(choice.plans))
            if shared and timedelta() < standing.day - choice.day < _A_YEAR:
                proposed = f"the exercise proposed for {', '.join(shared)} on {day_words(choice.day)}"
                yield f"{standing.id} stands on {day_words(standing.day)}, soon after {proposed}: sooner it may do"


def _name(held: Held) -> str:
    what = held.id or ", ".join(held.choice.plans if held.choice else ())
    return f"{what} ({held.authority})"
