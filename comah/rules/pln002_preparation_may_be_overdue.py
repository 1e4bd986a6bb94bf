"""Preparation of the external plan may be overdue.

What it finds: the last lawful day for preparing a plan has passed on one reading of the record, and
not on another, and no plan is on record.

Why it matters: the time of regulation 13(2) of COMAH 2015 (for a REPPIR plan, regulation 11(4) of
REPPIR 2019; for a pipeline's, regulation 25(1) of PSR 1996) runs from a day that is not known exactly.
Nobody can show that it has not run out, so this is an error, as an overdue preparation is.

Example, as at 2026-02-14:

    # establishments/northbank.toml
    name = "Northbank Chemicals"
    [[plans]]
    regime = "comah"
    information_received_on = "2025-08"

What to do: find the day in the operator's letter or the post book and record it. Until it is found,
treat the preparation as overdue.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.duty import Status
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.provision import Reads
from comah.rules.evidence import Evidence
from comah.rules.of_duty import raised_of
from comah.rules.of_plan import either_day, first_doubtful_day, lines_of_preparation

RULE = Rule(
    code="PLN002",
    slug="preparation-may-be-overdue",
    kind=Kind.LAW,
    severity=Severity.ERROR,
    citations=("COMAH-13-PREP", "REPPIR-11-PREP", "PSR-25-PREP"),
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a plan whose preparation may be overdue."""
    for duty, provision in evidence.duties_reading(Reads.PREPARATION, Status.MAY_BE_OVERDUE):
        yield raised_of(
            duty,
            f"external plan not prepared, may be overdue: {either_day(duty)}",
            since=first_doubtful_day(duty),
            details=lines_of_preparation(evidence, duty, provision),
            do="find the day the time runs from and record it; until then treat it as overdue",
        )
