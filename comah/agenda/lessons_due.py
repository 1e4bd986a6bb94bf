"""Entries of lessons that fall due, for the posts that own them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from textwrap import shorten
from typing import Final

from comah.agenda.day_shown import day_shown
from comah.agenda.naming import View, Wanted, exercise_sites, view_of
from comah.agenda.telling import GOOD_PRACTICE, Telling, said
from comah.exercises.lessons import Learnt, closing, lessons_of
from comah.model.book import AuthorityBook, Book
from comah.model.entry import Entry, EntryKind
from comah.model.entry_kinds import KINDS
from comah.model.exercise import Exercise
from comah.model.words import when_words

_KIND: Final = EntryKind.LESSON
_LONGEST: Final = 80  # signs of a lesson in a title; the whole is among the lines


def lesson_entries(view: View, records: AuthorityBook) -> Iterator[Entry]:
    """Yield an authority's open lessons on the day they are due; those overdue are on the next working day."""
    for one in open_lessons(view, records):
        due = one.lesson.due_on
        shown = day_shown(view, records.authority.id, due.latest) if due is not None and due.is_known else None
        if due is not None and shown is not None:
            yield _entry(view, records, one, shown, is_late=due.latest < view.on)


def open_lessons(view: View, records: AuthorityBook) -> Iterator[Learnt]:
    """Yield the lessons of an authority that are open; none of a hidden exercise."""
    for one in lessons_of(records.exercises, view.on, records.activations):
        if one.source.id not in view.hidden and closing(one.lesson, view.on) is None:
            yield one


def lessons_without_day(book: Book, on: date, wanted: Wanted) -> int:
    """Count the open lessons that no calendar can show, for nobody has said by when they are to be done."""
    view = view_of(book, on, wanted)
    found = (one for records in book.authorities for one in open_lessons(view, records))
    return sum(one.lesson.due_on is None or not one.lesson.due_on.is_known for one in found)


def _entry(view: View, records: AuthorityBook, one: Learnt, shown: date, *, is_late: bool) -> Entry:
    lesson, source = one.lesson, one.source
    text = shorten(lesson.text or "no text on record", _LONGEST, placeholder=" ...")
    is_exercise = isinstance(source, Exercise)
    return Entry(
        identity=(source.id, _KIND.value, lesson.id),
        kind=_KIND,
        first=shown,
        last=shown,
        title=f"{'Late lesson' if is_late else 'Lesson due'}: {text} ({lesson.owner or 'NO OWNER'})",
        lines=said(view, records.authority.id, _KIND, _telling(one)),
        categories=(KINDS[_KIND].category,),
        authority=records.authority.id,
        establishments=exercise_sites(source) if isinstance(source, Exercise) else (source.site,),
        plans=(*source.will_test, *source.takes_part) if isinstance(source, Exercise) else (source.site,),
        exercise=source.id if is_exercise else "",
        posts=(lesson.owner,) if lesson.owner else (),
        alarm=KINDS[_KIND].alarm,
        is_reminder=is_late,
    )


def _telling(one: Learnt) -> Telling:
    lesson = one.lesson
    taught = f", {when_words(one.taught)}" if one.taught is not None else ""
    act = "close it with its evidence" if lesson.owner else "give it an owner"
    command = "close" if lesson.owner else "assign"
    return Telling(
        what=(
            f"Lesson: {lesson.text or 'no text on record'}",
            f"Owner: {lesson.owner or 'nobody on record'}",
            f"Due: {when_words(lesson.due_on)}" if lesson.due_on is not None else "Due: no day on record",
        ),
        why=(f"Taught by: {one.source.name or one.source.id}{taught}",),
        basis=GOOD_PRACTICE,
        do=(f"{act}: comah lesson {command} {one.ref}",),
        records=(one.source.place.file.name,),
    )
