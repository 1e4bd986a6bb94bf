"""A lesson put on record with the exercise or activation that taught it; one met again is linked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date

import msgspec

from comah.errors import RefusedError
from comah.exercises.checks import where
from comah.exercises.lessons import Learnt, closing, same_words
from comah.exercises.said_again import Said, blanks_filled, fill_edits, fill_words
from comah.exercises.state import is_fact
from comah.model.activation import Activation
from comah.model.change import Action, Change, Edit, TomlValue, date_value, given
from comah.model.exercise import Exercise, Lesson
from comah.model.keys import ID_PATTERN
from comah.model.when import When
from comah.model.words import when_words


class LessonFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What an officer states of a lesson."""

    text: str
    id: str = ""  # left out: the next free one
    owner: str = ""
    due_on: When | None = None
    same_as: str = ""  # left out: the last lesson in the same words


def add_lesson(source: Exercise | Activation, facts: LessonFacts, *, on: date, known: Sequence[Learnt]) -> Change:
    """Put a lesson on record with the exercise or the activation that taught it.

    Args:
        source: the exercise or activation.
        facts: the lesson.
        on: the reference date.
        known: every lesson of the register; one met again is linked to the last of them.
    """
    words = same_words(facts.text)
    if not words:
        message = f"{source.id}: a lesson needs its text. Nothing was recorded"
        raise RefusedError(message)
    _check_source(source)
    for lesson in source.lessons:
        if same_words(lesson.text) == words:
            return _again(source, lesson, facts, on, known)
    _check_due(source, facts.due_on)
    identifier = _free(facts.id, {lesson.id for lesson in source.lessons}, source)
    before = _same(source, facts, known)
    row = given(
        id=identifier,
        text=facts.text,
        owner=facts.owner,
        due_on=_day(facts.due_on),
        same_as=before.ref if before else None,
    )
    return Change(
        file=source.place.file.name,
        what="lesson-added",
        summary=f"{source.id}/{identifier}: {facts.text}{_added_words(facts, before, on)}{_closed_words(source, on)}",
        edits=(Edit(path=("lessons",), value=row, action=Action.APPEND),),
    )


def _again(
    source: Exercise | Activation, lesson: Lesson, facts: LessonFacts, on: date, known: Sequence[Learnt]
) -> Change:
    """Fill in what a lesson on record leaves blank; refuse what differs, with the command that changes it."""
    ref, file = f"{source.id}/{lesson.id}", source.place.file.name
    before = _same(source, facts, known) if facts.same_as else None
    assign = f"To change it: comah lesson assign {ref}"
    said = (
        Said(key="id", name="its id", stands=lesson.id, told=facts.id),
        Said(
            key="owner",
            name="owner",
            stands=lesson.owner,
            told=facts.owner,
            mend=f'{assign} --owner "{facts.owner}" --by POST',
        ),
        Said(
            key="due_on",
            name="day",
            stands=lesson.due_on,
            told=facts.due_on,
            mend=f"{assign} --due {facts.due_on.text if facts.due_on else 'DATE'} --by POST",
        ),
        Said(key="same_as", name="same_as", stands=lesson.same_as, told=before.ref if before else ""),
    )
    filled = blanks_filled(ref, lesson.place, said)
    if not filled:
        stands = f"already on record: {ref} ({where(lesson.place, 'id')})"
        return Change(file=file, what="lesson-added", summary=f"{stands}. Nothing changed")
    closed = closing(lesson, on)
    if closed is not None:
        message = (
            f"{ref} was closed {when_words(closed.on)} ({where(lesson.place, 'closed_on')}), so nothing is added. "
            f"Nothing was recorded. If it was not done: comah lesson reopen {ref} --on DATE --reason TEXT --by POST"
        )
        raise RefusedError(message)
    _check_due(source, facts.due_on)
    edits = fill_edits(lesson.place, filled)
    return Change(file=file, what="lesson-added", summary=f"lesson {ref}: {fill_words(filled)}", edits=edits)


def _check_source(source: Exercise | Activation) -> None:
    if isinstance(source, Exercise) and source.is_cancelled:
        message = (
            f"{source.id} was cancelled ({where(source.cancelled.place, 'on')}), so its lessons are not counted. "
            "Nothing was recorded. Put the lesson with the exercise or activation that taught it"
        )
        raise RefusedError(message)


def _check_due(source: Exercise | Activation, due_on: When | None) -> None:
    """Refuse a day by which a lesson is done that was over before it can have been learnt."""
    key = "held_on" if isinstance(source, Exercise) else "on"
    happened: When | None = getattr(source, key)
    if due_on is not None and happened is not None and happened.is_known and due_on.latest < happened.earliest:
        message = (
            f"{source.id} was {when_words(happened)} ({where(source.place, key)}); a lesson of it cannot be due "
            f"{when_words(due_on)}, before that. Nothing was recorded"
        )
        raise RefusedError(message)


def _free(wanted: str, taken: Collection[str], source: Exercise | Activation) -> str:
    if wanted and not re.search(ID_PATTERN, wanted):
        message = (
            f"{source.id}: {wanted!r} is no name for a lesson: lower-case words joined by hyphens, such as "
            "radio-channels. Nothing was recorded"
        )
        raise RefusedError(message)
    if wanted in taken:
        message = (
            f"{source.id}: there is a lesson {wanted} already, in other words. Leave out --id. Nothing was recorded"
        )
        raise RefusedError(message)
    number = len(taken) + 1
    while not wanted and f"l{number}" in taken:
        number += 1
    return wanted or f"l{number}"


def _same(source: Exercise | Activation, facts: LessonFacts, known: Iterable[Learnt]) -> Learnt | None:
    """Return the lesson that this one meets again: the one named, else the last in the same words."""
    others = [one for one in known if one.source.id != source.id]
    if facts.same_as:
        named = next((one for one in others if one.ref == facts.same_as), None)
        if named is None:
            message = (
                f"{facts.same_as} is no lesson of another exercise or activation on record. Nothing was recorded. "
                "See: comah lesson list --all"
            )
            raise RefusedError(message)
        return named
    words, day = same_words(facts.text), Learnt(source=source, lesson=Lesson(id="x")).taught
    alike = [one for one in others if same_words(one.lesson.text) == words and _is_before(one.taught, day)]
    return max(alike, key=lambda one: (one.taught.earliest if one.taught else date.min, one.ref), default=None)


def _is_before(taught: When | None, day: When | None) -> bool:
    """Whether a lesson was taught before; what is still to come has everything before it."""
    return taught is not None and (day is None or taught.latest < day.earliest)


def _added_words(facts: LessonFacts, before: Learnt | None, on: date) -> str:
    owner = f"; owner {facts.owner}" if facts.owner else "; no owner yet"
    due = f", by {when_words(facts.due_on)}" if facts.due_on else ", no day yet"
    late = " (OVERDUE already)" if facts.due_on and facts.due_on.latest < on else ""
    again = ""
    if before is not None:
        closed = closing(before.lesson, on)
        state = f"closed {when_words(closed.on)}" if closed else "still open"
        again = f"; MET AGAIN: {before.ref} ({state})"
    return f"{owner}{due}{late}{again}"


def _closed_words(source: Exercise | Activation, on: date) -> str:
    is_closed = isinstance(source, Exercise) and is_fact(source.closed_on, on)
    return f". Note: {source.id} is closed ({where(source.place, 'closed_on')})" if is_closed else ""


def _day(when: When | None) -> TomlValue | None:
    return date_value(when) if when is not None else None
