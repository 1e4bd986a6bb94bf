"""The fields of the score as expressions of the model, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from comah.programme.loads import all_held
from comah.programme.problem import Limits, Plan, Problem, Score
from comah.programme.reach import Reach
from comah.programme.score import is_weighed, years_without
from comah.programme.solving.busy import Busy
from comah.programme.solving.candidates import Candidates, candidates_of
from comah.programme.solving.capacity import loads_on, near_pairs
from comah.programme.solving.choosing import Chosen
from comah.programme.solving.clocks import (
    Clock,
    bind_covered,
    late_clock,
    live_clock,
    uncovered_days,
    wish_clock,
)
from comah.programme.solving.weights import Weight
from comah.workdays.week import monday_of

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

    from comah.programme.solving.capacity import Count

FIELDS = Score.__struct_fields__


class Aims:
    """The expressions that a stage needs: those of the fields before it are bound, and its own is least."""

    def __init__(
        self, chosen: Chosen, busy: Mapping[str, Sequence[Busy]], best: Score, reach: Mapping[str, Reach]
    ) -> None:
        """Hold what is known: the best score yet, and how far each plan's tests reach in one no worse."""
        self.chosen = chosen
        self.model = chosen.model
        self.problem: Problem = chosen.field.problem
        self._busy = busy
        self._best = best
        self._reach = reach
        self._tests = {plan.ref: candidates_of(chosen, plan) for plan, _ in chosen.plans}
        self._late: Count = best.late
        self.peaks: dict[str, cp_model.IntVar] = {}

    def set_stage(self, names: Sequence[str], weights: Sequence[Weight]) -> tuple[Count, ...]:
        """Bind every field before a stage to the best value yet, and seek less of its own, which are returned.

        Args:
            names: the fields of the stage.
            weights: of each in what is sought.
        """
        for before in FIELDS[: FIELDS.index(names[0])]:
            self.model.add(self._expression(before) <= getattr(self._best, before))
        own = tuple(self._expression(name) for name in names)
        if len(own) > 1:
            self.model.add(own[0] <= getattr(self._best, names[0]))
        self.model.minimize(sum(one * each.weight for one, each in zip(own, weights, strict=True)))
        return own

    def _expression(self, name: str) -> Count:
        found: Count = getattr(self, f"_{name}_days" if name in {"late", "short"} else f"_{name}")()
        return found

    def _late_days(self) -> Count:
        self._late = self._uncovered(late_clock)
        return self._late

    def _short_days(self) -> Count:
        """The days without the wished cover, less those that are late besides."""
        return self._uncovered(wish_clock) - self._late

    def _uncovered(self, clock_of: Callable[[Chosen, Plan, Reach, Candidates], Clock]) -> Count:
        parts = [
            (
                uncovered_days(self.chosen, clock_of(self.chosen, plan, self._reach[plan.ref], self._tests[plan.ref])),
                number,
            )
            for plan, number in self.chosen.plans
        ]
        return sum(always * number for (always, _), number in parts) + sum(days * number for (_, days), number in parts)

    def _missed(self) -> Count:
        hard = [one for one in self.problem.limits if one.yearly.is_hard]
        years = sum(self._years_missed(limits) for limits in hard)
        return years + sum(self._lives_missed(one) for one in self.problem.limits if one.live.is_hard)

    def _exercises(self) -> Count:
        return sum(one.is_held for one in self.chosen.options)

    def _given_up(self) -> Count:
        """Life given up: each test's own interval, less how far the last of them reaches.

        What one test gives up the next one gains, so between the first safe date and the last all cancels out
        but the length of each interval; days of lateness, which give nothing up, are added back.
        """
        return sum(self._reached(plan) * number for plan, number in self.chosen.plans) + self._late

    def _reached(self, plan: Plan) -> Count:
        end, found = self.problem.ends_on, self._tests[plan.ref]
        is_early = any(one.cover is None and plan.is_too_early(one.day) for one in found)  # it reaches less far
        none_beyond = self.model.new_bool_var("")  # no test reaches beyond the end; without one, the plan itself may
        lasts: list[tuple[cp_model.IntVar, int]] = [(none_beyond, 0 if is_early else max(0, (plan.safe_on - end).days))]
        total: Count = (plan.safe_on - end).days
        for one in found:
            safe_on = plan.safe_after(one.day)
            length, beyond = (safe_on - one.day).days, (safe_on - end).days
            total += length if one.cover is None else one.cover * length
            if beyond > 0:
                is_last = self.model.new_bool_var("")
                if one.cover is not None:
                    self.model.add_implication(is_last, one.cover)
                lasts.append((is_last, beyond))
        self.model.add_exactly_one(is_last for is_last, _ in lasts)
        return total - sum(is_last * beyond for is_last, beyond in lasts)

    def _peak(self) -> Count:
        return sum(self._peak_of(limits) for limits in self.problem.limits)

    def _peak_of(self, limits: Limits) -> cp_model.IntVar:
        if limits.authority not in self.peaks:
            peak = self.model.new_int_var(0, len(self.problem.weeks) + len(self.problem.committed), "")
            for committed, held in loads_on(self.problem, limits, self._busy[limits.authority]):
                self.model.add(sum(held) + committed <= peak)
            self.peaks[limits.authority] = peak
        return self.peaks[limits.authority]

    def _disliked(self) -> Count:
        return sum(self._disliked_of(limits) for limits in self.problem.limits)

    def _disliked_of(self, limits: Limits) -> Count:
        busy = self._busy[limits.authority]
        total: Count = sum(one.is_held * one.slot.disliked for one in busy)
        if limits.gap_days and is_weighed(limits.gap):
            total += sum(self._too_near(limits, busy))
        if limits.most_in_planning and is_weighed(limits.in_planning):
            over = self.model.new_int_var(0, len(self.problem.weeks) + len(self.problem.committed), "")
            self.model.add(over >= self._peak_of(limits) - limits.most_in_planning)
            total += over * limits.in_planning.weight
        if is_weighed(limits.yearly):
            total += self._years_missed(limits) * limits.yearly.weight
        if is_weighed(limits.live):
            total += self._lives_missed(limits) * limits.live.weight
        return total

    def _too_near(self, limits: Limits, busy: Sequence[Busy]) -> Iterator[Count]:
        for first, second in near_pairs(limits, busy, self.problem):
            if second is None:
                yield first.is_held * limits.gap.weight
            else:
                is_near = self.model.new_bool_var("")
                self.model.add_bool_or([is_near, first.is_held.negated(), second.is_held.negated()])
                yield is_near * limits.gap.weight

    def _changes(self) -> Count:
        return sum(self._is_moved(one.plan, monday_of(one.day)) for one in self.problem.published)

    def _is_moved(self, ref: str, week: date) -> Count:
        if any(ref in one.plans and monday_of(one.day) == week for one in self.problem.committed):
            return 0
        same = (one for one in self.chosen.options if one.start.slot.week == week and ref in one.covers)
        return 1 - sum(one.covers[ref] for one in same)

    def _years_missed(self, limits: Limits) -> Count:
        busy = self._busy[limits.authority]
        total: Count = 0
        for year in years_without(self.problem, limits, all_held(self.problem, ())):
            is_missed = self.model.new_bool_var("")
            self.model.add_bool_or([is_missed, *(one.is_held for one in busy if one.day in year)])
            total += is_missed
        return total

    def _lives_missed(self, limits: Limits) -> Count:
        total: Count = 0
        for plan, number in self.chosen.plans:
            clock = live_clock(self.chosen, plan) if plan.authority == limits.authority else None
            if clock is not None:
                is_missed = self.model.new_bool_var("")
                bind_covered(self.chosen, clock, unless=is_missed)
                total += is_missed * number
        return total
