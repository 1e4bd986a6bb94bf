"""Entries of the legal duties that have a date to come: its safe date, and the days that lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from comah.agenda.naming import View, exercise_sites, lower_first
from comah.agenda.next_act import next_acts
from comah.agenda.telling import GOOD_PRACTICE, Telling, said
from comah.model.duty import Duty, Status, Trigger
from comah.model.entry import Entry, EntryKind
from comah.model.entry_kinds import KINDS
from comah.model.establishment import plan_ref
from comah.model.kinds import Regime
from comah.model.provision import Standing, Who
from comah.model.when import When
from comah.model.words import day_words, weekday_words, when_words

DAYS_LEFT: Final = 90  # a planning reminder, not a period of the law
_SETTLED: Final = frozenset({Status.MET, Status.EXEMPT, Status.NOT_APPLICABLE})
_ADVICE: Final = frozenset({EntryKind.LATEST_START, EntryKind.START_BY, EntryKind.NINETY_DAYS})
_NOT_LAW: Final = {Standing.LOCAL: "Local target, not law", Standing.PRACTICE: GOOD_PRACTICE}
_TITLES: Final = {
    EntryKind.DEADLINE: "safe date",
    EntryKind.LATEST_START: "latest start",
    EntryKind.START_BY: "start by (local margin)",
    EntryKind.NINETY_DAYS: f"{DAYS_LEFT} days left",
}


def is_owed(duty: Duty) -> bool:
    """Whether a duty is the local authority's and still open."""
    return duty.who is Who.LOCAL_AUTHORITY and duty.status not in _SETTLED


def is_legal(duty: Duty) -> bool:
    """Whether an open duty of the local authority is law, and not a local target."""
    return is_owed(duty) and duty.standing is Standing.LAW


def deadline_entries(view: View, duties: tuple[Duty, ...]) -> Iterator[Entry]:
    """Yield one entry on each safe date of the period, and on the days that lead to it."""
    for duty in duties:
        if not is_legal(duty) or duty.safe_on is None or view.is_secret(duty.exercise):
            continue
        for kind, day in _days(view, duty, duty.safe_on):
            if view.covers(day):
                yield _entry(view, duty, kind, day)


def _days(view: View, duty: Duty, safe_on: date) -> Iterator[tuple[EntryKind, date]]:
    yield EntryKind.DEADLINE, safe_on
    yield EntryKind.NINETY_DAYS, safe_on - timedelta(days=DAYS_LEFT)
    if _has_begun(view, duty):
        return
    if duty.latest_start is not None:
        yield EntryKind.LATEST_START, duty.latest_start
    if duty.start_by is not None and duty.start_by != duty.latest_start:
        yield EntryKind.START_BY, duty.start_by


def _has_begun(view: View, duty: Duty) -> bool:
    """Whether the work is seen to be under way: an exercise is arranged, or a review was started."""
    if duty.arranged is not None:
        return duty.status is Status.ARRANGED and not view.is_secret(duty.arranged.exercise)
    return duty.status in {Status.ARRANGED, Status.PLANNED}


def _entry(view: View, duty: Duty, kind: EntryKind, day: date) -> Entry:
    return Entry(
        identity=(*identity_of(duty), kind.value),
        kind=kind,
        first=day,
        last=day,
        title=f"{subject_of(view, duty)}: {_TITLES[kind]}, {lower_first(duty.title)}",
        lines=said(view, duty.authority, kind, telling_of(view, duty, kind, tuple(_dates(duty)))),
        categories=(KINDS[kind].category,),
        link=duty.link,
        authority=duty.authority,
        establishments=sites_of(view, duty),
        plans=plans_of(duty),
        exercise=duty.exercise or "",
        alarm=KINDS[kind].alarm,
    )


def telling_of(view: View, duty: Duty, kind: EntryKind, what: tuple[str, ...]) -> Telling:
    """Return what the entry of a duty says, besides what its kind says."""
    return Telling(
        what=what,
        why=tuple(working(view, duty)),
        basis=_basis(duty, kind),
        link=duty.link,
        do=tuple(next_acts(view, duty)),
        records=(record_of(view, duty),),
    )


def record_of(view: View, duty: Duty) -> str:
    """Return the file of the fact that a duty counts from; else of its exercise, its site or its authority."""
    if duty.trigger is not None and duty.trigger.place.file.name:
        return duty.trigger.place.file.name
    exercise, site = view.exercises.get(duty.exercise or ""), view.sites.get(duty.establishment or "")
    record = exercise or site or view.records[duty.authority].authority
    return record.place.file.name


def _basis(duty: Duty, kind: EntryKind) -> str:
    """Say the provision; a day that only leads to a date of the law is advice."""
    if duty.standing is not Standing.LAW:
        return _NOT_LAW[duty.standing]
    law = f"Law: {duty.provision}"
    return f"{law} sets the last lawful day; this day is local advice, not law" if kind in _ADVICE else law


def identity_of(duty: Duty) -> tuple[str, ...]:
    """Name a duty by its records and its law, never by a date or a title.

    The regime is left out where the duty's own name begins with it.
    """
    name = duty.duty.lower()
    holder = duty.establishment or duty.authority
    regime = duty.plan if duty.plan and not name.startswith(_LAW_OF.get(duty.plan, duty.plan)) else None
    return tuple(part for part in (holder, regime, duty.exercise, name) if part)


_LAW_OF: Final = {Regime.PIPELINE.value: "psr"}


def subject_of(view: View, duty: Duty) -> str:
    """Return whom or what a duty is about, as officers say it."""
    if duty.establishment:
        return view.site_name(duty.establishment)
    return view.exercise_name(duty.exercise) if duty.exercise else view.body_name(duty.authority)


def sites_of(view: View, duty: Duty) -> tuple[str, ...]:
    """Return the establishments of a duty; of one that follows an exercise alone, the exercise's."""
    if duty.establishment:
        return (duty.establishment,)
    exercise = view.exercises.get(duty.exercise or "")
    return exercise_sites(exercise) if exercise else ()


def plans_of(duty: Duty) -> tuple[str, ...]:
    """Return the plan of a duty as records name it."""
    return (plan_ref(duty.establishment, Regime(duty.plan)),) if duty.establishment and duty.plan else ()


def _dates(duty: Duty) -> Iterator[str]:
    if duty.safe_on is not None:
        yield f"Safe date (plan for this day): {weekday_words(duty.safe_on)}"
    if duty.due_on is not None:
        yield f"Last lawful day: {weekday_words(duty.due_on)}"
    if duty.due_latest_on is not None and duty.due_latest_on != duty.due_on:
        latest = weekday_words(duty.due_latest_on)
        yield f"The record's date is not exact: on its latest reading the last lawful day is {latest}"
    if duty.latest_start is not None:
        yield f"Latest start: {weekday_words(duty.latest_start)}"
    if duty.start_by is not None:
        basis = f" ({duty.start_by_basis})" if duty.start_by_basis else ""
        yield f"Start by: {weekday_words(duty.start_by)}{basis}; local advice, not law"


def working(view: View, duty: Duty) -> Iterator[str]:
    """Yield where a duty's date comes from. Nothing here tells of a hidden exercise."""
    if duty.trigger is not None:
        yield f"Counted from: {_counted(duty.trigger)}"
    arranged = duty.arranged
    if arranged is not None and not view.is_secret(arranged.exercise):
        sure = "held" if arranged.is_held else "confirmed" if arranged.is_confirmed else "not confirmed"
        day = f" {_written(arranged.text)}," if arranged.text else ""
        yield f"Exercise meant to test it: {view.exercise_name(arranged.exercise)},{day} {sure}"
    for one in duty.if_credited:
        if one.exercise not in view.hidden:
            yield f"If {view.exercise_name(one.exercise)} is credited: safe date {day_words(one.safe_on)}"
    if duty.standing is Standing.LAW:
        yield " ".join(part for part in ("Working: comah explain", duty.establishment, duty.duty) if part)


def _counted(trigger: Trigger) -> str:
    when = When(trigger.text, trigger.earliest, trigger.latest, is_exact=trigger.is_precise)
    source = trigger.place.file.name
    return f"{trigger.event}, {when_words(when)}" + (f" ({source})" if source else "")


def _written(text: str) -> str:
    return when_words(When.read(text))
