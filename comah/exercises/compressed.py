"""The compressed template: what is not done, each step at its least length, one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from comah.exercises.template import EXERCISE, Template
from comah.workdays.working_days import WorkCalendar

_A_DAY = timedelta(days=1)


def compressed_days(  # noqa: PLR0913, PLR0917 - what a back-plan has worked out so far
    template: Template,
    on: date,
    exercise_on: date,
    calendar: WorkCalendar,
    done: frozenset[str],
    usual: Mapping[str, date],
    latest: Mapping[str, date | None],
) -> dict[str, date]:
    """Return the days of the steps before the exercise that are not done, begun on ``on``.

    Each follows what it needs at its least length. A step keeps its usual day where that comes later and
    still works. What the exercise can be held without is done by the working day before it.
    """
    last = calendar.on_or_before(exercise_on - _A_DAY)
    ready: dict[str, date] = {}  # the first day after each step
    days: dict[str, date] = {}
    for phase in template.phases:
        name = phase.id
        if name == EXERCISE or phase.last_offset > 0 or (phase.is_fixed and phase.last_offset == 0):
            continue
        start = max((ready[need] for need in phase.needs if need in ready), default=on)
        if name in done:
            ready[name] = start
            continue
        ready[name] = calendar.forward(start, phase.least_days)
        finished = calendar.on_or_before(ready[name] - _A_DAY) if phase.least_days else calendar.on_or_after(start)
        kept = _kept(usual[name], latest.get(name))
        days[name] = max(finished, kept) if name in template.before else max(min(finished, last), min(kept, last), on)
    return days


def _kept(usual: date, latest: date | None) -> date:
    """Return a step's usual day, or the last that still works where that is sooner."""
    return usual if latest is None else min(usual, latest)
