"""Longer time to prepare the plan, without the letter that agreed it.

What it finds: a plan is not prepared yet, a longer period is recorded as agreed, and the reference of
the competent authority's letter is not.

Why it matters: regulation 13(2) of COMAH 2015 allows six months. The competent authority may agree
more, in writing. The day that was agreed is counted as the record gives it, so without the letter one
line would move a statutory date: it is an error.

Example, as at 2026-01-15:

    # establishments/northbank.toml
    name = "Northbank Chemicals"
    [[plans]]
    regime = "comah"
    information_received_on = 2025-08-31
    agreed_until_on = 2026-04-30

What to do: find the letter and record it as agreed_reference. Where there is none, take agreed_until_on
out of the record: six months count.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.duty import Status
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.provision import Reads
from comah.model.words import when_words
from comah.rules.evidence import Evidence
from comah.rules.of_plan import facts_of, of_plan, with_provision

RULE = Rule(
    code="PLN006",
    slug="agreed-without-reference",
    kind=Kind.LAW,
    severity=Severity.ERROR,
    citations=("COMAH-13-PREP",),
)
_RUNNING = (Status.OVERDUE, Status.MAY_BE_OVERDUE, Status.DUE)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a COMAH plan in preparation whose longer period has no letter."""
    for duty, _ in evidence.duties_reading(Reads.PREPARATION, *_RUNNING):
        facts = facts_of(evidence, duty)
        plan = facts.plan
        if duty.plan != "comah" or plan.agreed_until_on is None or plan.agreed_reference:
            continue
        found = of_plan(
            evidence,
            facts,
            f"time to prepare the plan agreed to {when_words(plan.agreed_until_on)}, without the letter",
            do="record agreed_reference, or take agreed_until_on out: six months count",
        )
        yield with_provision(found, duty, place=plan.place, key="agreed_until_on")
