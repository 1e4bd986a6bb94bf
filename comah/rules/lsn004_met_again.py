"""Lesson met again.

What it finds: an open lesson says what a lesson of an exercise held earlier said, in the same words (case,
punctuation and spaces aside), whether the earlier one was closed or is still open. Identifiers are not
compared: ``l1`` is the first lesson of every exercise. Once the later lesson is closed, nothing is found.

Why it matters: a lesson met again was not learnt, whatever its record says. This is good practice, not law.

Example, as at 2026-11-21:

    # exercises/2023-eastquay.toml
    held_on = 2023-07-03

    [[lessons]]
    id = "l2"
    text = "Rest centre keys not found"
    owner = "duty officer"
    due_on = 2023-10-30
    closed_on = 2023-10-12
    evidence = "key safe fitted"

    # exercises/2026-eastquay.toml
    held_on = 2026-07-20

    [[lessons]]
    id = "l1"
    text = "Rest-centre keys NOT found."
    owner = "duty officer"
    due_on = 2027-01-29

What to do: ask why the first remedy did not hold before closing it again; make it an objective of the next
exercise.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.exercises.lessons import MetAgain, is_closed, lessons_of, met_again
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.words import count_words, when_words
from comah.rules.evidence import Evidence
from comah.rules.of_exercise import raised_of_exercise

RULE = Rule(
    code="LSN004",
    slug="met-again",
    kind=Kind.PRACTICE,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding an open lesson that an earlier exercise taught already."""
    for one in met_again(lessons_of(evidence.exercises, evidence.on)):
        if not is_closed(one.found.lesson, evidence.on):
            yield _raised(evidence, one)


def _raised(evidence: Evidence, one: MetAgain) -> Raised:
    found, last = one.found, one.last
    closed = last.lesson.closed_on
    is_done = closed is not None and is_closed(last.lesson, evidence.on)
    state = f"closed {when_words(closed)}" if is_done and closed else "still open"
    more = f" and {count_words(one.times - 1, 'time')} before that" if one.times > 1 else ""
    return raised_of_exercise(
        evidence,
        found.exercise,
        f"lesson {found.lesson.id} was met before, in {last.exercise.id} ({state}){more}",
        do="ask why the first remedy did not hold; make it an objective of the next exercise",
        fact=found.lesson,
        key="text",
        details=(("Lesson", found.lesson.text),),
    )
