"""Which days a plan's tests can have in any programme that is no worse than one known, and the last of them.

A test reaches as far as the day by which the next is wished for. Where a programme is known, no other need be
looked at that loses more on one plan than the known one loses on all of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property

import msgspec

from comah.programme.field import Field
from comah.programme.problem import Plan


class Spare(msgspec.Struct, frozen=True, kw_only=True):
    """What a programme may lose on any one plan beyond what every programme loses, by one way of counting."""

    first: timedelta  # until the plan's first test
    later: timedelta  # after it


class Reach(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The days on which one plan may be tested, and how far each test may reach."""

    plan: Plan
    days: tuple[date, ...]  # that can be chosen, in order
    committed: tuple[date, ...]
    ends_on: date
    late: Spare  # after safe dates
    unwished: Spare  # after the days by which tests are wished for

    @cached_property
    def needed(self) -> tuple[date, ...]:
        """The tests still to be chosen at the least, each on the last day that can be."""
        return tuple(self._chain(self.first_by))

    def after(self, day: date) -> date:
        """Return the last day for the test after one."""
        if day not in self._after:
            safe_on = self.plan.safe_after(day)
            wished = safe_on - timedelta(days=self.plan.margin_days)
            self._after[day] = min(safe_on + self.late.later, wished + self.unwished.later)
        return self._after[day]

    @cached_property
    def _after(self) -> dict[date, date]:
        return {}

    def tests_after(self, day: date) -> int:
        """Count the tests still to be chosen after one on a day."""
        if day not in self._tests_after:
            last = self._last(self._with_committed(self.after(day)))
            self._tests_after[day] = 0 if last is None else 1 + self.tests_after(last)
        return self._tests_after[day]

    @cached_property
    def _tests_after(self) -> dict[date, int]:
        return {}

    def within(self, most: int) -> tuple[date, ...]:
        """Return the days that a programme of at most so many tests can have.

        Args:
            most: tests of the plan to be chosen.
        """
        reached = [self._with_committed(day) for day in (self.first_by, *map(self.after, self.needed))]
        return tuple(day for day in self.days if self._tests_to(day, reached) + self.tests_after(day) <= most)

    def _tests_to(self, day: date, reached: Sequence[date]) -> int:
        return next((number for number, until in enumerate(reached, 1) if day <= until), len(reached) + 1)

    @cached_property
    def first_by(self) -> date:
        """The last day for the first test."""
        first = min((*self.days, *self.committed), default=self.ends_on)
        wished = self.plan.safe_on - timedelta(days=self.plan.margin_days)
        return min(max(self.plan.safe_on, first) + self.late.first, max(wished, first) + self.unwished.first)

    def _chain(self, until: date) -> Iterator[date]:
        """Yield the last days of the tests that follow, until the end is reached."""
        last = self._last(self._with_committed(until))
        while last is not None:
            yield last
            last = self._last(self._with_committed(self.after(last)))

    def _last(self, until: date) -> date | None:
        """Return the last day for a test by a day; None where none is needed, or none carries on from there."""
        place = bisect_right(self.days, until)
        if until >= self.ends_on or not place or self.after(self.days[place - 1]) <= until:
            return None
        return self.days[place - 1]

    def _with_committed(self, until: date) -> date:
        """Return how far committed exercises carry on from a day by which the next test is wished for."""
        for day in self.committed:
            if day <= until:
                until = max(until, self.after(day))
        return until


def reaches(field: Field, late: Mapping[str, Spare], unwished: Mapping[str, Spare]) -> Mapping[str, Reach]:
    """Return how far each plan's tests reach in programmes that lose no more than the plan has to spare."""
    return {
        plan.ref: Reach(
            plan=plan,
            days=tuple(start.slot.day for start in field.unit_of[plan.ref].starts if field.is_possible(plan, start)),
            committed=tuple(sorted(one.day for one in field.problem.committed if plan.ref in one.plans)),
            ends_on=field.problem.ends_on,
            late=late[plan.ref],
            unwished=unwished[plan.ref],
        )
        for plan in field.problem.plans
    }
