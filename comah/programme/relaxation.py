"""What would help where safe dates cannot be kept: one thing at a time is let go, and the lateness counted anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Final

import msgspec
from msgspec.structs import replace

from comah.model.words import count_words
from comah.programme import waiting
from comah.programme.conflict import dates_alone, reachable
from comah.programme.draft import Draft
from comah.programme.facts import facts_of, with_agency, with_limits, without_committed
from comah.programme.field import field_of
from comah.programme.greedy import greedy
from comah.programme.problem import Choice, Limits, Problem
from comah.programme.repair import repair
from comah.programme.score import score
from comah.programme.solving.feasible import can_be_kept, least_late
from comah.programme.solving.stages import solved

_EFFORT: Final = 2.0  # deterministic seconds, of the solver's work on one thing let go
_TOGETHER = "together"  # the group of all, while it is asked which plans to test together


class Relaxation(msgspec.Struct, frozen=True, kw_only=True):
    """One thing let go, and what that leaves of the lateness."""

    id: str
    words: str
    late: int  # days after safe dates that are left
    saved: int  # days fewer than without it


class Together(msgspec.Struct, frozen=True, kw_only=True):
    """Exercises that each test several plans, with which every safe date can be kept."""

    at_once: int  # plans that one exercise may be meant to test
    exercises: tuple[tuple[date, tuple[str, ...]], ...]  # those of more than one plan: the day, and the plans


def relaxations(problem: Problem, choices: Sequence[Choice], *, use_solver: bool = True) -> tuple[Relaxation, ...]:
    """Return what would help if it alone were let go, what helps most first; what does not help is left out.

    Args:
        problem: what decides the programme.
        choices: the best programme known.
        use_solver: false: mending that programme, and one made anew, tell.
    """
    late = score(problem, choices).late
    ways = [_Way(id=name, words=words, problem=changed) for name, words, changed in _ways(_standing(problem, choices))]
    found: dict[str, int] = {}
    for way in ways:
        if way.bound < late:
            found[way.id] = _mended(way.problem, choices)
    for way in sorted(ways, key=lambda one: (one.bound, one.id)):  # the best of them all is sought further
        best = min((late, *found.values()))
        if way.bound < min(best, found.get(way.id, 0)):
            found[way.id] = min(found[way.id], _sought(way.problem, choices, use_solver=use_solver))
    made = (
        Relaxation(id=way.id, words=way.words, late=found[way.id], saved=late - found[way.id])
        for way in ways
        if found.get(way.id, late) < late
    )
    return tuple(sorted(made, key=lambda one: (one.late, one.id)))


def _standing(problem: Problem, choices: Iterable[Choice]) -> Problem:
    """Return a problem of dates alone in which every exercise of a programme still stands on a day to choose."""
    days = frozenset(one.day for one in choices)
    alone = dates_alone(problem)
    return replace(alone, limits=tuple(replace(one, open_days=one.open_days | days) for one in alone.limits))


class _Way(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One thing to let go, and the problem without it."""

    id: str
    words: str
    problem: Problem

    @cached_property
    def bound(self) -> int:
        """The days of lateness than which there are no fewer."""
        return waiting.least_late(field_of(self.problem))


def _mended(problem: Problem, choices: Sequence[Choice]) -> int:
    """Return the lateness of a programme once it is mended under what is let go."""
    draft = Draft(problem, choices)
    repair(draft)
    return draft.rank[0]


def _sought(problem: Problem, choices: Sequence[Choice], *, use_solver: bool) -> int:
    """Return the least lateness that can be found in some seconds."""
    best = min((tuple(choices), greedy(problem)), key=lambda one: score(problem, one))
    if use_solver:
        best = solved(problem, best, effort=_EFFORT, until="late").choices
    return score(problem, best).late


def more_a_year(problem: Problem, authority: str, *, use_solver: bool = True) -> int | None:
    """Return how many more exercises a year would let an authority keep every date that is in reach.

    None where no number does: something else stands in the way.
    """
    within_reach = reachable(problem)
    most = problem.limit[authority].most_a_year
    unlimited = with_limits(within_reach, authority, most_a_year=0)
    if not most or not can_be_kept(unlimited, use_solver=use_solver, effort=_EFFORT):
        return None
    weeks = range(len(problem.weeks))  # one exercise a week: no year has more
    return next(
        (
            one
            for one in weeks
            if can_be_kept(_with_more(within_reach, authority, one), use_solver=use_solver, effort=_EFFORT)
        ),
        None,
    )


def together(problem: Problem, authority: str, *, use_solver: bool = True) -> Together | None:
    """Return which plans of an authority could be tested together so that every date in reach is kept.

    Any of them may then share an exercise, whatever their groups; as few at once as will do, two at the least.
    """
    within_reach = reachable(problem)
    own = [plan.ref for plan in problem.plans if plan.authority == authority]
    for at_once in range(2, len(own) + 1):
        grouped = with_limits(_grouped(within_reach, authority), authority, group_cap=at_once)
        late, _, choices = least_late(grouped, use_solver=use_solver, effort=_EFFORT, enough=1)
        if not late:
            return Together(at_once=at_once, exercises=tuple(_shared(_parted(grouped, choices), authority)))
    return None


def _parted(problem: Problem, choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """Give plans that are tested together exercises of their own again, wherever every date is still kept."""
    draft = Draft(problem, choices)
    for choice in (one for one in draft.choices if len(one.plans) > 1):
        for ref in choice.plans:
            _part(draft, ref, choice.day)
    return draft.choices


def _part(draft: Draft, ref: str, day: date) -> None:
    """Let a plan have an exercise of its own in place of the one that it shares on a day, where that can be."""
    shared = next((one for one in draft.chosen if one.day == day and ref in one.plans), None)
    if shared is None or len(shared.plans) == 1:
        return
    left = replace(shared, plans=tuple(other for other in shared.plans if other != ref))
    draft.remove(shared)
    draft.add(left)
    for slot in draft.slots[shared.authority]:
        alone = draft.choice(slot, (ref,))
        if not draft.fits(alone):
            continue
        draft.add(alone)
        if not draft.rank[0]:
            return
        draft.remove(alone)
    draft.remove(left)
    draft.add(shared)


def _with_more(problem: Problem, authority: str, more: int) -> Problem:
    return with_limits(problem, authority, most_a_year=problem.limit[authority].most_a_year + more)


def _grouped(problem: Problem, authority: str) -> Problem:
    plans = (replace(one, group=_TOGETHER) if one.authority == authority else one for one in problem.plans)
    return replace(problem, plans=tuple(plans))


def _shared(choices: Iterable[Choice], authority: str) -> Iterator[tuple[date, tuple[str, ...]]]:
    return ((one.day, one.plans) for one in choices if one.authority == authority and len(one.plans) > 1)


def _ways(problem: Problem) -> Iterator[tuple[str, str, Problem]]:
    for limits in problem.limits:
        if any(plan.authority == limits.authority for plan in problem.plans):
            yield from _of_limits(problem, limits)
    for agency in problem.agencies:
        for span in ("week", "quarter"):
            most = getattr(agency, f"a_{span}")
            if most:
                words = f"{agency.name} takes part in {count_words(most + 1, 'exercise')} a {span}"
                yield f"agency-{span}:{agency.id}", words, with_agency(problem, agency.id, **{f"a_{span}": most + 1})
    for fact in facts_of(problem):
        kind, _, name = fact.id.partition(":")
        if kind not in {"plan", "a-year", "in-planning", "agency-week", "agency-quarter"}:
            left = without_committed(problem, name) if kind == "committed" else fact.without(problem)
            yield fact.id, f"without this: {fact.words}", left


def _of_limits(problem: Problem, limits: Limits) -> Iterator[tuple[str, str, Problem]]:
    name, most = limits.authority, limits.most_in_planning
    if most and limits.in_planning.is_hard:
        words = f"{limits.name} has {count_words(most + 1, 'exercise')} in planning at once"
        yield f"in-planning:{name}", words, with_limits(problem, name, most_in_planning=most + 1)
    if limits.most_a_year:
        words = f"{limits.name} holds {count_words(limits.most_a_year + 1, 'exercise')} a financial year"
        yield f"a-year:{name}", words, _with_more(problem, name, 1)
    if not limits.may_compress:
        words = f"{limits.name} presses planning to its least lengths"
        yield f"compressed:{name}", words, with_limits(problem, name, may_compress=True)
    if any(one.group for one in problem.plans if one.authority == name):
        words = f"one exercise of {limits.name} is meant to test {count_words(limits.group_cap + 1, 'plan')} of a group"
        yield f"group-cap:{name}", words, with_limits(problem, name, group_cap=limits.group_cap + 1)
