"""A step of an exercise done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec

from comah.exercises.checks import check_happened, where
from comah.exercises.crediting import holds
from comah.exercises.lifecycle.draft import Draft, add_row, enter, refuse, set_key, unchanged
from comah.exercises.moves import Command
from comah.exercises.phases import DEBRIEF_BOOKED, booked_debrief, done_phases
from comah.exercises.state import State
from comah.exercises.template import EXERCISE, Phase, Template
from comah.model.change import Change, Edit, date_value
from comah.model.exercise import Exercise, PhaseFact
from comah.model.when import When, WhenOrUnknown
from comah.model.words import when_words

_HELD: Final = frozenset({State.HELD, State.CLOSED})


def done_phase(exercise: Exercise, phase_id: str, when: When, *, template: Template, on: date) -> Draft:
    """Record that a step of an exercise was done.

    Args:
        exercise: the exercise.
        phase_id: the step, as the exercise's template names it.
        when: the day it was done.
        template: the exercise's own.
        on: the reference date.
    """
    state = enter(exercise, Command.DONE, on)
    phase = _phase(exercise, phase_id, template)
    check_happened(when, on)
    _check_order(exercise, phase, when, state)
    place, there = _fact(exercise, phase_id)
    if there is not None and there.done_on is not None:
        known = there.done_on
        if known == when or (known.is_known and holds(when, known)):
            return unchanged(exercise, "done", f"{phase_id} done {when_words(known)} already")
        if known.is_known and not holds(known, when):
            why = f"{phase_id} was done {when_words(known)} by the record; edit it by hand if it is wrong"
            raise refuse(exercise, why, where(there.place, "done_on"))
    change = Change(
        file=exercise.place.file.name,
        what="done",
        summary=f"{exercise.id}: {phase_id} done {when_words(when)} ({phase.title})",
        edits=(_edit(phase_id, when, place),),
    )
    after = _with_fact(exercise, phase_id, when, place)
    return Draft(change=change, exercise=after, notices=tuple(_notices(exercise, phase, template, on)))


def _phase(exercise: Exercise, phase_id: str, template: Template) -> Phase:
    """Return a step of the template; refuse one that it does not have, and the exercise itself."""
    if phase_id == EXERCISE:
        raise refuse(
            exercise, f"the exercise itself is recorded with comah exercise hold {exercise.id} --on DATE --by POST"
        )
    found = template.find(phase_id)
    if found is None:
        from difflib import get_close_matches  # noqa: PLC0415 - only a name that is not known needs it

        names = [phase.id for phase in template.phases]
        begun = [name for name in names if phase_id and name.startswith(phase_id)]  # the beginning of a name wins
        near = begun or get_close_matches(phase_id, names, n=1)
        hint = f"did you mean {' or '.join(near)}? There are: " if near else "there are: "
        raise refuse(exercise, f"{phase_id!r} is no step of it; {hint}{', '.join(names)}")
    return found


def _check_order(exercise: Exercise, phase: Phase, when: When, state: State) -> None:
    """Refuse a step that follows the exercise where that was not held, or was held only later."""
    if phase.last_offset < 0:
        return
    held = exercise.held_on
    if state not in _HELD or held is None:
        hold = f"comah exercise hold {exercise.id} --on DATE --by POST"
        why = f"{phase.id} follows the exercise, which is not on record as held: {hold}"
        raise refuse(exercise, why, where(exercise.place, "id"))
    if held.is_known and when.latest < held.earliest:
        why = f"{phase.id} follows the exercise, held {when_words(held)}, and cannot be done {when_words(when)}"
        raise refuse(exercise, why, where(exercise.place, "held_on"))


def _fact(exercise: Exercise, phase_id: str) -> tuple[int | None, PhaseFact | None]:
    found = ((number, fact) for number, fact in enumerate(exercise.phases) if fact.id == phase_id)
    return next(found, (None, None))


def _edit(phase_id: str, when: When, place: int | None) -> Edit:
    if place is None:
        return add_row("phases", {"id": phase_id, "done_on": date_value(when)})
    return set_key(("phases", place, "done_on"), date_value(when))


def _with_fact(exercise: Exercise, phase_id: str, when: When, place: int | None) -> Exercise:
    done = WhenOrUnknown(when.text, when.earliest, when.latest, is_exact=when.is_exact)
    facts = list(exercise.phases)
    if place is None:
        facts.append(PhaseFact(id=phase_id, done_on=done))
    else:
        facts[place] = msgspec.structs.replace(facts[place], done_on=done)
    return msgspec.structs.replace(exercise, phases=tuple(facts))


def _notices(exercise: Exercise, phase: Phase, template: Template, on: date) -> Iterator[str]:
    done = done_phases(exercise, on) | ({EXERCISE} if exercise.held_on is not None else frozenset())
    missing = [need for need in phase.needs if need not in done and template.find(need) is not None]
    if missing:
        yield f"It needs {', '.join(missing)}, not recorded as done"
    if phase.id == DEBRIEF_BOOKED and booked_debrief(exercise, on) is None:
        agreed = exercise.confirmed_on.text if exercise.confirmed_on else "DATE"
        yield (
            "The day booked is not on record, and EXR010 stands until it is: "
            f"comah exercise confirm {exercise.id} --on {agreed} --debrief DATE --by POST"
        )
