"""Why safe dates cannot be kept: what is late by itself, and a smallest set of facts that together make it so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec
from msgspec.structs import replace

from comah.model.words import count_words, day_words
from comah.programme.facts import Fact, facts_of
from comah.programme.field import Field, field_of
from comah.programme.problem import Plan, Problem
from comah.programme.solving.feasible import can_be_kept


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """Facts that no programme can keep together, each of which is needed for that."""

    facts: tuple[Fact, ...]
    is_smallest: bool  # false: that each is needed could not be shown of all

    @property
    def words(self) -> str:
        """Say which plans, and what stands in their way."""
        plans = [one.words for one in self.facts if one.id.startswith("plan:")]
        limits = [one.words for one in self.facts if not one.id.startswith("plan:")]
        return f"{'; '.join((*plans, *limits))}: not all of these can be kept"


class Alone(msgspec.Struct, frozen=True, kw_only=True):
    """A plan that comes after its safe date whatever else is done."""

    plan: str
    safe_on: date
    first_on: date | None  # the first day on which it can be tested; None: none in the programme
    words: str


def late_alone(problem: Problem) -> tuple[Alone, ...]:
    """Return the plans whose first possible day is after the safe date, by that date."""
    field = field_of(problem)
    found = (_alone(field, plan) for plan in problem.plans)
    return tuple(sorted((one for one in found if one is not None), key=lambda one: (one.safe_on, one.plan)))


def conflict_of(problem: Problem, *, use_solver: bool = True) -> Conflict | None:
    """Return a smallest set of facts that makes plans later than each would be alone; None where there is none.

    Facts are left out one at a time, and stay out while the rest cannot be kept; what is left at the end is all
    needed. A plan counts from the first day on which it can be tested, if that is after its safe date.

    Args:
        problem: what decides the programme.
        use_solver: false: what counting and the first programme do not settle stays in the set.
    """
    within_reach = reachable(problem)
    if can_be_kept(within_reach, use_solver=use_solver) is not False:
        return None
    facts, is_smallest = list(facts_of(within_reach)), True
    for fact in tuple(facts):
        rest = [one for one in facts if one is not fact]
        answer = can_be_kept(without(within_reach, _others(within_reach, rest)), use_solver=use_solver)
        if answer is False:
            facts = rest
        elif answer is None:
            is_smallest = False
    return Conflict(facts=tuple(reversed(facts)), is_smallest=is_smallest)


def without(problem: Problem, facts: Sequence[Fact]) -> Problem:
    """Return a problem without some facts."""
    for fact in facts:
        problem = fact.without(problem)
    return problem


def reachable(problem: Problem) -> Problem:
    """Return a problem whose first safe dates are none before the first day on which each plan can be tested."""
    field = field_of(problem)
    return replace(
        problem,
        plans=tuple(
            replace(plan, safe_on=max(plan.safe_on, field.first_day(plan) or problem.ends_on), margin_days=0)
            for plan in problem.plans
        ),
    )


def _others(problem: Problem, kept: Sequence[Fact]) -> list[Fact]:
    known = {one.id for one in kept}
    return [one for one in facts_of(problem) if one.id not in known]


def _alone(field: Field, plan: Plan) -> Alone | None:
    first = field.first_day(plan)
    if first is not None and first <= plan.safe_on:
        return None
    if first is None and plan.safe_on >= field.problem.ends_on:
        return None
    known = f"{plan.name} is due on {day_words(plan.safe_on)}"
    if first is None:
        return Alone(plan=plan.ref, safe_on=plan.safe_on, first_on=None, words=f"{known}; no day is left to test it")
    late = count_words((first - plan.safe_on).days, "day")
    words = f"{known}; the first day with time to plan its exercise is {day_words(first)}, {late} later"
    return Alone(plan=plan.ref, safe_on=plan.safe_on, first_on=first, words=words)
