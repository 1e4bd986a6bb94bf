"""A change of an exercise's day, worked out whole: the draft, its steps before and after, the days around, the law."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from comah.agenda.good_days import Around, around, keeper_of, steps_calendar, taken_words
from comah.agenda.plans_to_test import safe_ahead
from comah.duties.change_effects import effects, test_duties
from comah.duties.next_cycle import cycle_day, duties_judged_by, judged_tests
from comah.exercises.lifecycle.draft import DayRefusedError, Draft, refuse_day
from comah.exercises.phases import PhaseDay, phase_days
from comah.exercises.state import State, is_fact, planned_day, state_of
from comah.model.authority import Authority
from comah.model.book import Book
from comah.model.day_change import DayChange, PlanEffect, StepChange
from comah.model.exercise import Exercise
from comah.model.provision import Law
from comah.model.when import When
from comah.model.words import count_words, day_words, weekday_words, when_words
from comah.workdays.working_days import WorkCalendar

_COUNTED = frozenset({State.PLANNED, State.CONFIRMED, State.HELD, State.CLOSED})


def change_of_day(  # noqa: PLR0913 -- the last three are named
    book: Book,
    law: Law,
    exercise: Exercise,
    make: Callable[[], Draft],
    *,
    on: date,
    wanted: When | None = None,
    despite_diary: bool = False,
) -> tuple[Draft, DayChange]:
    """Draft a change of an exercise's day and return it with all that it brings.

    Args:
        book: every record as read.
        law: the provisions.
        exercise: the exercise as it is.
        make: drafts the change.
        on: the reference date.
        wanted: the new day; None where the change leaves the exercise without one.
        despite_diary: whether a day that the diary blocks is taken all the same.

    Raises:
        DayRefusedError: where the day cannot be, with the nearest that can.
    """
    surroundings = around(book, exercise, on, _safe_on(book, law, exercise, on, wanted))
    try:
        draft = make()
        new = planned_day(draft.exercise, on) if wanted is not None else None
        if new is not None and not despite_diary:
            _refuse_blocked(surroundings, new)
    except DayRefusedError as error:
        days = surroundings.good_words(wanted.earliest, _length(exercise, on)) if wanted is not None else ""
        raise DayRefusedError(f"{error}.\n{days}" if days else str(error)) from error
    return draft, _report(book, law, surroundings, draft, new)


def effects_of(book: Book, law: Law, draft: Draft, *, on: date) -> tuple[PlanEffect, ...]:
    """Return what a draft does to the test of each plan that it concerns.

    They are those that it credits; else all that the exercise is meant to test.
    """
    after = draft.exercise
    before = next(one for records in book.authorities for one in records.exercises if one.id == after.id)
    credited = tuple(one.plan for one in after.credits if one not in before.credits)
    return effects(book, law, on, after, credited or after.will_test)


def calendar_of(book: Book, exercise: Exercise) -> WorkCalendar:
    """Return the calendar by which an exercise's steps are planned: its authority's, with its diary."""
    records = keeper_of(book, exercise)
    days = [when for when in (exercise.held_on, exercise.planned_on) if when is not None and when.is_known]
    return steps_calendar(book, records, days)


def state_words(exercise: Exercise, on: date) -> str:
    """Say an exercise's state, with its day where it has one."""
    state = state_of(exercise, on)
    when = exercise.held_on if state in {State.HELD, State.CLOSED} else planned_day(exercise, on)
    if state not in _COUNTED or when is None:
        return state.value.upper()
    return f"{state.value.upper()}, {weekday_words(when.earliest) if when.is_day else when_words(when)}"


def _report(book: Book, law: Law, surroundings: Around, draft: Draft, new: When | None) -> DayChange:
    before, on = surroundings.exercise, surroundings.on
    against = tuple(surroundings.against(new.earliest, new.latest)) if new is not None else ()
    days = [when for when in (planned_day(before, on), new) if when is not None]
    calendar = steps_calendar(book, surroundings.records, days)
    is_same = draft.change.is_empty
    found = effects_of(book, law, draft, on=on)
    is_unsafe = new is not None and any(each.safe_on is not None and new.latest > each.safe_on for each in found)
    has_better = bool(against) or (is_unsafe and surroundings.safe_on is not None)
    return DayChange(
        on=on,
        exercise=before.id,
        title=before.name,
        marking=surroundings.records.authority.marking,
        before=state_words(before, on),
        after=state_words(draft.exercise, on),
        steps=()
        if is_same or new is None
        else _steps(before, draft.exercise, on, calendar, surroundings.records.authority),
        notices=(*draft.notices, *surroundings.too_short(new), *against, *_debrief_notices(draft.exercise, new)),
        effects=found,
        good_days=surroundings.good_words(new.earliest, _length(draft.exercise, on)) if new and has_better else "",
    )


def _refuse_blocked(surroundings: Around, new: When) -> None:
    blocked = surroundings.blocked(new.earliest, new.latest)
    if blocked:
        words = "; ".join(map(taken_words, blocked))
        raise refuse_day(surroundings.exercise, f"{words}. If it must be then, add --despite-diary")


def _safe_on(book: Book, law: Law, exercise: Exercise, on: date, wanted: When | None) -> date | None:
    """Return the earliest safe date that has not passed, of those by which the exercise is judged on its new day.

    Where it is to have none, on the day that it has.
    """
    duties = test_duties(book, law, on, exercise.will_test)
    judged = judged_tests(book, law, duties, exercise, wanted or cycle_day(exercise, on), on=on)
    return safe_ahead(duties_judged_by(judged).values(), on)


def _length(exercise: Exercise, on: date) -> int:
    """Return how many days an exercise lasts: one, unless its days are known."""
    when = planned_day(exercise, on)
    return (when.latest - when.earliest).days + 1 if when is not None and when.is_exact else 1


def _steps(
    before: Exercise, after: Exercise, on: date, calendar: WorkCalendar, authority: Authority
) -> tuple[StepChange, ...]:
    """Return every step that has a day before or after the change."""
    was = {day.phase.id: day for day in phase_days(before, on, calendar, authority)}
    now = {day.phase.id: day for day in phase_days(after, on, calendar, authority)}
    when = planned_day(after, on)
    done = {fact.id: when_words(fact.done_on) for fact in after.phases if is_fact(fact.done_on, on) and fact.done_on}
    return tuple(
        StepChange(
            id=name,
            title=(now.get(name) or was[name]).phase.title,
            before=done.get(name) or _day_words(was.get(name)),
            after=done.get(name) or _day_words(now.get(name)),
            note="; ".join(_step_notes(now.get(name), was.get(name), when, on)),
        )
        for name in dict.fromkeys((*now, *was))
    )


def _step_notes(now: PhaseDay | None, was: PhaseDay | None, when: When | None, on: date) -> Iterator[str]:
    """Say what is to be known of a step after the change."""
    step = now or was
    if step is not None and step.is_done:
        yield "done"
        return
    if now is None:
        return
    if now.is_set:
        yield "set by the record, stays"
        if when is not None and now.phase.last_offset < 0 and now.due_on > when.earliest:
            yield "NOW AFTER THE EXERCISE"
        if when is not None and now.phase.last_offset > 0 and now.due_latest_on < when.latest:
            yield "NOW BEFORE THE EXERCISE"
    late = now.days_late(on)
    if late and now.phase.last_offset < 0:
        yield f"LATE {count_words(late, 'day')}"


def _day_words(day: PhaseDay | None) -> str:
    if day is None:
        return ""
    if day.due_on == day.due_latest_on:
        return weekday_words(day.due_on)
    return f"{day_words(day.due_on)} - {day_words(day.due_latest_on)}"


def _debrief_notices(exercise: Exercise, new: When | None) -> Iterator[str]:
    booked = exercise.debrief_on
    if booked is None or new is None:
        return
    if booked.earliest < new.latest:
        yield f"The debrief is booked for {when_words(booked)}, before the exercise: book another day"
    else:
        yield f"The debrief stays booked for {when_words(booked)}"
