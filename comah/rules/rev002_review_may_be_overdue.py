"""External plan review may be overdue.

What it finds: the last lawful day for reviewing a plan has passed on one reading of the record, and
not on another, because the day that it counts from is not known exactly.

Why it matters: the interval of regulation 14(1)(a) of COMAH 2015 (for a REPPIR plan, regulation 12(1)
of REPPIR 2019; for a pipeline's, regulation 25(3) of PSR 1996) runs from the day of the last full
review, and nobody can show that it has not run out. So this is an error, as an overdue review is.

Example, as at 2026-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals"
    [[plans]]
    regime = "comah"
    reviews = [{ on = "2023", kind = "full", approved_by = "head of service" }]

What to do: find the day on which the review was signed off and record it. Until it is found, treat
the review as overdue.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.duty import Status
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.provision import Reads
from comah.rules.evidence import Evidence
from comah.rules.of_duty import raised_of
from comah.rules.of_plan import either_day, first_doubtful_day, lines_of_review

RULE = Rule(
    code="REV002",
    slug="review-may-be-overdue",
    kind=Kind.LAW,
    severity=Severity.ERROR,
    citations=("COMAH-14-REVIEW", "REPPIR-12-REVIEW", "PSR-25-REVIEW"),
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a plan whose review may be overdue."""
    for duty, provision in evidence.duties_reading(Reads.REVIEWS, Status.MAY_BE_OVERDUE):
        yield raised_of(
            duty,
            f"external plan review may be overdue: {either_day(duty)}",
            since=first_doubtful_day(duty),
            details=lines_of_review(evidence, duty, provision),
            do="find the day of the last full review and record it; until then treat it as overdue",
        )
