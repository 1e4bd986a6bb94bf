"""Exercise held on a day that is not on record.

What it finds: an exercise that names plans is recorded as held, with its day "unknown".

Why it matters: no clock starts from a day that nobody knows. A test credited on such a day can put no
plan in date, and keeps the plan from being called overdue. It is a fault of the record.

Example, as at 2026-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals"

    # exercises/northbank-tabletop.toml
    type = "tabletop"
    held_on = "unknown"
    takes_part = ["northbank"]

What to do: look for the day in reports, diaries and invoices, and ask the operator. A month or a year
is better than nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.duties.situation import plans_named
from comah.exercises.state import is_cancelled
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.rules.evidence import Evidence
from comah.rules.of_exercise import raised_of_exercise

RULE = Rule(
    code="REC002",
    slug="unknown-date",
    kind=Kind.RECORD,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding an exercise that names plans and was held nobody knows when."""
    for exercise in evidence.exercises:
        held, plans = exercise.held_on, sorted(plans_named(exercise))
        if held is None or held.is_known or not plans or is_cancelled(exercise, evidence.on):
            continue
        yield raised_of_exercise(
            evidence,
            exercise,
            f"held, and the day is not on record; it names {', '.join(plans)}",
            key="held_on",
            do="find the day, the month or the year, and record it",
        )
