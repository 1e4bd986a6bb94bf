"""Mending a draft by moves: an exercise moved, dropped, shared, or taken out so that a more urgent one fits.

A move stays where the draft is better for it. Nothing is drawn by lot, so a draft is always mended alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from comah.programme.days import Slot
from comah.programme.draft import Draft, Rank
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


def with_every_year(draft: Draft, *, is_mended: bool = True) -> None:
    """Put an exercise into each financial year that must have one and has none, where one fits.

    Args:
        draft: to put them into.
        is_mended: whether it is mended after each.
    """
    while draft.rank[2]:
        added = _added(draft)
        if added is None:
            return
        draft.add(added)
        if is_mended:
            repair(draft)


def _added(draft: Draft) -> Choice | None:
    """Return the lone exercise with which the draft is best, where it is better for one more."""
    alone = [(slot, (plan.ref,)) for plan in draft.problem.plans for slot in draft.slots[plan.authority]]
    best: tuple[Rank, Choice | None] = draft.rank, None
    for least, slot, refs in _ranked(draft, alone):
        if least > best[0]:
            break
        choice = draft.choice(slot, refs)
        if draft.fits(choice):
            draft.add(choice)
            rank = draft.rank
            draft.remove(choice)
            if rank < best[0] or (rank == best[0] and best[1] is not None and choice < best[1]):
                best = rank, choice
    return best[1]


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
    days = (slot for slot in _within_reach(draft, choice) if slot.day != choice.day)
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
    ranked = draft.ranked(choice.plans)
    days = sorted(_within_reach(draft, choice), key=lambda slot: (ranked(slot.day), slot.day))
    found = (draft.choice(slot, choice.plans) for slot in days)
    return next((one for one in found if draft.fits(one)), None)


def _within_reach(draft: Draft, choice: Choice) -> list[Slot]:
    return [slot for slot in draft.slots[choice.authority] if abs(slot.day - choice.day) <= _REACH]


def _replace(draft: Draft, old: list[Choice], new: Sequence[tuple[Slot, tuple[str, ...]]]) -> bool:
    """Put the best of some exercises in the place of others, where the draft is better for it."""
    best, found = draft.rank, None
    for choice in old:
        draft.remove(choice)
    for least, slot, refs in _ranked(draft, new):
        if least >= best:
            break
        choice = draft.choice(slot, refs)
        if draft.fits(choice):
            draft.add(choice)
            if draft.rank < best:
                best, found = draft.rank, choice
            draft.remove(choice)
    for choice in [found] if found else old:
        draft.add(choice)
    return found is not None


def _ranked(draft: Draft, new: Sequence[tuple[Slot, tuple[str, ...]]]) -> list[tuple[Rank, Slot, tuple[str, ...]]]:
    """Put exercises in the order of how good the draft would be with them, could each be had for nothing else."""
    ranked: dict[tuple[str, ...], Callable[[date], Rank]] = {}
    for _, refs in new:
        if refs not in ranked:
            ranked[refs] = draft.ranked(refs)
    return sorted(((ranked[refs](slot.day), slot, refs) for slot, refs in new), key=lambda one: one[0])


def _slot_of(draft: Draft, choice: Choice) -> Slot:
    return next(slot for slot in draft.slots[choice.authority] if slot.day == choice.day)
