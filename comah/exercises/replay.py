"""An exercise that has been: its steps as they were done, against the template's days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from comah.exercises.phases import PhaseDay, phase_days
from comah.exercises.state import is_fact
from comah.model.authority import Authority
from comah.model.backplan import StepKept
from comah.model.exercise import Exercise
from comah.model.when import When
from comah.workdays.working_days import WorkCalendar

_START = "initiation"


def steps_kept(
    exercise: Exercise, on: date, calendar: WorkCalendar, authority: Authority | None = None
) -> tuple[StepKept, ...]:
    """Return each step with a known day on which it was done, and by how many days it was late or early.

    Where the record says when planning started and not when the exercise was commissioned, that is taken for
    it. Where either day is not known exactly, the least and the most are given.
    """
    return tuple(_kept(exercise, on, phase_days(exercise, on, calendar, authority)))


def _kept(exercise: Exercise, on: date, days: tuple[PhaseDay, ...]) -> Iterator[StepKept]:
    done = {fact.id: fact.done_on for fact in exercise.phases if fact.done_on is not None}
    for day in days:
        when: When | None = done.get(day.phase.id)
        if when is None and day.phase.id == _START:
            when = exercise.planning_from
        if when is None or not when.is_known or not is_fact(when, on):
            continue
        yield StepKept(
            id=day.phase.id,
            due_on=day.due_on,
            due_latest_on=day.due_latest_on,
            done_text=when.text,
            least_late=(when.earliest - day.due_latest_on).days,
            most_late=(when.latest - day.due_on).days,
        )
