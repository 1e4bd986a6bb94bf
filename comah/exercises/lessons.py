"""Lessons as at a day: which are open, which are overdue, and which were met before."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import accumulate
from typing import Final

import msgspec

from comah.exercises.state import is_cancelled, is_fact
from comah.model.exercise import Exercise, Lesson
from comah.model.when import When

_NO_WORD: Final = re.compile(r"[^\w]+")


class Learnt(msgspec.Struct, frozen=True, kw_only=True):
    """A lesson with the exercise that taught it."""

    exercise: Exercise
    lesson: Lesson


class MetAgain(msgspec.Struct, frozen=True, kw_only=True):
    """A lesson that was taught before."""

    found: Learnt
    last: Learnt  # the latest of those before
    times: int  # how many there are before


def lessons_of(exercises: Iterable[Exercise], on: date) -> Iterator[Learnt]:
    """Yield the lessons of exercises held by a day, or without a day on record; none of a cancelled one."""
    for exercise in exercises:
        is_to_come = exercise.held_on is not None and not is_fact(exercise.held_on, on)
        if is_to_come or is_cancelled(exercise, on):
            continue
        for lesson in exercise.lessons:
            yield Learnt(exercise=exercise, lesson=lesson)


def is_closed(lesson: Lesson, on: date) -> bool:
    """Whether the lesson had been closed by the day."""
    return is_fact(lesson.closed_on, on)


def is_overdue(lesson: Lesson, on: date) -> bool:
    """Whether an open lesson is past its day, on the latest reading of it."""
    return not is_closed(lesson, on) and lesson.due_on is not None and lesson.due_on.latest < on


def met_again(lessons: Iterable[Learnt]) -> Iterator[MetAgain]:
    """Yield the lessons that an exercise held earlier taught already, in the same words.

    Two lessons are the same where their texts are, case, punctuation and spaces aside. An exercise
    is earlier only where that is so on every reading of both days.
    """
    alike: dict[str, list[Learnt]] = {}
    for one in lessons:
        alike.setdefault(same_words(one.lesson.text), []).append(one)
    for words, same in alike.items():
        if words and len(same) > 1:
            yield from _met_again(same)


def _met_again(same: list[Learnt]) -> Iterator[MetAgain]:
    """Go through the same lesson by the last day of its exercises, so that each is looked at once."""
    dated = sorted((one for one in same if _is_dated(one)), key=lambda one: _held(one).latest)
    ends = [_held(one).latest for one in dated]
    latest = list(accumulate(dated, _later))
    for found in same:
        times = bisect_left(ends, _held(found).earliest) if _is_dated(found) else 0
        if times:
            yield MetAgain(found=found, last=latest[times - 1], times=times)


def same_words(text: str) -> str:
    """Return a text in the form in which two are compared.

    >>> same_words("Rest-centre keys: NOT found.") == same_words("rest centre keys not found")
    True
    """
    return _NO_WORD.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def _later(best: Learnt, one: Learnt) -> Learnt:
    return one if _order(one) > _order(best) else best


def _is_dated(one: Learnt) -> bool:
    return one.exercise.held_on is not None and one.exercise.held_on.is_known


def _held(one: Learnt) -> When:
    assert one.exercise.held_on is not None  # noqa: S101 -- asked of dated ones alone
    return one.exercise.held_on


def _order(one: Learnt) -> tuple[date, str]:
    return _held(one).earliest, one.exercise.id
