"""Lessons given to a post, closed with their evidence, and opened again. Nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from comah.errors import RefusedError
from comah.exercises.checks import check_happened, where
from comah.exercises.lessons import Learnt, closing
from comah.model.change import Action, Change, Edit, TomlValue, date_value, given
from comah.model.exercise import Lesson
from comah.model.when import When
from comah.model.words import when_words


def assign_lesson(found: Learnt, *, owner: str = "", due_on: When | None = None, on: date) -> Change:
    """Give an open lesson to a post, with a day by which it is done; what stood there is in the journal."""
    lesson = found.lesson
    _check_open(found, on, "assigned")
    if not owner and due_on is None:
        message = f"{found.ref}: name the post, the day or both: --owner POST --due DATE. Nothing was recorded"
        raise RefusedError(message)
    if due_on is not None and due_on.latest < on:
        message = f"{found.ref}: {when_words(due_on)} is past. Give a day that can still be met. Nothing was recorded"
        raise RefusedError(message)
    wanted: dict[str, tuple[TomlValue, str, str]] = {}
    if owner and owner != lesson.owner:
        wanted["owner"] = (owner, owner, lesson.owner)
    if due_on is not None and due_on != lesson.due_on:
        before = when_words(lesson.due_on) if lesson.due_on else ""
        wanted["due_on"] = (date_value(due_on), when_words(due_on), before)
    if not wanted:
        return _nothing(found, "lesson-assigned", f"{lesson.owner or 'no owner'}, by {_due_words(lesson)}", "owner")
    told = ", ".join(
        f"{'owner' if key == 'owner' else 'by'} {new}{f' (was {old})' if old else ''}"
        for key, (_, new, old) in wanted.items()
    )
    return _change(found, "lesson-assigned", told, [_set(found, key, value) for key, (value, _, _) in wanted.items()])


def close_lesson(found: Learnt, when: When, *, evidence: str, on: date) -> Change:
    """Close a lesson. It is refused without an owner, a day by which it was due, and evidence."""
    lesson = found.lesson
    check_happened(when, on)
    if lesson.closed_on is not None:
        if lesson.closed_on == when and evidence in {"", lesson.evidence}:
            return _nothing(found, "lesson-closed", f"closed {when_words(when)}", "closed_on")
        if lesson.closed_on == when and not lesson.evidence:
            return _change(found, "lesson-closed", f"evidence added: {evidence}", [_set(found, "evidence", evidence)])
        message = (
            f"{found.ref} is closed by the record, {when_words(lesson.closed_on)} "
            f"({where(lesson.place, 'closed_on')}). Nothing was recorded. "
            f"If it was not done: comah lesson reopen {found.ref}"
        )
        raise RefusedError(message)
    _check_after(found, when, "closed")
    missing = [
        *([f"an owner (comah lesson assign {found.ref} --owner POST)"] if not lesson.owner else []),
        *([f"a day by which it was due (comah lesson assign {found.ref} --due DATE)"] if not lesson.due_on else []),
        *(["evidence of what was done (--evidence TEXT)"] if not evidence.strip() else []),
    ]
    if missing:
        message = (
            f"{found.ref} ({where(lesson.place, 'id')}) cannot be closed without {'; '.join(missing)}. "
            "Nothing was recorded"
        )
        raise RefusedError(message)
    edits = [_set(found, "closed_on", date_value(when)), _set(found, "evidence", evidence)]
    return _change(found, "lesson-closed", f"closed {when_words(when)}: {evidence}", edits)


def reopen_lesson(found: Learnt, when: When, *, reason: str, on: date) -> Change:
    """Open a closed lesson again; when and by what it was closed stays on record."""
    lesson = found.lesson
    check_happened(when, on)
    if lesson.closed_on is None:
        message = (
            f"{found.ref} is open ({where(lesson.place, 'id')}), so it cannot be opened again. Nothing was recorded"
        )
        raise RefusedError(message)
    if not reason.strip():
        message = f"{found.ref}: say why it is opened again: --reason TEXT. Nothing was recorded"
        raise RefusedError(message)
    if lesson.closed_on.is_known and when.latest < lesson.closed_on.earliest:
        message = (
            f"{found.ref} was closed {when_words(lesson.closed_on)} ({where(lesson.place, 'closed_on')}), after "
            f"{when_words(when)}, so it was not opened again then. Nothing was recorded"
        )
        raise RefusedError(message)
    row = given(on=date_value(when), closed_on=date_value(lesson.closed_on), evidence=lesson.evidence, reason=reason)
    edits = [
        Edit(path=(*lesson.place.path, "reopened"), value=row, action=Action.APPEND),
        _set(found, "closed_on", ""),
        _set(found, "evidence", ""),
    ]
    told = f"open again {when_words(when)} (was closed {when_words(lesson.closed_on)}): {reason}"
    late = f"; overdue: due {when_words(lesson.due_on)}" if lesson.due_on and lesson.due_on.latest < on else ""
    return _change(found, "lesson-reopened", f"{told}{late}", edits)


def _check_open(found: Learnt, on: date, what: str) -> None:
    closed = closing(found.lesson, on)
    if closed is not None:
        message = (
            f"{found.ref} was closed {when_words(closed.on)} ({where(found.lesson.place, 'closed_on')}), so it is not "
            f"{what}. Nothing was recorded. If it was not done: comah lesson reopen {found.ref}"
        )
        raise RefusedError(message)


def _check_after(found: Learnt, when: When, what: str) -> None:
    """Refuse a day before the lesson was taught, or before it was last opened again."""
    last = max((one.on for one in found.lesson.reopened if one.on), key=lambda one: one.earliest, default=None)
    for event, day in (("opened again", last), ("taught", found.taught)):
        if day is not None and when.latest < day.earliest:
            message = (
                f"{found.ref} was {event} {when_words(day)}, so it was not {what} {when_words(when)}. "
                "Nothing was recorded"
            )
            raise RefusedError(message)


def _due_words(lesson: Lesson) -> str:
    return when_words(lesson.due_on) if lesson.due_on else "no day"


def _set(found: Learnt, key: str, value: TomlValue) -> Edit:
    return Edit(path=(*found.lesson.place.path, key), value=value)


def _change(found: Learnt, what: str, told: str, edits: Sequence[Edit]) -> Change:
    return Change(
        file=found.source.place.file.name, what=what, summary=f"lesson {found.ref}: {told}", edits=tuple(edits)
    )


def _nothing(found: Learnt, what: str, told: str, key: str) -> Change:
    stands = f"already on record: {found.ref}, {told} ({where(found.lesson.place, key)})"
    return Change(file=found.source.place.file.name, what=what, summary=f"{stands}. Nothing changed")
