"""The hard limits as rows of the model: weeks, gaps, years, planning at once, agencies."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from comah.programme.broken import quarter_of
from comah.programme.problem import Agency, Limits, Problem
from comah.programme.solving.busy import Busy
from comah.programme.solving.choosing import Chosen
from comah.workdays.week import monday_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ortools.sat.python import cp_model

    Count = cp_model.LinearExpr | int

_Span = TypeVar("_Span", date, tuple[int, int])


def bind_limits(chosen: Chosen, busy: Mapping[str, Sequence[Busy]]) -> None:
    """Add every hard limit to the model but that of planning at once."""
    problem = chosen.field.problem
    for limits in problem.limits:
        own = busy[limits.authority]
        _one_a_week(chosen.model, limits, own)
        _a_year(chosen, limits, own)
    for agency in problem.agencies:
        if agency.a_week or agency.a_quarter:
            asked = [one for limits in problem.limits for one in _asked(chosen, busy[limits.authority], limits, agency)]
            _at_most(chosen.model, problem, agency, asked, agency.a_week, monday_of, agency.held_this_week)
            _at_most(chosen.model, problem, agency, asked, agency.a_quarter, quarter_of, agency.held_this_quarter)


def bind_planning(chosen: Chosen, busy: Mapping[str, Sequence[Busy]], peaks: Mapping[str, cp_model.IntVar]) -> None:
    """Add the hard limits of planning at once, by the peak of an authority where the model has it."""
    for limits in chosen.field.problem.limits:
        most = limits.most_in_planning
        if not most or not limits.in_planning.is_hard:
            continue
        loads = list(loads_on(chosen.field.problem, limits, busy[limits.authority]))
        if limits.authority in peaks and all(committed <= most for committed, _ in loads):
            chosen.model.add(peaks[limits.authority] <= most)
            continue
        for committed, held in loads:
            chosen.model.add(sum(held) <= max(0, most - committed))


def loads_on(problem: Problem, limits: Limits, busy: Sequence[Busy]) -> Iterator[tuple[int, list[Count]]]:
    """Yield the exercises in planning at once, those committed counted and those that can be chosen.

    Days of exercises tell, as planning at once is most on one of them; and of these the days since whose forerunner
    planning can have started, as the others hold no exercise that it does not.
    """
    own = [one for one in problem.committed if one.authority == limits.authority]
    starts = sorted([*(one.planning_from for one in busy), *(one.planning_from for one in own)])
    held_on = [one.day for one in busy]
    longest = max((one.day - one.planning_from for one in busy), default=timedelta())
    before = date.min
    for day in sorted({*held_on, *(one.day for one in own)}):
        if bisect_right(starts, day) > bisect_right(starts, before):
            near = busy[bisect_left(held_on, day) : bisect_right(held_on, day + longest)]
            committed = sum(one.planning_from <= day <= one.day for one in own)
            yield committed, [one.is_held for one in near if one.planning_from <= day]
        before = day


def near_pairs(limits: Limits, busy: Sequence[Busy], problem: Problem) -> Iterator[tuple[Busy, Busy | None]]:
    """Yield every two exercises nearer than the gap, and every one too near a committed one."""
    taken = [one.day for one in problem.committed if one.authority == limits.authority]
    for number, first in enumerate(busy):
        for day in taken:
            if abs((first.day - day).days) < limits.gap_days:
                yield first, None
        for second in busy[number + 1 :]:
            if (second.day - first.day).days >= limits.gap_days:
                break
            if second.slot.week != first.slot.week:
                yield first, second


def _one_a_week(model: cp_model.CpModel, limits: Limits, busy: Sequence[Busy]) -> None:
    """One exercise at most in a week, and in any stretch shorter than the gap."""
    for _, same in groupby(busy, key=lambda one: one.slot.week):
        model.add_at_most_one(one.is_held for one in same)
    days = [(day, list(same)) for day, same in groupby(busy, key=lambda one: one.day)]
    gap = limits.gap_days if limits.gap.is_hard else 0
    end = 0
    for number, (day, _) in enumerate(days):
        reach = max(end, number + 1)
        while reach < len(days) and (days[reach][0] - day).days < gap:
            reach += 1
        if reach > end and days[reach - 1][1][0].slot.week > days[number][1][0].slot.week:
            model.add_at_most_one(one.is_held for _, same in days[number:reach] for one in same)
        end = reach


def _a_year(chosen: Chosen, limits: Limits, busy: Sequence[Busy]) -> None:
    if not limits.most_a_year:
        return
    problem = chosen.field.problem
    for number, year in enumerate(problem.years):
        used = sum(one.day in year for one in problem.committed if one.authority == limits.authority)
        room = limits.most_a_year - used - (limits.held_this_year if number == 0 else 0)
        chosen.model.add(sum(one.is_held for one in busy if one.day in year) <= max(0, room))


def _asked(chosen: Chosen, busy: Sequence[Busy], limits: Limits, agency: Agency) -> Iterator[tuple[date, Count]]:
    """Yield the days of an authority with what counts its exercises that ask an agency: all, less the others."""
    options = chosen.of_authority(limits.authority)
    others = [one for one in options if agency.id not in one.unit.agencies]
    if 2 * len(others) > len(options):
        yield from ((one.day, one.is_held) for one in options if agency.id in one.unit.agencies)
    else:
        yield from ((one.day, one.is_held) for one in busy)
        yield from ((one.day, -one.is_held) for one in others)


def _at_most(  # noqa: PLR0913, PLR0917 - a limit, its span, and what it counts
    model: cp_model.CpModel,
    problem: Problem,
    agency: Agency,
    asked: Iterable[tuple[date, Count]],
    most: int,
    span_of: Callable[[date], _Span],
    before: int,
) -> None:
    if not most:
        return
    by_span: dict[_Span, list[Count]] = {}
    for day, term in asked:
        by_span.setdefault(span_of(day), []).append(term)
    for span, terms in by_span.items():
        used = sum(agency.id in one.agencies and span_of(one.day) == span for one in problem.committed)
        used += before if span == span_of(problem.on) else 0
        model.add(sum(terms) <= max(0, most - used))
