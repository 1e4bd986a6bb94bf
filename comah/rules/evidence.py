"""What every rule is given: one authority's records and duties on one day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import Final

import msgspec

from comah.duties.next_cycle import Cycles
from comah.duties.played import played_in
from comah.duties.situation import Situation
from comah.exercises.phases import PhaseDay, late_phases
from comah.exercises.state import State, state_of
from comah.exercises.template_fault import TemplateFault
from comah.exercises.template_faults import faults_of_authority, faults_of_exercise
from comah.model.authority import Authority
from comah.model.book import Book
from comah.model.duty import Duty, MeasureResult, Status
from comah.model.establishment import Establishment, Plan
from comah.model.exercise import Exercise
from comah.model.problem import Problem
from comah.model.provision import Law, Provision, Reads
from comah.oncall.as_at import oncall_as_at
from comah.oncall.can_serve import Serving
from comah.plans.as_at import PlanAsAt, plan_as_at
from comah.workdays.planning_days import planning_calendar
from comah.workdays.working_days import WorkCalendar

_AROUND: Final = timedelta(days=400)  # of an exercise, in which its steps lie


class Evidence(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One authority's records, its duties as worked out, and the faults of its files."""

    sit: Situation
    law: Law
    book: Book
    duties: tuple[Duty, ...]
    measures: tuple[MeasureResult, ...]
    problems: tuple[Problem, ...]  # of this authority's files; the register's own go with the first authority

    @property
    def on(self) -> date:
        """The reference date."""
        return self.sit.on

    @property
    def authority(self) -> Authority:
        """The authority."""
        return self.sit.authority

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """The authority's exercises, by id."""
        return self.sit.records.exercises

    @property
    def establishments(self) -> tuple[Establishment, ...]:
        """The authority's sites, by id."""
        return self.sit.records.establishments

    @cached_property
    def sites(self) -> dict[str, Establishment]:
        """The authority's sites by id."""
        return {site.id: site for site in self.establishments}

    @cached_property
    def in_states(self) -> dict[State, tuple[Exercise, ...]]:
        """The authority's exercises by their state as at the day."""
        found: dict[State, list[Exercise]] = {}
        for exercise in self.exercises:
            found.setdefault(state_of(exercise, self.on), []).append(exercise)
        return {state: tuple(exercises) for state, exercises in found.items()}

    @cached_property
    def by_provision(self) -> dict[str, list[Duty]]:
        """The duties by the provision that they are owed under."""
        found: dict[str, list[Duty]] = {}
        for duty in self.duties:
            found.setdefault(duty.duty, []).append(duty)
        return found

    @cached_property
    def planning_calendar(self) -> WorkCalendar:
        """The working days by which steps are planned, with the days that the diary blocks."""
        days = [when for one in self.exercises for when in (one.planned_on, one.held_on) if when and when.is_known]
        if not days or self.sit.records.diary is None:
            return self.sit.calendar
        first = min(when.earliest for when in days) - _AROUND
        return planning_calendar(
            self.sit.calendar, self.sit.records.diary, first, max(when.latest for when in days) + _AROUND
        )

    @cached_property
    def cycles(self) -> Cycles:
        """What a plan's dates are counted on by, for an exercise before which another stands."""
        return Cycles(law=self.law, book=self.book, on=self.on, naming=self.sit.naming)

    def late_phases(self, exercise: Exercise) -> tuple[PhaseDay, ...]:
        """Return the steps of an exercise that are late and can still be done."""
        found = self._late.get(exercise.id)
        if found is None:
            keeper = self.sit.keepers.get(exercise.id)
            found = late_phases(exercise, self.on, self.planning_calendar, keeper)
            self._late[exercise.id] = found
        return found

    @cached_property
    def _late(self) -> dict[str, tuple[PhaseDay, ...]]:
        return {}

    @cached_property
    def template_faults(self) -> tuple[tuple[Exercise | None, TemplateFault], ...]:
        """The faults of the authority's own phases, and of each exercise's."""
        of_exercises = (
            (exercise, fault) for exercise in self.exercises for fault in faults_of_exercise(exercise, self.authority)
        )
        return (*((None, fault) for fault in faults_of_authority(self.authority)), *of_exercises)

    @cached_property
    def serving(self) -> Serving | None:
        """The on-call records as at the day; None where the authority has none, or they were not read."""
        oncall = self.sit.records.oncall
        if oncall is None:
            return None
        played = played_in(self.exercises, oncall.people, self.on)
        return Serving(oncall=oncall_as_at(oncall, self.on), played=played)

    def plans(self) -> Iterator[PlanAsAt]:
        """Yield every plan with its facts as at the day."""
        for site in self.establishments:
            for plan in site.plans:
                yield plan_as_at(site, plan, self.on)

    def plan_of(self, duty: Duty) -> Plan | None:
        """Return the plan that a duty is of."""
        site = self.sites.get(duty.establishment or "")
        return next((plan for plan in site.plans if plan.regime.value == duty.plan), None) if site else None

    def duties_reading(self, reads: Reads, *statuses: Status) -> Iterator[tuple[Duty, Provision]]:
        """Yield the duties worked out from one kind of fact, of some statuses or of all, with their provision."""
        for row in self.law.provisions:
            if row.reads is reads:
                for duty in self.by_provision.get(row.id, ()):
                    if not statuses or duty.status in statuses:
                        yield duty, row

    def exercise(self, name: str) -> Exercise | None:
        """Return an exercise of the whole register by id."""
        for records in self.book.authorities:
            for exercise in records.exercises:
                if exercise.id == name:
                    return exercise
        return None
