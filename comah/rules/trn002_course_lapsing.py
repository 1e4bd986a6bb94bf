"""Course about to lapse.

What it finds: somebody who serves in a role has a course that the role needs and whose last day is within 90 days.

Why it matters: places on courses are booked months ahead.
This is the council's own rule, not law.

Example, as at 2026-11-21:

    # oncall/roles.toml
    [[roles]]
    id = "tactical"
    name = "Tactical"
    courses = [{ id = "tactical-command", name = "Tactical command", valid_months = 36 }]

    # oncall/people.toml
    [[people]]
    id = "division-manager-b"
    roles = ["tactical"]
    training = [{ course = "tactical-command", passed_on = 2024-01-15 }]

What to do: book the course now; the rota is built with those who are trained on every day of their turns.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.oncall_training import TrainingState
from comah.rules.evidence import Evidence
from comah.rules.of_training import courses_in, last_day, raised_of_course

RULE = Rule(
    code="TRN002",
    slug="course-lapsing",
    kind=Kind.LOCAL,
    severity=Severity.NOTE,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a post and a course of one of its roles."""
    for found in courses_in(evidence, TrainingState.LAPSING):
        yield raised_of_course(
            evidence,
            found,
            f"{found.state.name} is valid to {last_day(found)}",
            do="book the course before then",
        )
