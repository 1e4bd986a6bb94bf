"""Multi-agency debrief past its limit.

What it finds: an exercise was held and its multi-agency debrief is not recorded as done within the limit
of local policy, six weeks. Before the limit a late debrief is EXR006.

Why it matters: after six weeks people no longer remember what they saw, and the lessons are lost. This is
a local limit (Scotland advises two to six weeks, Dorset debriefs within six), not law.

Example, as at 2026-11-21:

    # exercises/2026-eastquay.toml
    held_on = 2026-10-09
    will_test = ["eastquay"]

    # establishments/eastquay.toml
    name = "Eastquay Storage"

What to do: hold the debrief now, if need be by telephone, and record its day as the step
multi-agency-debrief; or record the day on which it was held (comah exercise done).
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.duty import Status
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.provision import Reads
from comah.model.words import count_words, day_words
from comah.rules.evidence import Evidence
from comah.rules.of_aftermath import limit_day, owed, since_day
from comah.rules.of_duty import from_line
from comah.rules.of_exercise import done_by, raised_of_exercise

RULE = Rule(
    code="EXR003",
    slug="debrief-past-limit",
    kind=Kind.LOCAL,
    severity=Severity.WARNING,
    citations=("POL-DEBRIEF",),
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding an exercise whose debrief is past its limit."""
    for duty, provision, exercise in owed(evidence, Reads.DEBRIEF, Status.OVERDUE):
        limit = limit_day(duty, provision)
        if limit is None or evidence.on <= limit:
            continue
        late = (evidence.on - limit).days
        yield raised_of_exercise(
            evidence,
            exercise,
            f"multi-agency debrief {count_words(late, 'day')} past its limit, not law",
            do=f"hold the debrief now, or record when it was: {done_by(exercise, 'multi-agency-debrief')}",
            key="held_on",
            since=since_day(limit),
            days=late,
            details=(*from_line(duty), ("Limit", f"{day_words(limit)}: local, not law")),
        )
