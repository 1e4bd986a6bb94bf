"""The hard limits as rows of the model: weeks, gaps, years, planning at once, agencies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from comah.programme.broken import quarter_of
from comah.programme.problem import Agency, Limits, Problem, monday_of
from comah.programme.solving.choosing import Chosen, Option

if TYPE_CHECKING:
    from collections.abc import Callable

    from ortools.sat.python import cp_model

    Count = cp_model.LinearExpr | int

_Span = TypeVar("_Span", date, tuple[int, int])


def bind_limits(chosen: Chosen) -> None:
    """Add every hard limit to the model."""
    problem = chosen.field.problem
    for limits in problem.limits:
        options = chosen.of_authority(limits.authority)
        _one_a_week(chosen.model, limits, options)
        _a_year(chosen, limits, options)
        _in_planning(chosen, limits, options)
    for agency in problem.agencies:
        asked = [one for one in chosen.options if agency.id in one.unit.agencies]
        _at_most(chosen.model, problem, agency, asked, agency.a_week, monday_of)
        _at_most(chosen.model, problem, agency, asked, agency.a_quarter, quarter_of)


def loads_on(problem: Problem, limits: Limits, options: Sequence[Option]) -> Iterator[tuple[int, list[Count]]]:
    """Yield, for each day on which exercises can be, those committed and those that can be chosen in planning."""
    own = [one for one in problem.committed if one.authority == limits.authority]
    for day in sorted({*(one.day for one in options), *(one.day for one in own)}):
        yield sum(one.planning_from <= day <= one.day for one in own), planning_on(options, day)


def planning_on(options: Sequence[Option], day: date) -> list[Count]:
    """Return the terms that count the chosen exercises in planning on a day."""
    return [term for option in options for term in _terms(option, day)]


def near_pairs(limits: Limits, options: Sequence[Option], problem: Problem) -> Iterator[tuple[Option, Option | None]]:
    """Yield every two options nearer than the gap, and every option too near a committed exercise."""
    taken = [one.day for one in problem.committed if one.authority == limits.authority]
    for number, first in enumerate(options):
        for day in taken:
            if abs((first.day - day).days) < limits.gap_days:
                yield first, None
        for second in options[number + 1 :]:
            if (second.day - first.day).days >= limits.gap_days:
                break
            if second.day != first.day:
                yield first, second


def _one_a_week(model: cp_model.CpModel, limits: Limits, options: Sequence[Option]) -> None:
    """One exercise at most in any stretch shorter than the gap: at the least in a week."""
    days = [(day, list(same)) for day, same in groupby(options, key=lambda one: one.day)]
    gap = limits.gap_days if limits.gap.is_hard else 0
    end = 0
    for number, (day, _) in enumerate(days):
        reach = max(end, number + 1)
        while reach < len(days) and (days[reach][0] - day).days < gap:
            reach += 1
        if reach > end:
            model.add_at_most_one(one.is_held for _, same in days[number:reach] for one in same)
        end = reach


def _a_year(chosen: Chosen, limits: Limits, options: Sequence[Option]) -> None:
    if not limits.most_a_year:
        return
    problem = chosen.field.problem
    for number, year in enumerate(problem.years):
        used = sum(one.day in year for one in problem.committed if one.authority == limits.authority)
        room = limits.most_a_year - used - (limits.held_this_year if number == 0 else 0)
        chosen.model.add(sum(one.is_held for one in options if one.day in year) <= max(0, room))


def _in_planning(chosen: Chosen, limits: Limits, options: Sequence[Option]) -> None:
    if limits.most_in_planning and limits.in_planning.is_hard:
        for committed, terms in loads_on(chosen.field.problem, limits, options):
            chosen.model.add(sum(terms) <= max(0, limits.most_in_planning - committed))


def _at_most(  # noqa: PLR0913, PLR0917 - a limit, its span, and what it counts
    model: cp_model.CpModel,
    problem: Problem,
    agency: Agency,
    options: Sequence[Option],
    most: int,
    span_of: Callable[[date], _Span],
) -> None:
    if not most:
        return
    by_span: dict[_Span, list[Option]] = {}
    for option in options:
        by_span.setdefault(span_of(option.day), []).append(option)
    for span, within in by_span.items():
        used = sum(agency.id in one.agencies and span_of(one.day) == span for one in problem.committed)
        model.add(sum(one.is_held for one in within) <= max(0, most - used))


def _terms(option: Option, day: date) -> Iterator[Count]:
    if day > option.day:
        return
    calm = option.start.calm_from is not None and option.start.calm_from <= day
    live = option.start.live_from is not None and option.start.live_from <= day
    if option.is_live is None:
        if live if option.unit.is_always_live else calm:
            yield option.is_held
    elif calm and live:
        yield option.is_held
    elif live:
        yield option.is_live
    elif calm:
        yield option.is_held - option.is_live
