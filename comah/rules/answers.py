"""Answers for findings: a waiver takes one out of the exit status, an acknowledgement never does."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from comah.model.finding import Answer, Expiring, Kind, Raised, Rule
from comah.model.kinds import WaiverKind
from comah.model.waiver import Waiver
from comah.rules.evidence import Evidence

ALL_SITES: Final = "all"
# code -> its answers in force, each with its position in ``waivers.toml``
InForce = Mapping[str, tuple[tuple[int, Waiver], ...]]


def answers_in_force(evidence: Evidence) -> InForce:
    """Return one authority's answers that are in force on the day, by the code that they answer."""
    found: dict[str, tuple[tuple[int, Waiver], ...]] = {}
    for position, waiver in enumerate(waivers_of(evidence)):
        if is_in_force(waiver, evidence):
            found[waiver.code] = (*found.get(waiver.code, ()), (position, waiver))
    return found


def answering(rule: Rule, raised: Raised, in_force: InForce) -> tuple[tuple[int, Waiver], ...]:
    """Return the answers for a finding, waivers first, each with its position.

    A statutory finding can only be acknowledged: a waiver of one is no answer. An answer that names
    no establishment is for findings of none: all sites are answered for only in so many words.
    """
    having = in_force.get(rule.code, ())
    places = {raised.establishment or "", ALL_SITES}
    found = [(at, one) for at, one in having if one.establishment in places and may_answer(one, rule)]
    return tuple(sorted(found, key=lambda each: (each[1].kind is not WaiverKind.WAIVER, each[0])))


def answer_of(waiver: Waiver) -> Answer:
    """Return a waiver in force as the answer that a finding carries."""
    assert waiver.expires_on is not None  # noqa: S101 -- is_in_force has seen to it
    return Answer(
        kind=waiver.kind, approver=waiver.approver, reason=waiver.reason, expires_on=waiver.expires_on.earliest
    )


def may_answer(waiver: Waiver, rule: Rule) -> bool:
    """Whether an answer of this kind may be given for a rule of this kind."""
    return rule.kind is not Kind.LAW or waiver.kind is WaiverKind.ACKNOWLEDGED


def is_in_force(waiver: Waiver, evidence: Evidence) -> bool:
    """Whether an answer names who gives it and until when, and that day has not passed.

    An answer without an approver or an end is none, and one that has expired has lapsed; rules of
    the records say so. Where the end is not an exact day, the earliest counts.
    """
    if not waiver.approver or waiver.expires_on is None:
        return False
    has_begun = waiver.approved_on is None or waiver.approved_on.earliest <= evidence.on
    return has_begun and evidence.on <= waiver.expires_on.earliest


def waivers_of(evidence: Evidence) -> tuple[Waiver, ...]:
    """Return every entry of the authority's ``waivers.toml``, in force or not."""
    waivers = evidence.sit.records.waivers
    return waivers.waivers if waivers else ()


def expiring(evidence: Evidence, days: int, rules: Collection[Rule]) -> Iterator[Expiring]:
    """Yield the answers in force that end within so many days, the last day included; a waiver of the law is none."""
    for one in waivers_of(evidence):
        is_one = any(rule.code == one.code and may_answer(one, rule) for rule in rules)
        if one.expires_on is None or not is_one or not is_in_force(one, evidence):
            continue
        if (one.expires_on.earliest - evidence.on).days <= days:
            yield Expiring(
                authority=evidence.authority.id,
                code=one.code,
                establishment=one.establishment,
                kind=one.kind,
                approver=one.approver,
                reference=one.reference,
                expires_on=one.expires_on.earliest,
                place=one.place,
            )
