"""Not trained on a day of the turn.

What it finds: within 90 days somebody has a turn on a day of which a course that the role needs has lapsed, was
never taken, or cannot be shown to be valid. Both days of a turn's handovers count. Having played in an exercise
counts as having taken the course again, where the role says so (``played_in_counts``).

Why it matters: a role is answered by those who are trained for it; which courses it needs, and for how long they
are valid, is the council's own rule, not law.

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
    training = [{ course = "tactical-command", passed_on = 2023-11-27 }]

    # oncall/rota-2026.toml
    [[shifts]]
    id = "2026-w48-tactical-1"
    role = "tactical"
    person = "division-manager-b"

What to do: give the turn to somebody who is trained, or have the course taken before it and recorded in
people.toml.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.words import day_words
from comah.oncall.availability import days_of
from comah.oncall.can_serve import course_words
from comah.oncall.time_words import span_words
from comah.oncall.training import first_untrained_day, lapsed_courses
from comah.rules.evidence import Evidence
from comah.rules.of_oncall import raised_on_call, turns_ahead

RULE = Rule(
    code="OCL003",
    slug="not-trained",
    kind=Kind.LOCAL,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a turn on which somebody is not trained on every day."""
    for one in turns_ahead(evidence):
        played, stint = one.serving.played, one.stint
        day = first_untrained_day(one.person, one.role, *days_of(stint.start, stint.end), played)
        if day is None:
            continue
        courses = lapsed_courses(one.person, one.role, day, played)
        yield raised_on_call(
            evidence,
            stint.turn.shift.id,
            f"{one.person.shown} is not trained as {one.role.shown} on {day_words(day)}",
            do="comah oncall gaps; then comah oncall swap, or record the course in people.toml",
            fact=stint.turn.shift,
            key="person",
            since=day,
            details=(
                ("Turn", span_words(stint.start, stint.end)),
                *(("Course", course_words(course)) for course in courses),
            ),
        )
