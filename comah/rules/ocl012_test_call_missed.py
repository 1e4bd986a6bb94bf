"""Test call missed.

What it finds: a role is to have a test call every so many days (``test_call_days``), and more have passed since the
last, or none is on record. A call-out that somebody answered counts as one.

Why it matters: a number that was changed is found out when it is needed. How often to test is the council's own
rule, not law.

Example, as at 2026-11-21:

    # oncall/roles.toml
    [[roles]]
    id = "duty-officer"
    name = "Duty officer"
    test_call_days = 31

    # oncall/calls-2026.toml
    [[calls]]
    at = "2026-10-20 19:05"
    role = "duty-officer"
    answered_by = "ep-officer-a"
    after_minutes = 4

    # oncall/people.toml
    [[people]]
    id = "ep-officer-a"
    roles = ["duty-officer"]

What to do: ring, and put it on record with comah oncall call log.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.words import count_words, day_words
from comah.oncall.calls import tests_due
from comah.rules.evidence import Evidence
from comah.rules.of_oncall import raised_on_call, roles_of

RULE = Rule(
    code="OCL012",
    slug="test-call-missed",
    kind=Kind.LOCAL,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a role whose test call was missed."""
    for serving, role in roles_of(evidence):
        for test in tests_due(serving.oncall, (role,), evidence.on):
            if not test.is_missed:
                continue
            every = f"one every {count_words(test.every_days, 'day')}"
            last = f"last test call {day_words(test.last_on)}" if test.last_on else "no test call on record"
            yield raised_on_call(
                evidence,
                role.id,
                f"{role.shown}: {last}, {every}",
                do=f"ring, then: comah oncall call log {role.id} --at TIME --answered-by PERSON --after MINUTES",
                fact=role,
                key="test_call_days",
                since=test.due_on + timedelta(days=1) if test.due_on else None,
            )
