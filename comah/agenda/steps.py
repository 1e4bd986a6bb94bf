"""Entries of what somebody owes: steps of exercises still to be done, replies awaited, and lessons that fall due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec.structs import replace

from comah.agenda.day_shown import day_shown, next_working_day
from comah.agenda.exercise_steps import DEBRIEF
from comah.agenda.lessons_due import lesson_entries
from comah.agenda.naming import View, exercise_sites
from comah.agenda.telling import GOOD_PRACTICE, Telling, said
from comah.agenda.week_steps import OPEN, steps_due
from comah.exercises.attendance import agencies_of, attendance_of
from comah.exercises.phases import PhaseDay, booked_debrief
from comah.exercises.state import State, planned_day, state_of
from comah.model.attendance_list import PartRow, PartState
from comah.model.book import AuthorityBook
from comah.model.entry import Entry, EntryKind
from comah.model.entry_kinds import KINDS
from comah.model.exercise import Exercise
from comah.model.when import When
from comah.model.words import weekday_words, when_words

_TO_COME: Final = frozenset({State.PLANNED, State.CONFIRMED})


def step_entries(view: View) -> Iterator[Entry]:
    """Yield what is still owed in the period, and all that is late. Nothing tells of a hidden exercise."""
    for records in view.book.authorities:
        for exercise in records.exercises:
            if exercise.id not in view.hidden and state_of(exercise, view.on) in OPEN:
                yield from _of_exercise(view, records, exercise)
        yield from lesson_entries(view, records)


def _of_exercise(view: View, records: AuthorityBook, exercise: Exercise) -> Iterator[Entry]:
    authority = records.authority.id
    when = planned_day(exercise, view.on) if state_of(exercise, view.on) in _TO_COME else None
    if when is not None and when.is_known and when.latest < view.on:
        yield _passed(view, authority, exercise)
        return
    is_booked = booked_debrief(exercise, view.on) is not None  # then the debrief is an entry of its own
    for day in steps_due(view, records, exercise, view.last, has_doubtful=True):
        shown = day_shown(view, authority, day.due_on)
        if shown is not None and not (is_booked and day.phase.id == DEBRIEF):
            yield _step(view, authority, exercise, day, shown)
    for row in attendance_of(view.book, exercise, view.on).rows if exercise.attendance else ():
        if row.state is PartState.ASKED and row.is_to_come and row.reply_by is not None:
            shown = day_shown(view, authority, row.reply_by)
            if shown is not None:
                yield _reply(view, exercise, row, row.reply_by, shown)


def _step(view: View, authority: str, exercise: Exercise, day: PhaseDay, shown: date) -> Entry:
    may = "" if day.days_late(view.on) else "may be "
    late = f"{may}late, " if day.due_on < view.on else ""
    command = f"comah exercise done {exercise.id} {day.phase.id} --on DATE --by POST"
    telling = Telling(
        what=tuple(_what(day)),
        why=tuple(_why(exercise, day)),
        basis=f"Law: {day.phase.provision} limits this step" if day.phase.provision else GOOD_PRACTICE,
        do=(f"do it and record it: {command}",),
        records=(exercise.place.file.name,),
    )
    return replace(
        _bare(authority, exercise, EntryKind.STEP, day.phase.id, shown),
        title=f"{exercise.name}: {late}{day.phase.short} ({day.phase.who})",
        lines=said(view, authority, EntryKind.STEP, telling),
        posts=(day.phase.who,),
        is_reminder=shown != day.due_on,
    )


def _what(day: PhaseDay) -> Iterator[str]:
    yield f"Step: {day.phase.title}"
    yield f"Who acts: {day.phase.who}"
    yield f"Due: {weekday_words(day.due_on)}"
    if day.first_on < day.due_on:
        yield f"Can begin: {weekday_words(day.first_on)}"
    if day.limit_on is not None:
        yield f"Limit: {weekday_words(day.limit_on)}"


def _why(exercise: Exercise, day: PhaseDay) -> Iterator[str]:
    yield "The day is set by the record" if day.is_set else "The usual day of the template, counted from the exercise"
    if day.due_on != day.due_latest_on:
        yield f"The exercise's day is not fixed: it may be as late as {weekday_words(day.due_latest_on)}"
    if exercise.will_test:
        yield f"The exercise is meant to test: {', '.join(exercise.will_test)}"


def _passed(view: View, authority: str, exercise: Exercise) -> Entry:
    """Say that the day of an exercise has passed: its steps wait for what became of it."""
    telling = Telling(
        why=("Its day has passed, and it is not recorded as held, put off or cancelled",),
        basis=GOOD_PRACTICE,
        do=(f"record what became of it: comah exercise hold, postpone or cancel {exercise.id}",),
        records=(exercise.place.file.name,),
    )
    return replace(
        _bare(authority, exercise, EntryKind.STEP, "day-passed", next_working_day(view, authority)),
        title=f"{exercise.name}: its day has passed, what became of it is not on record",
        lines=said(view, authority, EntryKind.STEP, telling),
        posts=("lead",),
        is_reminder=True,
    )


def _reply(view: View, exercise: Exercise, row: PartRow, reply_by: date, shown: date) -> Entry:
    late = "late, " if reply_by < view.on else ""
    telling = Telling(
        what=(f"Reply of: {row.agency_name}", f"Reply by: {weekday_words(reply_by)}"),
        why=(f"Asked in writing: {when_words(When.read(row.asked))}; no reply is on record",),
        basis="Law: COMAH 2015 reg 14(5) asks for co-operation; the day to reply by is local, not law",
        do=(f"ask again, or record the reply: comah attendance {exercise.id} {row.agency} --replied DATE",),
        records=(exercise.place.file.name,),
    )
    return replace(
        _bare(row.authority, exercise, EntryKind.REPLY, row.agency, shown),
        title=f"{exercise.name}: {late}reply of {row.agency_name}",
        lines=said(view, row.authority, EntryKind.REPLY, telling),
        agencies=(row.agency,),
        is_reminder=shown != reply_by,
    )


def _bare(authority: str, exercise: Exercise, kind: EntryKind, name: str, day: date) -> Entry:
    """Return what every entry of an exercise's tasks has, without its title and its lines."""
    return Entry(
        identity=(exercise.id, kind.value, name),
        kind=kind,
        first=day,
        last=day,
        title="",
        categories=(KINDS[kind].category,),
        authority=authority,
        establishments=exercise_sites(exercise),
        plans=(*exercise.will_test, *exercise.takes_part),
        exercise=exercise.id,
        agencies=agencies_of(exercise),
        alarm=KINDS[kind].alarm,
    )
