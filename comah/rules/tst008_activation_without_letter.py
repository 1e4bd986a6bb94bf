"""Activation counted as a test without the competent authority's letter.

What it finds: an activation is recorded with a decision that it counts as a test, and without the
competent authority's letter.

Why it matters: regulation 14(1)(b) of COMAH 2015 asks for a test, and regulation 16 for the plan to be
put into effect when it is needed; nothing says that the one is the other. That an officer's decision
and the competent authority's letter are both needed is an inference from the text, and shown as one.
A decision without the letter moves no date here. It is a warning: where the plan is late for want of
a test, that is an error of its own.

Example, as at 2026-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals"

    # activations/2025-northbank-release.toml
    site = "northbank"
    on = 2025-03-09
    counts_as_test = { decided_by = "head of service", decided_on = 2025-06-02 }

What to do: ask the competent authority for its position in writing and record the letter, or take the
decision back. Until then plan a test.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.exercises.state import is_fact
from comah.model.activation import Activation
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.words import when_words
from comah.rules.evidence import Evidence

RULE = Rule(
    code="TST008",
    slug="activation-without-letter",
    kind=Kind.LAW,
    severity=Severity.WARNING,
    citations=("COMAH-14-TEST", "COMAH-16-IMPL"),
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding an activation that was decided to be a test and has no letter."""
    provision = evidence.law.find(RULE.citations[0])
    for activation in evidence.sit.records.activations:
        decision = activation.counts_as_test
        if decision.ca_letter or not _is_decided(activation, evidence):
            continue
        by = f" by {decision.decided_by}" if decision.decided_by else ""
        when = f" on {when_words(decision.decided_on)}" if decision.decided_on else ""
        yield Raised(
            authority=evidence.authority.id,
            establishment=activation.site,
            plan="comah",
            message=f"activation {activation.id} counted as a test{by}{when}, without the CA's letter",
            do="ask the CA in writing and record its letter, or take the decision back",
            provision=provision.citation if provision else "",
            place=decision.place,
            key="decided_by" if decision.decided_by else "decided_on",
        )


def _is_decided(activation: Activation, evidence: Evidence) -> bool:
    decision = activation.counts_as_test
    if decision.decided_on is not None:
        return is_fact(decision.decided_on, evidence.on)
    return decision.decided_by != ""
