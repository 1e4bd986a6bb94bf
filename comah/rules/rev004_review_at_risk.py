"""External plan review at risk.

What it finds: a plan's review is in date, the day by which the authority starts a review has passed,
and none has been started.

Why it matters: regulation 14(1)(a) of COMAH 2015 (for a REPPIR plan, regulation 12(1) of REPPIR 2019;
for a pipeline's, regulation 25(3) of PSR 1996) is not breached yet. A review takes weeks: what has
changed must be gathered, the operator and the agencies asked, a post must sign it. How long before
the safe date it starts is the authority's own choice (review_lead_days), so this is a warning.

Example, as at 2026-09-01:

    # establishments/northbank.toml
    name = "Northbank Chemicals"
    [[plans]]
    regime = "comah"
    reviews = [{ on = 2023-11-01, kind = "full", approved_by = "head of service" }]

What to do: start the review, and record the day on which it began (comah review start).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from comah.model.duty import Status
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.provision import Reads
from comah.model.words import day_words
from comah.plans.plan_edits import typed
from comah.rules.evidence import Evidence
from comah.rules.of_duty import raised_of
from comah.rules.of_plan import facts_of, lines_of_review

RULE = Rule(
    code="REV004",
    slug="review-at-risk",
    kind=Kind.LAW,
    severity=Severity.WARNING,
    citations=("COMAH-14-REVIEW", "REPPIR-12-REVIEW", "PSR-25-REVIEW"),
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a plan whose review is not started in time."""
    for duty, provision in evidence.duties_reading(Reads.REVIEWS, Status.AT_RISK):
        facts = facts_of(evidence, duty)
        safe = day_words(duty.safe_on) if duty.safe_on else "not known"
        yield raised_of(
            duty,
            f"external plan review at risk: safe date {safe}, and none is started",
            since=duty.start_by + timedelta(days=1) if duty.start_by else None,
            details=(*lines_of_review(evidence, duty, provision), ("Why", duty.reason)),
            do=f"start the review: comah review start {typed(facts.site, facts.plan.regime)} --on DATE",
        )
