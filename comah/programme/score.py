"""The score of a programme, counted exactly by dates. Everything that compares programmes asks here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from comah.model.kinds import ExerciseType
from comah.programme.days import unmet_wishes
from comah.programme.loads import Held, all_held, peak_of
from comah.programme.problem import Choice, Limits, Plan, Problem, Score, Wish
from comah.programme.walk import Kept, is_live_in_time, kept, safe_dates
from comah.workdays.financial_year import FinancialYear
from comah.workdays.week import monday_of


def score(problem: Problem, choices: Iterable[Choice]) -> Score:
    """Count how good a programme is; less is better, field by field.

    Args:
        problem: what decides the programme.
        choices: the exercises that it puts on days, beside those committed.
    """
    chosen = tuple(choices)
    held = all_held(problem, chosen)
    walks = [_kept(problem, plan, chosen) for plan in problem.plans]
    return Score(
        late=sum(one.late for one in walks),
        short=sum(one.short for one in walks),
        missed=sum(
            (years_missed(problem, limits, held) if limits.yearly.is_hard else 0)
            + (lives_missed(problem, limits, chosen) if limits.live.is_hard else 0)
            for limits in problem.limits
        ),
        exercises=len(chosen),
        given_up=sum(one.given_up for one in walks),
        peak=sum(peak_of(_of(held, limits)) for limits in problem.limits),
        disliked=sum(_disliked(problem, limits, chosen, _of(held, limits)) for limits in problem.limits),
        changes=_changes(problem, chosen),
    )


def days_of_test(problem: Problem, ref: str, choices: Iterable[Choice]) -> tuple[date, ...]:
    """Return the days, in order, of the exercises meant to test a plan."""
    committed = (one.day for one in problem.committed if ref in one.plans)
    return tuple(sorted((*committed, *(one.day for one in choices if ref in one.plans))))


def safe_date_to_meet(problem: Problem, ref: str, on: date, choices: Iterable[Choice]) -> date:
    """Return the safe date that a plan's test on a day is to meet: it follows from the tests before."""
    return next(
        safe_on for day, safe_on in safe_dates(problem.plan[ref], days_of_test(problem, ref, choices)) if day == on
    )


def days_of_live(problem: Problem, ref: str, choices: Iterable[Choice]) -> tuple[date, ...]:
    """Return the days, in order, of the live exercises meant to test a plan."""
    committed = (one.day for one in problem.committed if ref in one.plans and one.type is ExerciseType.LIVE)
    return tuple(sorted((*committed, *(one.day for one in choices if ref in one.plans and one.is_live))))


def years_missed(problem: Problem, limits: Limits, held: Sequence[Held]) -> int:
    """Count the financial years that end within the programme and have no exercise of the authority."""
    return len(years_without(problem, limits, held))


def years_without(problem: Problem, limits: Limits, held: Sequence[Held]) -> tuple[FinancialYear, ...]:
    """Return the financial years that end within the programme and have no exercise of the authority."""
    own = _of(held, limits)
    return tuple(
        year
        for number, year in enumerate(problem.years)
        if year.ends_on <= problem.ends_on
        and not (number == 0 and limits.held_this_year)
        and not any(one.day in year for one in own)
    )


def lives_missed(problem: Problem, limits: Limits, choices: Sequence[Choice]) -> int:
    """Count the authority's plans that have no live exercise as often as it wishes."""
    return len(plans_without_live(problem, limits, choices))


def plans_without_live(problem: Problem, limits: Limits, choices: Sequence[Choice]) -> tuple[Plan, ...]:
    """Return the authority's plans that have no live exercise as often as it wishes."""
    return tuple(
        plan
        for plan in problem.plans
        if plan.authority == limits.authority
        and not is_live_in_time(plan, days_of_live(problem, plan.ref, choices), problem.ends_on)
    )


def is_weighed(wish: Wish) -> bool:
    """Whether a wish counts among the preferences."""
    return bool(wish.weight) and not wish.is_hard


def pairs_too_near(limits: Limits, held: Sequence[Held]) -> tuple[tuple[Held, Held], ...]:
    """Return every two exercises of the authority that are nearer than its gap, one of them chosen."""
    own = _of(held, limits)
    return tuple(
        (first, second)
        for number, first in enumerate(own)
        for second in own[number + 1 :]
        if (second.day - first.day).days < limits.gap_days and not (first.id and second.id)
    )


def _kept(problem: Problem, plan: Plan, choices: Sequence[Choice]) -> Kept:
    return kept(plan, days_of_test(problem, plan.ref, choices), problem.ends_on)


def _of(held: Iterable[Held], limits: Limits) -> tuple[Held, ...]:
    return tuple(one for one in held if one.authority == limits.authority)


def _disliked(problem: Problem, limits: Limits, choices: Sequence[Choice], held: Sequence[Held]) -> int:
    total = sum(sum(unmet_wishes(limits, one.day).values()) for one in choices if one.authority == limits.authority)
    if is_weighed(limits.gap):
        total += limits.gap.weight * len(pairs_too_near(limits, held))
    if is_weighed(limits.in_planning) and limits.most_in_planning:
        total += limits.in_planning.weight * max(0, peak_of(held) - limits.most_in_planning)
    if is_weighed(limits.yearly):
        total += limits.yearly.weight * years_missed(problem, limits, held)
    if is_weighed(limits.live):
        total += limits.live.weight * lives_missed(problem, limits, choices)
    return total


def _changes(problem: Problem, choices: Sequence[Choice]) -> int:
    chosen = {(ref, monday_of(one.day)) for one in choices for ref in one.plans}
    weeks = chosen | {(ref, monday_of(one.day)) for one in problem.committed for ref in one.plans}
    return sum((one.plan, monday_of(one.day)) not in weeks for one in problem.published)
