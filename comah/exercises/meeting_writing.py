"""A planning meeting put on record: held, with who came and what each is to do. Nothing is overwritten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import msgspec

from comah.errors import RefusedError
from comah.exercises.checks import check_happened, where
from comah.exercises.lesson_adding import LessonFacts, add_lesson
from comah.exercises.lessons import Learnt, same_words
from comah.exercises.lifecycle.draft import refuse, where_state
from comah.exercises.meetings import MeetingDay
from comah.exercises.state import State, planned_day, state_of
from comah.model.change import Action, Change, Edit, TomlValue, date_value
from comah.model.exercise import Exercise, Meeting
from comah.model.when import When
from comah.model.words import count_words, when_words

_OVER: Final = frozenset({State.CANCELLED, State.CLOSED})


class MeetingAction(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody is to do after a meeting; it becomes a lesson of the exercise."""

    text: str
    owner: str = ""
    due_on: When | None = None


class MeetingFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What an officer states of a meeting that was held, or of the day it is called for."""

    planned_on: When | None = None
    held_on: When | None = None
    attended: tuple[str, ...] = ()
    apologies: tuple[str, ...] = ()
    note: str = ""
    actions: tuple[MeetingAction, ...] = ()


def action_prefix(number: int) -> str:
    """Return what the ids of a meeting's actions begin with.

    >>> action_prefix(3)
    'm3-'
    """
    return f"m{number}-"


def record_meeting(  # noqa: PLR0913 -- all but three are named
    exercise: Exercise,
    number: int,
    facts: MeetingFacts,
    *,
    on: date,
    series: Sequence[MeetingDay] = (),
    known: Sequence[Learnt] = (),
) -> Change:
    """Put a planning meeting on record; its actions become lessons of the exercise.

    Args:
        exercise: the exercise.
        number: which of its planning meetings.
        facts: what is known; what is left out stays as it is.
        on: the reference date.
        series: the exercise's meetings as they are; the next may be one more.
        known: every lesson of the register; an action in the words of an earlier one is linked to it.

    Raises:
        RefusedError: where the meeting, or its day, cannot be.
    """
    fact = next((one for one in exercise.meetings if one.number == number), None)
    _check(exercise, number, fact, facts, on, series)
    usual = next((one.series_on for one in series if one.number == number), None)
    edits = (
        *_edits(number, fact, _wanted(exercise, fact, facts, usual)),
        *_actions(exercise, number, facts, on, known),
    )
    name = f"{exercise.id}, planning meeting {number}"
    if not edits:
        at = where(fact.place, "number") if fact else where(exercise.place, "id")
        return Change(
            file=exercise.place.file.name, what="meeting", summary=f"already on record: {name} ({at}). Nothing changed"
        )
    return Change(
        file=exercise.place.file.name,
        what="meeting",
        summary=f"{name}: {', '.join(_words(exercise, facts, edits))}",
        edits=edits,
    )


def _check(  # noqa: PLR0913, PLR0917 -- the parts of one question
    exercise: Exercise, number: int, fact: Meeting | None, facts: MeetingFacts, on: date, series: Sequence[MeetingDay]
) -> None:
    state = state_of(exercise, on)
    if state in _OVER:
        raise refuse(exercise, f"it is {state.value}, so no meeting of it is recorded", where_state(exercise, state))
    if facts == MeetingFacts():
        raise refuse(exercise, "say what is to be recorded: --held DATE, --called DATE, --attended or --action")
    last = max((one.number for one in series), default=0)
    if number < 1 or number > last + 1:
        known = f"there are {count_words(last, 'meeting')}" if last else "there is none yet"
        raise refuse(exercise, f"planning meeting {number}: {known}, so the next number is {last + 1}")
    held = facts.held_on or (fact.held_on if fact else None)
    if held is None and (facts.attended or facts.apologies or facts.actions):
        raise refuse(exercise, f"planning meeting {number} is not recorded as held: add --held DATE")
    both = sorted(set(facts.attended) & set(facts.apologies))
    if both:
        raise refuse(exercise, f"{', '.join(both)} cannot both have attended and sent apologies")
    _check_days(exercise, number, facts, on)


def _check_days(exercise: Exercise, number: int, facts: MeetingFacts, on: date) -> None:
    """Refuse a meeting that has not come or cannot have been: not in order, or after the exercise."""
    if facts.held_on is not None:
        check_happened(facts.held_on, on)
    played = exercise.held_on
    for when in (facts.held_on, facts.planned_on):
        if when is not None and played is not None and played.is_known and when.earliest > played.latest:
            why = f"the exercise was held {when_words(played)}, before a planning meeting {when_words(when)}"
            raise refuse(exercise, why, where(exercise.place, "held_on"))
    _check_called(exercise, number, facts.planned_on, on)
    for other in exercise.meetings:
        if facts.held_on is None or other.held_on is None or other.number == number:
            continue
        first, second = (other.held_on, facts.held_on) if other.number < number else (facts.held_on, other.held_on)
        if first.earliest > second.latest:
            why = f"planning meeting {other.number} was held {when_words(other.held_on)}; the numbers follow the days"
            raise refuse(exercise, why, where(other.place, "held_on"))


def _check_called(exercise: Exercise, number: int, called: When | None, on: date) -> None:
    """Refuse a meeting called for a day after the exercise, or out of the order of the numbers."""
    if called is None:
        return
    planned = planned_day(exercise, on)
    if planned is not None and planned.is_known and called.earliest > planned.latest:
        why = f"the exercise is planned for {when_words(planned)}, before a planning meeting {when_words(called)}"
        raise refuse(exercise, why, where(exercise.place, "planned_on"))
    for other in exercise.meetings:
        day = other.held_on or other.planned_on
        if day is None or not day.is_known or other.number == number:
            continue
        first, second = (day, called) if other.number < number else (called, day)
        if first.earliest > second.latest:
            why = f"planning meeting {other.number} is on {when_words(day)}; the numbers follow the days"
            raise refuse(exercise, why, where(other.place, "number"))


def _wanted(exercise: Exercise, fact: Meeting | None, facts: MeetingFacts, usual: date | None) -> dict[str, TomlValue]:
    """Return the keys to set; refuse one that holds something else.

    The day of the series is kept beside that on which a meeting was held, so that the series goes on by it.
    """
    wanted: dict[str, TomlValue] = {}
    for key, when in (("planned_on", facts.planned_on), ("held_on", facts.held_on)):
        stands: When | None = getattr(fact, key) if fact else None
        if when is None or when == stands:
            continue
        if stands is not None and key == "held_on":
            raise _otherwise(exercise, fact, key, when_words(stands), when_words(when))
        wanted[key] = date_value(when)
    has_day = facts.planned_on is not None or (fact is not None and fact.planned_on is not None)
    if "held_on" in wanted and not has_day and usual is not None and usual.isoformat() != str(wanted["held_on"]):
        wanted = {"planned_on": usual, **wanted}
    for key, bodies in (("attended", facts.attended), ("apologies", facts.apologies)):
        there: tuple[str, ...] = getattr(fact, key) if fact else ()
        if bodies and set(bodies) != set(there):
            if there:
                raise _otherwise(exercise, fact, key, ", ".join(there), ", ".join(bodies))
            wanted[key] = list(dict.fromkeys(bodies))
    if facts.note and facts.note != (fact.note if fact else ""):
        if fact is not None and fact.note:
            raise _otherwise(exercise, fact, "note", f'"{fact.note}"', f'"{facts.note}"')
        wanted["note"] = facts.note
    return wanted


def _otherwise(exercise: Exercise, fact: Meeting | None, key: str, stands: str, told: str) -> RefusedError:
    read = where(fact.place, key) if fact else ""
    return refuse(exercise, f"{key} is {stands} by the record, not {told}; edit it by hand if it is wrong", read)


def _edits(number: int, fact: Meeting | None, wanted: dict[str, TomlValue]) -> Iterator[Edit]:
    if fact is None and wanted:
        row: dict[str, TomlValue] = {"number": number, **wanted}
        yield Edit(path=("meetings",), value=row, action=Action.APPEND)
    elif fact is not None:
        for key, value in wanted.items():
            yield Edit(path=(*fact.place.path, key), value=value)


def _actions(exercise: Exercise, number: int, facts: MeetingFacts, on: date, known: Sequence[Learnt]) -> Iterator[Edit]:
    """Yield the lesson that each action becomes; where its words stand with the exercise, what that leaves blank."""
    taken = {lesson.id for lesson in exercise.lessons}
    stands = {same_words(lesson.text) for lesson in exercise.lessons}
    said: dict[str, MeetingAction] = {}
    for action in facts.actions:
        words = same_words(action.text)
        before = said.get(words)
        if before is not None:
            if (before.owner, before.due_on) != (action.owner, action.due_on):
                raise refuse(exercise, f'the action "{action.text}" is given twice, with another owner or day')
            continue
        said[words] = action
        name = "" if words in stands else _free(number, taken)
        taken.add(name)
        made = LessonFacts(text=action.text, id=name, owner=action.owner, due_on=action.due_on)
        yield from add_lesson(exercise, made, on=on, known=known).edits


def _free(number: int, taken: set[str]) -> str:
    count = 1
    while f"{action_prefix(number)}{count}" in taken:
        count += 1
    return f"{action_prefix(number)}{count}"


def _words(exercise: Exercise, facts: MeetingFacts, edits: Sequence[Edit]) -> Iterator[str]:
    if facts.planned_on is not None:
        yield f"called for {when_words(facts.planned_on)}"
    if facts.held_on is not None:
        yield f"held {when_words(facts.held_on)}"
    if facts.attended:
        yield f"{len(facts.attended)} attended"
    if facts.apologies:
        yield f"{len(facts.apologies)} sent apologies"
    if facts.note:
        yield "note added"
    added = sum(edit.path == ("lessons",) for edit in edits)
    if added:
        yield count_words(added, "action")
    for edit in edits:
        if edit.path[:1] == ("lessons",) and len(edit.path) > 1:
            at = edit.path[1]
            ref = exercise.lessons[at].id if isinstance(at, int) else at
            yield f"{'owner' if edit.path[-1] == 'owner' else 'day'} added to {ref}"
