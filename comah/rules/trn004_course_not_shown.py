"""Course cannot be shown to be valid.

What it finds: somebody who serves in a role passed a course that the role needs on a day that is not on record, or
is not known closely enough to say that it is still valid.

Why it matters: nobody is called trained on a date that may be wrong.
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
    training = [{ course = "tactical-command", passed_on = "2023" }]

What to do: find the certificate and give its day in people.toml.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.oncall_training import TrainingState
from comah.rules.evidence import Evidence
from comah.rules.of_training import courses_in, raised_of_course

RULE = Rule(
    code="TRN004",
    slug="course-not-shown",
    kind=Kind.LOCAL,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a post and a course of one of its roles."""
    for found in courses_in(evidence, TrainingState.UNSURE):
        yield raised_of_course(
            evidence,
            found,
            f"{found.state.name} cannot be shown to be valid",
            do="find the day on which it was passed, and give it in people.toml",
        )
