"""No external plan test on record.

What it finds: a plan has no test on record that its interval could be counted from: none at all, or
one whose day is not on record, or none since an exemption ended.

Why it matters: regulation 14(1)(b) of COMAH 2015 (for a REPPIR plan, regulation 12(1) of REPPIR 2019)
puts it on the authority to test, and so to be able to show that it has. A plan that cannot be shown in
date is an error: unknown is not compliant. The finding says since when a test would have to be.

Example, as at 2026-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals"

What to do: look for the last test (comah gaps says what to ask and whom) and record it with comah
record test. Where none is found, test the plan and tell the competent authority.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.duty import Duty, Status
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import DutyTo, Severity
from comah.model.provision import Reads
from comah.model.words import day_words
from comah.rules.evidence import Evidence
from comah.rules.of_duty import Lines, ca_lines, law_line, next_line, plan_of_duty, raised_of
from comah.rules.of_plan import is_credited_as_tested, placed

RULE = Rule(
    code="TST003",
    slug="no-test-on-record",
    kind=Kind.LAW,
    severity=Severity.ERROR,
    citations=("COMAH-14-TEST", "REPPIR-12-TEST"),
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a plan whose test cannot be shown to be in date."""
    for duty, provision in evidence.duties_reading(Reads.TESTS, Status.UNKNOWN):
        is_credited = is_credited_as_tested(evidence.sit, plan_of_duty(duty))
        details: Lines = (
            law_line(provision, duty),
            ("Why", duty.reason),
            *if_credited_lines(duty),
            *ca_lines(evidence, duty, DutyTo.TEST),
            *next_line(duty),
        )
        found = raised_of(
            duty,
            "no test on record that shows it in date" if is_credited else "no test on record",
            details=details,
            do="comah gaps says what to look for; record the last test, or test the plan",
        )
        yield placed(evidence, found)


def if_credited_lines(duty: Duty) -> Iterator[tuple[str, str]]:
    """Yield what crediting each held exercise would mean."""
    for one in duty.if_credited:
        yield "Could be", f"{one.exercise}, {one.text}: if credited as a test, due {day_words(one.due_on)}"
