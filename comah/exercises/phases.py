"""The days of an exercise's steps: the template's offsets on working days, and what the record sets instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

import msgspec

from comah.exercises.known_by_result import is_known_by_result
from comah.exercises.placing import limit_day, phase_day
from comah.exercises.state import State, is_fact, planned_day, state_of
from comah.exercises.template import EXERCISE, Phase, Template, template_of
from comah.model.authority import Authority
from comah.model.exercise import Exercise, PhaseFact
from comah.model.when import When
from comah.workdays.working_days import WorkCalendar

DEBRIEF_BOOKED: Final = "debrief-booked"  # done as well where the record gives the day booked
_HELD: Final = frozenset({State.HELD, State.CLOSED})


class PhaseDay(msgspec.Struct, frozen=True, kw_only=True):
    """A step with its days: those of the record, else those of the template."""

    phase: Phase
    first_on: date  # the first day of a span, on the earliest reading; else the day it is due
    due_on: date  # on the earliest reading of the exercise's day
    due_latest_on: date  # on the latest
    limit_on: date | None  # the latest day to which it may slip, on the earliest reading: no comfort in a day not known
    is_set: bool  # the record sets the day itself
    is_done: bool

    def days_late(self, on: date) -> int:
        """Count the days since the step was due on the latest reading; none where it is done or not due yet."""
        return 0 if self.is_done else max(0, (on - self.due_latest_on).days)


def phase_days(
    exercise: Exercise, on: date, calendar: WorkCalendar, authority: Authority | None = None
) -> tuple[PhaseDay, ...]:
    """Return every step that has a day, in the template's order; none where the exercise was cancelled.

    Steps before an exercise of several days count from its first day, steps after it from its last.
    While the exercise has no day, only those have one to which the record gives it.

    Args:
        exercise: the exercise.
        on: the reference date.
        calendar: whose working days count, with the days that the diary blocks.
        authority: the one that keeps the exercise, for its own phases.
    """
    template = template_of(exercise, authority)
    return tuple(_days_of(template, template.phases, exercise, on, calendar))


def late_phases(
    exercise: Exercise, on: date, calendar: WorkCalendar, authority: Authority | None = None
) -> tuple[PhaseDay, ...]:
    """Return the steps that are late and can still be done, in the template's order.

    They are those before an exercise still to come, and those after one that was held and is not
    closed. The exercise and the hot debrief belong to the day and are never late by themselves. Of an
    exercise that is known by its result only the steps that a provision of the law limits are late.
    """
    state = state_of(exercise, on)
    if state in {State.CANCELLED, State.CLOSED} or _is_past(exercise, state, on):
        return ()
    is_held, only_law = state in _HELD, is_known_by_result(exercise, on)
    done = done_phases(exercise, on)
    template = template_of(exercise, authority)
    open_phases = [
        phase
        for phase in template.phases
        if not _is_of_the_day(phase)
        and (phase.last_offset > 0) is is_held
        and phase.id not in done
        and (phase.provision or not only_law)
    ]
    return tuple(day for day in _days_of(template, open_phases, exercise, on, calendar) if day.days_late(on))


def _is_of_the_day(phase: Phase) -> bool:
    """Whether a step belongs to the exercise's own day: the exercise itself, and what is fixed on it."""
    return phase.id == EXERCISE or (phase.is_fixed and phase.last_offset == 0)


def done_phases(exercise: Exercise, on: date) -> frozenset[str]:
    """Return the ids of the steps that are done."""
    done = {fact.id for fact in exercise.phases if is_fact(fact.done_on, on)}
    return frozenset(done | {DEBRIEF_BOOKED} if booked_debrief(exercise, on) is not None else done)


def booked_debrief(exercise: Exercise, on: date) -> When | None:
    """Return the day booked for the multi-agency debrief; None where none is, or the exercise comes after it now."""
    booked = exercise.debrief_on
    if booked is None or not booked.is_known:
        return booked
    when = exercise.held_on if state_of(exercise, on) in _HELD else planned_day(exercise, on)
    return None if when is not None and when.is_known and booked.latest < when.ended_earliest else booked


def _is_past(exercise: Exercise, state: State, on: date) -> bool:
    """Whether the planned day has passed unheld: its steps wait for what became of the exercise."""
    when = planned_day(exercise, on) if state not in _HELD else None
    return when is not None and when.latest < on


def _days_of(
    template: Template, phases: Iterable[Phase], exercise: Exercise, on: date, calendar: WorkCalendar
) -> Iterator[PhaseDay]:
    """Yield the days of some of the template's steps."""
    state = state_of(exercise, on)
    if state is State.CANCELLED:
        return
    when = exercise.held_on if state in _HELD else planned_day(exercise, on)
    if when is not None and not when.is_known:
        when = None
    done = done_phases(exercise, on)
    anchors = _Anchors(template, exercise, on, calendar)
    for phase in phases:
        days = _span(phase, when, calendar, anchors)
        set_on = anchors.own.get(phase.id)
        first_on = _first_day(phase, when, days[0], calendar) if when and days else None
        if set_on is not None:
            days = set_on.earliest, set_on.latest
            first_on = min(first_on, days[0]) if first_on and phase.first_offset < phase.last_offset else days[0]
        if days is None:
            continue
        yield PhaseDay(
            phase=phase,
            first_on=first_on or days[0],
            due_on=days[0],
            due_latest_on=days[1],
            limit_on=_limit(phase, when, anchors) if when else None,
            is_set=set_on is not None,
            is_done=phase.id in done,
        )


class _Anchors:
    """The days that provisions' limits count from, where that is not the exercise: done, set, or usual."""

    def __init__(self, template: Template, exercise: Exercise, on: date, calendar: WorkCalendar) -> None:
        self.own = _own_days(exercise.phases)
        self._template, self._calendar = template, calendar
        self._done = {fact.id: fact.done_on for fact in exercise.phases if fact.done_on and is_fact(fact.done_on, on)}

    def day(self, phase: Phase, exercise_day: date, *, is_latest: bool = False) -> date | None:
        """Return the day that a step's limit counts from; None where it has none or counts from the exercise.

        A day done or set that is not known closely is read at its earliest, or at its latest.
        """
        if not phase.counts_from or phase.counts_from == EXERCISE:
            return None
        done = self._done.get(phase.counts_from)
        when = done if done is not None and done.is_known else self.own.get(phase.counts_from)
        if when is not None:
            return when.latest if is_latest else when.ended_earliest
        other = self._template.find(phase.counts_from)
        return phase_day(other, exercise_day, self._calendar) if other else None


def _own_days(facts: tuple[PhaseFact, ...]) -> dict[str, When]:
    """Return the days that the record sets; of two for one step the first counts."""
    own: dict[str, When] = {}
    for fact in facts:
        if fact.due_on is not None:
            own.setdefault(fact.id, fact.due_on)
    return own


def _span(phase: Phase, when: When | None, calendar: WorkCalendar, anchors: _Anchors) -> tuple[date, date] | None:
    if when is None:
        return None
    first, last = (when.ended_earliest, when.latest) if phase.last_offset > 0 else (when.earliest, when.began_latest)
    begun, ended = anchors.day(phase, first), anchors.day(phase, last, is_latest=True)
    earliest = phase_day(phase, first, calendar, begun)
    return earliest, earliest if (last, ended) == (first, begun) else phase_day(phase, last, calendar, ended)


def _limit(phase: Phase, when: When, anchors: _Anchors) -> date | None:
    return limit_day(phase, when.ended_earliest, anchors.day(phase, when.ended_earliest))


def _first_day(phase: Phase, when: When, due_on: date, calendar: WorkCalendar) -> date:
    """Return the first day of a span, on a working day; of a step of one day, that day."""
    if phase.first_offset == phase.last_offset or phase.is_fixed:
        return due_on
    day = when.ended_earliest if phase.last_offset > 0 else when.earliest
    return min(due_on, calendar.on_or_after(day + timedelta(days=phase.first_offset)))
