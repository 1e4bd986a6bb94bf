"""No full review of the external plan on record.

What it finds: a plan has no review on record that its interval could be counted from: none at all, or
none since an exemption ended. Where checks of contacts are on record, a rule of its own says so.

Why it matters: regulation 14(1)(a) of COMAH 2015 (for a REPPIR plan, regulation 12(1) of REPPIR 2019;
for a pipeline's, regulation 25(3) of PSR 1996) puts it on the authority to review, and so to be able
to show that it has. A plan that cannot be shown in date is an error: unknown is not compliant.

Example, as at 2026-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals"

What to do: look for the last full review (comah gaps says what to ask and whom) and record it with
comah record review. Where none is found, review the plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.duty import Status
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import DutyTo, Severity
from comah.model.provision import Reads
from comah.rules.evidence import Evidence
from comah.rules.of_duty import ca_lines, law_line, raised_of
from comah.rules.of_plan import facts_of, placed

RULE = Rule(
    code="REV003",
    slug="no-review-on-record",
    kind=Kind.LAW,
    severity=Severity.ERROR,
    citations=("COMAH-14-REVIEW", "REPPIR-12-REVIEW", "PSR-25-REVIEW"),
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a plan whose review cannot be shown to be in date, unless contacts alone were checked."""
    for duty, provision in evidence.duties_reading(Reads.REVIEWS, Status.UNKNOWN):
        facts = facts_of(evidence, duty)
        if facts.contact_checks and not facts.full_reviews:
            continue
        found = raised_of(
            duty,
            "no full review on record",
            details=(law_line(provision, duty), ("Why", duty.reason), *ca_lines(evidence, duty, DutyTo.REVIEW)),
            do="comah gaps says what to look for; record the last full review, or review the plan",
        )
        yield placed(evidence, found)
