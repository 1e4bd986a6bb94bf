"""Course lapsed.

What it finds: somebody who serves in a role has a course that the role needs and that has lapsed.

Why it matters: who has forgotten how cannot serve, and the pool is smaller than its list.
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
    training = [{ course = "tactical-command", passed_on = 2023-10-31 }]

What to do: have it taken again and record it in people.toml, or take the role from the post.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.oncall_training import TrainingState
from comah.rules.evidence import Evidence
from comah.rules.of_training import courses_in, last_day, raised_of_course

RULE = Rule(
    code="TRN001",
    slug="course-lapsed",
    kind=Kind.LOCAL,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a post and a course of one of its roles."""
    for found in courses_in(evidence, TrainingState.LAPSED):
        yield raised_of_course(
            evidence,
            found,
            f"{found.state.name} lapsed on {last_day(found)}",
            do="have the course taken again, and record it in people.toml",
        )
