"""What to do about an exercise now, each with the command that records it and good days where one is wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from comah.agenda.exercise_days import choice_words, debrief_days
from comah.agenda.exercise_law import is_wide_enough
from comah.agenda.exercise_steps import DEBRIEF, REPORT
from comah.agenda.good_days import Around
from comah.exercises.backplan import reach_of
from comah.exercises.known_by_result import is_known_by_result
from comah.exercises.lifecycle.close import missing_to_close, undecided
from comah.exercises.phases import DEBRIEF_BOOKED, booked_debrief, done_phases
from comah.exercises.state import State, planned_day
from comah.model.backplan import BackPlan, Reach
from comah.model.book import Book
from comah.model.exercise_view import StepMark, StepShown
from comah.model.when import When
from comah.model.words import count_words, day_words, weekday_words

_MOST: Final = 3  # late steps named
_UNDATED: Final = frozenset({State.UNDATED, State.POSTPONED})


def to_do(
    book: Book, surroundings: Around, state: State, steps: tuple[StepShown, ...], plan: BackPlan | None
) -> Iterator[str]:
    """Yield what to do, the most pressing first."""
    exercise, on = surroundings.exercise, surroundings.on
    if state in {State.CANCELLED, State.CLOSED}:
        return
    if state in _UNDATED:
        yield from _give_day(surroundings)
        return
    if state is State.HELD and is_known_by_result(exercise, on):
        yield from _late(exercise.id, steps)
        yield from undecided(exercise, on)
        return
    if state is State.HELD:
        yield from _late(exercise.id, [step for step in steps if step.id != REPORT])
        yield from missing_to_close(exercise, template=surroundings.template, on=on)
        return
    when = planned_day(exercise, on)
    if when is not None and when.latest < on:
        yield f"Its day has passed. Record what became of it: comah exercise hold, postpone or cancel {exercise.id}"
        return
    yield from _too_short(surroundings, plan, when)
    if state is State.PLANNED:
        yield f"Have the day agreed by operator and agencies: comah exercise confirm {exercise.id} --on DATE"
    yield from _book_debrief(book, surroundings, steps)
    yield from _late(exercise.id, steps)
    if not any(step.mark is StepMark.LATE for step in steps):
        yield from (f"Next: {step.short}, {step.day} ({step.who})" for step in steps if step.mark is StepMark.NEXT)


def _give_day(surroundings: Around) -> Iterator[str]:
    """Offer days for an exercise that has none: as near as may be to what its steps usually take."""
    wanted = surroundings.on + timedelta(days=surroundings.template.length_days)
    if surroundings.safe_on is not None and surroundings.on < surroundings.safe_on < wanted:
        wanted = surroundings.safe_on
    yield f"Give it a day: comah exercise move {surroundings.exercise.id} --to DATE"
    done = done_phases(surroundings.exercise, surroundings.on)
    reach = reach_of(surroundings.on, surroundings.template, done, surroundings.calendar)
    usual, pressed = weekday_words(reach.usual_on), weekday_words(reach.compressed_on)
    yield f"If begun today, the earliest is {usual}; compressed, {pressed}{_misses(surroundings, reach)}"
    yield surroundings.good_words(wanted)


def _misses(surroundings: Around, reach: Reach) -> str:
    """Say where even that is after the safe date."""
    safe = surroundings.safe_on
    if safe is None or reach.usual_on <= safe:
        return ""
    if reach.compressed_on <= safe:
        return f", and only that is by the safe date, {day_words(safe)}"
    return f", both AFTER the safe date, {day_words(safe)}"


def _too_short(surroundings: Around, plan: BackPlan | None, when: When | None) -> Iterator[str]:
    if plan is not None and plan.is_compressed and not plan.fits:
        length = (when.latest - when.earliest).days + 1 if when is not None and when.is_exact else 1
        found = surroundings.good_words(plan.reach.compressed_on, length)
        what = "Fix its day" if is_wide_enough(plan, when) else "Move it"
        yield f"{what}: comah exercise move {surroundings.exercise.id} --to DATE. {found}"


def _book_debrief(book: Book, surroundings: Around, steps: tuple[StepShown, ...]) -> Iterator[str]:
    """Offer days for a debrief that is not booked, once its booking is due."""
    booking = next((step for step in steps if step.id == DEBRIEF_BOOKED), None)
    debrief = next((step for step in steps if step.id == DEBRIEF), None)
    if debrief is None or booking is None or booked_debrief(surroundings.exercise, surroundings.on):
        return
    if booking.mark not in {StepMark.LATE, StepMark.NEXT}:
        return
    found = debrief_days(book, surroundings, debrief.due_on, debrief.limit_on)
    if found:
        yield f"Book {choice_words(found)} for the debrief: no clash in diary or on record"
    else:
        yield f"Book the debrief: no day up to its limit is free; the usual day is {weekday_words(debrief.due_on)}"


def _late(exercise: str, steps: Sequence[StepShown]) -> Iterator[str]:
    """Name the late steps; the booking of the debrief has a line of its own while it is open."""
    late = [step for step in steps if step.mark is StepMark.LATE and step.id != DEBRIEF_BOOKED]
    for step in late[:_MOST]:
        yield f"{step.short} ({step.who}): comah exercise done {exercise} {step.id} --on DATE --by POST"
    if len(late) > _MOST:
        yield f"and {count_words(len(late) - _MOST, 'more late step')}"
