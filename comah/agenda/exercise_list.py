"""The exercises of a register by day, with their state and how many of their steps are late."""

from __future__ import annotations

from datetime import date
from typing import Final

import msgspec

from comah.agenda.exercise_view import day_of
from comah.agenda.good_days import steps_calendar
from comah.exercises.phases import late_phases
from comah.exercises.state import State, planned_day, state_of
from comah.model.book import AuthorityBook, Book
from comah.model.exercise import Exercise
from comah.model.exercise_view import ExerciseList, ExerciseRow
from comah.model.kinds import Severity
from comah.model.page import source_of
from comah.model.when import When
from comah.model.words import weekday_words, when_words

OVER: Final = frozenset({State.CLOSED, State.CANCELLED})
_TO_COME: Final = frozenset({State.PLANNED, State.CONFIRMED})


class ExerciseScope(msgspec.Struct, frozen=True, kw_only=True):
    """Which exercises are asked for."""

    authority: str | None = None
    state: State | None = None
    year: int | None = None  # of the day, on any reading of it
    is_all: bool = False  # closed and cancelled ones too

    @property
    def is_narrow(self) -> bool:
        """Whether a state or a year is asked for, so that those that are over are meant too."""
        return self.is_all or self.state is not None or self.year is not None

    @property
    def words(self) -> str:
        """What was asked for."""
        parts = (self.authority or "", self.state.value if self.state else "", str(self.year) if self.year else "")
        return ", ".join(part for part in parts if part)


def exercise_list(book: Book, on: date, scope: ExerciseScope) -> ExerciseList:
    """List exercises by day; those without a day come last."""
    asked = [
        (records, exercise)
        for records in book.authorities
        if scope.authority in {None, records.authority.id}
        for exercise in records.exercises
        if _is_asked(exercise, on, scope)
    ]
    shown = [(one, each) for one, each in asked if scope.is_narrow or state_of(each, on) not in OVER]
    rows = [_row(book, records, exercise, on) for records, exercise in shown]
    markings = (one.authority.marking for one in book.authorities if scope.authority in {None, one.authority.id})
    return ExerciseList(
        on=on,
        register_name=book.name,
        register_digest=book.digest,
        marking=tuple(dict.fromkeys(text for text in markings if text)),
        scope=scope.words,
        rows=tuple(sorted(rows, key=lambda row: (row.first_on or date.max, row.authority, row.exercise))),
        left_out=len(asked) - len(shown),
        unreadable=tuple(one for one in book.problems if one.severity is Severity.ERROR),
    )


def shown_day(exercise: Exercise, on: date) -> When | None:
    """Return the day by which an exercise is listed; that for which a cancelled one was planned."""
    if state_of(exercise, on) is State.CANCELLED:
        when = exercise.planned_on
        return when if when is not None and when.is_known else None
    return day_of(exercise, on)


def _is_asked(exercise: Exercise, on: date, scope: ExerciseScope) -> bool:
    if scope.state is not None and state_of(exercise, on) is not scope.state:
        return False
    when = shown_day(exercise, on)
    return scope.year is None or (when is not None and when.earliest.year <= scope.year <= when.latest.year)


def _row(book: Book, records: AuthorityBook, exercise: Exercise, on: date) -> ExerciseRow:
    state, when = state_of(exercise, on), shown_day(exercise, on)
    calendar = steps_calendar(book, records, [when] if when is not None else [])
    return ExerciseRow(
        exercise=exercise.id,
        name=exercise.name,
        authority=records.authority.id,
        type=exercise.type.value,
        state=state.value,
        day=_day_words(when, state),
        first_on=when.earliest if when else None,
        last_on=when.latest if when else None,
        plans=exercise.will_test or tuple(dict.fromkeys(credit.plan for credit in exercise.credits)),
        steps_late=len(late_phases(exercise, on, calendar, records.authority)),
        note=_note(exercise, state, on),
        is_no_notice=exercise.no_notice,
        place=source_of(exercise.place, "id"),
    )


def _day_words(when: When | None, state: State) -> str:
    if when is None:
        return "day not on record" if state in {State.HELD, State.CLOSED} else "no day yet"
    return weekday_words(when.earliest) if when.is_day else when_words(when)


def _note(exercise: Exercise, state: State, on: date) -> str:
    planned = planned_day(exercise, on)
    if state in _TO_COME and planned is not None and planned.latest < on:
        return "day passed, not recorded as held"
    if state is State.HELD and not exercise.credits and exercise.will_test:
        return "not credited"
    return "no notice" if exercise.no_notice and state not in OVER else ""
