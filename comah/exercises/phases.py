"""The days of an exercise's steps: the template's offsets on working days, and what the record sets instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

import msgspec

from comah.exercises.state import State, is_fact, planned_day, state_of
from comah.exercises.template import Phase, template_for
from comah.model.exercise import Exercise, PhaseFact
from comah.model.when import When
from comah.workdays.working_days import WorkCalendar

DEBRIEF_BOOKED: Final = "debrief-booked"  # done as well where the record gives the day booked
_HELD: Final = frozenset({State.HELD, State.CLOSED})


class PhaseDay(msgspec.Struct, frozen=True, kw_only=True):
    """A step with its days: those of the record, else those of the template."""

    phase: Phase
    due_on: date  # on the earliest reading of the exercise's day
    due_latest_on: date  # on the latest
    limit_on: date | None  # the latest day to which it may slip
    is_set: bool  # the record sets the day itself
    is_done: bool

    def days_late(self, on: date) -> int:
        """Count the days since the step was due on the latest reading; none where it is done or not due yet."""
        return 0 if self.is_done else max(0, (on - self.due_latest_on).days)


def phase_day(phase: Phase, exercise_day: date, calendar: WorkCalendar) -> date:
    """Return the day by which a step is due, counted from the exercise day.

    A step that falls on a weekend or a bank holiday moves to the working day before it (before the
    exercise) or after it (after the exercise), and never past its own limit. The exercise and the
    hot debrief never move.

    >>> from comah.exercises.template import template_for
    >>> from comah.model.kinds import ExerciseType, Nation
    >>> from comah.workdays.working_days import nation_calendar
    >>> england, live = nation_calendar(Nation.ENGLAND), template_for(ExerciseType.LIVE)
    >>> debrief = live.find("multi-agency-debrief")
    >>> str(phase_day(debrief, date(2026, 11, 28), england)) if debrief else ""
    '2026-12-29'
    """
    day = exercise_day + timedelta(days=phase.last_offset)
    if phase.is_fixed:
        return day
    if phase.last_offset < 0:
        return calendar.on_or_before(day)
    moved = calendar.on_or_after(day)
    limit = _limit_on(phase, exercise_day)
    return moved if limit is None or moved <= limit else calendar.on_or_before(limit)


def phase_days(exercise: Exercise, on: date, calendar: WorkCalendar) -> tuple[PhaseDay, ...]:
    """Return every step that has a day, in the template's order; none where the exercise was cancelled.

    Steps before an exercise of several days count from its first day, steps after it from its last.
    While the exercise has no day, only those have one to which the record gives it.
    """
    return tuple(_days_of(template_for(exercise.type).phases, exercise, on, calendar))


def late_phases(exercise: Exercise, on: date, calendar: WorkCalendar) -> tuple[PhaseDay, ...]:
    """Return the steps that are late and can still be done, in the template's order.

    They are those before an exercise still to come, and those after one that was held and is not
    closed. The exercise and the hot debrief belong to the day and are never late by themselves.
    """
    state = state_of(exercise, on)
    if state in {State.CANCELLED, State.CLOSED} or _is_past(exercise, state, on):
        return ()
    is_held = state in _HELD
    done = done_phases(exercise, on)
    open_phases = [
        phase
        for phase in template_for(exercise.type).phases
        if not phase.is_fixed and (phase.last_offset > 0) is is_held and phase.id not in done
    ]
    return tuple(day for day in _days_of(open_phases, exercise, on, calendar) if day.days_late(on))


def done_phases(exercise: Exercise, on: date) -> frozenset[str]:
    """Return the ids of the steps that are done."""
    done = {fact.id for fact in exercise.phases if is_fact(fact.done_on, on)}
    return frozenset(done | {DEBRIEF_BOOKED} if exercise.debrief_on is not None else done)


def _is_past(exercise: Exercise, state: State, on: date) -> bool:
    """Whether the planned day has passed unheld: its steps wait for what became of the exercise."""
    when = planned_day(exercise, on) if state not in _HELD else None
    return when is not None and when.latest < on


def _days_of(phases: Iterable[Phase], exercise: Exercise, on: date, calendar: WorkCalendar) -> Iterator[PhaseDay]:
    """Yield the days of some of the template's steps."""
    state = state_of(exercise, on)
    if state is State.CANCELLED:
        return
    when = exercise.held_on if state in _HELD else planned_day(exercise, on)
    if when is not None and not when.is_known:
        when = None
    done = done_phases(exercise, on)
    own = _own_days(exercise.phases)
    for phase in phases:
        days = _span(phase, when, calendar)
        set_on = own.get(phase.id)
        if set_on is not None:
            days = set_on.earliest, set_on.latest
        if days is None:
            continue
        yield PhaseDay(
            phase=phase,
            due_on=days[0],
            due_latest_on=days[1],
            limit_on=_limit_on(phase, when.latest) if when else None,
            is_set=set_on is not None,
            is_done=phase.id in done,
        )


def _own_days(facts: tuple[PhaseFact, ...]) -> dict[str, When]:
    """Return the days that the record sets; of two for one step the first counts."""
    own: dict[str, When] = {}
    for fact in facts:
        if fact.due_on is not None:
            own.setdefault(fact.id, fact.due_on)
    return own


def _span(phase: Phase, when: When | None, calendar: WorkCalendar) -> tuple[date, date] | None:
    if when is None:
        return None
    first, last = (when.ended_earliest, when.latest) if phase.last_offset > 0 else (when.earliest, when.began_latest)
    earliest = phase_day(phase, first, calendar)
    return earliest, earliest if last == first else phase_day(phase, last, calendar)


def _limit_on(phase: Phase, exercise_day: date) -> date | None:
    return exercise_day + timedelta(days=phase.limit) if phase.limit is not None else None
