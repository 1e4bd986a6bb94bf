"""The least statutory life that one plan's tests give up, were it alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from comah.programme.reach import Reach


class GivenUp(msgspec.Struct, frozen=True, kw_only=True):
    """Days of life that one plan gives up in so many tests."""

    total: int
    through: Mapping[date, int]  # the least where one of its tests is on the day


def least_given_up(reach: Reach, more: int = 0) -> GivenUp | None:
    """Return the least that a plan gives up; None where committed exercises test it, or nothing covers it.

    Of the days for the first test, the second and so on, each is joined to those that it reaches. The sum is least
    with the fewest tests.

    Args:
        reach: of the plan.
        more: tests beyond the fewest.
    """
    number = len(reach.needed) + more
    days = reach.within(number)
    if reach.committed or not number:
        return None if reach.committed else GivenUp(total=0, through={})
    layers: list[dict[date, int]] = [
        {day: max(0, (reach.plan.safe_on - day).days) for day in days if day <= reach.first_by}
    ]
    for _ in range(number - 1):
        layers.append(_joined(reach, layers[-1], days))
    onward: list[dict[date, int]] = [{day: 0 for day in layers[-1] if reach.after(day) >= reach.ends_on}]
    for layer in reversed(layers[:-1]):
        onward.append(_onward(reach, layer, onward[-1]))
    through: dict[date, int] = {}
    for before, after in zip(layers, reversed(onward), strict=True):
        for day in before.keys() & after.keys():
            through[day] = min(before[day] + after[day], through.get(day, before[day] + after[day]))
    return GivenUp(total=min(through.values()), through=through) if through else None


def _joined(reach: Reach, before: Mapping[date, int], days: Sequence[date]) -> dict[date, int]:
    """Go on from each day to the days that its test reaches."""
    found: dict[date, int] = {}
    for start, cost in before.items():
        until, safe_on = reach.after(start), reach.plan.safe_after(start)
        for day in days:
            if start < day <= until:
                total = cost + max(0, (safe_on - day).days)
                found[day] = min(total, found.get(day, total))
    return found


def _onward(reach: Reach, layer: Mapping[date, int], after: Mapping[date, int]) -> dict[date, int]:
    """Return for each day of a layer what is given up after it."""
    found: dict[date, int] = {}
    for start in layer:
        until, safe_on = reach.after(start), reach.plan.safe_after(start)
        costs = [cost + max(0, (safe_on - day).days) for day, cost in after.items() if start < day <= until]
        if costs:
            found[start] = min(costs)
    return found
