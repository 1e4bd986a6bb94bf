"""Lesson closed without evidence.

What it finds: a lesson is recorded as closed, and what shows that it was done, or who owned it, is not on
record. It is looked for until the exercise itself is closed.

Why it matters: an inspector asks what was done, not whether a box was ticked. A lesson cannot be closed
without an owner and evidence. This is good practice, not law.

Example, as at 2026-11-21:

    # exercises/2026-eastquay.toml
    held_on = 2026-07-20

    [[lessons]]
    id = "l1"
    text = "Rest centre keys not found"
    owner = "duty officer"
    due_on = 2026-10-30
    closed_on = 2026-10-12

What to do: write what shows that it was done as evidence; where nothing does, open the lesson again.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.exercises.lessons import is_closed, lessons_of
from comah.exercises.state import State, state_of
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.rules.evidence import Evidence
from comah.rules.of_exercise import raised_of_exercise

RULE = Rule(
    code="LSN003",
    slug="closed-without-evidence",
    kind=Kind.PRACTICE,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a lesson closed without owner or evidence."""
    for found in lessons_of(evidence.exercises, evidence.on):
        lesson = found.lesson
        missing = [words for words, value in (("evidence", lesson.evidence), ("owner", lesson.owner)) if not value]
        is_done_with = state_of(found.exercise, evidence.on) is State.CLOSED
        if not missing or is_done_with or not is_closed(lesson, evidence.on):
            continue
        yield raised_of_exercise(
            evidence,
            found.exercise,
            f"lesson {lesson.id} closed without {' or '.join(missing)}",
            do="write what shows that it was done; where nothing does, open the lesson again",
            fact=lesson,
            key="closed_on",
            since=lesson.closed_on.earliest if lesson.closed_on else None,
            details=(("Lesson", lesson.text or "no text on record"),),
        )
