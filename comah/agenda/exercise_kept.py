"""When the steps of an exercise were done, against the days that its template or its record gives them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from comah.exercises.replay import steps_kept
from comah.exercises.template import template_of
from comah.model.authority import Authority
from comah.model.backplan import StepKept
from comah.model.exercise import Exercise
from comah.model.page import Line, Part
from comah.model.when import When
from comah.model.words import count_words, day_words, when_words
from comah.workdays.working_days import WorkCalendar


def kept_parts(exercise: Exercise, on: date, calendar: WorkCalendar, authority: Authority) -> Iterator[Part]:
    """Yield, where any step is recorded as done on a day, one part: each with how late or early it was."""
    template = template_of(exercise, authority)
    lines = []
    for step in steps_kept(exercise, on, calendar, authority):
        phase = template.find(step.id)
        lines.append(
            Line(label=phase.short if phase else step.id, text=_words(step), on=When.read(step.done_text).latest)
        )
    if lines:
        yield Part(id="kept", heading="STEPS DONE, AGAINST THEIR DAYS", lines=tuple(lines))


def _words(step: StepKept) -> str:
    due = day_words(step.due_on)
    if step.due_latest_on != step.due_on:
        due = f"{due} or up to {day_words(step.due_latest_on)}"
    return f"done {when_words(When.read(step.done_text))}, day {due}: {_lateness(step)}"


def _lateness(step: StepKept) -> str:
    """Say by how much it was late; no more exactly than the dates on record tell."""
    if step.is_late:
        least, most = step.least_late, count_words(step.most_late, "day")
        return f"{most} LATE" if step.least_late == step.most_late else f"LATE, by {least} to {most}"
    if step.is_late is None:
        return f"may be LATE, by up to {count_words(step.most_late, 'day')}"
    if step.least_late == step.most_late:
        return f"{count_words(-step.most_late, 'day')} early" if step.most_late else "on its day"
    return "not late"
