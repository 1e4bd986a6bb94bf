"""External plan test overdue.

What it finds: the last lawful day for testing a plan has passed, whichever day the record means.

Why it matters: regulation 14(1)(b) of COMAH 2015 (for a REPPIR plan, regulation 12(1) of REPPIR 2019)
requires a test at intervals not exceeding three years. COMAH gives no power to extend them: neither a
postponement nor what the competent authority was told moves the date.

Example, as at 2026-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals"

    # exercises/2023-northbank.toml
    held_on = 2023-05-12
    will_test = ["northbank"]
    credits = [{ plan = "northbank", conclusion = "tested" }]

What to do: tell the competent authority the date of the next test and record that it was told; run
an interim check and log it; brief the head of service.
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
from comah.rules.of_plan import lines_of_test

RULE = Rule(
    code="TST001",
    slug="test-overdue",
    kind=Kind.LAW,
    severity=Severity.ERROR,
    citations=("COMAH-14-TEST", "REPPIR-12-TEST"),
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a plan whose test is overdue."""
    for duty, provision in evidence.duties_reading(Reads.TESTS, Status.OVERDUE):
        yield raised_of(
            duty,
            f"external plan test {count_words(duty.days_overdue, 'day')} overdue",
            since=first_late_day(duty),
            details=lines_of_test(evidence, duty, provision),
            do="tell CA the date; run and log an interim check; brief the head of service",
        )
