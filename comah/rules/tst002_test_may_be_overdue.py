"""External plan test may be overdue.

What it finds: the last lawful day for testing a plan has passed on one reading of the record, and
not on another, because the day that it counts from is not known exactly.

Why it matters: a plan is not in date on a day that may be wrong. The interval of regulation 14(1)(b)
of COMAH 2015 (for a REPPIR plan, regulation 12(1) of REPPIR 2019) runs from the day of the last test,
and nobody can show that it has not run out. So this is an error, as an overdue test is.

Example, as at 2026-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals"

    # exercises/2023-northbank.toml
    held_on = "2023-11"
    will_test = ["northbank"]
    credits = [{ plan = "northbank", conclusion = "tested" }]

What to do: find the day in the report, the diary or the operator's papers and put it into held_on.
Until it is found, treat the plan as overdue.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.duty import Status
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.provision import Reads
from comah.rules.evidence import Evidence
from comah.rules.of_duty import raised_of
from comah.rules.of_plan import either_day, first_doubtful_day, lines_of_test

RULE = Rule(
    code="TST002",
    slug="test-may-be-overdue",
    kind=Kind.LAW,
    severity=Severity.ERROR,
    citations=("COMAH-14-TEST", "REPPIR-12-TEST"),
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a plan whose test may be overdue."""
    for duty, provision in evidence.duties_reading(Reads.TESTS, Status.MAY_BE_OVERDUE):
        yield raised_of(
            duty,
            f"external plan test may be overdue: {either_day(duty)}",
            since=first_doubtful_day(duty),
            details=lines_of_test(evidence, duty, provision),
            do="find the day of the last test and record it; until then treat the plan as overdue",
        )
