"""Moving an exercise and moving it back restores every step that was not done."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from comah.exercises.lifecycle.move import move_exercise
from comah.exercises.lifecycle.postpone import postpone_exercise
from comah.exercises.phases import phase_days
from comah.exercises.state import State, planned_day, state_of
from comah.exercises.template import template_for
from comah.model.exercise import Exercise, PhaseFact, Postponement
from comah.model.kinds import ExerciseType, Nation
from comah.model.when import When, WhenOrUnknown
from comah.workdays.working_days import WorkCalendar, nation_calendar

ON: Final = date(2026, 11, 21)
AHEAD: Final = st.integers(min_value=0, max_value=900).map(lambda days: ON + timedelta(days=days))
PAST: Final = st.integers(min_value=1, max_value=300).map(lambda days: ON - timedelta(days=days))
PHASES: Final = sorted(
    {phase.id for kind in ExerciseType for phase in template_for(kind).phases} - {"planning-meetings"}
)


def span(first: date, days: int) -> When:
    """Return an exercise's days: one, or several."""
    if days == 1:
        return When.on_day(first)
    last = first + timedelta(days=days - 1)
    return When(f"{first.isoformat()}/{last.isoformat()}", first, last, is_exact=True)


def exactly(day: date) -> WhenOrUnknown:
    return WhenOrUnknown(day.isoformat(), day, day, is_exact=True)


@st.composite
def phase_facts(draw: st.DrawFn) -> tuple[PhaseFact, ...]:
    """Draw steps that are done, that have a day of their own, or both."""
    names = draw(st.lists(st.sampled_from(PHASES), unique=True, max_size=6))
    return tuple(
        PhaseFact(
            id=name,
            due_on=draw(st.none() | AHEAD.map(When.on_day)),
            done_on=draw(st.none() | PAST.map(exactly)),
        )
        for name in names
    )


@st.composite
def exercises(draw: st.DrawFn) -> Exercise:
    """Draw an exercise to come, confirmed or not, perhaps put off before."""
    planned = span(draw(AHEAD), draw(st.sampled_from((1, 1, 2, 3))))
    exercise = Exercise(
        schema=1,
        id="live",
        name="Exercise",
        type=draw(st.sampled_from(ExerciseType)),
        planned_on=planned,
        confirmed_on=draw(st.none() | PAST.map(When.on_day)),
        phases=draw(phase_facts()),
    )
    before = draw(st.none() | st.tuples(PAST, AHEAD))
    if before is not None:
        row = Postponement(on=When.on_day(before[0]), from_=When.on_day(before[1]), to=planned)
        exercise = replace(exercise, postponements=(row,))
    return exercise


def calendars() -> st.SearchStrategy[WorkCalendar]:
    blocked = st.frozensets(st.integers(0, 1200).map(lambda days: ON + timedelta(days=days - 200)), max_size=30)
    nations = st.sampled_from(Nation).map(nation_calendar)
    return st.tuples(nations, blocked).map(lambda pair: replace(pair[0], blocked=pair[1]))


def days_of_undone(exercise: Exercise, calendar: WorkCalendar) -> dict[str, tuple[date, date]]:
    found = phase_days(exercise, ON, calendar)
    return {one.phase.id: (one.due_on, one.due_latest_on) for one in found if not one.is_done}


@given(exercise=exercises(), to=st.lists(AHEAD, min_size=1, max_size=3), calendar=calendars())
@settings(max_examples=150, deadline=None)
def test_moved_anywhere_and_back_every_step_not_done_has_its_day_again(
    exercise: Exercise, to: list[date], calendar: WorkCalendar
) -> None:
    planned = planned_day(exercise, ON)
    assert planned is not None
    moved = exercise
    for day in to:
        moved = move_exercise(moved, When.on_day(day), on=ON).exercise
        here = planned_day(moved, ON)
        assert here is not None
        assert here.earliest == day
    back = move_exercise(moved, planned, on=ON).exercise
    assert planned_day(back, ON) == planned
    assert days_of_undone(back, calendar) == days_of_undone(exercise, calendar)
    assert [one for one in back.phases if one.done_on] == [one for one in exercise.phases if one.done_on]


@given(exercise=exercises(), calendar=calendars())
@settings(max_examples=100, deadline=None)
def test_put_off_and_given_its_old_day_again_it_is_planned_as_before_and_not_agreed(
    exercise: Exercise, calendar: WorkCalendar
) -> None:
    planned = planned_day(exercise, ON)
    assert planned is not None
    off = postpone_exercise(exercise, Postponement(on=When.on_day(ON), reason="shutdown"), on=ON).exercise
    assert state_of(off, ON) is State.POSTPONED
    back = move_exercise(off, planned, on=ON).exercise
    assert state_of(back, ON) is State.PLANNED
    assert days_of_undone(back, calendar) == days_of_undone(exercise, calendar)


@given(exercise=exercises(), to=AHEAD)
@settings(max_examples=100, deadline=None)
def test_whatever_moves_is_not_agreed_afterwards_and_was_before(exercise: Exercise, to: date) -> None:
    state, yesterday = state_of(exercise, ON), state_of(exercise, ON - timedelta(days=1))
    moved = move_exercise(exercise, When.on_day(to), on=ON)
    if moved.change.is_empty:
        assert moved.exercise == exercise
        return
    assert state_of(moved.exercise, ON) is State.PLANNED
    if state is State.CONFIRMED:
        assert state_of(moved.exercise, ON - timedelta(days=1)) is yesterday
