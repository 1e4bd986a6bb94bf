"""A finding made from a lesson: its subject is the exercise, or the activation, that taught it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from comah.exercises.lessons import Learnt, lessons_of
from comah.model.exercise import Exercise
from comah.model.finding import Raised
from comah.model.kinds import Regime
from comah.rules.evidence import Evidence
from comah.rules.of_duty import Lines
from comah.rules.of_exercise import raised_of_exercise


def lessons_in(evidence: Evidence) -> Iterator[Learnt]:
    """Yield the lessons of the authority's exercises, then those of its activations."""
    return lessons_of(evidence.exercises, evidence.on, evidence.sit.records.activations)


def raised_of_lesson(  # noqa: PLR0913 -- all but three are named
    evidence: Evidence,
    found: Learnt,
    message: str,
    *,
    do: str,
    key: str = "",
    since: date | None = None,
    days: int | None = None,
    details: Lines = (),
) -> Raised:
    """Make a finding of a lesson.

    Args:
        evidence: whose lesson it is.
        found: the lesson and what taught it.
        message: what is wrong, after the lesson's name.
        do: what to do next.
        key: the key of the lesson that says so.
        since: the first day on which it was so.
        days: how many days late.
        details: labelled lines for a page, after the lesson's text.
    """
    lesson, source = found.lesson, found.source
    lines = (("Lesson", lesson.text or "no text on record"), *details)
    if isinstance(source, Exercise):
        words = f"lesson {lesson.id} {message}"
        return raised_of_exercise(
            evidence, source, words, do=do, fact=lesson, key=key, since=since, days=days, details=lines
        )
    return Raised(
        authority=evidence.authority.id,
        establishment=source.site,
        plan=Regime.COMAH.value,
        message=f"lesson {lesson.id} of {source.id} {message}",
        do=do,
        since=since,
        days=days,
        details=lines,
        place=lesson.place,
        key=key,
    )
