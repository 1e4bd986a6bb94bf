"""Several fields of the score sought at once: each weighs more than all after it can come to together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from comah.programme.field import Field
from comah.programme.problem import Limits, Plan, Score

_HEAVIEST: Final = 10**13  # what the solver still counts without a rounding


def weights_of(field: Field, names: Sequence[str], value: Score) -> tuple[int, ...]:
    """Return the weights of some fields, as many of the first ones as numbers allow.

    Args:
        field: what can be chosen.
        names: of the fields, in their order.
        value: the score of a programme; the first field, and the exercises, are not exceeded.
    """
    kept, heaviest = 1, max(1, getattr(value, names[0]))
    while kept < len(names) and heaviest * (most(field, names[kept], value) + 1) <= _HEAVIEST:
        heaviest *= most(field, names[kept], value) + 1
        kept += 1
    found = [1]
    for name in reversed(names[1:kept]):
        found.append(found[-1] * (most(field, name, value) + 1))
    return tuple(reversed(found))


def parted(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Return the fields that come to a total.

    >>> parted(5_004_002, (1_000_000, 1_000, 1))
    (5, 4, 2)
    """
    found = []
    for weight in weights:
        one, total = divmod(total, weight)
        found.append(one)
    return tuple(found)


def most(field: Field, name: str, value: Score) -> int:
    """Return what a field of the score cannot be more than; of those after exercises, where there are no more of these.

    Args:
        field: what can be chosen.
        name: of the field.
        value: the score whose exercises are not exceeded.
    """
    problem = field.problem
    exercises = value.exercises + len(problem.committed)

    def days_left(plan: Plan) -> int:
        return max(0, (problem.ends_on - plan.safe_on).days)

    ways = {
        "late": lambda: sum(map(days_left, problem.plans)),
        "short": lambda: sum(days_left(plan) + plan.margin_days for plan in problem.plans),
        "missed": lambda: len(problem.years) * len(problem.limits) + len(problem.plans),
        "exercises": lambda: value.exercises,
        "given_up": lambda: exercises * _plans_at_once(field) * _longest(field),
        "peak": lambda: exercises,
        "disliked": lambda: sum(_disliked(field, limits, exercises) for limits in problem.limits),
        "changes": lambda: len(problem.published),
    }
    return ways[name]()


def _plans_at_once(field: Field) -> int:
    return max(*(unit.cap for unit in field.units), *(len(one.plans) for one in field.problem.committed), 1)


def _longest(field: Field) -> int:
    """Return the most days of life that one test can give up: all from its day to the safe date."""
    return max(day for plan in field.problem.plans for day in _lives(field, plan))


def _lives(field: Field, plan: Plan) -> Iterator[int]:
    yield max(0, (plan.safe_on - field.problem.on).days)
    days = (start.slot.day for start in field.unit_of[plan.ref].starts)
    yield from ((plan.safe_after(day) - day).days for day in days)


def _disliked(field: Field, limits: Limits, exercises: int) -> int:
    units = (unit for unit in field.units if unit.limits.authority == limits.authority)
    day = max((start.slot.disliked for unit in units for start in unit.starts), default=0)
    return (
        exercises * (day + limits.gap.weight * exercises + limits.in_planning.weight)
        + limits.yearly.weight * len(field.problem.years)
        + limits.live.weight * len(field.problem.plans)
    )
