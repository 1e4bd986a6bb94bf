"""For any template and calendar, steps keep their order, their limits and working days; back-planning is monotonic."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from comah.exercises.backplan import fit_of, latest_start, least_days_before, reach_of
from comah.exercises.critical_path import critical_path
from comah.exercises.phases import phase_days
from comah.exercises.placing import limit_day, phase_day
from comah.exercises.planned_back import back_plan
from comah.exercises.template import Phase, Template, template_for, template_of
from comah.model.authority import Authority
from comah.model.exercise import Exercise, PhaseFact
from comah.model.kinds import ExerciseType, Nation, Regime
from comah.model.phase_keys import AuthorityPhase
from comah.model.when import When
from comah.workdays.working_days import WorkCalendar, nation_calendar

DAYS = st.dates(date(2002, 1, 1), date(2055, 12, 31))
TYPES = st.sampled_from(ExerciseType)
REGIMES = st.sets(st.sampled_from(Regime), min_size=1).map(frozenset)


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    """A nation's calendar, with a few days proclaimed and a few weeks that the diary blocks."""
    calendar = nation_calendar(draw(st.sampled_from(Nation)))
    added = draw(st.lists(DAYS.filter(lambda day: day.weekday() < 5), max_size=5))
    starts = draw(st.lists(DAYS, max_size=4))
    blocked = {start + timedelta(days=number) for start in starts for number in range(draw(st.integers(1, 30)))}
    days = tuple(sorted({*calendar.bank_holidays, *added}))
    return msgspec.structs.replace(calendar, bank_holidays=days, blocked=frozenset(blocked))


@st.composite
def added_phases(draw: st.DrawFn) -> tuple[AuthorityPhase, ...]:
    """Phases that an authority adds: each after those that it needs, with a limit or not, none fixed but on the day."""
    made: list[AuthorityPhase] = []
    for number in range(draw(st.integers(0, 8))):
        offset = draw(st.integers(-200, 200).filter(bool))
        before = [one for one in made if one.first_offset is not None and one.first_offset <= offset]
        needs = draw(st.lists(st.sampled_from(before), max_size=3, unique_by=lambda one: one.id)) if before else []
        made.append(
            AuthorityPhase(
                id=f"own-{number}",
                first_offset=offset,
                limit=offset + draw(st.integers(0, 20)) if draw(st.booleans()) else None,
                least_days=draw(st.integers(0, 20)),
                needs=tuple(one.id for one in needs),
            )
        )
    return tuple(made)


@st.composite
def templates(draw: st.DrawFn) -> Template:
    """A template of any type and regimes, as an authority changes it."""
    phases = draw(added_phases())
    dropped = draw(st.lists(st.sampled_from(["safety", "scenario", "draft-report", "report-agreed"]), unique=True))
    changes = (*phases, *(AuthorityPhase(id=name, dropped=True) for name in dropped))
    authority = Authority(schema=1, id="halton", name="Halton", phases=changes)
    return template_for(draw(TYPES), draw(REGIMES), authority)


def days_of(template: Template, exercise_on: date, calendar: WorkCalendar) -> dict[str, date]:
    days: dict[str, date] = {}
    for phase in template.phases:
        days[phase.id] = phase_day(phase, exercise_on, calendar, days.get(phase.counts_from))
    return days


@settings(max_examples=120, deadline=None)
@given(templates(), DAYS, calendars())
def test_steps_keep_their_order_their_limits_and_working_days(
    template: Template, exercise_on: date, calendar: WorkCalendar
) -> None:
    days = days_of(template, exercise_on, calendar)
    for phase in template.phases:
        limit = limit_day(phase, exercise_on, days.get(phase.counts_from))
        assert limit is None or days[phase.id] <= limit, phase.id
        assert all(days[need] <= days[phase.id] for need in phase.needs), phase.id
        if phase.is_fixed:
            assert days[phase.id] == exercise_on + timedelta(days=phase.last_offset)
        elif not calendar.is_working_day(days[phase.id]):
            assert not _has_window(template, phase, exercise_on, calendar), phase.id


def _has_window(template: Template, phase: Phase, exercise_on: date, calendar: WorkCalendar) -> bool:
    """Whether a working day is left between the fixed days before a step and the limits after it."""
    floor = exercise_on if _reaches(template, phase, "exercise") else date.min
    found = [limit_day(phase, exercise_on)]
    found.extend(
        exercise_on if other.is_fixed else limit_day(other, exercise_on)
        for other in template.phases
        if _reaches(template, other, phase.id)
    )
    ceiling = min((limit for limit in found if limit is not None), default=date.max)
    if phase.last_offset < 0:
        ceiling = min(ceiling, exercise_on)
    if floor == date.min or ceiling == date.max:
        return True
    return calendar.count(floor, ceiling) > 0


def _reaches(template: Template, phase: Phase, name: str) -> bool:
    """Whether a step needs another, directly or through others."""
    waiting, seen = list(phase.needs), set[str]()
    while waiting:
        need = waiting.pop()
        if need == name:
            return True
        found = template.find(need)
        if found is not None and need not in seen:
            seen.add(need)
            waiting.extend(found.needs)
    return False


@settings(max_examples=80, deadline=None)
@given(templates(), DAYS, calendars())
def test_no_step_is_put_on_a_blocked_day_while_there_is_room(
    template: Template, exercise_on: date, calendar: WorkCalendar
) -> None:
    """A step without limits, before the exercise, always has room: it may be done earlier."""
    free = msgspec.structs.replace(calendar, blocked=frozenset())
    for phase in template.phases:
        if not phase.is_fixed and phase.last_offset < 0 and phase.floor is None:
            day = phase_day(phase, exercise_on, calendar)
            assert day not in calendar.blocked
            assert day <= phase_day(phase, exercise_on, free)


@settings(max_examples=60, deadline=None)
@given(templates(), DAYS, calendars(), st.integers(0, 60))
def test_a_later_exercise_has_no_step_earlier(
    template: Template, exercise_on: date, calendar: WorkCalendar, more: int
) -> None:
    later = exercise_on + timedelta(days=more)
    for name, day in days_of(template, exercise_on, calendar).items():
        phase = template.find(name)
        assert phase is not None
        if phase.limit is None and phase.ceiling is None and not phase.capped_by and not phase.provision:
            assert day <= days_of(template, later, calendar)[name]


@settings(max_examples=60, deadline=None)
@given(templates(), DAYS, calendars(), st.integers(0, 400), st.integers(0, 60), st.data())
def test_back_planning_is_monotonic(  # noqa: PLR0913, PLR0917 - what it is drawn from
    template: Template, exercise_on: date, calendar: WorkCalendar, ahead: int, more: int, data: st.DataObject
) -> None:
    on = exercise_on - timedelta(days=ahead)
    done = frozenset(data.draw(st.sets(st.sampled_from([phase.id for phase in template.phases]))))
    plan = back_plan(template, exercise_on, calendar, on=on, done=done)
    later = back_plan(template, exercise_on + timedelta(days=more), calendar, on=on, done=done)
    assert plan.latest_start <= later.latest_start
    assert plan.compressed_start <= later.compressed_start
    assert plan.fits <= later.fits
    assert plan.fits is fit_of(on, exercise_on, template, done, calendar).is_enough
    first = calendar.on_or_after(exercise_on)  # the earliest exercise offered is on a working day; this one need not be
    assert plan.fits is (plan.reach.compressed_on <= first or plan.reach.needed_days == 0)
    assert plan.reach.compressed_on <= plan.reach.usual_on
    for step, after in zip(plan.steps, later.steps, strict=True):
        if step.is_needed and step.latest_on and after.latest_on:
            assert step.latest_on <= after.latest_on
    every = frozenset(phase.id for phase in template.phases)
    assert reach_of(on, template, every, calendar).compressed_on == calendar.on_or_after(on)
    assert (
        reach_of(on, template, done, calendar).compressed_on
        <= reach_of(on, template, frozenset(), calendar).compressed_on
    )


@settings(max_examples=60, deadline=None)
@given(templates(), DAYS, calendars(), st.data())
def test_a_compressed_plan_keeps_the_order_and_meets_the_day_where_it_fits(
    template: Template, exercise_on: date, calendar: WorkCalendar, data: st.DataObject
) -> None:
    done = frozenset(data.draw(st.sets(st.sampled_from([phase.id for phase in template.phases]))))
    on = exercise_on - timedelta(days=data.draw(st.integers(1, 200)))
    plan = back_plan(template, exercise_on, calendar, on=on, done=done)
    days = {step.id: step.usual_on for step in plan.steps}
    if not plan.is_compressed:
        return
    for phase in template.phases:
        if phase.id in template.before - done:
            assert days[phase.id] >= on
            assert not plan.fits or days[phase.id] <= exercise_on
            assert all(days[need] <= days[phase.id] for need in phase.needs if need not in done)


@settings(max_examples=50, deadline=None)
@given(templates(), st.data())
def test_the_critical_path_is_as_long_as_the_steps_need(template: Template, data: st.DataObject) -> None:
    done = frozenset(data.draw(st.sets(st.sampled_from([phase.id for phase in template.phases]))))
    path = critical_path(template, done)
    least = {phase.id: phase.least_days for phase in template.phases}
    length = sum(least[name] for name in path if name != "exercise")
    assert length == least_days_before(template, done)


@settings(max_examples=50, deadline=None)
@given(DAYS, TYPES, calendars(), st.integers(0, 60))
def test_a_later_safe_date_never_means_an_earlier_start(
    safe_on: date, exercise_type: ExerciseType, calendar: WorkCalendar, more: int
) -> None:
    start = latest_start(safe_on, exercise_type, calendar)
    assert start <= latest_start(safe_on + timedelta(days=more), exercise_type, calendar)
    assert calendar.is_working_day(start)


@settings(max_examples=50, deadline=None)
@given(DAYS, calendars(), st.integers(-60, 120), st.integers(0, 40))
def test_the_table_of_working_days_answers_as_the_calendar_does(
    day: date, calendar: WorkCalendar, span: int, number: int
) -> None:
    indexed, other = calendar.indexed, day + timedelta(days=span)
    assert indexed.on_or_before(day) == calendar.on_or_before(day)
    assert indexed.on_or_after(day) == calendar.on_or_after(day)
    assert indexed.count(day, other) == calendar.count(day, other)
    assert indexed.between(day, other) == calendar.between(day, other)
    assert indexed.back(day, number) == calendar.back(day, number)
    assert indexed.forward(day, number) == calendar.forward(day, number)


@settings(max_examples=50, deadline=None)
@given(DAYS, TYPES, calendars(), st.integers(-300, 300))
def test_an_exercise_on_record_has_the_days_of_its_template(
    planned_on: date, exercise_type: ExerciseType, calendar: WorkCalendar, offset: int
) -> None:
    own = PhaseFact(id="venue", first_offset=offset)
    exercise = Exercise(
        schema=1, id="next", name="Next", type=exercise_type, planned_on=When.on_day(planned_on), phases=(own,)
    )
    template = template_of(exercise)
    found = {day.phase.id: day.due_on for day in phase_days(exercise, planned_on, calendar)}
    assert found == days_of(template, planned_on, calendar)
    assert "venue" in found
