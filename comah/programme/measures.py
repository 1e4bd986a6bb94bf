"""Local measures that ask for more exercises a year than a programme sees to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comah.model.authority import Authority, Measure
from comah.model.book import Book
from comah.model.kinds import Counted
from comah.model.words import count_words
from comah.programme.loads import Held, all_held
from comah.programme.problem import OFF, Choice, Limits, Problem
from comah.workdays.financial_year import FinancialYear


def measure_lines(book: Book, problem: Problem, choices: Sequence[Choice]) -> Iterator[str]:
    """Yield in words the measures of two or more exercises a financial year, and the years that have fewer.

    A programme sees to one exercise in each financial year, or to none where that rule is in neither list.

    Args:
        book: with the measures of each authority.
        problem: what decides the programme.
        choices: the exercises proposed.
    """
    held = all_held(problem, choices)
    busy = {plan.authority for plan in problem.plans}
    for records in book.authorities:
        authority = records.authority
        for measure in authority.measures if authority.id in busy else ():
            if measure.counts is Counted.EXERCISES and measure.target > 1:
                yield _words(problem, authority, measure, held)


def _words(problem: Problem, authority: Authority, measure: Measure, held: Sequence[Held]) -> str:
    limits = problem.limit[authority.id]
    seen_to = "none" if limits.yearly == OFF else "1"
    counts = ((year.name, _count(limits, year, number, held)) for number, year in _ended(problem))
    few = ", ".join(f"{name} has {count}" for name, count in counts if count < measure.target)
    asked = f"the measure {measure.id} asks for {count_words(measure.target, 'exercise')} each financial year"
    return f"{authority.name}: {asked}; the programme sees to {seen_to}. {few or 'Each has so many'}"


def _ended(problem: Problem) -> Iterator[tuple[int, FinancialYear]]:
    """Yield the financial years that end within the programme: of the last one nobody knows yet."""
    return ((number, year) for number, year in enumerate(problem.years) if year.ends_on <= problem.ends_on)


def _count(limits: Limits, year: FinancialYear, number: int, held: Sequence[Held]) -> int:
    before = limits.held_this_year if number == 0 else 0
    return before + sum(one.authority == limits.authority and one.day in year for one in held)
