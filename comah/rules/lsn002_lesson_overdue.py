"""Lesson overdue.

What it finds: an open lesson is past the day by which it was to be done.

Why it matters: a lesson that is not carried through is met again, in the next exercise or in an emergency.
The day is the authority's own, not law.

Example, as at 2026-11-21:

    # exercises/2026-eastquay.toml
    held_on = 2026-07-20

    [[lessons]]
    id = "l1"
    text = "Two log keepers for three command posts"
    owner = "duty officer"
    due_on = 2026-10-30

What to do: close it with its evidence, or agree a new day with its owner and write it as due_on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from comah.exercises.lessons import is_overdue
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.words import count_words, when_words
from comah.rules.evidence import Evidence
from comah.rules.of_lesson import lessons_in, raised_of_lesson

RULE = Rule(
    code="LSN002",
    slug="lesson-overdue",
    kind=Kind.LOCAL,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding an open lesson past its day."""
    for found in lessons_in(evidence):
        lesson = found.lesson
        if lesson.due_on is None or not is_overdue(lesson, evidence.on):
            continue
        late = (evidence.on - lesson.due_on.latest).days
        yield raised_of_lesson(
            evidence,
            found,
            f"{count_words(late, 'day')} overdue, not law",
            do="close it with its evidence, or agree a new day with its owner",
            key="due_on",
            since=lesson.due_on.latest + timedelta(days=1),
            days=late,
            details=(
                ("Owner", lesson.owner or "none on record"),
                ("Due", when_words(lesson.due_on)),
            ),
        )
