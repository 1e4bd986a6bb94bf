"""Answers for findings: a waiver takes one out of the exit status, an acknowledgement never does."""

from __future__ import annotations

from comah.model.finding import Answer, Kind, Raised, Rule
from comah.model.kinds import WaiverKind
from comah.model.waiver import Waiver
from comah.rules.evidence import Evidence


def answer_for(rule: Rule, raised: Raised, evidence: Evidence) -> Answer | None:
    """Return the answer in force for a finding.

    A statutory finding can only be acknowledged: a waiver of one is no answer. An answer without an
    approver or an end is none either, and one that has expired has lapsed; other rules say so.
    """
    waivers = evidence.sit.records.waivers
    for one in waivers.waivers if waivers else ():
        if one.code != rule.code or one.establishment not in {"", raised.establishment or ""}:
            continue
        if is_in_force(one, evidence) and may_answer(one, rule):
            assert one.expires_on is not None  # noqa: S101 -- is_in_force has seen to it
            return Answer(kind=one.kind, approver=one.approver, reason=one.reason, expires_on=one.expires_on.earliest)
    return None


def may_answer(waiver: Waiver, rule: Rule) -> bool:
    """Whether an answer of this kind may be given for a rule of this kind."""
    return rule.kind is not Kind.LAW or waiver.kind is WaiverKind.ACKNOWLEDGED


def is_in_force(waiver: Waiver, evidence: Evidence) -> bool:
    """Whether an answer names who gives it and until when, and that day has not passed."""
    if not waiver.approver or waiver.expires_on is None:
        return False
    has_begun = waiver.approved_on is None or waiver.approved_on.earliest <= evidence.on
    return has_begun and evidence.on <= waiver.expires_on.earliest
