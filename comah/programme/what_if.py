"""The problem as it would be if something were otherwise. Nothing of it is written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec
from msgspec.structs import replace

from comah.model.words import day_words
from comah.programme.days import usual_start
from comah.programme.problem import HARD, Committed, Limits, Plan, Problem


class Supposed(msgspec.Struct, frozen=True, kw_only=True):
    """What is only supposed."""

    tests: tuple[tuple[str, date], ...] = ()  # a plan, and the day on which it is or was tested
    without: tuple[str, ...] = ()  # agencies that take no part
    capacity: int | None = None  # exercises in planning at once, of each authority

    @property
    def words(self) -> tuple[str, ...]:
        """What is supposed, in words."""
        tests = tuple(f"{ref} is tested on {day_words(day)}" for ref, day in self.tests)
        capacity = () if self.capacity is None else (f"at most {self.capacity} are in planning at once",)
        return (*tests, *(f"{one} takes no part" for one in self.without), *capacity)


def supposing(problem: Problem, supposed: Supposed) -> Problem:
    """Return the problem under everything that is supposed."""
    for ref, day in supposed.tests:
        problem = with_test(problem, ref, day)
    for agency in supposed.without:
        problem = without_agency(problem, agency)
    return problem if supposed.capacity is None else with_capacity(problem, supposed.capacity)


def with_test(problem: Problem, ref: str, day: date) -> Problem:
    """Suppose that a plan was tested on a day, or will be on one that stands fast."""
    plan = problem.plan[ref]
    if day > problem.on:
        return replace(problem, committed=(*problem.committed, _fixed(problem, plan, day)))
    safe_on = plan.safe_after(day)
    if _is_older(problem, ref, day):
        return problem
    tested = replace(
        plan,
        safe_on=max(safe_on, problem.on),
        is_assumed=safe_on < problem.on,
        passed_on=safe_on if safe_on < problem.on else None,
        why=f"if it was tested on {day_words(day)}; safe date {day_words(safe_on)}",
    )
    return replace(problem, plans=tuple(tested if one.ref == ref else one for one in problem.plans))


def older_tests(problem: Problem, supposed: Supposed) -> Iterator[str]:
    """Yield in words the supposed tests that change nothing, for a later one is on record."""
    for ref, day in supposed.tests:
        if _is_older(problem, ref, day):
            yield f"{ref}: a test of {day_words(day)} is older than what is on record, and changes nothing"


def _is_older(problem: Problem, ref: str, day: date) -> bool:
    plan = problem.plan[ref]
    known = plan.passed_on if plan.is_assumed else plan.safe_on
    return day <= problem.on and known is not None and plan.safe_after(day) <= known


def without_agency(problem: Problem, agency: str) -> Problem:
    """Suppose that an agency takes part in no exercise."""

    def others(agencies: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one for one in agencies if one != agency)

    return replace(
        problem,
        plans=tuple(replace(one, agencies=others(one.agencies)) for one in problem.plans),
        committed=tuple(replace(one, agencies=others(one.agencies)) for one in problem.committed),
        agencies=tuple(one for one in problem.agencies if one.id != agency),
    )


def with_capacity(problem: Problem, most: int) -> Problem:
    """Suppose that each authority that has plans can have so many exercises in planning at once, and no more."""
    busy = {plan.authority for plan in problem.plans}

    def limited(limits: Limits) -> Limits:
        return replace(limits, most_in_planning=most, in_planning=HARD) if limits.authority in busy else limits

    return replace(problem, limits=tuple(map(limited, problem.limits)))


def _fixed(problem: Problem, plan: Plan, day: date) -> Committed:
    limits = problem.limit[plan.authority]
    return Committed(
        id=f"supposed-{plan.ref.replace('/', '-')}-{day}",
        day=day,
        authority=plan.authority,
        plans=(plan.ref,),
        type=plan.type,
        agencies=plan.agencies,
        planning_from=max(problem.on, usual_start(limits, day, plan.type)),
    )
