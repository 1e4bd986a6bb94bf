"""Steps of exercises and reviews on the Monday screen, put together by who acts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from comah.agenda.exercise_days import short_day
from comah.agenda.exercise_view import day_of
from comah.agenda.good_days import steps_calendar
from comah.agenda.naming import View
from comah.exercises.phases import PhaseDay, late_phases, phase_days
from comah.exercises.state import State, planned_day, state_of
from comah.exercises.template import EXERCISE
from comah.model.book import AuthorityBook
from comah.model.exercise import Exercise
from comah.model.page import source_of
from comah.model.review_walk import ReviewWalk, StepState
from comah.model.week import WeekLine

OPEN = frozenset({State.UNDATED, State.PLANNED, State.CONFIRMED, State.POSTPONED, State.HELD})
_TO_COME = frozenset({State.PLANNED, State.CONFIRMED})
_MEETINGS = "planning-meetings"  # each has a line of its own


class _Step(msgspec.Struct, frozen=True, kw_only=True):
    """A step in the short words of the screen."""

    words: str
    on: date
    is_late: bool


def step_lines(view: View, authority: str | None, until: date) -> Iterator[WeekLine]:
    """Yield one line for each who acts and exercise: the late steps, and those due within the month."""
    for records in view.book.authorities:
        for exercise in records.exercises if authority in {None, records.authority.id} else ():
            if exercise.id not in view.hidden and state_of(exercise, view.on) in OPEN:
                yield from _of_exercise(view, records, exercise, until)


def review_lines(walks: Iterable[ReviewWalk], until: date) -> Iterator[WeekLine]:
    """Yield the steps of reviews under way that are late or due within the month."""
    for walk in walks:
        for step in walk.steps:
            if step.state is StepState.DONE or step.due_on is None or step.due_on > until:
                continue
            late = f"LATE {step.days_late} d" if step.state is StepState.LATE else short_day(step.due_on, walk.on)
            yield WeekLine(
                label=step.who,
                text=f"review of {walk.name}: {step.id.replace('-', ' ')} {late}",
                on=step.due_on,
                is_late=step.state is StepState.LATE,
                authority=walk.authority,
                source=step.place,
            )


def by_person(lines: Iterable[WeekLine], most: int) -> tuple[WeekLine, ...]:
    """Put lines in order: first so many that everybody has a share of them, by person; then the rest, likewise.

    Those come first who have what is longest late; of each, what is late or due first.
    """
    mine: dict[str, list[WeekLine]] = {}
    for line in sorted(lines, key=lambda line: (line.on or date.max, line.text)):
        mine.setdefault(line.label, []).append(line)
    turns = sorted((turn, number) for number, own in enumerate(mine.values()) for turn in range(len(own)))
    first = set(turns[:most])
    every = [((turn, number) not in first, number, turn) for turn, number in turns]
    people = list(mine.values())
    return tuple(people[number][turn] for _, number, turn in sorted(every))


def _of_exercise(view: View, records: AuthorityBook, exercise: Exercise, until: date) -> Iterator[WeekLine]:
    when = planned_day(exercise, view.on) if state_of(exercise, view.on) in _TO_COME else None
    if when is not None and when.is_known and when.latest < view.on:
        yield _passed(view, records, exercise, when.latest)
        return
    steps_of: dict[str, list[_Step]] = {}
    for day in steps_due(view, records, exercise, until):
        late = day.days_late(view.on)
        name = day.phase.id.replace("-", " ")
        words = f"{name} LATE {late} d" if late else f"{name} {short_day(day.due_on, view.on)}"
        steps_of.setdefault(day.phase.who, []).append(_Step(words=words, on=day.due_on, is_late=bool(late)))
    for who, steps in steps_of.items():
        steps.sort(key=lambda step: step.on)
        yield WeekLine(
            label=who,
            text=f"{exercise.id}: {', '.join(step.words for step in steps)}",
            on=steps[0].on,
            is_late=any(step.is_late for step in steps),
            authority=records.authority.id,
            source=source_of(exercise.place, "id"),
        )


def _passed(view: View, records: AuthorityBook, exercise: Exercise, last: date) -> WeekLine:
    """Say that the day of an exercise has passed: its steps wait for what became of it."""
    return WeekLine(
        label="lead",
        text=f"{exercise.id}: its day passed {(view.on - last).days} d ago, not recorded as held, put off or cancelled",
        on=last,
        is_late=True,
        authority=records.authority.id,
        source=source_of(exercise.place, "planned_on"),
    )


def steps_due(
    view: View, records: AuthorityBook, exercise: Exercise, until: date, *, has_doubtful: bool = False
) -> Iterator[PhaseDay]:
    """Yield the steps that are late, and those due from the day looked at to another; meetings are left out.

    Args:
        view: the register on its day.
        records: the authority's.
        exercise: one of its exercises that is not over.
        until: the last day that is of interest.
        has_doubtful: whether those are wanted too that may be late, the exercise's day not being known.
    """
    when = day_of(exercise, view.on)
    calendar = steps_calendar(view.book, records, [when] if when is not None else [])
    late = late_phases(exercise, view.on, calendar, records.authority)
    names = {day.phase.id for day in late}
    yield from late
    is_held = state_of(exercise, view.on) is State.HELD
    for day in phase_days(exercise, view.on, calendar, records.authority):
        is_open = not day.is_done and day.phase.id not in names and day.phase.id not in {EXERCISE, _MEETINGS}
        is_of_day = day.phase.is_fixed and day.phase.last_offset == 0
        last_on = day.due_latest_on if has_doubtful else day.due_on
        is_now = view.on <= last_on and day.due_on <= until and (day.phase.last_offset > 0 or not is_held)
        if is_open and is_now and not is_of_day:
            yield day
