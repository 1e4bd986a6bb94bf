"""One duty with everything it was worked out from: what each part of a working is given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec

from comah.duties.case import Case
from comah.duties.credited import credited_tests
from comah.duties.situation import Situation, plans_named
from comah.explain.ask import Asked
from comah.model.duty import Duty
from comah.model.establishment import Establishment
from comah.model.exercise import Exercise
from comah.model.provision import Period, Provision, Reads
from comah.plans.as_at import PlanAsAt, plan_as_at

# duties of an exercise and of no single site
_OF_EXERCISE: Final = frozenset({Reads.DEBRIEF, Reads.POLICY_REPORT})


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """A duty, the provision behind it, and the records it stands on. Local duties have no provision."""

    sit: Situation
    duty: Duty
    provision: Provision | None
    site: Establishment | None
    facts: PlanAsAt | None
    exercise: Exercise | None

    @property
    def on(self) -> date:
        """The reference date."""
        return self.sit.on

    @property
    def reads(self) -> Reads:
        """Which facts the duty is worked out from."""
        return self.provision.reads if self.provision else Reads.NOTHING

    @property
    def period(self) -> Period | None:
        """The period in force."""
        value = self.provision.value_on(self.on) if self.provision else None
        return value.interval if value else None

    @property
    def case(self) -> Case | None:
        """The plan's facts under the provision; None for what is no plan's duty."""
        if self.provision is None or self.facts is None:
            return None
        value = self.provision.value_on(self.on) or self.provision.values[0]
        credited = credited_tests(self.sit, self.facts)
        return Case(sit=self.sit, provision=self.provision, value=value, facts=self.facts, credited=credited)


def matters(sits: tuple[Situation, ...], duties: tuple[Duty, ...], asked: Asked) -> Iterator[Matter]:
    """Yield every duty that was asked for, in the order of the assessment."""
    by_authority = {sit.authority.id: sit for sit in sits if sit.authority.id in asked.authorities}
    for duty in duties:
        sit = by_authority.get(duty.authority)
        if sit is not None and duty.duty == asked.duty and _is_asked(sit, duty, asked):
            yield _matter(sit, duty, asked.provision)


def _is_asked(sit: Situation, duty: Duty, asked: Asked) -> bool:
    if asked.provision is None or not asked.sites:
        return True
    if asked.provision.reads in _OF_EXERCISE:
        exercise = _exercise(sit, duty)
        return exercise is not None and any(_names(plan, asked) for plan in plans_named(exercise))
    return duty.establishment in asked.sites


def _names(plan: str, asked: Asked) -> bool:
    site, _, regime = plan.partition("/")
    return site in asked.sites and (asked.regime is None or asked.regime == (regime or "comah"))


def _matter(sit: Situation, duty: Duty, provision: Provision | None) -> Matter:
    site = next((one for one in sit.records.establishments if one.id == duty.establishment), None)
    plan = next((one for one in site.plans if one.regime.value == duty.plan), None) if site and duty.plan else None
    return Matter(
        sit=sit,
        duty=duty,
        provision=provision,
        site=site,
        facts=plan_as_at(site, plan, sit.on) if site and plan else None,
        exercise=_exercise(sit, duty),
    )


def _exercise(sit: Situation, duty: Duty) -> Exercise | None:
    """Find the exercise of a duty; one that another authority holds is found by the plans it names."""
    own = (one for one in sit.records.exercises if one.id == duty.exercise)
    others = (one for found in sit.naming.values() for one in found if one.id == duty.exercise)
    return next(own, None) or next(others, None) if duty.exercise else None
