"""Multi-agency debrief late.

What it finds: an exercise was held, the day by which local policy wants the multi-agency debrief has passed
and it is not recorded as done. From the limit on it is EXR003. A debrief booked for a day within the limit
is shown and still late.

Why it matters: the sooner people are asked, the more they remember. This is a local target, not law.

Example, as at 2026-11-21:

    # establishments/eastquay.toml
    name = "Eastquay Storage"

    # exercises/2026-eastquay.toml
    held_on = 2026-10-20
    will_test = ["eastquay"]

What to do: hold the debrief before its limit and record its day as the step
multi-agency-debrief (comah exercise done).
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.duty import Status
from comah.model.exercise import Exercise
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.provision import Reads
from comah.model.words import day_words, when_words
from comah.rules.evidence import Evidence
from comah.rules.of_aftermath import late_by, limit_day, owed
from comah.rules.of_exercise import done_by

RULE = Rule(
    code="EXR006",
    slug="debrief-late",
    kind=Kind.LOCAL,
    severity=Severity.NOTE,
    citations=("POL-DEBRIEF",),
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding an exercise whose debrief is late and not past its limit."""
    for duty, provision, exercise in owed(evidence, Reads.DEBRIEF, Status.OVERDUE):
        limit = limit_day(duty, provision)
        if limit is not None and evidence.on > limit:
            continue
        more = (("Limit", day_words(limit)),) if limit else ()
        yield late_by(
            evidence,
            exercise,
            duty,
            "multi-agency debrief",
            do=f"hold the debrief before its limit and record it: {done_by(exercise, 'multi-agency-debrief')}",
            more=(*more, *_booked(exercise)),
        )


def _booked(exercise: Exercise) -> Iterator[tuple[str, str]]:
    if exercise.debrief_on is not None:
        yield "Booked", when_words(exercise.debrief_on)
