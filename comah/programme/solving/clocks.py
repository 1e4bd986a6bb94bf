"""The plans' clocks as rows of the model.

A test on a day covers a plan from that day to a later one: to its safe date, or to the day by which the next test
is wished for. The programme's days are cut wherever a cover can begin or end; a piece is covered where one of
the tests that reach over it is chosen. So lateness is counted in days, exactly.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from comah.model.kinds import ExerciseType
from comah.programme.problem import Plan
from comah.programme.reach import Reach, Spare
from comah.programme.solving.candidates import Candidate, Candidates
from comah.programme.solving.choosing import Chosen

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

    from comah.programme.solving.capacity import Count


class Clock(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """From when a plan is uncovered, on which days it may be tested, and how far each covers it."""

    from_on: date  # covered up to this day without any test
    after: Callable[[date], date]
    candidates: Candidates
    ends_on: date
    spared_until: date  # after this day it is covered in every programme that is looked for
    is_implied: bool = False  # true: another clock binds it to be

    @cached_property
    def pieces(self) -> list[Piece]:
        """The days from where the plan is uncovered to the end, cut."""
        return pieces(self.from_on, self.after, [one.day for one in self.candidates], self.ends_on)

    def covers(self, piece: Piece) -> list[cp_model.IntVar] | None:
        """Return unknowns of which one is true where a test covers a piece; None where a committed one does."""
        return self.candidates.any_of(piece.first, piece.last)


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """Days that are covered together or not at all."""

    begins_on: date  # the day before its first
    days: int
    first: int  # the candidates, from first up to and without last, that cover it
    last: int


def late_clock(chosen: Chosen, plan: Plan, reach: Reach, candidates: Candidates) -> Clock:
    """Return the clock of a plan's safe dates."""
    return Clock(
        spared_until=_spared_until(reach, reach.late),
        is_implied=not reach.late.later and not reach.unwished.later,
        from_on=_covered_until(chosen, plan, plan.safe_on),
        after=plan.safe_after,
        candidates=candidates,
        ends_on=chosen.field.problem.ends_on,
    )


def wish_clock(chosen: Chosen, plan: Plan, reach: Reach, candidates: Candidates) -> Clock:
    """Return the clock of the days by which a plan's tests are wished for: its safe dates less the margin."""
    margin = timedelta(days=plan.margin_days)
    return Clock(
        spared_until=_spared_until(reach, reach.unwished),
        from_on=_covered_until(chosen, plan, plan.safe_on - margin),
        after=lambda day: plan.safe_after(day) - margin,
        candidates=candidates,
        ends_on=chosen.field.problem.ends_on,
    )


def live_clock(chosen: Chosen, plan: Plan) -> Clock | None:
    """Return the clock of a plan's live exercises; None where there is no such rule."""
    if plan.live_safe_on is None:
        return None
    problem = chosen.field.problem
    made = ((one.day, chosen.live_cover(one, plan)) for one in chosen.of_plan(plan))
    found = [Candidate(day=day, cover=cover) for day, cover in made if cover is not None]
    found += [
        Candidate(day=one.day, cover=None)
        for one in problem.committed
        if plan.ref in one.plans and one.type is ExerciseType.LIVE
    ]
    return Clock(
        spared_until=plan.live_safe_on,
        from_on=plan.live_safe_on,
        after=plan.live_safe_after,
        candidates=Candidates(chosen.model, found),
        ends_on=problem.ends_on,
    )


def pieces(from_on: date, after: Callable[[date], date], days: Sequence[date], ends_on: date) -> list[Piece]:
    """Cut the days from where a plan is uncovered to the end of the programme.

    Args:
        from_on: the last day covered without any test.
        after: how far a test on a day covers it.
        days: on which it may be tested, in order.
        ends_on: the last day of the programme.

    >>> from datetime import timedelta
    >>> days = [date(2026, 1, 2), date(2026, 1, 6)]
    >>> for piece in pieces(date(2026, 1, 4), lambda day: day + timedelta(days=9), days, date(2026, 1, 18)):
    ...     print(piece.days, piece.first, piece.last)
    2 0 1
    5 0 2
    4 1 2
    3 2 2
    """
    reaches = [after(day) for day in days]
    cuts = sorted({from_on, ends_on, *days, *reaches})
    cuts = cuts[bisect_left(cuts, from_on) : bisect_right(cuts, ends_on)]
    found = []
    for start, end in pairwise(cuts):
        last = bisect_right(days, start)
        first = min(bisect_left(reaches, end), last)
        found.append(Piece(begins_on=start, days=(end - start).days, first=first, last=last))
    return found


def bind_covered(chosen: Chosen, clock: Clock, unless: cp_model.IntVar | None = None) -> None:
    """Bind a plan to be covered after the days that are spared; or an unknown to say that it is not."""
    for piece in _least([piece for piece in clock.pieces if piece.begins_on >= clock.spared_until]):
        covers = clock.covers(piece)
        if covers is not None:
            chosen.model.add_bool_or([*covers, *([] if unless is None else [unless])])


def _covered_until(chosen: Chosen, plan: Plan, day: date) -> date:
    """Return the day until which a plan is covered without its tests, a committed one too early leaving less."""
    early = (one.day for one in chosen.field.problem.committed if plan.ref in one.plans and plan.is_too_early(one.day))
    return min((day, *early))


def _spared_until(reach: Reach, spare: Spare) -> date:
    """Return the last day that can be uncovered: that of the first test, where nothing is to spare after it."""
    return reach.ends_on if spare.later else reach.first_by


def uncovered_days(chosen: Chosen, clock: Clock) -> tuple[int, Count]:
    """Return the days on which a plan cannot be covered, and an expression of those on which it is not."""
    always, terms = 0, []
    for piece in clock.pieces:
        if piece.first == piece.last:
            always += piece.days
            continue
        covers = clock.covers(piece) if piece.begins_on < clock.spared_until else None
        if covers is not None:
            is_uncovered = chosen.model.new_bool_var("")
            chosen.model.add_bool_or([*covers, is_uncovered])
            terms.append(is_uncovered * piece.days)
    if not clock.is_implied:
        bind_covered(chosen, clock)
    return always, sum(terms)


def _least(rows: Sequence[Piece]) -> list[Piece]:
    """Leave out the pieces that are covered wherever another is."""
    kept: list[Piece] = []
    for row in rows:  # first and last only ever move on
        if kept and kept[-1].first == row.first and kept[-1].last <= row.last:
            continue
        while kept and kept[-1].last == row.last and kept[-1].first <= row.first:
            kept.pop()
        kept.append(row)
    return kept
