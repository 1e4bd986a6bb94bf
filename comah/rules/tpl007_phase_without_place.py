"""Phase without a place.

What it finds: a phase is added without a day, so that it can stand nowhere; or the exercise itself is dropped or
moved from its own day.

Why it matters: what is meant is not in any date. It is a fault of the record.

Example, as at 2026-10-28:

    # authority.toml
    [[phases]]
    id = "venue-booked"
    title = "Venue booked"

What to do: give it first_offset: calendar days from the exercise, below nought before it. An exercise that is not
to be held is cancelled, and one that moves is given another planned_on.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.exercises.template_fault import FaultSort
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.rules.evidence import Evidence
from comah.rules.of_template import raised_of_template

RULE = Rule(
    code="TPL007",
    slug="phase-without-place",
    kind=Kind.RECORD,
    severity=Severity.ERROR,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a fault."""
    yield from raised_of_template(
        evidence, FaultSort.NO_PLACE, "give the phase its first_offset; move or cancel the exercise itself instead"
    )
