"""Report agreed before the debrief.

What it finds: the report of an exercise is recorded as agreed before its multi-agency debrief was held, or
while the debrief is still to come.

Why it matters: a report agreed first cannot hold what the debrief found. Real records show it (a report
approved at a board before the agencies had met). This is good practice, not law.

Example, as at 2026-11-21:

    # establishments/eastquay.toml
    name = "Eastquay Storage"

    # exercises/2026-eastquay.toml
    held_on = 2026-10-20
    will_test = ["eastquay"]
    phases = [
        { id = "report-agreed", done_on = 2026-11-03 },
        { id = "multi-agency-debrief", done_on = 2026-11-17 },
    ]

What to do: hold the report against what the debrief found and agree it again; or mend the day that is
wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from comah.exercises.state import State, is_fact
from comah.model.exercise import Exercise, PhaseFact
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.when import When
from comah.model.words import when_words
from comah.rules.evidence import Evidence
from comah.rules.of_exercise import open_exercises, raised_of_exercise

RULE = Rule(
    code="EXR007",
    slug="report-before-debrief",
    kind=Kind.PRACTICE,
    severity=Severity.WARNING,
)
_REPORT: Final = "report-agreed"
_DEBRIEF: Final = "multi-agency-debrief"


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding an exercise whose report was agreed before its debrief, on every reading of both days."""
    for exercise in open_exercises(evidence, State.HELD):
        report = _done(exercise, _REPORT, evidence.on)
        if report is None or report.done_on is None:
            continue
        debriefed = _done(exercise, _DEBRIEF, evidence.on)
        debrief = debriefed.done_on if debriefed else exercise.debrief_on
        if debrief is None or not _is_before(report.done_on, debrief):
            continue
        held = "held" if debriefed else "booked for"
        yield raised_of_exercise(
            evidence,
            exercise,
            f"report agreed {when_words(report.done_on)}, before the debrief {held} {when_words(debrief)}",
            do="hold the report against what the debrief found and agree it again",
            fact=report,
            key="done_on",
            since=report.done_on.latest,
        )


def _done(exercise: Exercise, phase: str, on: date) -> PhaseFact | None:
    return next((one for one in exercise.phases if one.id == phase and is_fact(one.done_on, on)), None)


def _is_before(first: When, second: When) -> bool:
    return first.is_known and second.is_known and first.latest < second.earliest
