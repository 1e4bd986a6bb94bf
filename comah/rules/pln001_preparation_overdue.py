"""Preparation of the external plan overdue.

What it finds: the last lawful day for preparing a plan has passed, whichever day the record means, and
no plan is on record.

Why it matters: regulation 13(2) of COMAH 2015 allows six months from the receipt of the operator's
information, or as long as the competent authority agreed in writing, nine months in all. Regulation
11(4) of REPPIR 2019 allows eight months, or until the work starts; regulation 25(1) of PSR 1996 nine
months from the notification, or until first use. Until then there is no plan to put into effect.

Example, as at 2026-04-02:

    # establishments/northbank.toml
    name = "Northbank Chemicals"
    [[plans]]
    regime = "comah"
    information_received_on = 2025-08-31

What to do: tell the competent authority and the head of service; put an interim arrangement in place;
finish the plan. Where the plan exists, record first_prepared_on.
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
from comah.rules.of_plan import lines_of_preparation

RULE = Rule(
    code="PLN001",
    slug="preparation-overdue",
    kind=Kind.LAW,
    severity=Severity.ERROR,
    citations=("COMAH-13-PREP", "REPPIR-11-PREP", "PSR-25-PREP"),
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a plan whose preparation is overdue."""
    for duty, provision in evidence.duties_reading(Reads.PREPARATION, Status.OVERDUE):
        yield raised_of(
            duty,
            f"external plan not prepared, {count_words(duty.days_overdue, 'day')} overdue",
            since=first_late_day(duty),
            details=lines_of_preparation(evidence, duty, provision),
            do="tell the CA and the head of service; finish the plan; record the day if it exists",
        )
