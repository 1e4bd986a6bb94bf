"""An exercise cancelled. The duty to test stays where the law puts it."""

from __future__ import annotations

from datetime import date

import msgspec

from comah.exercises.checks import check_happened, where
from comah.exercises.lifecycle.draft import Draft, enter, refuse, set_key, unchanged
from comah.exercises.moves import Command
from comah.exercises.state import State
from comah.model.change import Change, Edit, date_value
from comah.model.exercise import Cancellation, Exercise
from comah.model.place import NOWHERE
from comah.model.when import When
from comah.model.words import when_words


def cancel_exercise(exercise: Exercise, when: When, reason: str, *, on: date) -> Draft:
    """Record that an exercise was cancelled, when and why."""
    state = enter(exercise, Command.CANCEL, on)
    if not reason.strip():
        raise refuse(exercise, 'a cancellation needs its reason: --reason "operator in administration"')
    check_happened(when, on)
    if state is State.CANCELLED:
        return _again(exercise, when, reason)
    after = msgspec.structs.replace(exercise, cancelled=Cancellation(on=when, reason=reason))
    change = Change(
        file=exercise.place.file.name,
        what="cancel",
        summary=f"{exercise.id}: cancelled {when_words(when)}; {reason}",
        edits=_edits(exercise, when, reason),
    )
    return Draft(change=change, exercise=after)


def _again(exercise: Exercise, when: When, reason: str) -> Draft:
    there = exercise.cancelled
    place = where(exercise.place, "cancelled")
    if there.on == when and there.reason == reason:
        return unchanged(exercise, "cancel", f"cancelled already ({place})")
    known = when_words(there.on) if there.on else "on a day not on record"
    why = f"cancelled {known} by the record: {there.reason or 'no reason given'}; edit it by hand if it is wrong"
    raise refuse(exercise, why, place)


def _edits(exercise: Exercise, when: When, reason: str) -> tuple[Edit, ...]:
    """Write the table, or fill in an empty one in the form it has."""
    if exercise.cancelled.place is NOWHERE:
        return (set_key("cancelled", {"on": date_value(when), "reason": reason}),)
    return set_key(("cancelled", "on"), date_value(when)), set_key(("cancelled", "reason"), reason)
