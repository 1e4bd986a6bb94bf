"""Course never taken.

What it finds: somebody who serves in a role has no record of a course that the role needs. Having played in an
exercise does not stand in for it: it only renews what was passed once.

Why it matters: who was never trained is not of the pool, whatever the list says.
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

What to do: have it taken, or record it in people.toml where it was.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.oncall_training import TrainingState
from comah.rules.evidence import Evidence
from comah.rules.of_training import courses_in, raised_of_course

RULE = Rule(
    code="TRN003",
    slug="course-never-taken",
    kind=Kind.LOCAL,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a post and a course of one of its roles."""
    for found in courses_in(evidence, TrainingState.NEVER):
        yield raised_of_course(
            evidence,
            found,
            f"{found.state.name} never taken",
            do="have the course taken, or record it in people.toml where it was",
        )
