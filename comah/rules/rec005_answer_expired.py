"""Waiver or acknowledgement expired.

What it finds: an answer for a finding in waivers.toml whose last day has passed. Where the day is not
exact, its earliest counts.

Why it matters: somebody answered for something until a day, and nobody has since. What it answered
counts again. It is a fault of the record that hides nothing: left standing, it reads as if it held.

Example, as at 2026-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals"

    # waivers.toml
    [[waivers]]
    code = "REC002"
    establishment = "northbank"
    reason = "the operator is looking for the day"
    approver = "head of service"
    approved_on = 2026-05-01
    expires_on = 2026-10-31

What to do: take it out, or have it given again with a new last day by the post that may give it.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.words import day_words
from comah.rules.answers import waivers_of
from comah.rules.evidence import Evidence
from comah.rules.of_record import of_waiver

RULE = Rule(
    code="REC005",
    slug="answer-expired",
    kind=Kind.RECORD,
    severity=Severity.WARNING,
)


def check_answers(evidence: Evidence, _used: frozenset[int]) -> Iterator[Raised]:
    """Yield one finding an answer whose last day has passed."""
    for one in waivers_of(evidence):
        if one.expires_on is not None and one.expires_on.earliest < evidence.on:
            until = day_words(one.expires_on.earliest)
            message = f"{one.kind.value} of {one.code} by {one.approver or 'nobody named'} expired {until}"
            yield of_waiver(evidence, one, "expires_on", message, "take it out, or have it given again")
