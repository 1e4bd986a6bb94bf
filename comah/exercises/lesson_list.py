"""Every lesson of a register as at a day, overdue first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec

from comah.exercises.lessons import Learnt, closing, is_overdue, lessons_of
from comah.exercises.met_again import MetAgain, met_again
from comah.model.book import AuthorityBook, Book
from comah.model.exercise import Exercise
from comah.model.kinds import Severity
from comah.model.lesson_list import LessonList, LessonRow, LessonState
from comah.model.page import source_of

_STATES: Final = tuple(LessonState)


class LessonScope(msgspec.Struct, frozen=True, kw_only=True):
    """Which lessons are asked for."""

    authority: str | None = None
    sources: frozenset[str] = frozenset()  # exercises and activations; empty: all
    owner: str = ""
    is_all: bool = False  # closed ones too


def lesson_list(book: Book, on: date, scope: LessonScope) -> LessonList:
    """List the lessons asked for; what is the same over the whole register is linked, whoever taught it."""
    every = tuple(one for records in book.authorities for one in _of(records, on))
    again = {one.found.ref: one for one in met_again(every)}
    rows = [
        _row(records, one, again.get(one.ref), on)
        for records in book.authorities
        if scope.authority in {None, records.authority.id}
        for one in _of(records, on)
        if _is_asked(one, scope)
    ]
    is_open = [row for row in rows if row.state is not LessonState.CLOSED]
    shown = rows if scope.is_all else is_open
    return LessonList(
        on=on,
        register_name=book.name,
        register_digest=book.digest,
        scope=_words(scope),
        marking=_markings(book, scope),
        rows=tuple(sorted(shown, key=_order)),
        open=len(is_open),
        overdue=sum(row.state is LessonState.OVERDUE for row in rows),
        unowned=sum(not row.owner or row.due_on is None for row in is_open),
        closed=len(rows) - len(is_open),
        is_all=scope.is_all,
        unreadable=tuple(one for one in book.problems if one.severity is Severity.ERROR),
    )


def every_lesson(book: Book) -> Iterator[Learnt]:
    """Yield every lesson on record, of whatever exercise or activation, whether it counts on a day or not."""
    for records in book.authorities:
        for exercise in records.exercises:
            yield from (Learnt(source=exercise, lesson=lesson) for lesson in exercise.lessons)
        for activation in records.activations:
            yield from (Learnt(source=activation, lesson=lesson) for lesson in activation.lessons)


def _of(records: AuthorityBook, on: date) -> Iterator[Learnt]:
    return lessons_of(records.exercises, on, records.activations)


def _is_asked(one: Learnt, scope: LessonScope) -> bool:
    if scope.sources and one.source.id not in scope.sources:
        return False
    return not scope.owner or one.lesson.owner.casefold() == scope.owner.casefold()


def _row(records: AuthorityBook, one: Learnt, again: MetAgain | None, on: date) -> LessonRow:
    lesson, closed = one.lesson, closing(one.lesson, on)
    is_late = is_overdue(lesson, on)
    return LessonRow(
        ref=one.ref,
        authority=records.authority.id,
        source=one.source.id,
        source_kind="exercise" if isinstance(one.source, Exercise) else "activation",
        taught=one.taught.text if one.taught else "",
        text=lesson.text,
        owner=lesson.owner,
        due_on=lesson.due_on.latest if lesson.due_on else None,
        due=lesson.due_on.text if lesson.due_on else "",
        state=LessonState.CLOSED if closed else LessonState.OVERDUE if is_late else LessonState.OPEN,
        days_overdue=(on - lesson.due_on.latest).days if is_late and lesson.due_on else 0,
        closed_on=closed.on.latest if closed else None,
        evidence=closed.evidence if closed else "",
        same_as=lesson.same_as or (again.last.ref if again else ""),
        times_before=again.times if again else 0,
        times_reopened=sum(each.on is None or each.on.earliest <= on for each in lesson.reopened),
        place=source_of(lesson.place, "id"),
    )


def _order(row: LessonRow) -> tuple[int, bool, date, str, str]:
    """Put what is longest overdue first, then what falls due first, then what has no day."""
    due = row.due_on or date.max
    return _STATES.index(row.state), row.due_on is None, due, row.authority, row.ref


def _markings(book: Book, scope: LessonScope) -> tuple[str, ...]:
    own = (one.authority for one in book.authorities if scope.authority in {None, one.authority.id})
    return tuple(dict.fromkeys(one.marking for one in own if one.marking))


def _words(scope: LessonScope) -> str:
    parts = [f"authority {scope.authority}" if scope.authority else "", ", ".join(sorted(scope.sources))]
    parts.append(f"owner {scope.owner}" if scope.owner else "")
    return "; ".join(part for part in parts if part)
