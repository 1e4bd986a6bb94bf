"""What a late step puts at stake: the test of a plan, or a report that the law wants by a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from comah.exercises.phases import PhaseDay
from comah.exercises.template import EXERCISE, Phase, Template
from comah.model.backplan import Endangered, LateStep
from comah.workdays.working_days import WorkCalendar

_A_DAY = timedelta(days=1)


def late_steps(  # noqa: PLR0913 - all but three are named
    late: Iterable[PhaseDay],
    template: Template,
    on: date,
    *,
    done: frozenset[str],
    safe_dates: Mapping[str, date],
    limits: Mapping[str, date],
    calendar: WorkCalendar,
    length_days: int = 1,
) -> tuple[LateStep, ...]:
    """Return each late step with the statutory dates that it endangers, if it were begun on ``on``.

    Args:
        late: the late steps.
        template: of the exercise.
        on: the reference date; it can still be worked.
        done: the ids of the phases that are done.
        safe_dates: of the plans that the exercise is to test, by plan.
        limits: the last lawful day of each step that a provision limits, by step.
        calendar: whose working days count.
        length_days: how many days the exercise lasts; the last of them is in time, or is not.
    """
    heads = _heads(template, done)
    found = []
    for day in late:
        ahead = _ahead(template, day.phase.id, done)
        if day.phase.last_offset > 0:
            endangered = tuple(_reports(template, heads, ahead, limits, on, calendar))
        else:
            endangered = tuple(_tests(heads[day.phase.id], ahead.get(EXERCISE), safe_dates, on, calendar, length_days))
        found.append(
            LateStep(
                id=day.phase.id,
                title=day.phase.title,
                due_on=day.due_latest_on,
                days_late=day.days_late(on),
                endangers=tuple(sorted(endangered, key=lambda one: (one.date_on, one.what))),
            )
        )
    return tuple(found)


def _tests(  # noqa: PLR0913, PLR0917 - what the chain is made of
    head: int, ahead: int | None, safe_dates: Mapping[str, date], on: date, calendar: WorkCalendar, length_days: int
) -> Iterator[Endangered]:
    """Yield the plans whose safe date the exercise can no longer meet for this step's sake."""
    if ahead is None:  # the exercise can be held without it
        return
    earliest = calendar.forward(on, head + ahead)
    last = earliest + (length_days - 1) * _A_DAY
    for plan, safe_on in safe_dates.items():
        if last > safe_on:
            yield Endangered(what=plan, date_on=safe_on, earliest_on=earliest, days=(last - safe_on).days)


def _reports(  # noqa: PLR0913, PLR0917 - what the chain is made of
    template: Template,
    heads: Mapping[str, int],
    ahead: Mapping[str, int],
    limits: Mapping[str, date],
    on: date,
    calendar: WorkCalendar,
) -> Iterator[Endangered]:
    """Yield the duties that a step after the exercise, or what follows from it, can no longer meet."""
    for phase in template.phases:
        limit = limits.get(phase.id)
        if not phase.provision or limit is None or phase.id not in ahead:
            continue
        earliest = calendar.on_or_before(calendar.forward(on, max(1, heads[phase.id])) - _A_DAY)
        if earliest > limit:
            yield Endangered(what=phase.provision, date_on=limit, earliest_on=earliest, days=(earliest - limit).days)


def _heads(template: Template, done: frozenset[str]) -> dict[str, int]:
    """Return, by step, the working days of the longest undone chain that ends with it.

    The exercise cuts the chain, and so does a step after it that is done: a report does not wait for debriefs
    that nobody recorded.
    """
    heads: dict[str, int] = {}
    for phase in template.phases:
        before = max((heads[need] for need in phase.needs), default=0)
        is_over = phase.id == EXERCISE or (phase.last_offset > 0 and phase.id in done)
        heads[phase.id] = 0 if is_over else before + _weight(phase, done)
    return heads


def _ahead(template: Template, name: str, done: frozenset[str]) -> dict[str, int]:
    """Return, by step that needs this one, the working days of the longest undone chain from it, itself left out."""
    ahead = {name: 0}
    for phase in template.phases:
        days = [ahead[need] for need in phase.needs if need in ahead]
        if days and phase.id != name:
            ahead[phase.id] = max(days) + (0 if phase.id == EXERCISE else _weight(phase, done))
    return ahead


def _weight(phase: Phase, done: frozenset[str]) -> int:
    return 0 if phase.id in done else phase.least_days
