"""The day on which an exercise was held."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from comah.exercises.checks import check_happened, where
from comah.exercises.crediting import held_edits
from comah.exercises.lifecycle.credit import credit_command
from comah.exercises.lifecycle.draft import Draft, enter, unchanged
from comah.exercises.moves import Command
from comah.exercises.state import credits_for, planned_day
from comah.model.change import Change
from comah.model.exercise import Exercise
from comah.model.when import When, WhenOrUnknown
from comah.model.words import when_words


def hold_exercise(exercise: Exercise, when: When, *, on: date) -> Draft:
    """Record the day on which an exercise was held, or make it more exact.

    It tests no plan by itself: an officer decides that for each plan, as a credit.
    """
    enter(exercise, Command.HOLD, on)
    check_happened(when, on)
    edits = held_edits(exercise, when)
    if not edits:
        return unchanged(exercise, "hold", f"held by the record already ({where(exercise.place, 'held_on')})")
    held = WhenOrUnknown(when.text, when.earliest, when.latest, is_exact=when.is_exact)
    after = msgspec.structs.replace(exercise, held_on=held)
    was = f" (was {when_words(exercise.held_on)})" if exercise.held_on is not None else ""
    change = Change(
        file=exercise.place.file.name,
        what="hold",
        summary=f"{exercise.id}: held {when_words(when)}{was}",
        edits=edits,
    )
    return Draft(change=change, exercise=after, notices=tuple(_notices(exercise, when, on)))


def _notices(exercise: Exercise, when: When, on: date) -> Iterator[str]:
    planned = planned_day(exercise, on)
    if planned is not None and (when.latest < planned.earliest or planned.latest < when.earliest):
        yield f"It was planned for {when_words(planned)} ({where(exercise.place, 'planned_on')})"
    for fact in exercise.phases if exercise.held_on is None else ():
        done = fact.done_on
        if done is not None and done.is_known and when.latest < done.earliest:
            yield f"{fact.id} was done only on {when_words(done)} ({where(fact.place, 'done_on')}): is the day right?"
    undecided = [ref for ref in exercise.will_test if not credits_for(exercise, ref, on)]
    if undecided:
        yield (f"No plan is tested yet. Decide for {', '.join(undecided)}: {credit_command(exercise.id, undecided[0])}")
