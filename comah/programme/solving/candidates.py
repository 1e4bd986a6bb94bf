"""The days on which one plan may be tested, as unknowns; and stretches of them, so that long rows stay short."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

import msgspec

from comah.programme.problem import Plan
from comah.programme.solving.choosing import Chosen

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

_STRETCH: Final = 20  # days that one unknown stands for in a row


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A day on which a plan may be tested: its unknown, or None where the exercise is committed."""

    day: date
    cover: cp_model.IntVar | None


class Candidates:
    """The days on which a plan may be tested, in order."""

    def __init__(self, model: cp_model.CpModel, found: Iterable[Candidate]) -> None:
        """Put them in order."""
        self._model = model
        self._all = tuple(sorted(found, key=lambda one: one.day))
        self._covers = [one.cover for one in self._all if one.cover is not None]
        self._committed = [place for place, one in enumerate(self._all) if one.cover is None]
        self._stretches: dict[int, cp_model.IntVar] = {}

    def __iter__(self) -> Iterator[Candidate]:
        """Go through them by day."""
        return iter(self._all)

    def any_of(self, first: int, last: int) -> list[cp_model.IntVar] | None:
        """Return unknowns of which one is true only where one of some tests is chosen; None where one is committed.

        A stretch of days that are all among them is one unknown: hundreds of rows have most of their days in common.

        Args:
            first: the place of the first of the tests.
            last: the place after the last of them.
        """
        before = bisect_left(self._committed, first)
        if bisect_left(self._committed, last) > before:
            return None
        first, last = first - before, last - before
        if last - first < 2 * _STRETCH:
            return self._covers[first:last]
        begin, end = -(-first // _STRETCH), last // _STRETCH
        whole = (self._stretch(number) for number in range(begin, end))
        return [*self._covers[first : begin * _STRETCH], *whole, *self._covers[end * _STRETCH : last]]

    def _stretch(self, number: int) -> cp_model.IntVar:
        """Return the unknown that can be true only where one of the tests in a stretch is chosen."""
        if number not in self._stretches:
            covers = self._covers[number * _STRETCH : (number + 1) * _STRETCH]
            self._stretches[number] = self._model.new_bool_var("")
            self._model.add_bool_or([self._stretches[number].negated(), *covers])
        return self._stretches[number]


def candidates_of(chosen: Chosen, plan: Plan) -> Candidates:
    """Return the days on which a plan may be tested, committed exercises among them."""
    found = [Candidate(day=one.day, cover=one.covers[plan.ref]) for one in chosen.of_plan(plan)]
    committed = (one.day for one in chosen.field.problem.committed if plan.ref in one.plans)
    return Candidates(chosen.model, [*found, *(Candidate(day=day, cover=None) for day in committed)])
