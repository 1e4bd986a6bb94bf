"""Waiver or acknowledgement that answers nothing.

What it finds: an answer in waivers.toml that is in force, and no finding that it answers.

Why it matters: what it answered has been mended, or it names the wrong code or the wrong site. Left
standing it answers, unseen, for the next finding of that kind. It is a note: nothing is hidden today.

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
    expires_on = 2027-01-31

What to do: take it out where the matter is mended; else look whether code and site are right.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.rules.answers import is_in_force, may_answer, waivers_of
from comah.rules.evidence import Evidence
from comah.rules.of_record import of_waiver, rules_by_code

RULE = Rule(
    code="REC006",
    slug="answer-unused",
    kind=Kind.RECORD,
    severity=Severity.NOTE,
)


def check_answers(evidence: Evidence, used: frozenset[int]) -> Iterator[Raised]:
    """Yield one finding an answer in force that answered nothing."""
    rules = rules_by_code()
    for number, one in enumerate(waivers_of(evidence)):
        rule = rules.get(one.code)
        if number in used or rule is None or not is_in_force(one, evidence) or not may_answer(one, rule):
            continue
        site = f" at {one.establishment}" if one.establishment else ""
        message = f"{one.kind.value} of {one.code}{site} answers no finding"
        yield of_waiver(evidence, one, "code", message, "take it out, or look whether code and site are right")
