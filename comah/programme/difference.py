"""What sets two programmes apart, in words: their scores, the days of each plan's tests, what each authority bears."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comah.model.programme_page import PlanLine, ProgrammePage
from comah.model.words import count_words, day_words
from comah.programme.page_rows import late_days
from comah.programme.problem import Choice, Problem
from comah.programme.score import days_of_test
from comah.workdays.week import monday_of

NO_DIFFERENCE = "nothing: the programme stays as it is"


def difference_lines(before: ProgrammePage, after: ProgrammePage, *, is_published: bool) -> tuple[str, ...]:
    """Return what is otherwise in a second programme: dates, breaches and load.

    Args:
        before: the programme as it is.
        after: the programme under what is supposed.
        is_published: whether tests that move from a published programme count.
    """
    lines = (
        *_scores(before, after, is_published=is_published),
        *_breaches(before, after),
        *_dates(before, after),
        *_loads(before, after),
    )
    return lines or (NO_DIFFERENCE,)


def moved_lines(problem: Problem, choices: Sequence[Choice]) -> Iterator[str]:
    """Yield in words the published tests that are in another week, each with the nearest test of its plan."""
    for one in problem.published:
        days = days_of_test(problem, one.plan, choices)
        if all(monday_of(day) != monday_of(one.day) for day in days):
            nearest = min(days, key=lambda day: (abs((day - one.day).days), day), default=None)
            now = f"now {day_words(nearest)}" if nearest else "now not tested"
            yield f"{one.plan}: published for {day_words(one.day)}, {now}"


def _scores(before: ProgrammePage, after: ProgrammePage, *, is_published: bool) -> Iterator[str]:
    was = {line.part: line.value for line in before.score}
    for line in after.score:
        if line.value != was[line.part] and (is_published or line.part != "changes"):
            yield f"{line.title}: {line.value} instead of {was[line.part]}"


def _breaches(before: ProgrammePage, after: ProgrammePage) -> Iterator[str]:
    was, now = late_days(before.plans), late_days(after.plans)
    for ref in sorted(was.keys() | now.keys()):
        if was.get(ref, 0) != now.get(ref, 0):
            days = count_words(now.get(ref, 0), "day")
            yield f"{ref}: {days} past its safe date instead of {was.get(ref, 0)}"


def _dates(before: ProgrammePage, after: ProgrammePage) -> Iterator[str]:
    was = {line.plan: _days(line) for line in before.plans}
    for line in after.plans:
        if _days(line) != was.get(line.plan, ""):
            yield f"{line.plan}: {_days(line) or 'no test'} instead of {was.get(line.plan) or 'no test'}"


def _loads(before: ProgrammePage, after: ProgrammePage) -> Iterator[str]:
    was = dict(before.loads)
    for name, load in after.loads:
        if load != was.get(name, 0):
            yield f"{name}: {count_words(load, 'exercise')} in planning at once instead of {was.get(name, 0)}"


def _days(line: PlanLine) -> str:
    return ", ".join(f"{day_words(one.on)} ({one.type})" for one in line.tests)
