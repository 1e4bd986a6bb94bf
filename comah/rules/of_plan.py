"""What findings of a plan share: the lines below a late duty, and where the plan is on record."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from comah.duties.situation import Situation
from comah.exercises.state import credits_for
from comah.model.duty import Duty
from comah.model.establishment import Establishment, Plan
from comah.model.finding import Raised
from comah.model.kinds import Conclusion, DutyTo
from comah.model.place import NOWHERE, Place
from comah.model.provision import Body, Provision
from comah.model.words import day_words
from comah.plans.as_at import PlanAsAt, plan_as_at
from comah.rules.evidence import Evidence
from comah.rules.of_duty import Lines, ca_lines, due_line, from_line, law_line, next_line, since_lines

NO_POWER = " COMAH has no power to extend."


def lines_of_test(evidence: Evidence, duty: Duty, provision: Provision) -> Lines:
    """Return the lines below a finding of a plan's test."""
    return (
        law_line(provision, duty),
        *from_line(duty),
        *due_line(duty, NO_POWER if provision.body is Body.COMAH else ""),
        *since_lines(evidence.sit, duty),
        *ca_lines(evidence, duty, DutyTo.TEST),
        *next_line(duty),
    )


def lines_of_review(evidence: Evidence, duty: Duty, provision: Provision) -> Lines:
    """Return the lines below a finding of a plan's review."""
    return (
        law_line(provision, duty),
        *from_line(duty),
        *due_line(duty, NO_POWER if provision.body is Body.COMAH else ""),
        *ca_lines(evidence, duty, DutyTo.REVIEW),
    )


def lines_of_preparation(evidence: Evidence, duty: Duty, provision: Provision) -> Lines:
    """Return the lines below a finding of a plan's preparation."""
    value = provision.value_on(evidence.on)
    period = f": within {value.interval} of the {provision.trigger}" if value and value.interval else ""
    return (("Law", f"{provision.citation}{period}"), *from_line(duty), *due_line(duty), ("Why", duty.reason))


def of_plan(evidence: Evidence, facts: PlanAsAt, message: str, *, do: str, since: date | None = None) -> Raised:
    """Make a finding of a plan as a whole; its source is the plan's table, or the site's where it has none."""
    place = facts.plan.place if facts.plan.place is not NOWHERE else facts.site.place
    return Raised(
        authority=evidence.authority.id,
        establishment=facts.site.id,
        plan=facts.plan.regime.value,
        message=message,
        do=do,
        since=since,
        place=place,
        key="regime" if place is facts.plan.place else "id",
    )


def last_day_to_arrange(duty: Duty, on: date) -> str:
    """Return the safe date in words; once that has passed, the last lawful day."""
    if duty.safe_on is None:
        return "not known"
    if on <= duty.safe_on or duty.due_on is None:
        return day_words(duty.safe_on)
    return f"{day_words(duty.due_on)}, the last lawful day"


def facts_of(evidence: Evidence, duty: Duty) -> PlanAsAt:
    """Return the facts of the plan that a plan's duty is of."""
    site, plan = site_and_plan(evidence, duty)
    assert site is not None  # noqa: S101 -- the duty was made from them
    assert plan is not None  # noqa: S101 -- the same
    return plan_as_at(site, plan, evidence.on)


def with_source(found: Raised, place: Place, key: str) -> Raised:
    """Point a finding at the table and key that it speaks of."""
    return msgspec.structs.replace(found, place=place, key=key)


def with_provision(found: Raised, duty: Duty, *, place: Place, key: str) -> Raised:
    """Give a finding the provision of the duty that it bears on, and the table and key that it speaks of."""
    return msgspec.structs.replace(found, provision=duty.provision, place=place, key=key)


def placed(evidence: Evidence, raised: Raised) -> Raised:
    """Point a finding without a fact to count from at its plan, or at the site where the plan has no table."""
    if raised.place is not NOWHERE:
        return raised
    site, plan = site_and_plan(evidence, raised)
    if plan is not None and plan.place is not NOWHERE:
        return msgspec.structs.replace(raised, place=plan.place, key="regime")
    return msgspec.structs.replace(raised, place=site.place, key="id") if site else raised


def site_and_plan(evidence: Evidence, of: Duty | Raised) -> tuple[Establishment | None, Plan | None]:
    """Return the site and the plan that a duty or a finding is of."""
    site = evidence.sites.get(of.establishment or "")
    plan = next((one for one in site.plans if one.regime.value == of.plan), None) if site else None
    return site, plan


def first_doubtful_day(duty: Duty) -> date | None:
    """Return the day after the last lawful day on the earliest reading of the record."""
    return duty.due_on + timedelta(days=1) if duty.due_on else None


def either_day(duty: Duty) -> str:
    """Say between which days the last lawful day lies."""
    if duty.due_on is None or duty.due_latest_on is None:
        return "not known"
    return f"last lawful day between {day_words(duty.due_on)} and {day_words(duty.due_latest_on)}"


def is_credited_as_tested(sit: Situation, plan: str) -> bool:
    """Whether any exercise is recorded to have tested a plan, on whatever day."""
    return any(
        credit.conclusion is Conclusion.TESTED
        for exercise in sit.exercises_naming(plan)
        for credit in credits_for(exercise, plan, sit.on)
    )
