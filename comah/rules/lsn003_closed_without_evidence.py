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

What to do: write what shows that it was done as evidence; where nothing does, open the lesson again with
comah lesson reopen.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from comah.exercises.lessons import Learnt, closing
from comah.exercises.state import State, state_of
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.rules.evidence import Evidence
from comah.rules.of_lesson import lessons_in, raised_of_lesson

RULE = Rule(
    code="LSN003",
    slug="closed-without-evidence",
    kind=Kind.PRACTICE,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a lesson closed without owner or evidence."""
    for found in lessons_in(evidence):
        lesson = found.lesson
        closed = closing(lesson, evidence.on)
        if closed is None or _is_done_with(found, evidence.on):
            continue
        missing = [words for words, value in (("evidence", closed.evidence), ("owner", lesson.owner)) if not value]
        if not missing:
            continue
        yield raised_of_lesson(
            evidence,
            found,
            f"closed without {' or '.join(missing)}",
            do="write what shows that it was done; where nothing does, open the lesson again",
            key="closed_on",
            since=closed.on.earliest,
        )


def _is_done_with(found: Learnt, on: date) -> bool:
    """Whether the exercise that taught the lesson is closed; a real event is never done with."""
    return found.exercise is not None and state_of(found.exercise, on) is State.CLOSED
