"""The latest day of each step that still works: walked back from the exercise and from limits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from comah.exercises.template import EXERCISE, Template
from comah.workdays.working_days import WorkCalendar

_A_DAY = timedelta(days=1)


def latest_days(
    template: Template,
    exercise_on: date,
    calendar: WorkCalendar,
    done: frozenset[str],
    limits: Mapping[str, date | None],
) -> dict[str, date | None]:
    """Return, by step, the last working day on which it can be finished so that nothing after it is too late.

    A step that the exercise needs leaves each later one its least length. One that it does not need only
    has to be done before the day. After the exercise, only limits set a latest day.
    """
    by: dict[str, date | None] = {}  # the first day by which each step must be over
    latest: dict[str, date | None] = {}
    for phase in reversed(template.phases):
        name = phase.id
        if name == EXERCISE or (phase.is_fixed and phase.last_offset == 0):
            latest[name], start = exercise_on, exercise_on
        else:
            end = _sooner(by.get(name), exercise_on if phase.last_offset < 0 or name in template.before else None)
            limit = limits.get(name)
            end = _sooner(end, limit + _A_DAY if limit is not None else None)
            if end is None:
                latest[name] = None
                continue
            latest[name] = calendar.on_or_before(end - _A_DAY)
            start = calendar.back(end, 0 if name in done else phase.least_days)
        is_needed = name in template.before or name == EXERCISE
        for need in phase.needs:
            if is_needed or need not in template.before:
                by[need] = _sooner(by.get(need), start)
    return latest


def _sooner(one: date | None, other: date | None) -> date | None:
    return other if one is None else one if other is None else min(one, other)
