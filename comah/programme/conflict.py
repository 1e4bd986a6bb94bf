"""Why safe dates cannot be kept: what is late by itself, and a smallest set of facts that together make it so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import msgspec
from msgspec.structs import replace

from comah.programme.facts import Fact, facts_of
from comah.programme.field import field_of
from comah.programme.first_tests import only_first_tests
from comah.programme.problem import OFF, Plan, Problem
from comah.programme.solving.feasible import can_be_kept

ALWAYS: Final = "besides what always holds: time to plan each, and one exercise a week of each authority at the most"
TOGETHER: Final = "no programme can keep all of these; without any one of them the rest can be kept"
NOT_SMALLEST: Final = "no programme can keep all of these; that each is needed could not be shown"


_EFFORT: Final = 2.0  # deterministic seconds, of the solver's work on one question


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """Facts that no programme can keep together, each of which is needed for that."""

    facts: tuple[Fact, ...]
    is_smallest: bool  # false: that each is needed could not be shown of all

    @property
    def words(self) -> tuple[str, ...]:
        """Say which facts they are: a line each, the plans first."""
        plans = [one.words for one in self.facts if one.id.startswith("plan:")]
        limits = [one.words for one in self.facts if not one.id.startswith("plan:")]
        lines = (f"({number}) {words}" for number, words in enumerate((*plans, *limits), start=1))
        return (f"{TOGETHER if self.is_smallest else NOT_SMALLEST}:", *lines, ALWAYS)


class Alone(msgspec.Struct, frozen=True, kw_only=True):
    """A plan that comes after its safe date whatever else is done."""

    plan: Plan
    first_on: date | None  # the first day on which it can be tested; None: none in the programme


def late_alone(problem: Problem) -> tuple[Alone, ...]:
    """Return the plans whose first possible day is after the safe date, by that date."""
    field = field_of(problem)
    found = (Alone(plan=plan, first_on=field.first_day(plan)) for plan in problem.plans)
    late = (one for one in found if (one.first_on or problem.ends_on) > one.plan.safe_on)
    return tuple(sorted(late, key=lambda one: (one.plan.safe_on, one.plan.ref)))


def conflict_of(problem: Problem, *, use_solver: bool = True) -> Conflict | None:
    """Return a smallest set of facts that makes plans later than each would be alone; None where none is shown.

    A plan counts from the first day on which it can be tested, if that is after its safe date. First tests alone
    are asked before the whole: what they cannot keep, nothing can, and they are soon looked through.

    Args:
        problem: what decides the programme.
        use_solver: false: counting and the first programme tell.
    """
    within_reach = reachable(problem)
    whole = _search(within_reach, use_solver=use_solver)
    firsts = _search(_until_due(only_first_tests(within_reach)), use_solver=use_solver)
    if firsts.can_be_kept(firsts.facts) is False:
        known = {one.id for one in firsts.needed((), firsts.facts)}
        facts = tuple(one for one in whole.facts if one.id in known)
        if all(whole.can_be_kept([one for one in facts if one is not left]) for left in facts):
            return _conflict(facts, is_smallest=True)
    elif whole.can_be_kept(whole.facts) is not False:
        return None
    return _conflict(whole.needed((), whole.facts), is_smallest=not whole.unsettled)


def _conflict(facts: Sequence[Fact], *, is_smallest: bool) -> Conflict:
    return Conflict(facts=tuple(reversed(facts)), is_smallest=is_smallest)


def _search(problem: Problem, *, use_solver: bool) -> _Search:
    return _Search(problem=problem, facts=facts_of(problem), use_solver=use_solver)


def _until_due(problem: Problem) -> Problem:
    """Return a problem of first tests that ends the day after the last of them is due: a test then is late."""
    last = max(plan.safe_on for plan in problem.plans) + timedelta(days=1)
    return replace(problem, ends_on=min(problem.ends_on, last))


class _Search(msgspec.Struct, frozen=True, kw_only=True):
    """The search for facts that are all needed (QuickXplain, Junker 2004)."""

    problem: Problem
    facts: tuple[Fact, ...]
    use_solver: bool
    unsettled: list[str] = msgspec.field(default_factory=list)  # what could not be shown to be kept, nor not

    def can_be_kept(self, facts: Sequence[Fact]) -> bool | None:
        """Whether some programme keeps some facts, the others left out; None where that is not shown."""
        kept = {one.id for one in facts}
        others = [one for one in self.facts if one.id not in kept]
        return can_be_kept(without(self.problem, others), use_solver=self.use_solver, effort=_EFFORT)

    def needed(self, given: Sequence[Fact], facts: Sequence[Fact], *, is_new: bool = False) -> tuple[Fact, ...]:
        """Return of some facts those that are needed beside the given ones; without them all can be kept.

        Args:
            given: facts that stay.
            facts: of which together with them not all can be kept.
            is_new: whether facts were added to the given ones, so that they alone may be too many.
        """
        if is_new and self._is_too_much(given):
            return ()
        if len(facts) == 1:
            return tuple(facts)
        half = len(facts) // 2
        first, second = facts[:half], facts[half:]
        of_first = self.needed((*given, *second), first, is_new=True)
        of_second = self.needed((*given, *of_first), second, is_new=bool(of_first))
        return (*of_first, *of_second)

    def _is_too_much(self, facts: Sequence[Fact]) -> bool:
        answer = self.can_be_kept(facts)
        if answer is None:
            self.unsettled.append(", ".join(one.id for one in facts))
        return answer is False


def without(problem: Problem, facts: Sequence[Fact]) -> Problem:
    """Return a problem without some facts."""
    for fact in facts:
        problem = fact.without(problem)
    return problem


def reachable(problem: Problem) -> Problem:
    """Return a problem of safe dates alone, none of the first before the first day on which the plan can be tested."""
    field = field_of(problem)
    plans = (_from(plan, max(plan.safe_on, field.first_day(plan) or problem.ends_on)) for plan in problem.plans)
    return replace(dates_alone(problem), plans=tuple(plans))


def dates_alone(problem: Problem) -> Problem:
    """Return a problem without the rules that come after safe dates: what is sought of those is found sooner."""
    limits = (replace(one, yearly=OFF, live=OFF) for one in problem.limits)
    plans = (replace(one, margin_days=0, live_safe_on=None) for one in problem.plans)
    return replace(problem, plans=tuple(plans), limits=tuple(limits), published=())


def _from(plan: Plan, first: date) -> Plan:
    """Return a plan as due no sooner than it can be tested."""
    return replace(
        plan, safe_on=first, is_assumed=plan.is_assumed or first > plan.safe_on, margin_days=0, live_safe_on=None
    )
