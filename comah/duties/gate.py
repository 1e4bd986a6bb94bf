"""What stands before any counting: not applicable, exempt, or waiting for the plan itself."""

from __future__ import annotations

from comah.model.duty import Status
from comah.model.kinds import Regime
from comah.model.provision import Provision
from comah.model.when import When
from comah.model.words import day_words, when_words
from comah.plans.as_at import PlanAsAt, counts


def gate(provision: Provision, facts: PlanAsAt) -> tuple[Status, str] | None:
    """Return why a plan's duty does not arise on the day; None where it does."""
    if provision.value_on(facts.on) is None:
        first = min(value.in_force_from for value in provision.values if value.in_force_from)
        return Status.NOT_APPLICABLE, f"not in force before {day_words(first)}"
    if facts.owes_nothing is not None:
        return Status.NOT_APPLICABLE, facts.owes_nothing
    if facts.exemption is not None:
        reference = facts.exemption.reference or "no reference on record"
        return Status.EXEMPT, f"exempt under regulation 15 of COMAH 2015 ({reference})"
    return None


def starts_preparation(facts: PlanAsAt) -> When | None:
    """Return the event on record that starts the clock of preparing the plan, under its regime."""
    plan = facts.plan
    if plan.regime is Regime.COMAH:
        when = plan.information_received_on
    elif plan.regime is Regime.REPPIR:
        when = plan.consequences_report_received_on
    else:
        when = plan.notified_on
    return when if counts(when, facts.on, facts.since) else None


def waits_for_preparation(facts: PlanAsAt, *, has_tests: bool) -> tuple[Status, str] | None:
    """Return why neither test nor review can be counted while the plan itself is to be prepared."""
    if facts.prepared or facts.in_existence_by or has_tests:
        return None
    if facts.ended_exemption is not None:
        until = facts.ended_exemption.until
        ended = when_words(until) if until else ""
        return Status.UNKNOWN, f"the exemption ended on {ended}; that the plan was prepared again is not on record"
    if starts_preparation(facts) is not None:
        return Status.NOT_APPLICABLE, "no plan is prepared yet: see preparation"
    return None
