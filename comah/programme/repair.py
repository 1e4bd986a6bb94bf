"""Mending a draft by moves: an exercise moved, dropped, shared, or taken out so that a more urgent one fits.

A move stays where the draft is better for it. Nothing is drawn by lot, so a draft is always mended alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from comah.programme.days import Slot
from comah.programme.draft import Draft
from comah.programme.problem import Choice
from comah.programme.walk import safe_dates

_PASSES = 6
_REACH = timedelta(days=550)  # how far one exercise is moved at a time
_NEAR = timedelta(days=200)  # how far from a late test others make way


def repair(draft: Draft) -> None:
    """Move exercises while that makes the draft better."""
    for _ in range(_PASSES):
        before = draft.rank
        for choice in draft.choices:
            if choice in draft.chosen:  # it may have been merged into another
                _drop(draft, choice) or _share(draft, choice) or _move(draft, choice)
        for ref in sorted(plan.ref for plan in draft.problem.plans):
            _make_way(draft, ref)
        if draft.rank == before:
            return


def with_every_year(draft: Draft) -> None:
    """Put an exercise into each financial year that must have one and has none, where one fits."""
    missed = draft.rank[2]
    while missed:
        added = min(_added(draft), default=None)
        if added is None or added[0] >= draft.rank:
            return
        draft.add(added[1])
        repair(draft)
        missed = draft.rank[2]


def _added(draft: Draft) -> Iterator[tuple[tuple[int, ...], Choice]]:
    """Yield every lone exercise that could be put in, with the rank that the draft would have."""
    for plan in draft.problem.plans:
        for slot in draft.slots[plan.authority]:
            choice = draft.choice(slot, (plan.ref,))
            if draft.fits(choice):
                draft.add(choice)
                yield draft.rank, choice
                draft.remove(choice)


def _drop(draft: Draft, choice: Choice) -> bool:
    """Take an exercise out where it is not needed."""
    before = draft.rank
    draft.remove(choice)
    if draft.rank < before:
        return True
    draft.add(choice)
    return False


def _share(draft: Draft, choice: Choice) -> bool:
    """Let an exercise test one plan more or less of its group, or another exercise's plans besides its own."""
    plan = draft.problem.plan[choice.plans[0]]
    most = draft.problem.limit[choice.authority].group_cap
    if not plan.group or most == 1:
        return False
    others = [one.ref for one in draft.problem.plans if one.unit == plan.unit and one.ref not in choice.plans]
    slot = _slot_of(draft, choice)
    wider = [(*choice.plans, ref) for ref in others if len(choice.plans) < most]
    fewer = [tuple(ref for ref in choice.plans if ref != left) for left in choice.plans if len(choice.plans) > 1]
    if _replace(draft, [choice], [(slot, refs) for refs in (*wider, *fewer)]):
        return True
    return any(_merge(draft, choice, slot, other) for other in draft.choices if _can_merge(choice, other, others, most))


def _can_merge(choice: Choice, other: Choice, others: Iterable[str], most: int) -> bool:
    return set(other.plans) <= set(others) and len(choice.plans) + len(other.plans) <= most


def _merge(draft: Draft, choice: Choice, slot: Slot, other: Choice) -> bool:
    refs = (*choice.plans, *other.plans)
    return _replace(draft, [choice, other], [(slot, refs), (_slot_of(draft, other), refs)])


def _move(draft: Draft, choice: Choice) -> bool:
    """Move an exercise to the best other day, where that is better."""
    current = sum(_cost(draft, ref, draft.days(ref)) for ref in choice.plans)
    missed = draft.rank[2]
    days = [
        slot
        for slot in draft.slots[choice.authority]
        if abs(slot.day - choice.day) <= _REACH and slot.day != choice.day
        if missed or sum(_cost(draft, ref, _moved(draft, ref, choice.day, slot.day)) for ref in choice.plans) < current
    ]
    return _replace(draft, [choice], [(slot, choice.plans) for slot in days])


def _make_way(draft: Draft, ref: str) -> None:
    """Where a plan is tested too late, take out a neighbour, put the plan in and then the neighbour again."""
    if not (draft.kept(ref).late or draft.kept(ref).short):
        return
    plan = draft.problem.plan[ref]
    first = next((slot.day for slot in draft.slots[plan.authority] if draft.has_time(draft.choice(slot, (ref,)))), None)
    margin = timedelta(days=plan.margin_days)
    wished = {day: safe_on - margin for day, safe_on in safe_dates(plan, draft.days(ref))}
    for choice in (one for one in draft.choices if ref in one.plans and wished[one.day] < one.day != first):
        for other in draft.choices:
            if other.authority == choice.authority and other != choice and abs(other.day - choice.day) <= _NEAR:
                if choice not in draft.chosen:
                    return
                if other in draft.chosen and _swap(draft, choice, other):
                    return


def _swap(draft: Draft, choice: Choice, other: Choice) -> bool:
    before = draft.rank
    draft.remove(choice)
    draft.remove(other)
    first = _best(draft, choice)
    if first is not None:
        draft.add(first)
        second = _best(draft, other)
        if second is not None:
            draft.add(second)
            if draft.rank < before:
                return True
            draft.remove(second)
        draft.remove(first)
    draft.add(choice)
    draft.add(other)
    return False


def _best(draft: Draft, choice: Choice) -> Choice | None:
    """Return the exercise on the day that costs its plans the least."""
    days = sorted(
        (slot for slot in draft.slots[choice.authority] if abs(slot.day - choice.day) <= _REACH),
        key=lambda slot: (sum(_cost(draft, ref, (*draft.days(ref), slot.day)) for ref in choice.plans), slot.day),
    )
    found = (draft.choice(slot, choice.plans) for slot in days)
    return next((one for one in found if draft.fits(one)), None)


def _replace(draft: Draft, old: list[Choice], new: Iterable[tuple[Slot, tuple[str, ...]]]) -> bool:
    """Put the best of some exercises in the place of others, where the draft is better for it."""
    before = draft.rank
    for choice in old:
        draft.remove(choice)
    best, found = before, None
    for slot, refs in new:
        choice = draft.choice(slot, refs)
        if draft.fits(choice):
            draft.add(choice)
            if draft.rank < best:
                best, found = draft.rank, choice
            draft.remove(choice)
    for choice in [found] if found else old:
        draft.add(choice)
    return found is not None


def _cost(draft: Draft, ref: str, days: Iterable[date]) -> int:
    """Weigh what some days of test would keep and miss of one plan: lateness far above shortfall, and so on."""
    found = draft.would_keep(ref, days)
    return (found.late * _ABOVE + found.short) * _ABOVE + found.given_up


def _moved(draft: Draft, ref: str, old: date, new: date) -> list[date]:
    days = list(draft.days(ref))
    days.remove(old)
    return [*days, new]


def _slot_of(draft: Draft, choice: Choice) -> Slot:
    return next(slot for slot in draft.slots[choice.authority] if slot.day == choice.day)


_ABOVE = 1_000_000  # more than any plan's days of one kind
