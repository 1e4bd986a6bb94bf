"""Only contacts checked, never the whole plan.

What it finds: a plan has checks of contacts on record and no full review that its interval could be
counted from.

Why it matters: regulation 14(1)(a) of COMAH 2015 (for a REPPIR plan, regulation 12(1) of REPPIR 2019;
for a pipeline's, regulation 25(3) of PSR 1996) asks for a review of the plan, and revision where it is
necessary. That names and numbers were checked does not show one. The plan cannot be shown in date, so
it is an error; it has a code of its own because the remedy is often that the review was done and only
its kind was recorded wrongly.

Example, as at 2026-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals"
    [[plans]]
    regime = "comah"
    reviews = [{ on = 2025-02-03, kind = "contacts" }]

What to do: where a check was in fact a full review, with a post that signed it off, record it as one.
Otherwise review the plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.duty import Status
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.provision import Reads
from comah.model.words import count_words
from comah.rules.evidence import Evidence
from comah.rules.of_duty import law_line, raised_of
from comah.rules.of_plan import facts_of, placed

RULE = Rule(
    code="REV005",
    slug="contacts-only",
    kind=Kind.LAW,
    severity=Severity.ERROR,
    citations=("COMAH-14-REVIEW", "REPPIR-12-REVIEW", "PSR-25-REVIEW"),
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a plan of which contacts alone were checked."""
    for duty, provision in evidence.duties_reading(Reads.REVIEWS, Status.UNKNOWN):
        facts = facts_of(evidence, duty)
        if not facts.contact_checks or facts.full_reviews:
            continue
        found = raised_of(
            duty,
            f"no full review on record, only {count_words(facts.contact_checks, 'check')} of contacts",
            details=(law_line(provision, duty), ("Why", duty.reason)),
            do="record the review in full if it was one; else review the plan",
        )
        yield placed(evidence, found)
