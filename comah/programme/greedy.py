"""A first programme: the most urgent plan first, on the latest day that is still good.

It needs no solver. ``by_hand`` does what a planner does with a spreadsheet; ``greedy`` looks back, tests plans
of one group together and mends what it made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import Enum
from heapq import heapify, heappop, heappush

from comah.programme.days import A_YEAR, Slot
from comah.programme.draft import Draft
from comah.programme.problem import Choice, Plan, Problem
from comah.programme.repair import repair, with_every_year
from comah.programme.score import score


class Joining(Enum):
    """When a plan joins an exercise of another of its group."""

    NEVER = "never"
    FREE = "free"  # where it needs no more tests for that
    NEAR = "near"  # where it is due within a year


def greedy(problem: Problem) -> tuple[Choice, ...]:
    """Return the best of some programmes made by urgency and mended."""
    has_groups = any(plan.group for plan in problem.plans) and any(one.group_cap > 1 for one in problem.limits)
    ways = tuple(Joining) if has_groups else (Joining.NEVER,)
    made = [_made(problem, way) for way in ways]
    return min(made, key=lambda choices: (score(problem, choices), choices))


def by_hand(problem: Problem) -> tuple[Choice, ...]:
    """Return the programme of earliest date first: each plan alone, nothing moved once it stands."""
    return _filled(problem, Joining.NEVER).choices


def by_urgency(problem: Problem) -> tuple[Choice, ...]:
    """Return the programme of earliest date first, plans of one group together, nothing moved once it stands."""
    return _filled(problem, Joining.FREE).choices


def completed(problem: Problem, choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """Return some exercises with those that are still needed; the solver mends them sooner than moves do."""
    draft = _filled(problem, Joining.FREE, choices)
    with_every_year(draft, is_mended=False)
    return draft.choices


def mended(problem: Problem, choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """Return some exercises mended, with no others besides."""
    draft = Draft(problem, choices)
    repair(draft)
    return draft.choices


def _made(problem: Problem, joining: Joining) -> tuple[Choice, ...]:
    draft = _filled(problem, joining)
    repair(draft)
    with_every_year(draft)
    return draft.choices


def _filled(problem: Problem, joining: Joining, choices: Iterable[Choice] = ()) -> Draft:
    draft = Draft(problem, choices)
    settled: set[tuple[str, date]] = set()  # what has an exercise too late, or cannot have one
    waiting = [(needed, plan.ref) for plan in problem.plans for needed in _needed(draft, plan, settled)]
    heapify(waiting)
    while waiting:
        _, ref = heappop(waiting)
        plan = problem.plan[ref]
        for needed in _needed(draft, plan, settled):
            choice = _place(draft, plan, needed, joining)
            if choice is None or choice.day > needed:
                settled.add((ref, needed))
            if choice is not None:
                draft.add(choice)
        for needed in _needed(draft, plan, settled):
            heappush(waiting, (needed, ref))
    return draft


def _needed(draft: Draft, plan: Plan, settled: Iterable[tuple[str, date]] = ()) -> Iterator[date]:
    """Yield the day by which a plan's next test is wished for, where the programme has none by then."""
    safe_on, margin = plan.safe_on, timedelta(days=plan.margin_days)
    for day in (*draft.days(plan.ref), None):
        needed = safe_on - margin
        if needed >= draft.problem.ends_on:
            return
        if (day is None or day > needed) and (plan.ref, needed) not in settled:
            yield needed
            return
        if day is not None:
            safe_on = plan.safe_after(day)


def _place(draft: Draft, plan: Plan, needed: date, joining: Joining) -> Choice | None:
    """Return the exercise on the latest good day by which it is wished for, else on the first after."""
    last = max((day for day in draft.days(plan.ref) if day <= needed), default=draft.problem.on)
    days = draft.slots[plan.authority]
    before = [slot for slot in reversed(days) if last < slot.day <= needed]
    for slot in (*before, *(slot for slot in days if slot.day > max(needed, last))):
        choice = draft.choice(slot, (plan.ref,))
        if draft.fits(choice):
            return _joined(draft, plan, slot, joining) or choice
    return None


def _joined(draft: Draft, plan: Plan, slot: Slot, joining: Joining) -> Choice | None:
    """Return the exercise with those plans of the group that it helps, the most urgent first."""
    if joining is Joining.NEVER or not plan.group:
        return None
    others = sorted(
        (needed, other.ref)
        for other in draft.problem.plans
        if other.unit == plan.unit and other.ref != plan.ref
        for needed in _needed(draft, other)
        if _helps(draft, other, slot.day, needed, joining)
    )
    refs = (plan.ref, *(ref for _, ref in others))[: draft.problem.limit[plan.authority].group_cap]
    choice = draft.choice(slot, refs)
    return choice if draft.fits(choice) else None


def _helps(draft: Draft, plan: Plan, day: date, needed: date, joining: Joining) -> bool:
    if any(abs((day - own).days) < A_YEAR.days for own in draft.days(plan.ref)):
        return False
    if joining is Joining.NEAR:
        return needed - day <= A_YEAR
    later = plan.safe_after(day) - timedelta(days=plan.margin_days)
    return 1 + tests_needed(plan, later, draft.problem.ends_on) <= tests_needed(plan, needed, draft.problem.ends_on)


def tests_needed(plan: Plan, needed: date, ends_on: date) -> int:
    """Count the tests that a plan needs at the least, each as late as is wished for."""
    count = 0
    while needed < ends_on:
        count += 1
        needed = plan.safe_after(needed) - timedelta(days=plan.margin_days)
    return count
