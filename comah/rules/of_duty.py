"""A finding made from a duty: its subject, provision, source and the labelled lines below it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from comah.duties.situation import Situation
from comah.exercises.state import credits_for, is_fact
from comah.model.duty import Duty
from comah.model.finding import Raised
from comah.model.kinds import Conclusion, DutyTo
from comah.model.place import NOWHERE
from comah.model.provision import Provision
from comah.model.when import When
from comah.model.words import day_words, weekday_words, when_words
from comah.rules.evidence import Evidence

Lines = tuple[tuple[str, str], ...]


def raised_of(duty: Duty, message: str, *, do: str, since: date | None = None, details: Lines = ()) -> Raised:
    """Make a finding of a duty; its source is the fact that the date counts from.

    ``days`` are those late, from the last lawful day on the latest reading of the record.
    """
    trigger = duty.trigger
    return Raised(
        authority=duty.authority,
        establishment=duty.establishment,
        plan=duty.plan,
        exercise=duty.exercise,
        message=message,
        do=do,
        since=since,
        days=duty.days_overdue or None,
        provision=duty.provision,
        place=trigger.place if trigger else NOWHERE,
        key=trigger.key if trigger else "",
        details=details,
    )


def first_late_day(duty: Duty) -> date | None:
    """Return the day after the last lawful day, on the latest reading of the record."""
    return duty.due_latest_on + timedelta(days=1) if duty.due_latest_on else None


def law_line(provision: Provision, duty: Duty) -> tuple[str, str]:
    """Return the provision in words."""
    value = provision.value_on(duty.trigger.latest) if duty.trigger else None
    value = value or provision.values[-1]
    period = f": intervals not exceeding {value.interval}" if value.interval else ""
    return "Law", f"{provision.citation}{period}"


def from_line(duty: Duty) -> Iterator[tuple[str, str]]:
    """Yield what the date counts from, with the record and the line."""
    trigger = duty.trigger
    if trigger is None:
        return
    when = When(trigger.text, trigger.earliest, trigger.latest, is_exact=trigger.is_precise)
    exactness = "exact" if trigger.is_precise else "day not known"
    where = f"{trigger.place.file.name}:{trigger.place.line_of(trigger.key)}"
    yield "From", f"{trigger.event}, {when_words(when)}, {exactness}   {where}"


def due_line(duty: Duty, more: str = "") -> Iterator[tuple[str, str]]:
    """Yield the last lawful day."""
    if duty.due_on is None:
        return
    latest = duty.due_latest_on
    span = f", or up to {day_words(latest)} on the latest reading" if latest and latest != duty.due_on else ""
    yield "Due", f"{day_words(duty.due_on)}{span}.{more}"


def since_lines(sit: Situation, duty: Duty) -> Iterator[tuple[str, str]]:
    """Yield what was exercised since and restarted no clock."""
    ref = plan_of_duty(duty)
    for exercise in sit.exercises_naming(ref):
        held = exercise.held_on
        if held is None or not held.is_known or not is_fact(held, sit.on):
            continue
        if duty.trigger and held.earliest <= duty.trigger.latest:
            continue
        for credit in credits_for(exercise, ref, sit.on):
            if credit.conclusion is not Conclusion.TESTED:
                words = credit.conclusion.value.replace("-", " ")
                yield "Since", f"{when_words(held)} {exercise.type.value} exercise: {words}, clock not restarted"


def ca_lines(evidence: Evidence, duty: Duty, about: DutyTo) -> Iterator[tuple[str, str]]:
    """Yield what the competent authority was told; it moves no date."""
    plan = evidence.plan_of(duty)
    for one in plan.ca_told if plan else ():
        if one.duty is about and (one.on is None or is_fact(one.on, evidence.on)):
            when = when_words(one.on) if one.on else "day not on record"
            reference = f", ref {one.reference}" if one.reference else ""
            yield "CA", f"told {when}{reference}: recorded; the date stands"


def next_line(duty: Duty) -> Iterator[tuple[str, str]]:
    """Yield the next exercise meant to test the plan, and how late it would be."""
    arranged = duty.arranged
    if arranged is None or arranged.is_held:
        return
    if arranged.earliest is None or arranged.latest is None:
        yield "Next", f"{arranged.type} {arranged.exercise}, no day yet"
        return
    when = weekday_words(arranged.latest) if arranged.earliest == arranged.latest else arranged.text
    state = "confirmed" if arranged.is_confirmed else "not confirmed"
    late = (arranged.latest - duty.due_latest_on).days if duty.due_latest_on else 0
    effect = f": {late} days late if held and credited" if late > 0 else ""
    yield "Next", f"{arranged.type}, {when}, {state}{effect}"


def plan_of_duty(duty: Duty) -> str:
    """Name the plan of a duty as records do."""
    return duty.establishment or "" if duty.plan == "comah" else f"{duty.establishment}/{duty.plan}"
