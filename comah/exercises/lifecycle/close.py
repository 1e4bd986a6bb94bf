"""An exercise closed, once everything that must follow from it is on record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec

from comah.errors import RefusedError
from comah.exercises.checks import check_happened, where
from comah.exercises.lessons import is_closed, is_overdue
from comah.exercises.lifecycle.credit import credit_command
from comah.exercises.lifecycle.draft import Draft, enter, refuse, set_key, unchanged
from comah.exercises.moves import Command
from comah.exercises.phases import done_phases
from comah.exercises.said_again import Said, blanks_filled, fill_edits, fill_words
from comah.exercises.state import State, credits_for
from comah.exercises.template import Template
from comah.model.change import Change, Edit, date_value
from comah.model.exercise import Exercise, Lesson
from comah.model.when import When
from comah.model.words import count_words, when_words

REPORT: Final = "report-published"


def close_exercise(exercise: Exercise, when: When, *, template: Template, on: date, no_lessons: str = "") -> Draft:
    """Close an exercise that was held.

    A lesson may stay open where it has an owner and a day to come: it is chased until it is closed.

    Args:
        exercise: the exercise.
        when: when everything that follows from it was done.
        template: the exercise's own; one without a published report needs none.
        on: the reference date.
        no_lessons: the reason, where there are none.

    Raises:
        RefusedError: naming everything that is missing, with what records it.
    """
    state = enter(exercise, Command.CLOSE, on)
    check_happened(when, on)
    if state is State.CLOSED:
        return _again(exercise, when, no_lessons)
    held = exercise.held_on
    if held is not None and held.is_known and when.latest < held.earliest:
        why = f"closed {when_words(when)}, before it was held, {when_words(held)}"
        raise refuse(exercise, why, where(exercise.place, "held_on"))
    after = msgspec.structs.replace(exercise, closed_on=when, no_lessons=no_lessons or exercise.no_lessons)
    missing = (*_missing(after, template, on), *_later(after, when))
    if missing:
        lines = "".join(f"\n  {line}" for line in missing)
        message = f"{exercise.id} cannot be closed ({exercise.place.file.name}):{lines}\nNothing was recorded"
        raise RefusedError(message)
    change = Change(
        file=exercise.place.file.name,
        what="close",
        summary=f"{exercise.id}: closed {when_words(when)}",
        edits=tuple(_edits(when, no_lessons)),
    )
    return Draft(change=change, exercise=after, notices=tuple(_notices(after, on)))


def missing_to_close(exercise: Exercise, *, template: Template, on: date) -> tuple[str, ...]:
    """Return everything that must be on record before a held exercise can be closed, with what records it."""
    return tuple(_missing(exercise, template, on))


def undecided(exercise: Exercise, on: date) -> tuple[str, ...]:
    """Return the plans that a held exercise was meant to test and nobody has decided on, with what records it."""
    return tuple(_undecided(exercise, on))


def _again(exercise: Exercise, when: When, no_lessons: str) -> Draft:
    closed, place = exercise.closed_on, where(exercise.place, "closed_on")
    if closed is not None and closed != when:
        why = f"closed {when_words(closed)} by the record, not {when_words(when)}; edit it by hand if it is wrong"
        raise refuse(exercise, why, place)
    if no_lessons and exercise.lessons:
        raise refuse(
            exercise, f"{count_words(len(exercise.lessons), 'lesson')} stand on record, so --no-lessons is wrong"
        )
    said = Said(key="no_lessons", name="no lessons, because", stands=exercise.no_lessons, told=no_lessons)
    filled = blanks_filled(exercise.id, exercise.place, (said,))
    if not filled:
        return unchanged(exercise, "close", f"closed already ({place})")
    summary = f"{exercise.id}: closed already; {fill_words(filled)}"
    change = Change(
        file=exercise.place.file.name, what="close", summary=summary, edits=fill_edits(exercise.place, filled)
    )
    return Draft(change=change, exercise=msgspec.structs.replace(exercise, no_lessons=no_lessons))


def _missing(exercise: Exercise, template: Template, on: date) -> Iterator[str]:
    """Yield everything that must be on record first, each with what records it."""
    name = exercise.id
    if exercise.lessons and exercise.no_lessons:
        yield f"no_lessons says that there are none, and {count_words(len(exercise.lessons), 'lesson')} stand on record"
    if not exercise.lessons and not exercise.no_lessons:
        add = f"comah lesson add {name} --text TEXT --by POST"
        yield f"lessons: none on record, nor why there are none: {add}, or close with --no-lessons TEXT"
    for lesson in exercise.lessons:
        why = _why_not(lesson, f"{name}/{lesson.id}", on)
        if why:
            yield f"lesson {lesson.id}: open, and {why} ({where(lesson.place, 'id')})"
    yield from _undecided(exercise, on)
    if template.find(REPORT) is not None and REPORT not in done_phases(exercise, on):
        yield f"report: {REPORT} is not recorded as done: comah exercise done {name} {REPORT} --on DATE --by POST"


def _undecided(exercise: Exercise, on: date) -> Iterator[str]:
    name = exercise.id
    for ref in exercise.will_test:
        if not credits_for(exercise, ref, on):
            yield f"credit: nothing is decided for {ref}: {credit_command(name, ref)}"


def _later(exercise: Exercise, when: When) -> Iterator[str]:
    """Yield what closes an exercise and was done only after the day of its closing."""
    closing = f"after the closing of {when_words(when)}"
    for credit in exercise.credits:
        decided = credit.decided_on
        if credit.plan in exercise.will_test and decided is not None and decided.earliest > when.latest:
            at = where(credit.place, "decided_on")
            yield f"credit: {credit.plan} was decided {when_words(decided)}, {closing} ({at})"
    for fact in exercise.phases:
        done = fact.done_on
        if fact.id == REPORT and done is not None and done.is_known and done.earliest > when.latest:
            yield f"report: {REPORT} was done {when_words(done)}, {closing} ({where(fact.place, 'done_on')})"


def _why_not(lesson: Lesson, ref: str, on: date) -> str:
    """Say why an open lesson keeps its exercise open, with the command; nothing where it does not."""
    if is_closed(lesson, on):
        return ""
    assign = f"comah lesson assign {ref}"
    if not lesson.owner:
        due = " --due DATE" if lesson.due_on is None else ""
        return f"nobody owns it{' and it has no day' if due else ''}: {assign} --owner POST{due} --by POST"
    if lesson.due_on is None:
        return f"it has no day: {assign} --due DATE --by POST"
    if not is_overdue(lesson, on):
        return ""
    passed = f"its day, {when_words(lesson.due_on)}, has passed; close it or give it another"
    return f"{passed}: comah lesson close {ref} --on DATE --evidence TEXT --by POST, or {assign} --due DATE --by POST"


def _edits(when: When, no_lessons: str) -> Iterator[Edit]:
    yield set_key("closed_on", date_value(when))
    if no_lessons:
        yield set_key("no_lessons", no_lessons)


def _notices(exercise: Exercise, on: date) -> Iterator[str]:
    still_open = [lesson.id for lesson in exercise.lessons if not is_closed(lesson, on)]
    if still_open:
        yield f"Still open, each with an owner and a day: {', '.join(still_open)}"
    if not exercise.will_test:
        yield "It was meant to test no plan, so that none is credited by closing it"
