"""Lessons of exercises and activations as at a day: which are open, which are closed, which are overdue."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

import msgspec

from comah.exercises.state import is_cancelled, is_fact
from comah.model.activation import Activation
from comah.model.exercise import Exercise, Lesson, Reopening
from comah.model.when import When

_NO_WORD: Final = re.compile(r"[^\w]+")


class Learnt(msgspec.Struct, frozen=True, kw_only=True):
    """A lesson with the exercise or the activation that taught it."""

    source: Exercise | Activation
    lesson: Lesson

    @property
    def ref(self) -> str:
        """The lesson's name in the register: who taught it, and its own id."""
        return f"{self.source.id}/{self.lesson.id}"

    @property
    def exercise(self) -> Exercise | None:
        """The exercise that taught it; None where a real event did."""
        return self.source if isinstance(self.source, Exercise) else None

    @property
    def taught(self) -> When | None:
        """The day of the exercise or of the activation, where it is on record and known."""
        when = self.source.held_on if isinstance(self.source, Exercise) else self.source.on
        return when if when is not None and when.is_known else None


class Closing(msgspec.Struct, frozen=True, kw_only=True):
    """That a lesson was closed, and what showed it."""

    on: When
    evidence: str


def lessons_of(exercises: Iterable[Exercise], on: date, activations: Iterable[Activation] = ()) -> Iterator[Learnt]:
    """Yield the lessons of exercises held by a day, or without a day on record; none of a cancelled one.

    Those of activations follow, on the same terms.
    """
    for exercise in exercises:
        is_to_come = exercise.held_on is not None and not is_fact(exercise.held_on, on)
        if is_to_come or is_cancelled(exercise, on):
            continue
        for lesson in exercise.lessons:
            yield Learnt(source=exercise, lesson=lesson)
    for activation in activations:
        if activation.on is None or is_fact(activation.on, on):
            for lesson in activation.lessons:
                yield Learnt(source=activation, lesson=lesson)


def closing(lesson: Lesson, on: date) -> Closing | None:
    """Return how the lesson stood closed on the day; None where it was open.

    A lesson that was opened again counts as closed on the days before that, as it did then.

    >>> from comah.model.exercise import Reopening
    >>> closed, again = When.read("2026-02-11"), When.read("2026-05-04")
    >>> lesson = Lesson(id="l1", reopened=(Reopening(on=again, closed_on=closed, evidence="key safe fitted"),))
    >>> closing(lesson, date(2026, 5, 3)).evidence, closing(lesson, date(2026, 5, 4))
    ('key safe fitted', None)
    """
    if lesson.closed_on is not None and is_fact(lesson.closed_on, on):
        return Closing(on=lesson.closed_on, evidence=lesson.evidence)
    for one in reversed(lesson.reopened):
        if one.closed_on is not None and is_fact(one.closed_on, on) and not is_reopened(one, on):
            return Closing(on=one.closed_on, evidence=one.evidence)
    return None


def is_reopened(one: Reopening, on: date) -> bool:
    """Whether a lesson had been opened again by the day; an opening without a day always counts."""
    return one.on is None or is_fact(one.on, on)


def is_closed(lesson: Lesson, on: date) -> bool:
    """Whether the lesson stood closed on the day."""
    return closing(lesson, on) is not None


def is_overdue(lesson: Lesson, on: date) -> bool:
    """Whether an open lesson is past its day, on the latest reading of it."""
    return not is_closed(lesson, on) and lesson.due_on is not None and lesson.due_on.latest < on


def same_words(text: str) -> str:
    """Return a text in the form in which two are compared.

    >>> same_words("Rest-centre keys: NOT found.") == same_words("rest centre keys not found")
    True
    """
    return _NO_WORD.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()
