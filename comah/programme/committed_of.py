"""The exercises on record that a programme leaves as they are, and those on which it cannot count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

import msgspec

from comah.exercises.backplan import start_of
from comah.exercises.state import State, credits_for, is_cancelled, is_fact, planned_day, state_of
from comah.exercises.template import template_of
from comah.model.book import AuthorityBook, Book
from comah.model.exercise import Exercise
from comah.model.when import When
from comah.model.words import count_words, day_words, when_words
from comah.programme.problem import Committed
from comah.workdays.working_days import work_calendar

_TO_COME: Final = frozenset({State.PLANNED, State.CONFIRMED})
_WITHOUT_DAY: Final = {State.UNDATED: "it has no day yet", State.POSTPONED: "it was put off and has no new day"}


class Commitments(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on record for the days to come."""

    committed: tuple[Committed, ...]  # by day
    not_counted: tuple[str, ...]  # in words
    not_fixed: tuple[str, ...]  # in words, exercises of which not the first day counts, or none is fixed
    no_notice: tuple[str, ...]  # ids of exercises that nobody is to hear of


def commitments(
    book: Book, on: date, safe_dates: Mapping[str, date], would_count: Mapping[str, Sequence[str]]
) -> Commitments:
    """Return the exercises that have a day ahead, and in words those on which no programme can count.

    Args:
        book: every record as read.
        on: the reference date.
        safe_dates: of the plans that are to have dates, as they stand on that day; they decide how a day not known
            exactly is read.
        would_count: the plans that would be due later if an exercise held were credited, by that.
    """
    committed, left, loose, hidden = [], [], [], []
    for records in book.authorities:
        for exercise in records.exercises:
            why = _why_not(book, exercise, on, would_count.get(exercise.id, ()))
            if why:
                named = (*exercise.will_test, *exercise.takes_part)
                left += [f"{exercise.id}: {why}"] * (not safe_dates.keys().isdisjoint(named))
                continue
            when = planned_day(exercise, on)
            if when is not None and when.latest >= on and state_of(exercise, on) in _TO_COME:
                day = _day(exercise, when, safe_dates)
                committed.append(_committed(book, records, exercise, when, day))
                is_loose = not when.is_exact or day != when.earliest
                loose += [_loose_words(exercise, when, day)] * (is_loose and not exercise.no_notice)
                hidden += [exercise.id] * exercise.no_notice
    return Commitments(
        committed=tuple(sorted(committed, key=lambda one: (one.day, one.id))),
        not_counted=tuple(left),
        not_fixed=tuple(loose),
        no_notice=tuple(hidden),
    )


def _loose_words(exercise: Exercise, when: When, day: date) -> str:
    """Say as which day one that is not fixed, or several days, count, and what that leaves open of the time after."""
    open_ = "ends after a safe date" if when.is_exact else "day not fixed"
    words = f"{exercise.id}: {open_}, {when_words(when)}; counted as {day_words(day)}"
    sooner = (day - when.earliest).days
    if not sooner or not exercise.will_test:
        return words
    return f"{words}; what is due after it may be due up to {count_words(sooner, 'day')} sooner"


def held_before(book: Book, on: date) -> Iterator[Committed]:
    """Yield the exercises held up to a day, as far as their days are known: what comes next keeps its distance."""
    for records in book.authorities:
        for exercise in records.exercises:
            when = exercise.held_on
            if when is not None and when.is_known and is_fact(when, on) and not is_cancelled(exercise, on):
                yield Committed(
                    id=exercise.id,
                    day=min(when.latest, on),
                    authority=records.authority.id,
                    type=exercise.type,
                    agencies=agencies_of_exercise(exercise),
                    planning_from=min(when.latest, on),
                )


def agencies_of_exercise(exercise: Exercise) -> tuple[str, ...]:
    """Return the agencies of an exercise, in order: those it names and those whose part is on record."""
    return tuple(sorted({*exercise.agencies, *(part.agency for part in exercise.attendance)}))


def _why_not(book: Book, exercise: Exercise, on: date, would_count: Sequence[str]) -> str:
    """Say why an exercise that may test a plan is not counted on; "" where it is, or nothing is expected."""
    state, when = state_of(exercise, on), planned_day(exercise, on)
    if state in {State.HELD, State.CLOSED}:
        waiting = ", ".join(dict.fromkeys((*_undecided(exercise, on), *would_count)))
        return f"held, and what it did for {waiting} is not decided; --assume shows what a credit would change" * bool(
            waiting
        )
    if state is State.CANCELLED or (not exercise.will_test and state not in _WITHOUT_DAY):
        return ""
    if exercise.place.file.name in book.faulty_files:
        return "its record has faults (see comah validate), so it is not counted on"
    if when is None:
        return f"{_WITHOUT_DAY[state]}, so it is not counted on"
    if when.latest < on:
        return f"planned for {when_words(when)}, which has passed, and not recorded as held"
    return ""


def _undecided(exercise: Exercise, on: date) -> Iterator[str]:
    if is_fact(exercise.held_on, on):
        yield from (ref for ref in exercise.will_test if not credits_for(exercise, ref, on))


def _day(exercise: Exercise, when: When, safe_dates: Mapping[str, date]) -> date:
    """Return the day by which a date counts: the earliest, unless on the latest a plan would be tested too late.

    The next three years count from the first day of the exercise; in time it is only if its last day is.
    """
    safe = [safe_dates[ref] for ref in exercise.will_test if ref in safe_dates]
    return when.latest if safe and when.latest > min(safe) else when.earliest


def _committed(book: Book, records: AuthorityBook, exercise: Exercise, when: When, day: date) -> Committed:
    authority = records.authority
    calendar = work_calendar(book.register, authority)
    usual = start_of(day, template_of(exercise, authority), calendar)
    start = exercise.planning_from
    return Committed(
        id=exercise.id,
        day=day,
        authority=authority.id,
        plans=exercise.will_test,
        type=exercise.type,
        agencies=agencies_of_exercise(exercise),
        planning_from=min(start.earliest, day) if start is not None else usual,
        said="" if when.is_day else f"{when_words(when)}{'' if when.is_exact else ', day not fixed'}",
        is_fixed=when.is_exact,
        no_notice=exercise.no_notice,
    )
