"""What is left of every limit while a programme is being made."""

from __future__ import annotations

from collections import Counter
from datetime import date

from comah.programme.broken import quarter_of
from comah.programme.loads import Held
from comah.programme.problem import Limits, Problem
from comah.workdays.financial_year import financial_year_of
from comah.workdays.week import monday_of


class Room:
    """The room that the exercises taken in so far leave under the hard limits; it is changed in place."""

    def __init__(self, problem: Problem) -> None:
        """Begin with the whole room, the exercises already held this year alone taken off."""
        self._limit = problem.limit
        self._agencies = {one.id: one for one in problem.agencies}
        self._first = problem.on.toordinal()
        length = max([problem.ends_on, *(one.day for one in problem.committed)]).toordinal() - self._first + 1
        self._planning = {one.authority: [0] * length for one in problem.limits}
        self._days: dict[str, list[date]] = {one.authority: [] for one in problem.limits}
        self._weeks: Counter[tuple[str, date]] = Counter()
        self._years: Counter[tuple[str, int]] = Counter()
        self._asked: Counter[tuple[str, date | tuple[int, int]]] = Counter()
        for one in problem.limits:
            self._years[one.authority, problem.years[0].begins_in] = one.held_this_year
        for agency in problem.agencies:
            self._asked[agency.id, quarter_of(problem.on)] = agency.held_this_quarter
            self._asked[agency.id, monday_of(problem.on)] = agency.held_this_week

    def take(self, held: Held) -> None:
        """Take an exercise in."""
        self._days[held.authority].append(held.day)
        self._count(held, 1)

    def give_back(self, held: Held) -> None:
        """Take an exercise out again."""
        self._days[held.authority].remove(held.day)
        self._count(held, -1)

    def has(self, held: Held) -> bool:
        """Whether one more exercise breaks no hard limit."""
        limits = self._limit[held.authority]
        year = self._years[held.authority, financial_year_of(held.day).begins_in]
        return (
            not self._weeks[held.authority, monday_of(held.day)]
            and not (limits.most_a_year and year >= limits.most_a_year)
            and self._has_gap(limits, held)
            and self._has_agencies(held)
            and self._has_hands(limits, held)
        )

    def held_in(self, authority: str, begins_in: int) -> int:
        """Count the exercises of an authority in a financial year."""
        return self._years[authority, begins_in]

    def _count(self, held: Held, number: int) -> None:
        self._weeks[held.authority, monday_of(held.day)] += number
        self._years[held.authority, financial_year_of(held.day).begins_in] += number
        for agency in held.agencies:
            self._asked[agency, monday_of(held.day)] += number
            self._asked[agency, quarter_of(held.day)] += number
        planning = self._planning[held.authority]
        for index in self._span(held):
            planning[index] += number

    def _span(self, held: Held) -> range:
        """The places of an exercise's days in planning; none before the first day count."""
        return range(max(0, held.planning_from.toordinal() - self._first), held.day.toordinal() - self._first + 1)

    def _has_gap(self, limits: Limits, held: Held) -> bool:
        if not limits.gap.is_hard or not limits.gap_days:
            return True
        return all(abs((held.day - day).days) >= limits.gap_days for day in self._days[held.authority])

    def _has_agencies(self, held: Held) -> bool:
        for agency in filter(None, map(self._agencies.get, held.agencies)):
            if agency.a_week and self._asked[agency.id, monday_of(held.day)] >= agency.a_week:
                return False
            if agency.a_quarter and self._asked[agency.id, quarter_of(held.day)] >= agency.a_quarter:
                return False
        return True

    def _has_hands(self, limits: Limits, held: Held) -> bool:
        if not limits.in_planning.is_hard or not limits.most_in_planning:
            return True
        span = self._span(held)
        return max(self._planning[held.authority][span.start : span.stop]) < limits.most_in_planning
