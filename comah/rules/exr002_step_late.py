"""A step of an exercise is late.

What it finds: steps before an exercise still to come, or after one that was held and is not closed, are
past their day and not recorded as done. A step's day is the template's (its offset from the exercise day,
moved to a working day), or that of the record's own ``phases``. Debrief and report have rules of their own.

Why it matters: every late step leaves less room for the next. This is good practice and not law: where
the lateness endangers a statutory date, EXR001 says so instead.

Example, as at 2026-10-28:

    # establishments/westbank.toml
    name = "Westbank Chemicals"

    # exercises/2024-westbank.toml
    held_on = 2024-02-14
    closed_on = 2024-09-02
    credits = [{ plan = "westbank", conclusion = "tested" }]

    # exercises/2026-westbank-live.toml
    planned_on = 2026-12-02
    confirmed_on = 2026-07-14
    will_test = ["westbank"]
    phases = [
        { id = "initiation", done_on = 2026-06-02 },
        { id = "invite-agencies", done_on = 2026-06-16 },
        { id = "scenario", done_on = 2026-08-04 },
        { id = "events-list", done_on = 2026-10-21 },
    ]

What to do: do the step, or record it as done; where it was agreed later, give it its own day in the
record.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from comah.exercises.phases import PhaseDay
from comah.exercises.state import State, state_of
from comah.model.exercise import Exercise
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.rules.evidence import Evidence
from comah.rules.exr001_steps_endanger_test import endangered
from comah.rules.of_exercise import TO_COME, duties_meant, open_exercises, raised_of_exercise, step_lines, steps_words

RULE = Rule(
    code="EXR002",
    slug="step-late",
    kind=Kind.PRACTICE,
    severity=Severity.WARNING,
)
_ELSEWHERE: Final = frozenset({"multi-agency-debrief", "report-published"})  # EXR003, EXR004 and EXR006
_STATES: Final = (*TO_COME, State.UNDATED, State.POSTPONED, State.HELD)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding an exercise with late steps that endanger no statutory date."""
    meant = duties_meant(evidence)
    for exercise in open_exercises(evidence, *_STATES):
        late = _late(evidence, exercise)
        is_to_come = state_of(exercise, evidence.on) in TO_COME
        if late and not (is_to_come and endangered(evidence, exercise, meant)):
            yield _raised(evidence, exercise, late)


def _late(evidence: Evidence, exercise: Exercise) -> tuple[PhaseDay, ...]:
    return tuple(day for day in evidence.late_phases(exercise) if day.phase.id not in _ELSEWHERE)


def _raised(evidence: Evidence, exercise: Exercise, late: tuple[PhaseDay, ...]) -> Raised:
    first = min(day.due_latest_on for day in late)
    return raised_of_exercise(
        evidence,
        exercise,
        steps_words(late, evidence.on),
        do="do the step and record its day; or give it the day agreed instead",
        key="phases" if exercise.phases else "",
        since=first + timedelta(days=1),
        days=(evidence.on - first).days,
        details=step_lines(late, evidence.on),
    )
