"""What a programme can choose from: every exercise that time allows, and every day on which a plan can be tested."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from datetime import date, timedelta
from functools import cached_property

import msgspec

from comah.model.kinds import ExerciseType
from comah.programme.days import Slot, kind_of, planning_start, slots
from comah.programme.loads import agencies_asked
from comah.programme.problem import Limits, Plan, Problem


class Start(msgspec.Struct, frozen=True, kw_only=True):
    """A day on which a unit's exercise can be, and when its planning would start."""

    slot: Slot
    calm_from: date | None  # not live; None: there is no such exercise, or no time to plan it
    live_from: date | None


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """The plans that one exercise can be meant to test together."""

    limits: Limits
    plans: tuple[Plan, ...]
    cap: int  # how many of them at once
    agencies: frozenset[str]
    likeness: Mapping[str, str]  # of each plan: the same for plans that can always be tested on the same days
    unlike: tuple[tuple[Plan, int], ...]  # the plans that differ, each with how many are like it, itself among them
    starts: tuple[Start, ...]  # by day

    @property
    def may_be_live(self) -> bool:
        """Whether an exercise can be live or not: where some plans are of the type, or owe one now and then."""
        kinds = {plan.type is ExerciseType.LIVE for plan in self.plans}
        return len(kinds) > 1 or (kinds == {False} and any(plan.live_safe_on for plan in self.plans))

    @property
    def is_always_live(self) -> bool:
        """Whether every exercise of it is live."""
        return all(plan.type is ExerciseType.LIVE for plan in self.plans)


class Field(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The choices of a problem."""

    problem: Problem
    units: tuple[Unit, ...]
    first_late: int = 0  # days that first tests are known to come after safe dates at the least
    first_unwished: int = 0  # the same, after the days by which they are wished for, where lateness is least

    @cached_property
    def unit_of(self) -> Mapping[str, Unit]:
        """The unit of each plan."""
        return {plan.ref: unit for unit in self.units for plan in unit.plans}

    @cached_property
    def counted(self) -> dict[Hashable, int]:
        """What has been counted of it already, by the way of counting."""
        return {}

    @cached_property
    def besides(self) -> dict[Hashable, Mapping[str, int]]:
        """What has been counted of all plans but one already, by the way of counting and by that plan."""
        return {}

    def first_day(self, plan: Plan) -> date | None:
        """Return the first day on which a plan can be tested, committed exercises among them."""
        return self._first_days[plan.ref]

    @cached_property
    def _first_days(self) -> Mapping[str, date | None]:
        found: dict[str, date | None] = {}
        for unit in self.units:
            for plan in unit.plans:
                days = [start.slot.day for start in unit.starts if self.is_possible(plan, start)]
                days += [one.day for one in self.problem.committed if plan.ref in one.plans]
                found[plan.ref] = min(days, default=None)
        return found

    def is_possible(self, plan: Plan, start: Start) -> bool:
        """Whether a plan can be tested on a day: one of the live type needs the time of a live exercise."""
        if plan.is_too_early(start.slot.day):
            return False
        if plan.type is ExerciseType.LIVE:
            return start.live_from is not None
        return start.calm_from is not None or (self.unit_of[plan.ref].may_be_live and start.live_from is not None)


def field_of(problem: Problem) -> Field:
    """Return what can be chosen: days in reach of planning, clear of committed exercises by the hard gap."""
    by_unit: dict[tuple[str, str, str], list[Plan]] = {}
    for plan in problem.plans:
        by_unit.setdefault(plan.unit, []).append(plan)
    days = {one.authority: _clear_slots(problem, one) for one in problem.limits}
    return Field(
        problem=problem,
        units=tuple(_unit(problem, tuple(plans), days[plans[0].authority]) for plans in by_unit.values()),
    )


def _unit(problem: Problem, plans: tuple[Plan, ...], days: tuple[Slot, ...]) -> Unit:
    limits = problem.limit[plans[0].authority]
    calm, live = (kind_of(limits, plans, is_live=is_live) for is_live in (False, True))
    starts = (_start(problem, limits, plans, slot, calm, live) for slot in days)
    cap = min(len(plans), limits.group_cap) if plans[0].group else 1
    likeness = {plan.ref: _likeness(problem, plan) if cap == len(plans) else plan.ref for plan in plans}
    same = Counter(likeness.values())
    return Unit(
        limits=limits,
        plans=plans,
        cap=cap,
        agencies=agencies_asked(problem, (plans[0].ref,)),
        likeness=likeness,
        unlike=tuple((plan, same.pop(key)) for plan in plans if (key := likeness[plan.ref]) in same),
        starts=tuple(one for one in starts if one.calm_from or one.live_from),
    )


def _likeness(problem: Problem, plan: Plan) -> str:
    """Write all that decides when a plan is best tested: its clocks, its type, what is committed and published.

    Where one exercise can test every plan of a group, plans that agree in this lose nothing by the same days.
    """
    committed = [one.id for one in problem.committed if plan.ref in one.plans]
    published = [str(one.day) for one in problem.published if one.plan == plan.ref]
    clocks = (plan.safe_on, plan.interval, plan.counting, plan.margin_days, plan.live_safe_on, plan.live_interval)
    return repr((*clocks, plan.type, committed, published))


def _start(  # noqa: PLR0913, PLR0917 - what decides when planning starts
    problem: Problem, limits: Limits, plans: tuple[Plan, ...], slot: Slot, calm: ExerciseType, live: ExerciseType
) -> Start:
    return Start(
        slot=slot,
        calm_from=planning_start(problem, limits, plans, slot.day, calm) if calm is not ExerciseType.LIVE else None,
        live_from=planning_start(problem, limits, plans, slot.day, live),
    )


def _clear_slots(problem: Problem, limits: Limits) -> tuple[Slot, ...]:
    gap = timedelta(days=limits.gap_days if limits.gap.is_hard else 0)
    taken = [one.day for one in problem.committed if one.authority == limits.authority]
    return tuple(slot for slot in slots(problem, limits.authority) if all(abs(slot.day - day) >= gap for day in taken))
