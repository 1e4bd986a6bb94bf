"""External plan test at risk.

What it finds: a plan is in date, and nothing is arranged that would keep it so: no exercise is planned
and the latest start has passed, or those planned would not meet the safe date.

Why it matters: regulation 14(1)(b) of COMAH 2015 (for a REPPIR plan, regulation 12(1) of REPPIR 2019)
is not breached yet, and will be unless something changes. An exercise takes months to set up, so this
is the last point at which the date can be kept. It is a warning; once the date has passed it is an
error with a code of its own.

Example, as at 2026-02-02:

    # establishments/northbank.toml
    name = "Northbank Chemicals"

    # exercises/2023-northbank.toml
    held_on = 2023-05-12
    will_test = ["northbank"]
    credits = [{ plan = "northbank", conclusion = "tested" }]

What to do: fix a day on or before the safe date with the operator and the agencies; a shorter type of
exercise, or a compressed plan of its steps, may still fit.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.duty import Status
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.provision import Reads
from comah.model.words import day_words
from comah.rules.evidence import Evidence
from comah.rules.of_duty import raised_of
from comah.rules.of_plan import last_day_to_arrange, lines_of_test

RULE = Rule(
    code="TST004",
    slug="test-at-risk",
    kind=Kind.LAW,
    severity=Severity.WARNING,
    citations=("COMAH-14-TEST", "REPPIR-12-TEST"),
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a plan whose test is at risk."""
    for duty, provision in evidence.duties_reading(Reads.TESTS, Status.AT_RISK):
        safe = day_words(duty.safe_on) if duty.safe_on else "not known"
        yield raised_of(
            duty,
            f"external plan test at risk: safe date {safe}",
            details=(*lines_of_test(evidence, duty, provision), ("Why", duty.reason)),
            do=f"arrange a test on or before {last_day_to_arrange(duty, evidence.on)}",
        )
