"""One exercise whole: its steps, the law, what to do now, and what else is on record of it."""

from __future__ import annotations

from datetime import date, timedelta

from comah.agenda.exercise_do import to_do
from comah.agenda.exercise_kept import kept_parts
from comah.agenda.exercise_law import Seen, fit_words, movable_words, plan_laws, report_laws
from comah.agenda.exercise_parts import full_parts, short_part
from comah.agenda.exercise_steps import Steps
from comah.agenda.good_days import around, keeper_of, steps_calendar
from comah.agenda.meetings import meetings_on
from comah.agenda.naming import View, Wanted, view_of
from comah.agenda.plans_to_test import safe_ahead
from comah.duties.change_effects import test_duties
from comah.duties.next_cycle import cycle_day, duties_judged_by, judged_tests, safe_dates
from comah.exercises.known_by_result import is_known_by_result
from comah.exercises.phases import phase_days
from comah.exercises.planned_back import plan_exercise
from comah.exercises.state import State, planned_day, state_of
from comah.model.book import Book
from comah.model.establishment import plan_ref
from comah.model.exercise import Exercise
from comah.model.exercise_view import ExerciseView, StepMark, StepShown
from comah.model.kinds import ExerciseType, Severity
from comah.model.page import source_of
from comah.model.provision import Law
from comah.model.when import When
from comah.model.words import count_words, weekday_words, when_words

_HELD = frozenset({State.HELD, State.CLOSED})
_TO_COME = frozenset({State.PLANNED, State.CONFIRMED})


def exercise_view(book: Book, law: Law, exercise: Exercise, on: date, *, is_all: bool = False) -> ExerciseView:
    """Return one exercise as at a day.

    Args:
        book: every record as read.
        law: the provisions.
        exercise: the exercise.
        on: the reference date.
        is_all: whether every step and every fact is wanted, with the slack of each step.
    """
    records, state, when = keeper_of(book, exercise), state_of(exercise, on), day_of(exercise, on)
    calendar = steps_calendar(book, records, [when] if when is not None else [])
    duties = test_duties(book, law, on, exercise.will_test)
    judged = judged_tests(book, law, duties, exercise, cycle_day(exercise, on), on=on)
    plan = plan_exercise(exercise, on, calendar, authority=records.authority, safe_dates=safe_dates(judged))
    days = phase_days(exercise, on, calendar, records.authority)
    steps = Steps(exercise, state, days, plan, on).rows(calendar)
    seen = Seen(exercise=exercise, on=on, state=state, when=when, plan=plan, modular=_modular(book))
    laws = plan_laws(seen, judged)
    ahead = safe_ahead(duties_judged_by(judged).values(), on)
    view = view_of(book, on, Wanted(first=on, last=on + timedelta(days=1)))
    meetings = meetings_on(view, records, exercise)
    parts = [short_part(view, exercise, meetings)]
    if is_all:
        kept = kept_parts(exercise, on, calendar, records.authority)
        parts = [*full_parts(view, exercise, meetings, plan), *kept]
    late = sum(step.mark is StepMark.LATE for step in steps)
    is_to_come = state in _TO_COME and plan is not None and when is not None and when.latest >= on
    return ExerciseView(
        on=on,
        law=law.version,
        register_name=book.name,
        register_digest=book.digest,
        marking=records.authority.marking,
        source_note=records.authority.source_note,
        authority=records.authority.id,
        exercise=exercise.id,
        name=exercise.name,
        type=exercise.type.value,
        state=state.value,
        planned=exercise.planned_on.text if exercise.planned_on else "",
        held=exercise.held_on.text if exercise.held_on and state in _HELD else "",
        head=f"{state.value.upper()}{_late_words(late)}",
        about=(
            _about(exercise, state, when, on),
            _plans(view, exercise),
            *_taking_part(exercise),
            *_by_result(exercise, on),
        ),
        steps=steps,
        steps_late=late,
        left_out="" if is_all else _left_out(steps),
        is_all=is_all,
        is_compressed=is_to_come and plan is not None and plan.is_compressed,
        fit=fit_words(plan, when) if is_to_come else "",
        laws=laws,
        report_laws=tuple(report_laws(plan)),
        movable_until=plan.last_move.on if is_to_come and plan is not None and plan.last_move else None,
        movable=movable_words(plan, laws, when, on) if is_to_come else "",
        to_do=tuple(to_do(book, around(book, exercise, on, ahead), state, steps, plan)),
        parts=tuple(part for part in parts if part.lines),
        place=source_of(exercise.place, "id"),
        unreadable=tuple(one for one in book.problems if one.severity is Severity.ERROR),
    )


def day_of(exercise: Exercise, on: date) -> When | None:
    """Return the day of an exercise as at a day, held or planned; None where it has none that is known."""
    when = exercise.held_on if state_of(exercise, on) in _HELD else planned_day(exercise, on)
    return when if when is not None and when.is_known else None


def _late_words(late: int) -> str:
    return f", {count_words(late, 'STEP', 'STEPS')} LATE" if late else ""


def _about(exercise: Exercise, state: State, when: When | None, on: date) -> str:
    is_unknown = exercise.type is ExerciseType.UNKNOWN
    kind = "Type not on record" if is_unknown else exercise.type.value.replace("-", " ").capitalize()
    if when is None:
        return f"{exercise.name}. {kind}, {'day not on record' if state in _HELD else 'no day yet'}."
    day = weekday_words(when.earliest) if when.is_day else when_words(when)
    if state is State.CANCELLED:
        return f"{exercise.name}. {kind}, was planned for {day}{_cancelled_words(exercise)}."
    return f"{exercise.name}. {kind}, {day}, {_distance(when, on)}."


def _cancelled_words(exercise: Exercise) -> str:
    cancelled = exercise.cancelled
    made = f"; cancelled {when_words(cancelled.on)}" if cancelled.on is not None else ""
    return f"{made}{f': {cancelled.reason}' if cancelled.reason else ''}"


def _distance(when: When, on: date) -> str:
    """Say how far off it is; of a day not known, no more than is known."""
    if when.earliest > on:
        return f"in {count_words((when.earliest - on).days, 'day')}{'' if when.is_exact else ' at the earliest'}"
    if when.latest >= on:
        return "today" if when.is_exact else "the day is not known"
    return f"{'' if when.is_exact else 'at least '}{count_words((on - when.latest).days, 'day')} ago"


def _plans(view: View, exercise: Exercise) -> str:
    modular = _modular(view.book)
    named = [f"{ref}, {'element by element' if ref in modular else 'all elements'}" for ref in exercise.will_test]
    return f"Meant to test: {'; '.join(named) or 'no plan on record'}"


def _modular(book: Book) -> frozenset[str]:
    """Return the plans that are tested element by element."""
    return frozenset(
        plan_ref(site.id, plan.regime)
        for records in book.authorities
        for site in records.establishments
        for plan in site.plans
        if plan.modular
    )


def _taking_part(exercise: Exercise) -> tuple[str, ...]:
    """Name the sites that play without being meant to be tested, or without its being known."""
    if not exercise.takes_part:
        return ()
    return (f"Takes part, not meant or not known to be tested: {', '.join(exercise.takes_part)}",)


def _by_result(exercise: Exercise, on: date) -> tuple[str, ...]:
    return ("Known by its result: its steps are not on record",) if is_known_by_result(exercise, on) else ()


def _left_out(steps: tuple[StepShown, ...]) -> str:
    hidden = [step for step in steps if not step.is_shown]
    done = sum(step.mark is StepMark.DONE for step in hidden)
    rest = len(hidden) - done
    words = [f"{count_words(done, 'step')} done" if done else "", f"{rest} more" if rest else ""]
    said = ", ".join(word for word in words if word)
    return f"Not shown: {said} (--all)" if said else ""
