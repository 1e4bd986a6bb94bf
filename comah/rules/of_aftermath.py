"""Findings on what is owed after an exercise: the debrief and the report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from comah.exercises.state import State
from comah.law.counting import last_lawful_day
from comah.model.duty import Duty, Status
from comah.model.exercise import Exercise
from comah.model.finding import Raised
from comah.model.provision import Provision, Reads
from comah.model.words import count_words, day_words
from comah.rules.evidence import Evidence
from comah.rules.of_duty import Lines, first_late_day, from_line
from comah.rules.of_exercise import open_exercises, raised_of_exercise


def owed(evidence: Evidence, reads: Reads, *statuses: Status) -> Iterator[tuple[Duty, Provision, Exercise]]:
    """Yield what is owed after the authority's exercises that are held and not closed, of some statuses."""
    by_id = {exercise.id: exercise for exercise in open_exercises(evidence, State.HELD)}
    for duty, provision in evidence.duties_reading(reads, *statuses):
        exercise = by_id.get(duty.exercise or "")
        if exercise is not None:
            yield duty, provision, exercise


def limit_day(duty: Duty, provision: Provision) -> date | None:
    """Return the last day of a duty's limit, on the latest reading of the exercise's day."""
    value = provision.value_on(duty.trigger.latest) if duty.trigger else None
    if value is None or value.limit is None or duty.trigger is None:
        return None
    return last_lawful_day(duty.trigger.latest, value.limit, provision.counting)


def target_line(duty: Duty) -> Iterator[tuple[str, str]]:
    """Yield the day that the authority set itself."""
    if duty.due_latest_on is not None:
        yield "Target", f"{day_words(duty.due_latest_on)}: local, not law"


def late_by(  # noqa: PLR0913 -- the last two are named
    evidence: Evidence, exercise: Exercise, duty: Duty, what: str, *, do: str, more: Lines = ()
) -> Raised:
    """Make a finding of something that is past its local target."""
    late = count_words(duty.days_overdue, "day")
    return raised_of_exercise(
        evidence,
        exercise,
        f"{what} {late} past the local target, not law",
        do=do,
        key="held_on",
        since=first_late_day(duty),
        days=duty.days_overdue,
        details=(*from_line(duty), *target_line(duty), *more),
    )


def since_day(last: date) -> date:
    """Return the first day after a last one."""
    return last + timedelta(days=1)
