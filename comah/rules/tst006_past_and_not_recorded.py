"""Exercise planned for a day that has passed, and nothing recorded.

What it finds: the day planned for an exercise has passed on every reading of it, and the record says
neither that it was held, nor that it was put off, nor that it was cancelled.

Why it matters: an exercise that was held and not recorded leaves its plans overdue on paper; one that
was not held leaves them overdue in fact. Nobody can tell which. It is a fault of the record and not of
the law: what the law asks of each plan is found by rules of its own.

Example, as at 2026-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals"

    # exercises/2026-northbank-live.toml
    will_test = ["northbank"]
    planned_on = 2026-06-10

What to do: record what became of it: comah record test where it was held, else a postponement with
its new day, or a cancellation with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from comah.exercises.state import State, planned_day, state_of
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.words import when_words
from comah.rules.evidence import Evidence
from comah.rules.of_exercise import raised_of_exercise

RULE = Rule(
    code="TST006",
    slug="past-and-not-recorded",
    kind=Kind.RECORD,
    severity=Severity.WARNING,
)
_OPEN = frozenset({State.PLANNED, State.CONFIRMED})


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding an exercise whose day has passed with nothing recorded."""
    for exercise in evidence.exercises:
        when = planned_day(exercise, evidence.on)
        if when is None or when.latest >= evidence.on or state_of(exercise, evidence.on) not in _OPEN:
            continue
        yield raised_of_exercise(
            evidence,
            exercise,
            f"planned for {when_words(when)}, and not recorded as held, postponed or cancelled",
            key="planned_on",
            since=when.latest + timedelta(days=1),
            do="record what became of it: held, put off to a new day, or cancelled",
        )
