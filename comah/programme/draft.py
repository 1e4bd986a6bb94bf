"""A programme while it is being made by hand's own means: exercises are put in, taken out and moved."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

import msgspec

from comah.model.kinds import ExerciseType
from comah.programme.days import Slot, slots
from comah.programme.loads import Held, all_held, held_by, start_of_planning
from comah.programme.problem import Choice, Plan, Problem
from comah.programme.room import Room
from comah.programme.score import days_of_live, days_of_test, lives_missed
from comah.programme.walk import Kept, kept
from comah.workdays.financial_year import FinancialYear

Rank = tuple[int, int, int, int, int]  # late, short, missed, exercises, given up: the score as far as moves seek it


class Draft:
    """Exercises chosen so far, within every hard limit; it is changed in place."""

    def __init__(self, problem: Problem, choices: Iterable[Choice] = ()) -> None:
        """Begin with the committed exercises, and some choices that fit them."""
        self.problem = problem
        self.slots = {one.authority: slots(problem, one.authority) for one in problem.limits}
        self.chosen: set[Choice] = set()
        self.room = Room(problem)
        self._days = {plan.ref: list(days_of_test(problem, plan.ref, ())) for plan in problem.plans}
        clocks = {_clock(plan): plan.ref for plan in problem.plans}
        self._clock = {plan.ref: clocks[_clock(plan)] for plan in problem.plans}
        self._walks: dict[tuple[str, tuple[date, ...]], Kept] = {}
        self._besides: dict[tuple[str, tuple[date, ...]], dict[date, Kept]] = {}
        self._kept = {plan.ref: self.would_keep(plan.ref, self._days[plan.ref]) for plan in problem.plans}
        self._held: dict[Choice, Held] = {}
        for held in all_held(problem, ()):
            self.room.take(held)
        for choice in choices:
            self.add(choice)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The exercises chosen, by day."""
        return tuple(sorted(self.chosen))

    @property
    def rank(self) -> Rank:
        """How good it is so far; less is better."""
        walks = self._kept.values()
        return (
            sum(one.late for one in walks),
            sum(one.short for one in walks),
            self._missed(),
            len(self.chosen),
            sum(one.given_up for one in walks),
        )

    def days(self, ref: str) -> tuple[date, ...]:
        """Return the days, in order, of the exercises meant to test a plan."""
        return tuple(self._days[ref])

    def kept(self, ref: str) -> Kept:
        """Return what a plan's tests keep and miss so far."""
        return self._kept[ref]

    def choice(self, slot: Slot, plans: Iterable[str]) -> Choice:
        """Make an exercise of some plans on a slot's day: live where a plan needs it, or owes it and there is time."""
        refs = tuple(sorted(plans))
        needs = any(self.problem.plan[ref].type is ExerciseType.LIVE for ref in refs)
        owes = needs or any(self._owes_live(ref, slot.day) for ref in refs)
        made = Choice(day=slot.day, authority=self.problem.plan[refs[0]].authority, plans=refs, is_live=owes)
        if owes and not needs and not self.has_time(made):
            return msgspec.structs.replace(made, is_live=False)
        return made

    def fits(self, choice: Choice) -> bool:
        """Whether an exercise has time to be planned and breaks no hard limit."""
        is_early = any(self.problem.plan[ref].is_too_early(choice.day) for ref in choice.plans)
        return not is_early and self.has_time(choice) and self.room.has(self._of(choice))

    def add(self, choice: Choice) -> None:
        """Put an exercise in, whether it fits or not."""
        self.room.take(self._of(choice))
        self.chosen.add(choice)
        for ref in choice.plans:
            insort(self._days[ref], choice.day)
            self._kept[ref] = self.would_keep(ref, self._days[ref])

    def remove(self, choice: Choice) -> None:
        """Take an exercise out."""
        self.room.give_back(self._of(choice))
        self.chosen.remove(choice)
        for ref in choice.plans:
            self._days[ref].remove(choice.day)
            self._kept[ref] = self.would_keep(ref, self._days[ref])

    def would_keep(self, ref: str, days: Iterable[date]) -> Kept:
        """Return what a plan's tests on some days would keep and miss."""
        key = self._clock[ref], tuple(sorted(days))
        if key not in self._walks:
            self._walks[key] = kept(self.problem.plan[ref], key[1], self.problem.ends_on)
        return self._walks[key]

    def ranked(self, plans: Iterable[str]) -> Callable[[date], Rank]:
        """Return how good the draft would be at the best with one more exercise of some plans, by its day."""
        refs = tuple(plans)
        alike = Counter((self._clock[ref], tuple(self._days[ref])) for ref in refs)
        groups = [(*key, self._besides.setdefault(key, {}), number) for key, number in alike.items()]
        others = [one for ref, one in self._kept.items() if ref not in refs]
        late, short, given_up = (sum(getattr(one, name) for one in others) for name in Kept.__struct_fields__)
        years = {one.authority: self._empty_years(one.authority) for one in self.problem.limits if one.yearly.is_hard}
        missed = sum(len(each) for each in years.values())
        empty = years.get(self.problem.plan[refs[0]].authority, ())
        exercises = len(self.chosen) + 1

        def of_day(day: date) -> Rank:
            new_late, new_short, new_given_up = late, short, given_up
            for ref, days, known, number in groups:
                walk = known.get(day) or known.setdefault(day, self.would_keep(ref, (*days, day)))
                new_late += walk.late * number
                new_short += walk.short * number
                new_given_up += walk.given_up * number
            filled = sum(day in year for year in empty)
            return new_late, new_short, missed - filled, exercises, new_given_up

        return of_day

    def _of(self, choice: Choice) -> Held:
        """What an exercise takes up."""
        if choice not in self._held:
            self._held[choice] = held_by(self.problem, choice)
        return self._held[choice]

    def has_time(self, choice: Choice) -> bool:
        """Whether time is left to plan an exercise."""
        return start_of_planning(self.problem, choice) is not None

    def _owes_live(self, ref: str, day: date) -> bool:
        """Whether waiting for the test after this one would bring a plan's live exercise too late."""
        plan = self.problem.plan[ref]
        if plan.live_safe_on is None:
            return False
        safe_on = plan.live_safe_on
        for held_on in days_of_live(self.problem, ref, self.chosen):
            if held_on < day:
                safe_on = plan.live_safe_after(held_on)
        return safe_on < plan.safe_after(day)

    def _missed(self) -> int:
        return sum(len(self._empty_years(one.authority)) for one in self.problem.limits if one.yearly.is_hard) + sum(
            lives_missed(self.problem, one, tuple(self.chosen)) for one in self.problem.limits if one.live.is_hard
        )

    def _empty_years(self, authority: str) -> list[FinancialYear]:
        years = (year for year in self.problem.years if year.ends_on <= self.problem.ends_on)
        return [year for year in years if not self.room.held_in(authority, year.begins_in)]


def _clock(plan: Plan) -> tuple[object, ...]:
    """Return what decides how a plan's tests keep its dates: plans of one group are often alike."""
    return plan.safe_on, plan.margin_days, plan.interval, plan.counting
