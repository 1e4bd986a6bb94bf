"""The least statutory life that one plan's tests give up, were it alone."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import accumulate
from typing import Final

import msgspec

from comah.programme.reach import Reach

_NEVER: Final = 10**9  # more days than any programme gives up


class GivenUp(msgspec.Struct, frozen=True, kw_only=True):
    """Days of life that one plan gives up in so many tests at the most."""

    total: int
    through: Mapping[date, int]  # the least where one of its tests is on the day


def least_given_up(reach: Reach, more: int = 0) -> GivenUp | None:
    """Return the least that a plan gives up; None where committed exercises test it, or nothing covers it.

    Of the days for the first test, the second and so on, each is joined to those that it reaches. The sum is least
    with the fewest tests.

    Args:
        reach: of the plan.
        more: tests that it may have beyond the fewest.
    """
    number = len(reach.needed) + more
    if reach.committed or not number:
        return None if reach.committed else GivenUp(total=0, through={})
    steps = _Steps(reach)
    until, onward = [steps.first], [steps.last]
    for _ in range(number - 1):
        until.append(steps.joined(until[-1]))
        onward.append(steps.onward(onward[-1]))
    fewest = list(accumulate(onward, lambda known, new: list(map(min, known, new))))  # of so many tests or fewer
    costs = [
        min(map(sum, zip(*both, strict=True)))
        for both in zip(zip(*until, strict=True), zip(*reversed(fewest), strict=True), strict=True)
    ]
    through = {day: cost for day, cost in zip(reach.days, costs, strict=True) if cost < _NEVER}
    if not through:
        return None
    return GivenUp(total=min(through.values()) if reach.needed else 0, through=through)


class _Steps:
    """From each day on which a plan can be tested to those that its test reaches."""

    def __init__(self, reach: Reach) -> None:
        days = [day.toordinal() for day in reach.days]
        self._days = days
        self._safe = [reach.plan.safe_after(day).toordinal() for day in reach.days]
        reaches = [bisect_right(days, reach.after(day).toordinal()) for day in reach.days]
        safe = [bisect_right(days, each) for each in self._safe]
        self._kept = [(place + 1, max(place + 1, end)) for place, end in enumerate(map(min, safe, reaches))]
        self._late = [(begin, max(begin, end)) for (_, begin), end in zip(self._kept, reaches, strict=True)]
        own, first_by, ends_on = reach.plan.safe_on.toordinal(), reach.first_by.toordinal(), reach.ends_on
        self.first = [max(0, own - day) if day <= first_by else _NEVER for day in days]
        self.last = [0 if reach.after(day) >= ends_on else _NEVER for day in reach.days]
        self._before = [_turned(spans, len(days)) for spans in (self._kept, self._late)]

    def joined(self, costs: Sequence[int]) -> list[int]:
        """Return what is given up until each day where a test on one before reaches it."""
        kept = _least_within([cost + safe for cost, safe in zip(costs, self._safe, strict=True)], self._before[0])
        late = _least_within(costs, self._before[1])
        return [min(_NEVER, one - day, other) for one, day, other in zip(kept, self._days, late, strict=True)]

    def onward(self, costs: Sequence[int]) -> list[int]:
        """Return what is given up after a test on each day."""
        kept = _least_within([cost - day for cost, day in zip(costs, self._days, strict=True)], self._kept)
        late = _least_within(costs, self._late)
        return [min(_NEVER, one + safe, other) for one, safe, other in zip(kept, self._safe, late, strict=True)]


def _turned(spans: Sequence[tuple[int, int]], number: int) -> list[tuple[int, int]]:
    """Return for each place the places whose spans hold it; both ends of the spans only ever move on."""
    found, first, last = [], 0, 0
    for place in range(number):
        while first < number and spans[first][1] <= place:
            first += 1
        while last < number and spans[last][0] <= place:
            last += 1
        found.append((min(first, last), last))
    return found


def _least_within(values: Sequence[int], spans: Iterable[tuple[int, int]]) -> list[int]:
    """Return the least value within each span; the spans only ever move on.

    >>> _least_within([3, 1, 2], [(0, 1), (0, 2), (2, 3), (3, 3)])[:3]
    [3, 1, 2]
    """
    found: list[int] = []
    window: deque[int] = deque()  # places of values that rise from the first
    taken = 0
    for first, last in spans:
        for place in range(taken, last):
            while window and values[window[-1]] >= values[place]:
                window.pop()
            window.append(place)
        taken = max(taken, last)
        while window and window[0] < first:
            window.popleft()
        found.append(values[window[0]] if window and first < last else 2 * _NEVER)
    return found
