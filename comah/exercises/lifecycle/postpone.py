"""An exercise put off, to another day or to none yet. The duty to test stays where the law puts it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from comah.exercises.checks import check_happened, where
from comah.exercises.lifecycle.draft import (
    Draft,
    add_row,
    decided_postponements,
    enter,
    lapsed,
    postponement_row,
    refuse,
    set_key,
)
from comah.exercises.lifecycle.move import check_new_day, new_days
from comah.exercises.moves import Command
from comah.exercises.state import State, planned_day
from comah.model.change import Change, date_value
from comah.model.exercise import Exercise, Postponement
from comah.model.when import When
from comah.model.words import when_words


def postpone_exercise(exercise: Exercise, stated: Postponement, *, on: date) -> Draft:
    """Put an exercise off.

    Args:
        exercise: the exercise.
        stated: when it was decided and why, who asked, what the competent authority said, what was checked
            meanwhile, and the new day where there is one. The day it is put off from is filled in.
        on: the reference date.

    Raises:
        RefusedError: where there is no day to put off, no reason, or a day that cannot be.
    """
    state = enter(exercise, Command.POSTPONE if stated.to is None else Command.POSTPONE_TO, on)
    old = planned_day(exercise, on)
    if old is None or stated.on is None:
        raise refuse(exercise, "a postponement needs the day it was decided on, and a day to be put off from")
    _check(exercise, state, stated, stated.on, on)
    to = new_days(exercise, stated.to, on) if stated.to is not None else None
    if to is not None:
        check_new_day(exercise, to, on)
        if to == old:
            raise refuse(exercise, f"it is planned for {when_words(to)} already", where(exercise.place, "planned_on"))
    row = msgspec.structs.replace(stated, from_=old, to=to)
    emptied, after = lapsed(exercise, stated.on.earliest)
    planned = to or old
    after = msgspec.structs.replace(after, planned_on=planned, postponements=(*exercise.postponements, row))
    edits = [*emptied, add_row("postponements", postponement_row(row))]
    if planned != exercise.planned_on:
        edits.append(set_key("planned_on", date_value(planned)))
    summary = f"{exercise.id}: put off from {when_words(old)} to {when_words(to) if to else 'no new day yet'}"
    change = Change(
        file=exercise.place.file.name,
        what="postpone",
        summary=f"{summary}; {row.reason}",
        edits=tuple(edits),
    )
    return Draft(change=change, exercise=after, notices=tuple(_notices(exercise, state, row)))


def _check(exercise: Exercise, state: State, stated: Postponement, decided: When, on: date) -> None:
    """Refuse a postponement without a reason, of a day to come, or out of its order."""
    if not stated.reason.strip():
        raise refuse(exercise, 'a postponement needs its reason: --reason "operator\'s shutdown"')
    check_happened(decided, on)
    if stated.interim_check_on is not None:
        check_happened(stated.interim_check_on, on)
    if not stated.interim_check and (stated.interim_check_by or stated.interim_check_on):
        raise refuse(exercise, 'say what was checked meanwhile: --interim-check "call-out tested"')
    for one in decided_postponements(exercise, on):
        if one.on is not None and decided.latest < one.on.earliest:
            why = f"decided {when_words(decided)}, before the postponement of {when_words(one.on)} that is on record"
            raise refuse(exercise, why, where(one.place, "on"))
    confirmed = exercise.confirmed_on
    if state is State.CONFIRMED and confirmed is not None and decided.latest < confirmed.earliest:
        why = f"decided {when_words(decided)}, and its day was confirmed {when_words(confirmed)}, after that"
        raise refuse(exercise, why, where(exercise.place, "confirmed_on"))


def _notices(exercise: Exercise, state: State, row: Postponement) -> Iterator[str]:
    if state is State.CONFIRMED:
        yield "NO LONGER CONFIRMED: agreement to the old day lapses with it"
    if not row.ca_position:
        yield "The competent authority's position is not on record: tell it, and record what it said"
    if not row.interim_check:
        yield "No interim check is on record: see that call-out, contacts and roles still work, and log it"
    if row.to is None:
        yield f"Give it a new day as soon as there is one: comah exercise move {exercise.id} --to DATE"
