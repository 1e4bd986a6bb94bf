"""An exercise planned back from its day, step by step; and one exercise on record, with what is late in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

import msgspec

from comah.exercises.backplan import last_move, least_days_before, reach_with, start_of
from comah.exercises.compressed import compressed_days
from comah.exercises.critical_path import critical_path
from comah.exercises.endangered import late_steps
from comah.exercises.latest_days import latest_days
from comah.exercises.phases import done_phases, late_phases, phase_days
from comah.exercises.placing import limit_day, phase_day
from comah.exercises.state import State, planned_day, state_of
from comah.exercises.template import EXERCISE, Phase, Template, template_of
from comah.model.authority import Authority
from comah.model.backplan import BackPlan, CountedFrom, StepPlan
from comah.model.exercise import Exercise
from comah.workdays.working_days import WorkCalendar

_A_DAY: Final = timedelta(days=1)
_NONE: Final[Mapping[str, date]] = {}
_HELD: Final = frozenset({State.HELD, State.CLOSED})


def plan_exercise(
    exercise: Exercise,
    on: date,
    calendar: WorkCalendar,
    *,
    authority: Authority | None = None,
    safe_dates: Mapping[str, date] = _NONE,
) -> BackPlan | None:
    """Plan one exercise on record back from its day, with its critical path and what its late steps endanger.

    The day is the one held, else the one planned; its earliest reading where it is not known. None where it
    has no day, or was cancelled.

    Args:
        exercise: the exercise.
        on: the reference date; it can still be worked.
        calendar: whose working days count, with the days that the diary blocks.
        authority: the one that keeps the exercise, for its own phases.
        safe_dates: of the plans that it is to test, by plan.
    """
    state = state_of(exercise, on)
    when = exercise.held_on if state in _HELD else planned_day(exercise, on)
    if state is State.CANCELLED or when is None or not when.is_known:
        return None
    template, done = template_of(exercise, authority), done_phases(exercise, on)
    days = phase_days(exercise, on, calendar, authority)
    is_held = state in _HELD
    length_days = (when.latest - when.earliest).days + 1 if when.is_exact else 1
    plan = back_plan(
        template,
        when.ended_earliest if is_held else when.earliest,
        calendar,
        on=on,
        done=done | template.before if is_held else done,
        begins_on=_begins_on(exercise),
        own_days={day.phase.id: day.due_on for day in days if day.is_set},
        safe_dates=_NONE if is_held else safe_dates,
        length_days=length_days,
    )
    path = () if is_held else critical_path(template, done)
    return msgspec.structs.replace(
        plan,
        critical_path=path,
        steps=tuple(
            msgspec.structs.replace(step, is_critical=step.id in path, is_done=step.id in done) for step in plan.steps
        ),
        late=late_steps(
            late_phases(exercise, on, calendar, authority),
            template,
            on,
            done=done,
            safe_dates=safe_dates,
            limits={day.phase.id: day.limit_on for day in days if day.limit_on and _is_running(day.phase, done)},
            calendar=calendar,
            length_days=length_days,
        ),
    )


def _begins_on(exercise: Exercise) -> date | None:
    """Return the day on which planning starts, as far as it is on record."""
    start = exercise.planning_from
    return start.earliest if start is not None and start.is_known else None


def _is_running(phase: Phase, done: frozenset[str]) -> bool:
    """Whether a provision's period has begun, with the exercise or the step that it counts from, and is not met."""
    return phase.id not in done and (phase.counts_from == EXERCISE or phase.counts_from in done)


def back_plan(  # noqa: PLR0913 - all but three are named
    template: Template,
    exercise_on: date,
    calendar: WorkCalendar,
    *,
    on: date,
    begins_on: date | None = None,
    done: frozenset[str] = frozenset(),
    own_days: Mapping[str, date] = _NONE,
    safe_dates: Mapping[str, date] = _NONE,
    counted_from: CountedFrom = CountedFrom.EXERCISE_DATE,
    length_days: int = 1,
) -> BackPlan:
    """Plan an exercise back from its day.

    Where the usual day of a step that the exercise needs has passed undone, the plan is compressed: what
    is not done is pressed to its least lengths from ``on``, and keeps its usual day where that still works. Where
    planning is to start later than that, it is pressed from its start, if what is not done still fits then.

    Args:
        template: of the exercise.
        exercise_on: its day.
        calendar: whose working days count, with the days that the diary blocks.
        on: the reference date; it can still be worked.
        begins_on: the day on which planning starts; left out, ``on``.
        done: the ids of the phases that are done.
        own_days: the days that the record itself sets, by phase.
        safe_dates: of the plans that it is to test, by plan.
        counted_from: what the exercise's day was worked out from.
        length_days: how many days the exercise lasts.
    """
    calendar = calendar.indexed
    usual = {phase.id: _usual_day(phase, template, exercise_on, calendar, own_days) for phase in template.phases}
    limits = {
        phase.id: limit_day(phase, exercise_on, usual.get(phase.counts_from))
        for phase in template.phases
        if phase.limit is not None or phase.provision
    }
    latest = latest_days(template, exercise_on, calendar, done, limits)
    is_late = any(usual[name] < on for name in template.before - done)
    needed = least_days_before(template, done)
    compressed_start = calendar.back(exercise_on, needed)
    days = usual
    if is_late:
        begin = max(on, min(begins_on or on, compressed_start))
        days = {**usual, **compressed_days(template, begin, exercise_on, calendar, done, usual, latest)}
    return BackPlan(
        template=template.id,
        counted_from=counted_from,
        exercise_on=exercise_on,
        latest_start=start_of(exercise_on, template, calendar),
        compressed_start=compressed_start,
        is_compressed=is_late,
        fits=needed <= calendar.count(on, exercise_on - _A_DAY),
        steps=tuple(
            _step(phase, template, exercise_on, days[phase.id], latest[phase.id], limits.get(phase.id), calendar, done)
            for phase in template.phases
        ),
        reach=reach_with(on, template, done, calendar, needed=needed),
        last_move=last_move(exercise_on, safe_dates, calendar, length_days=length_days),
    )


def _usual_day(
    phase: Phase, template: Template, exercise_on: date, calendar: WorkCalendar, own: Mapping[str, date]
) -> date:
    if phase.id in own:
        return own[phase.id]
    if not phase.counts_from:
        return phase_day(phase, exercise_on, calendar)
    anchor = None
    if phase.counts_from != EXERCISE:
        other = template.find(phase.counts_from)
        anchor = own.get(phase.counts_from) or (phase_day(other, exercise_on, calendar) if other else None)
    return phase_day(phase, exercise_on, calendar, anchor)


def _step(  # noqa: PLR0913, PLR0917 - the parts of one row
    phase: Phase,
    template: Template,
    exercise_on: date,
    day: date,
    latest: date | None,
    limit: date | None,
    calendar: WorkCalendar,
    done: frozenset[str],
) -> StepPlan:
    first = exercise_on + timedelta(days=phase.first_offset) if phase.first_offset != phase.last_offset else day
    return StepPlan(
        id=phase.id,
        title=phase.title,
        short=phase.short,
        who=phase.who,
        first_on=min(day, first),
        usual_on=day,
        latest_on=latest,
        limit_on=limit,
        slack_days=calendar.between(day, latest) if latest is not None else None,
        least_days=phase.least_days,
        provision=phase.provision,
        is_fixed=phase.is_fixed,
        is_done=phase.id in done,
        is_needed=phase.id in template.before,
    )
