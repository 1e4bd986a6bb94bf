"""What the due report says below its tables: what crediting would mean, what was not held, what is local."""

from __future__ import annotations

from datetime import date

from comah.duties.selection import IN_WINDOW
from comah.duties.situation import Situation
from comah.exercises.backplan import latest_start
from comah.exercises.state import State, planned_day, state_of
from comah.model.duty import Assessment, Duty, IfCredited, MeasureResult, Status
from comah.model.kinds import ExerciseType
from comah.model.provision import Law, Standing
from comah.model.when import When
from comah.model.words import count_words, day_words, when_words

_SHOWN = (
    (Status.OVERDUE, "overdue"),
    (Status.MAY_BE_OVERDUE, "may be overdue"),
    (Status.UNKNOWN, "cannot be shown"),
    (Status.AT_RISK, "at risk"),
)


def credit_notes(sit: Situation, duties: list[Duty]) -> dict[str, str]:
    """Return a numbered note for each held exercise that is not credited, by the exercise's id."""
    found: dict[str, IfCredited] = {}
    for duty in duties:
        if duty.due_on is None:
            for one in duty.if_credited:
                found.setdefault(one.exercise, one)
    return {name: f"[{number}] {_credit_words(sit, one)}" for number, (name, one) in enumerate(found.items(), 1)}


def _credit_words(sit: Situation, one: IfCredited) -> str:
    held = when_words(When.read(one.text))
    vague = "" if When.read(one.text).is_exact else "; the day is not known"
    starts = ", ".join(_start_words(sit, one, kind) for kind in (ExerciseType.TABLETOP, ExerciseType.LIVE))
    return (
        f"Exercise {one.exercise}, held {held}{vague}; which plans it tested is not recorded. "
        f"If it is credited: safe date {_day(sit, one.safe_on)}; latest start {starts}; no margin."
    )


def _start_words(sit: Situation, one: IfCredited, kind: ExerciseType) -> str:
    return f"{kind.value} {_day(sit, latest_start(one.safe_on, kind, sit.calendar, sit.authority))}"


def _day(sit: Situation, day: date) -> str:
    return f"{day_words(day)}{' (passed)' if day < sit.on else ''}"


def unheld_lines(sit: Situation) -> tuple[str, ...]:
    """Return a line for each exercise whose planned day has passed without its being recorded as held."""
    lines = []
    for exercise in sit.records.exercises:
        when = planned_day(exercise, sit.on)
        is_open = state_of(exercise, sit.on) in {State.PLANNED, State.CONFIRMED}
        if is_open and when is not None and when.latest < sit.on:
            lines.append(f"{exercise.id}, planned {when_words(when)}: not recorded as held; counts for none.")
    return tuple(lines)


def local_lines(assessment: Assessment, law: Law, own: list[Duty], authority: str) -> tuple[str, ...]:
    """Return the lines on local measures and duties, which stand apart from the law."""
    measures = [_measure(one) for one in assessment.measures if one.authority == authority]
    tasks = [_task(duty) for duty in own if duty.standing is Standing.LOCAL and law.find(duty.duty) is None]
    return (*measures, *tasks, *_by_provision(law, own))


def _measure(one: MeasureResult) -> str:
    left = count_words(one.days_left, "day")
    return f"{one.title or one.id}: {one.period} {one.count} of {one.target} so far, {left} left."


def _task(duty: Duty) -> str:
    word = "" if duty.status in IN_WINDOW else f"{duty.status.value.replace('-', ' ').upper()}: "
    return f"{duty.title}: {word}{duty.reason}."


def _by_provision(law: Law, own: list[Duty]) -> list[str]:
    lines = []
    for name in dict.fromkeys(duty.duty for duty in own if duty.standing is not Standing.LAW):
        row = law.find(name)
        of_it = [duty for duty in own if duty.duty == name]
        counts = [(sum(duty.status is status for duty in of_it), words) for status, words in _SHOWN]
        listed = ", ".join(f"{number} {words}" for number, words in counts if number)
        if row is not None and listed:
            lines.append(f"{row.title} ({row.instrument}): {listed}.")
    return lines
