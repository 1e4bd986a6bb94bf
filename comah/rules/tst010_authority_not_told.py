"""Competent authority not told of an overdue test.

What it finds: a plan's test is overdue, and it is not on record that the competent authority (for a
REPPIR plan, the regulator) was told of it since the last test.

Why it matters: it is good practice, not law: COMAH 2015 has no duty to report a missed test. In 2020
the HSE said that requests to postpone would be agreed, and that to miss the interval may still be a
breach: leniency lies in enforcement. It can be shown only to those who asked. What the competent
authority was told is recorded, and moves no date.

Example, as at 2026-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals"

    # exercises/2023-northbank.toml
    held_on = 2023-05-12
    will_test = ["northbank"]
    credits = [{ plan = "northbank", conclusion = "tested" }]

What to do: tell the competent authority that the test is late, why, and the date of the next one, and
record it under ca_told of the plan with its reference.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.exercises.state import is_fact
from comah.model.duty import Duty, Status
from comah.model.establishment import ToldCa
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import DutyTo, Severity
from comah.model.provision import Reads
from comah.model.words import count_words
from comah.rules.evidence import Evidence
from comah.rules.of_duty import first_late_day, raised_of

RULE = Rule(
    code="TST010",
    slug="authority-not-told",
    kind=Kind.PRACTICE,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a plan whose overdue test the competent authority was not told of."""
    for duty, _ in evidence.duties_reading(Reads.TESTS, Status.OVERDUE):
        plan = evidence.plan_of(duty)
        if plan is not None and any(_is_told(one, duty, evidence) for one in plan.ca_told):
            continue
        late = count_words(duty.days_overdue, "day")
        yield raised_of(
            duty,
            f"test {late} overdue, and not on record that the competent authority was told",
            since=first_late_day(duty),
            do="tell the CA, with the date of the next test, and record it under ca_told",
        )


def _is_told(one: ToldCa, duty: Duty, evidence: Evidence) -> bool:
    """Whether it was told of this test, and not of an earlier one; a letter without a day counts."""
    if one.duty is not DutyTo.TEST:
        return False
    if one.on is None:
        return True
    return is_fact(one.on, evidence.on) and (duty.trigger is None or one.on.latest > duty.trigger.earliest)
