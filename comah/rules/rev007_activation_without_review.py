"""Plan put into effect, and not reviewed since.

What it finds: a major incident is on record on which a plan was put into effect, and no full review
that surely came after it. Major incident standby puts no plan into effect and is left out.

Why it matters: nothing tests a plan as a real incident does. COMAH 2015 does not say that one must be
followed by a review of the external plan, so this is good practice, not law: the review's date under
regulation 14(1)(a) is found by rules of its own. What was learnt is knowledge that the next review
must take account of.

Example, as at 2025-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals"
    [[plans]]
    regime = "comah"
    reviews = [{ on = 2023-11-01, kind = "full", approved_by = "head of service" }]

    # activations/2025-northbank-release.toml
    site = "northbank"
    on = 2025-03-09

What to do: review the plan with what the incident showed, and record the review.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.exercises.state import is_fact
from comah.model.activation import Activation
from comah.model.duty import Status
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import ActivationKind, Severity
from comah.model.provision import Reads
from comah.model.words import when_words
from comah.plans.as_at import PlanAsAt
from comah.plans.review_under_way import review_under_way
from comah.rules.evidence import Evidence
from comah.rules.of_plan import facts_of, of_plan, with_source

RULE = Rule(
    code="REV007",
    slug="activation-without-review",
    kind=Kind.PRACTICE,
    severity=Severity.WARNING,
)
_OWES_NONE = frozenset({Status.NOT_APPLICABLE, Status.EXEMPT})


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding an activation of a COMAH plan with no full review after it."""
    duties = {one.establishment: one for one, _ in evidence.duties_reading(Reads.REVIEWS) if one.plan == "comah"}
    for one in evidence.sit.records.activations:
        duty = duties.get(one.site)
        if duty is None or duty.status in _OWES_NONE or not _is_in_effect(one, evidence):
            continue
        facts = facts_of(evidence, duty)
        if _is_reviewed_after(one, facts):
            continue
        when = when_words(one.on) if one.on else "day not on record"
        found = of_plan(
            evidence,
            facts,
            f"put into effect ({one.id}, {when}), and no full review on record since{_begun(facts)}",
            do=f"review the plan with what the incident showed: comah review show {facts.site.id}",
            since=one.on.earliest if one.on else None,
        )
        yield with_source(found, one.place, "on" if one.on else "id")


def _begun(facts: PlanAsAt) -> str:
    """Say that a review is under way; until it is done, the finding stands."""
    under_way = review_under_way(facts.plan, facts.on)
    return f"; one is under way since {when_words(under_way.started_on)}" if under_way else ""


def _is_in_effect(one: Activation, evidence: Evidence) -> bool:
    return one.kind is ActivationKind.MAJOR_INCIDENT and (one.on is None or is_fact(one.on, evidence.on))


def _is_reviewed_after(one: Activation, facts: PlanAsAt) -> bool:
    """Whether a full review surely came after; one of the same day does not show it."""
    return one.on is not None and any(review.when.earliest > one.on.latest for review in facts.full_reviews)
