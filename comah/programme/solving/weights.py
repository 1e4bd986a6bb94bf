"""Several fields of the score sought at once: each weighs more than all after it can come to together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from comah.programme.field import Field
from comah.programme.problem import Limits, Plan, Score

_HEAVIEST: Final = 10**13  # what the solver still counts without a rounding
_APART: Final = 16  # times that a peak weighs more than all after it: so its part of a bound can be told from theirs


class Weight(msgspec.Struct, frozen=True, kw_only=True):
    """What a field weighs among those that are sought at once."""

    weight: int
    beneath: int  # what all fields after it come to together at the most


def weights_of(field: Field, names: Sequence[str], value: Score) -> tuple[Weight, ...]:
    """Return the weights of some fields, as many of the first ones as numbers allow.

    Args:
        field: what can be chosen.
        names: of the fields, in their order.
        value: the score of a programme; the first field, and the exercises, are not exceeded.
    """
    heaviest, mosts = max(1, getattr(value, names[0])), list[int]()
    for name in names[1:]:
        number = most(field, name, value)
        if heaviest * (number + 1) > _HEAVIEST:
            break
        heaviest *= number + 1
        mosts.append(number)
    apart = min(_APART, _HEAVIEST // heaviest)
    found = [Weight(weight=1, beneath=0)]
    for name, number in zip(reversed(names[: len(mosts)]), reversed(mosts), strict=True):
        beneath = found[-1].beneath + found[-1].weight * number
        found.append(Weight(weight=(beneath + 1) * (apart if name == "peak" else 1), beneath=beneath))
    return tuple(reversed(found))


def parted(total: int, weights: Sequence[Weight]) -> tuple[int, ...]:
    """Return the fields that come to a total.

    >>> parted(5_004_002, [Weight(weight=each, beneath=each - 1) for each in (1_000_000, 1_000, 1)])
    (5, 4, 2)
    """
    found = []
    for each in weights:
        one, total = divmod(total, each.weight)
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
