"""Exemption without its letter.

What it finds: a plan is recorded as exempt, and the reference of the competent authority's letter is
not on record.

Why it matters: under regulation 15 of COMAH 2015 the competent authority exempts in writing and with
reasons. While an exemption stands, neither preparation nor review nor test of the plan is asked for.
One line of a record without a letter must not silence all of them, so it is an error.

Example, as at 2026-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals"
    [[plans]]
    regime = "comah"
    exemptions = [{ from = 2016-06-01 }]

What to do: find the letter and record its reference. Where there is none, take the exemption out of
the record: the plan is owed.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.duty import Status
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.provision import Reads
from comah.rules.evidence import Evidence
from comah.rules.of_plan import facts_of, of_plan, with_provision

RULE = Rule(
    code="PLN004",
    slug="exemption-without-reference",
    kind=Kind.LAW,
    severity=Severity.ERROR,
    citations=("COMAH-15-EXEMPT",),
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a plan whose exemption in force has no reference."""
    for duty, _ in evidence.duties_reading(Reads.EXEMPTIONS, Status.MET):
        facts = facts_of(evidence, duty)
        if facts.exemption is None or facts.exemption.reference:
            continue
        found = of_plan(
            evidence,
            facts,
            "recorded as exempt, without the competent authority's letter",
            do="record the letter's reference, or take the exemption out",
        )
        yield with_provision(found, duty, place=facts.exemption.place, key="from")
