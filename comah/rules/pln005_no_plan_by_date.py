"""Exemption ended, and no day set by which the plan must be there.

What it finds: an exemption has ended, no plan is on record since, and the record does not say by when
one must be prepared.

Why it matters: when the competent authority withdraws an exemption under regulation 15 of COMAH 2015,
its letter sets the day by which a plan under regulation 13(2) must be prepared. Without that day a
plan is owed and nothing counts towards it. It is an error, as review and test cannot be shown either.

Example, as at 2026-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals"
    [[plans]]
    regime = "comah"
    exemptions = [{ from = 2016-06-01, until = 2025-03-31, reference = "CA/2016/7" }]

What to do: take the day from the withdrawal letter and record it as plan_by_on; ask the competent
authority where the letter has none. Where the plan has been prepared again, record that.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from comah.model.duty import Status
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.provision import Reads
from comah.model.words import when_words
from comah.rules.evidence import Evidence
from comah.rules.of_plan import facts_of, of_plan, with_provision

RULE = Rule(
    code="PLN005",
    slug="no-plan-by-date",
    kind=Kind.LAW,
    severity=Severity.ERROR,
    citations=("COMAH-15-EXEMPT", "COMAH-13-PREP"),
)
_SETTLED = frozenset({Status.MET, Status.EXEMPT})


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a plan whose exemption ended with no day to prepare it by."""
    for duty, _ in evidence.duties_reading(Reads.PREPARATION):
        plan = evidence.plan_of(duty)
        if plan is None or not plan.exemptions or duty.status in _SETTLED:
            continue
        facts = facts_of(evidence, duty)
        ended = facts.ended_exemption
        if facts.owes_nothing or ended is None or ended.until is None or ended.plan_by_on is not None:
            continue
        found = of_plan(
            evidence,
            facts,
            f"the exemption ended {when_words(ended.until)}, with no day by which the plan must be prepared",
            do="record plan_by_on from the withdrawal letter; ask the CA where it has none",
            since=ended.until.earliest + timedelta(days=1),
        )
        yield with_provision(found, duty, place=ended.place, key="until")
