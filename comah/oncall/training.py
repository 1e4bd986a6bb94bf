"""Courses as at a day: which are valid, lapse, have lapsed, or were never taken.

A course counts from the day on which it was passed to the corresponding day so many months later, that day
included, or to the day that the record says. Nothing counts on a day that may be wrong: of a date not known
closely, the course is valid only on days on which it is valid by every reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

import msgspec

from comah.law.counting import last_lawful_day
from comah.model.oncall import Course, Person, Role, Training
from comah.model.oncall_training import CourseState, TrainingState
from comah.model.provision import Counting, Period
from comah.model.when import When

Played = Mapping[str, tuple[When, ...]]  # person -> the days of exercises that they played in

LAPSING_DAYS: Final = 90  # before its last day a course is said to lapse
_A_DAY: Final = timedelta(days=1)


class Span(msgspec.Struct, frozen=True):
    """Days from first to last, both included; date.min and date.max where there is no end."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether a day lies in the span."""
        return self.first <= day <= self.last


def valid_spans(person: Person, course: Course, played_on: Sequence[When] = ()) -> tuple[Span, ...]:
    """Return the days on which a course is valid by every reading of the record, joined and in order.

    >>> course = Course(id="tactical", valid_months=36)
    >>> passed = Training(course="tactical", passed_on=When.read("2025-03-11"))
    >>> print(valid_spans(Person(id="officer-a", training=(passed,)), course)[0].last)
    2028-03-11
    """
    return tuple(_joined(sure for sure, _ in _spans(person, course, played_on) if sure is not None))


def course_state(
    person: Person, course: Course, day: date, played_on: Sequence[When] = (), *, within: int = LAPSING_DAYS
) -> CourseState:
    """Return how a course stands on a day.

    Args:
        person: who takes it.
        course: the course, as the role has it.
        day: the day.
        played_on: the days of exercises that they played in; they count where the course says so.
        within: for how many days ahead a course that ends is said to lapse.
    """
    spans = tuple(_spans(person, course, played_on))
    sure = next((one for one in valid_spans(person, course, played_on) if one.holds(day)), None)
    until = sure.last if sure and sure.last < date.max else None
    if sure:
        is_lapsing = until is not None and (until - day).days <= within
        state = TrainingState.LAPSING if is_lapsing else TrainingState.VALID
    elif any(widest.holds(day) for _, widest in spans):
        state = TrainingState.UNSURE
    else:
        begun = [widest.last for _, widest in spans if widest.first <= day]
        until = max(begun, default=None)
        state = TrainingState.LAPSED if begun else TrainingState.NEVER
    return CourseState(course=course.id, name=course.name or course.id, state=state, until=until)


def course_states(
    person: Person, role: Role, day: date, played: Played | None = None, *, within: int = LAPSING_DAYS
) -> tuple[CourseState, ...]:
    """Return how each course of a role stands on a day, in the order of the role."""
    own = (played or {}).get(person.id, ())
    return tuple(course_state(person, course, day, own, within=within) for course in role.courses)


def lapsed_courses(person: Person, role: Role, day: date, played: Played | None = None) -> tuple[CourseState, ...]:
    """Return the courses of a role that cannot be shown valid on a day: lapsed, never taken, or not known."""
    return tuple(one for one in course_states(person, role, day, played) if not one.is_held)


def is_trained(person: Person, role: Role, day: date, played: Played | None = None) -> bool:
    """Whether every course of a role is valid on a day, by every reading."""
    return not lapsed_courses(person, role, day, played)


def first_untrained_day(
    person: Person, role: Role, first: date, last: date, played: Played | None = None
) -> date | None:
    """Return the first day, from first to last, on which a course of the role cannot be shown valid; else None."""
    own = (played or {}).get(person.id, ())
    found = (_first_outside(valid_spans(person, course, own), first, last) for course in role.courses)
    return min((day for day in found if day is not None), default=None)


def trained_by(person: Person, on: date) -> Person:
    """Return a person with only those courses that had been passed by a day; facts dated after it are left out."""
    kept = tuple(one for one in person.training if one.passed_on is None or one.passed_on.earliest <= on)
    return msgspec.structs.replace(person, training=kept) if len(kept) < len(person.training) else person


def last_passed(person: Person, course: str) -> Training | None:
    """Return the last time somebody passed a course by its day, in whatever order the file has them; else None."""
    passed = [one for one in reversed(person.training) if one.course == course]
    return max(passed, key=_passed_day, default=None)


def _passed_day(training: Training) -> date:
    when = training.passed_on
    return when.latest if when is not None and when.is_known else date.min


def _first_outside(spans: tuple[Span, ...], first: date, last: date) -> date | None:
    """Return the first day that lies in none of some joined spans."""
    held = next((one for one in spans if one.holds(first)), None)
    if held is None:
        return first
    return None if held.last >= last else held.last + _A_DAY


def _spans(person: Person, course: Course, played_on: Sequence[When]) -> Iterator[tuple[Span | None, Span]]:
    """Yield for each passing of a course the days on which it is surely valid, and those on which it may be."""
    passed = [one for one in person.training if one.course == course.id]
    yield from (_of_training(one, course) for one in passed)
    if not passed or not course.played_in_counts or course.valid_months is None:
        return
    first_passed = min(_passed_by(one) for one in passed)
    for day in played_on:
        if day.is_known and day.earliest >= first_passed:
            yield _counted(day, course.valid_months)


def _passed_by(training: Training) -> date:
    """Return the day by which a course had surely been passed once."""
    when = training.passed_on
    if when is not None and when.is_known:
        return when.latest
    return training.valid_until.latest if training.valid_until else date.min


def _of_training(training: Training, course: Course) -> tuple[Span | None, Span]:
    passed, until = training.passed_on, training.valid_until
    is_dated = passed is not None and passed.is_known
    if until is None and course.valid_months is not None:
        return _counted(passed, course.valid_months) if passed and is_dated else (None, Span(date.min, date.max))
    first, latest_first = (passed.earliest, passed.latest) if passed and is_dated else (date.min, date.min)
    sure_last, last = (until.earliest, until.latest) if until else (date.max, date.max)
    return _span(latest_first, sure_last), Span(first, last)


def _counted(passed: When, months: int) -> tuple[Span | None, Span]:
    """Count the months of a course from the earliest and from the latest day on which it can have been passed."""
    ends = [last_lawful_day(day, Period(months=months), Counting.POLICY) for day in (passed.earliest, passed.latest)]
    return _span(passed.latest, ends[0]), Span(passed.earliest, ends[1])


def _span(first: date, last: date) -> Span | None:
    return Span(first, last) if first <= last else None


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans with those that overlap, or follow without a day between, put together."""
    open_ = None
    for one in sorted(spans, key=lambda span: (span.first, span.last)):
        if open_ is None:
            open_ = one
        elif open_.last == date.max or one.first <= open_.last + _A_DAY:
            open_ = Span(open_.first, max(open_.last, one.last))
        else:
            yield open_
            open_ = one
    if open_ is not None:
        yield open_
