"""Lesson without owner or date.

What it finds: an open lesson has no owner, no day by which it is to be done, or neither.

Why it matters: what nobody owns and nothing dates is not done. Lessons captured badly and never carried
through are what the Manchester Arena Inquiry found. This is good practice, not law.

Example, as at 2026-11-21:

    # exercises/2026-eastquay.toml
    held_on = 2026-07-20
    lessons = [{ id = "l1", text = "Two log keepers for three command posts", owner = "duty officer" }]

What to do: agree a post and a day, and give them to the lesson with comah lesson assign.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.exercises.lessons import is_closed
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.rules.evidence import Evidence
from comah.rules.of_lesson import lessons_in, raised_of_lesson

RULE = Rule(
    code="LSN001",
    slug="lesson-without-owner",
    kind=Kind.PRACTICE,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding an open lesson that lacks its owner or its day."""
    for found in lessons_in(evidence):
        lesson = found.lesson
        missing = [words for words, value in (("owner", lesson.owner), ("date", lesson.due_on)) if not value]
        if not missing or is_closed(lesson, evidence.on):
            continue
        yield raised_of_lesson(
            evidence,
            found,
            f"has no {' and no '.join(missing)}",
            do=f"agree a post and a day: comah lesson assign {found.ref}",
        )
