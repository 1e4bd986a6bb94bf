"""One plan under one provision on one day: what a plan's duty is worked out from."""

from __future__ import annotations

from datetime import date

import msgspec

from comah.duties.build import Subject, new_duty
from comah.duties.credited import CreditedTest
from comah.duties.situation import Situation
from comah.errors import ComahError
from comah.law.counting import earliest_event_reaching
from comah.model.duty import Duty, Status
from comah.model.provision import Counting, Period, Provision, Value
from comah.model.words import day_words
from comah.plans.as_at import PlanAsAt


class Case(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A plan's facts, a provision with its value in force, and the situation they stand in."""

    sit: Situation
    provision: Provision
    value: Value
    facts: PlanAsAt
    credited: tuple[CreditedTest, ...]  # what held exercises did for the plan

    @property
    def on(self) -> date:
        """The reference date."""
        return self.sit.on

    @property
    def counting(self) -> Counting:
        """How the provision's period is counted."""
        return self.provision.counting

    @property
    def period(self) -> Period:
        """The period in force.

        Raises:
            ComahError: where the packaged law gives none, which its tests rule out.
        """
        if self.value.interval is None:
            message = f"{self.provision.id} has no period in force"
            raise ComahError(message)
        return self.value.interval

    @property
    def in_date_only_if_since(self) -> date:
        """The earliest day whose period reaches the reference date; never before an exemption ended."""
        since = earliest_event_reaching(self.on, self.period, self.counting)
        return max(since, self.facts.since) if self.facts.since else since

    def only_if(self, done: str) -> str:
        """Say what would have to be so for the plan to be in date, where nothing can be counted.

        A plan known to have been prepared earlier cannot be in date by its preparation.
        """
        since, prepared = self.in_date_only_if_since, self.facts.prepared
        is_open = prepared is None or prepared.when.latest >= since
        done += ", or first prepared," if is_open else ""
        return f"in date only if {done} since {day_words(since)} (that day counts)"

    def duty(self, status: Status, reason: str) -> Duty:
        """Return the duty without dates."""
        subject = Subject(establishment=self.facts.site.id, plan=self.facts.plan.regime.value)
        return new_duty(self.sit, self.provision, subject, status, reason)
