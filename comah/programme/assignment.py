"""The least cost of giving each of some things a place of its own, by the Hungarian method."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_FAR: Final = 1 << 200  # whole numbers alone: sums of days far above one another lose nothing


def least_assignment(costs: Sequence[Sequence[int]]) -> int:
    """Return the least sum of costs where every row takes a column of its own.

    Args:
        costs: one row a thing, one column a place; no fewer columns than rows.

    >>> least_assignment([[4, 1, 9], [2, 1, 9]])
    3
    """
    width = len(costs[0]) if costs else 0
    row_price, price = [0] * (len(costs) + 1), [0] * (width + 1)
    taken_by = [0] * (width + 1)  # the row, from 1, that has each column; column 0 stands for the row to place
    for row in range(1, len(costs) + 1):
        taken_by[0] = row
        came_from = _path(costs, row_price, price, taken_by)
        column = came_from[-1]
        while column:
            taken_by[column] = taken_by[came_from[column]]
            column = came_from[column]
    return sum(costs[row - 1][column] for column, row in enumerate(taken_by[1:]) if row)


def _path(costs: Sequence[Sequence[int]], row_price: list[int], price: list[int], taken_by: Sequence[int]) -> list[int]:
    """Find the cheapest way from the row to place to a free column; the last entry is that column."""
    width = len(price) - 1
    least, came_from, is_done = [_FAR] * (width + 1), [0] * (width + 1), [False] * (width + 1)
    column = 0
    while taken_by[column]:
        is_done[column] = True
        row = taken_by[column]
        step, following = _FAR, 0
        for other in range(1, width + 1):
            if is_done[other]:
                continue
            cost = costs[row - 1][other - 1] - row_price[row] - price[other]
            if cost < least[other]:
                least[other], came_from[other] = cost, column
            if least[other] < step:
                step, following = least[other], other
        for other in range(width + 1):
            if is_done[other]:
                row_price[taken_by[other]] += step
                price[other] -= step
            else:
                least[other] -= step
        column = following
    return [*came_from, column]
