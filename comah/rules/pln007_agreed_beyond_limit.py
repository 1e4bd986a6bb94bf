"""Longer time to prepare the plan than can be agreed.

What it finds: a plan is not prepared yet, and the day recorded as agreed lies beyond the longest time
that the competent authority can agree.

Why it matters: regulation 13(2) of COMAH 2015 lets the competent authority agree a longer time in
writing, up to nine months in all from the receipt of the operator's information. A later day is not
counted: the plan becomes overdue at nine months whatever the record says. It is a warning, as the date
that counts is the lawful one.

Example, as at 2026-01-15:

    # establishments/northbank.toml
    name = "Northbank Chemicals"
    [[plans]]
    regime = "comah"
    information_received_on = 2025-08-31
    agreed_until_on = 2026-08-31
    agreed_reference = "CA/2025/3"

What to do: look the day up in the letter. Plan for nine months, and ask the competent authority what
it meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.law.counting import last_lawful_day
from comah.model.duty import Duty, Status
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.provision import Provision, Reads
from comah.model.words import day_words, when_words
from comah.plans.as_at import PlanAsAt
from comah.rules.evidence import Evidence
from comah.rules.of_plan import facts_of, of_plan, with_provision

RULE = Rule(
    code="PLN007",
    slug="agreed-beyond-limit",
    kind=Kind.LAW,
    severity=Severity.WARNING,
    citations=("COMAH-13-PREP",),
)
_RUNNING = (Status.OVERDUE, Status.MAY_BE_OVERDUE, Status.DUE)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a COMAH plan in preparation whose agreed day is later than any that can be agreed."""
    for duty, provision in evidence.duties_reading(Reads.PREPARATION, *_RUNNING):
        if duty.plan == "comah":
            yield from _beyond(evidence, duty, provision, facts_of(evidence, duty))


def _beyond(evidence: Evidence, duty: Duty, provision: Provision, facts: PlanAsAt) -> Iterator[Raised]:
    agreed, received = facts.plan.agreed_until_on, facts.plan.information_received_on
    value = provision.value_on(evidence.on)
    if agreed is None or received is None or value is None or value.limit is None:
        return
    most = last_lawful_day(received.began_latest, value.limit, provision.counting)
    if agreed.latest <= most:
        return
    found = of_plan(
        evidence,
        facts,
        f"agreed to {when_words(agreed)}; more than {value.limit} cannot be agreed: {day_words(most)}",
        do=f"plan for {day_words(most)}, and ask the CA what its letter meant",
    )
    yield with_provision(found, duty, place=facts.plan.place, key="agreed_until_on")
