"""Waiver or acknowledgement that can have no effect.

What it finds: an answer in waivers.toml without a last day or without the post that gives it, one that
ends before it is given, a waiver of a statutory finding, or an answer for a code that no rule bears.

Why it matters: an answer says who answers for a finding until when, or it is none. What the law finds
can be acknowledged and never waived. The finding that it was meant for counts as if it were not there;
its author may believe otherwise. It is a fault of the record.

Example, as at 2026-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals"

    # waivers.toml
    [[waivers]]
    code = "TST003"
    establishment = "northbank"
    kind = "waiver"
    reason = "new site"
    approver = "head of service"
    expires_on = 2027-01-31

What to do: give it its approver and its last day; make it an acknowledgement where the finding is of
the law; or take it out.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.waiver import Waiver
from comah.rules.answers import may_answer, waivers_of
from comah.rules.evidence import Evidence
from comah.rules.of_record import of_waiver, rules_by_code

RULE = Rule(
    code="REC007",
    slug="answer-without-effect",
    kind=Kind.RECORD,
    severity=Severity.WARNING,
)


def check_answers(evidence: Evidence, _used: frozenset[int]) -> Iterator[Raised]:
    """Yield one finding an answer that can never answer anything, with every reason."""
    rules = rules_by_code()
    for one in waivers_of(evidence):
        why = tuple(_reasons(one, rules.get(one.code)))
        if why:
            message = f"{one.kind.value} of {one.code} has no effect: {'; '.join(why)}"
            yield of_waiver(evidence, one, "code", message, "complete it, acknowledge instead, or take it out")


def _reasons(one: Waiver, rule: Rule | None) -> Iterator[str]:
    if rule is None:
        yield "no rule bears this code"
    elif not may_answer(one, rule):
        yield "a finding of the law can be acknowledged, not waived"
    if not one.approver:
        yield "nobody is named who gives it"
    if one.expires_on is None:
        yield "it has no last day"
    elif one.approved_on is not None and one.expires_on.earliest < one.approved_on.earliest:
        yield "it ends before it is given"
