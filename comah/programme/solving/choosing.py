"""The unknowns of the model: which exercise in which week, and which plans it is meant to test."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from comah.model.kinds import ExerciseType
from comah.programme.field import Field, Start, Unit
from comah.programme.problem import Choice, Plan

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


class Option:
    """One exercise that can be chosen: a unit on a day."""

    __slots__ = ("covers", "is_held", "is_live", "start", "unit")

    def __init__(self, model: cp_model.CpModel, unit: Unit, start: Start) -> None:
        """Make its unknowns: whether it is held, whether live, and which plans it is meant to test."""
        self.unit = unit
        self.start = start
        self.is_held = model.new_bool_var("")
        self.is_live: cp_model.IntVar | None = model.new_bool_var("") if unit.may_be_live else None
        self.covers: Mapping[str, cp_model.IntVar] = _covers(model, unit, self.is_held)
        self._bind(model)

    @property
    def day(self) -> date:
        """The suggested day."""
        return self.start.slot.day

    def chosen(self, solver: cp_model.CpSolver) -> Choice | None:
        """Return the exercise, where the solver's programme has it."""
        if not solver.boolean_value(self.is_held):
            return None
        is_live = solver.boolean_value(self.is_live) if self.is_live is not None else self.unit.is_always_live
        plans = sorted(ref for ref, cover in self.covers.items() if solver.boolean_value(cover))
        return Choice(day=self.day, authority=self.unit.limits.authority, plans=tuple(plans), is_live=is_live)

    def _bind(self, model: cp_model.CpModel) -> None:
        covers = [self.covers[plan.ref] for plan, _ in self.unit.unlike]
        if len(covers) > 1:
            model.add_bool_or([*covers, self.is_held.negated()])
            for cover in covers:
                model.add_implication(cover, self.is_held)
            if self.unit.cap < len(covers):
                model.add(sum(covers) <= self.unit.cap)
        if self.is_live is None:
            return
        model.add_implication(self.is_live, self.is_held)
        for plan in self.unit.plans:
            if plan.type is ExerciseType.LIVE:
                model.add_implication(self.covers[plan.ref], self.is_live)
        if self.start.live_from is None:
            model.add(self.is_live == 0)
        if self.start.calm_from is None:
            model.add_implication(self.is_held, self.is_live)


class Chosen:
    """Every option of a field."""

    def __init__(self, model: cp_model.CpModel, field: Field) -> None:
        """Make the unknowns of every exercise that time allows."""
        self.model = model
        self.field = field
        self.options = [
            Option(model, unit, start)
            for unit in field.units
            for start in unit.starts
            if any(field.is_possible(plan, start) for plan in unit.plans)
        ]
        self._of_plan: dict[str, list[Option]] = {}
        for option in self.options:
            for ref in option.covers:
                self._of_plan.setdefault(ref, []).append(option)
            for plan, _ in option.unit.unlike:
                if plan.is_too_early(option.day):
                    model.add(option.covers[plan.ref] == 0)

    @property
    def plans(self) -> tuple[tuple[Plan, int], ...]:
        """The plans that differ, each with how many are like it."""
        return tuple(one for unit in self.field.units for one in unit.unlike)

    def of_authority(self, authority: str) -> list[Option]:
        """Return the options of one authority, by day."""
        found = (one for one in self.options if one.unit.limits.authority == authority)
        return sorted(found, key=lambda one: one.day)

    def of_plan(self, plan: Plan) -> list[Option]:
        """Return the options that can test a plan, by day."""
        return self._of_plan.get(plan.ref, [])

    def live_cover(self, option: Option, plan: Plan) -> cp_model.IntVar | None:
        """Return the unknown that says whether a plan is tested live; None where that cannot be."""
        if option.unit.is_always_live or len(option.unit.unlike) == 1:
            return option.covers[plan.ref] if option.unit.is_always_live else option.is_live
        if option.is_live is None:
            return None
        both = self.model.new_bool_var("")
        self.model.add_implication(both, option.covers[plan.ref])
        self.model.add_implication(both, option.is_live)
        return both

    def hint(self, choices: Iterable[Choice]) -> None:
        """Tell the solver of a programme to start from."""
        known = {(choice.day, choice.plans[0]): choice for choice in choices}
        for option in self.options:
            choice = next((known[key] for ref in option.covers if (key := (option.day, ref)) in known), None)
            self.model.add_hint(option.is_held, choice is not None)
            if option.is_live is not None:
                self.model.add_hint(option.is_live, choice is not None and choice.is_live)
            if len(option.unit.unlike) > 1:
                for plan, _ in option.unit.unlike:
                    self.model.add_hint(option.covers[plan.ref], choice is not None and plan.ref in choice.plans)


def _covers(model: cp_model.CpModel, unit: Unit, is_held: cp_model.IntVar) -> Mapping[str, cp_model.IntVar]:
    """Return the unknown of each plan: plans that are alike share one, and a lone one is the exercise itself."""
    if len(unit.unlike) == 1:
        return {plan.ref: is_held for plan in unit.plans}
    made = {unit.likeness[plan.ref]: model.new_bool_var("") for plan, _ in unit.unlike}
    return {plan.ref: made[unit.likeness[plan.ref]] for plan in unit.plans}
