"""Lesson met again.

What it finds: an open lesson says what a lesson of an earlier exercise or activation said, in the same words
(case, punctuation and spaces aside), or names that lesson as ``same_as``, in whichever authority it stands;
whether the earlier one was closed or is still open. Identifiers are not compared: ``l1`` is the first lesson
of every exercise. Once the later lesson is closed, nothing is found.

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

from comah.exercises.lessons import Learnt, closing, is_closed, lessons_of
from comah.exercises.met_again import MetAgain, met_again
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.words import count_words, when_words
from comah.rules.evidence import Evidence
from comah.rules.of_lesson import lessons_in, raised_of_lesson

RULE = Rule(
    code="LSN004",
    slug="met-again",
    kind=Kind.PRACTICE,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding an open lesson that an earlier exercise taught already."""
    own = tuple(lessons_in(evidence))
    mine = {one.ref for one in own}
    for one in met_again((*own, *_named_elsewhere(evidence, own))):
        if one.found.ref in mine and not is_closed(one.found.lesson, evidence.on):
            yield _raised(evidence, one)


def _named_elsewhere(evidence: Evidence, own: tuple[Learnt, ...]) -> Iterator[Learnt]:
    """Yield the lessons of other authorities that lessons here name as the same."""
    named = {one.lesson.same_as for one in own if one.lesson.same_as} - {one.ref for one in own}
    for records in evidence.book.authorities if named else ():
        if records is not evidence.sit.records:
            for one in lessons_of(records.exercises, evidence.on, records.activations):
                if one.ref in named:
                    yield one


def _raised(evidence: Evidence, one: MetAgain) -> Raised:
    found, last = one.found, one.last
    closed = closing(last.lesson, evidence.on)
    state = f"closed {when_words(closed.on)}" if closed else "still open"
    more = f" and {count_words(one.times - 1, 'time')} before that" if one.times > 1 else ""
    return raised_of_lesson(
        evidence,
        found,
        f"was met before, in {last.source.id} ({state}){more}",
        do="ask why the first remedy did not hold; make it an objective of the next exercise",
        key="same_as" if found.lesson.same_as else "text",
    )
