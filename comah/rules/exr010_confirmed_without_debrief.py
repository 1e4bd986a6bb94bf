"""Confirmed without a debrief date.

What it finds: operator and agencies have agreed the day of an exercise still to come, and the day of its
multi-agency debrief is not on record.

Why it matters: diaries fill up. A debrief that is not booked when the exercise is confirmed slips past its
limit. This is good practice, not law.

Example, as at 2026-10-28:

    # establishments/westbank.toml
    name = "Westbank Chemicals"

    # exercises/2026-westbank-live.toml
    planned_on = 2026-12-02
    confirmed_on = 2026-07-14
    will_test = ["westbank"]

What to do: book the debrief with those who confirmed the exercise, and record the day (comah exercise confirm
--debrief).
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.exercises.phases import booked_debrief
from comah.exercises.state import State, planned_day
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.words import when_words
from comah.rules.evidence import Evidence
from comah.rules.of_exercise import open_exercises, raised_of_exercise

RULE = Rule(
    code="EXR010",
    slug="confirmed-without-debrief",
    kind=Kind.PRACTICE,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a confirmed exercise still to come that has no debrief date."""
    for exercise in open_exercises(evidence, State.CONFIRMED):
        when, confirmed = planned_day(exercise, evidence.on), exercise.confirmed_on
        if when is None or confirmed is None or when.latest < evidence.on or booked_debrief(exercise, evidence.on):
            continue
        early = exercise.debrief_on
        agreed = confirmed.earliest.isoformat() if confirmed.is_day else "DATE"
        what = (
            f", and the multi-agency debrief is booked for {when_words(early)}, before it"
            if early is not None
            else " without a date for the multi-agency debrief"
        )
        yield raised_of_exercise(
            evidence,
            exercise,
            f"confirmed for {when_words(when)}{what}",
            do=f"book the debrief: comah exercise confirm {exercise.id} --on {agreed} --debrief DATE",
            key="confirmed_on",
            since=confirmed.earliest,
        )
