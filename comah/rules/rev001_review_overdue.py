"""External plan review overdue.

What it finds: the last lawful day for reviewing a plan has passed, whichever day the record means.

Why it matters: regulation 14(1)(a) of COMAH 2015 (for a REPPIR plan, regulation 12(1) of REPPIR 2019;
for a pipeline's, regulation 25(3) of PSR 1996) requires a review at intervals not exceeding three
years. It is a clock of its own: neither a test, nor a reissue, nor a check of contacts restarts it.

Example, as at 2026-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals"
    [[plans]]
    regime = "comah"
    reviews = [{ on = 2023-11-01, kind = "full", approved_by = "head of service" }]

What to do: review the plan in full, with what has changed since the last review; tell the competent
authority when it will be done; record the review when it is signed off.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.duty import Status
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.provision import Reads
from comah.model.words import count_words
from comah.rules.evidence import Evidence
from comah.rules.of_duty import first_late_day, raised_of
from comah.rules.of_plan import lines_of_review

RULE = Rule(
    code="REV001",
    slug="review-overdue",
    kind=Kind.LAW,
    severity=Severity.ERROR,
    citations=("COMAH-14-REVIEW", "REPPIR-12-REVIEW", "PSR-25-REVIEW"),
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a plan whose review is overdue."""
    for duty, provision in evidence.duties_reading(Reads.REVIEWS, Status.OVERDUE):
        yield raised_of(
            duty,
            f"external plan review {count_words(duty.days_overdue, 'day')} overdue",
            since=first_late_day(duty),
            details=lines_of_review(evidence, duty, provision),
            do="review the plan in full and have it signed off; tell the CA when",
        )
