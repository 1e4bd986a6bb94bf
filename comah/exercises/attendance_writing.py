"""An agency's part put on record: asked, replied, came. What stands there is never overwritten."""

from __future__ import annotations

from datetime import date

import msgspec

from comah.errors import RefusedError
from comah.exercises.checks import check_happened, where
from comah.exercises.crediting import holds
from comah.exercises.state import is_fact
from comah.model.change import Action, Change, Edit, TomlValue, date_value, given
from comah.model.exercise import AgencyPart, Exercise
from comah.model.kinds import Attendance
from comah.model.when import When
from comah.model.words import when_words


class PartFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What an officer states of an agency's part."""

    asked_on: When | None = None
    is_under_14_5: bool = False
    replied_on: When | None = None
    outcome: Attendance | None = None


def record_part(exercise: Exercise, agency: str, facts: PartFacts, *, on: date, category: int | None = None) -> Change:
    """Put on record what is known of an agency's part in an exercise.

    Args:
        exercise: the exercise.
        agency: its id.
        facts: what is known; what is left out stays as it is.
        on: the reference date.
        category: the agency's category as a responder, where the register gives one.
    """
    part = next((one for one in exercise.attendance if one.agency == agency), None)
    _check(exercise, agency, part, facts, on)
    wanted = _wanted(exercise, part, facts)
    file = exercise.place.file.name
    if not wanted:
        at = where(part.place, "agency") if part else where(exercise.place, "id")
        summary = f"already on record: {exercise.id}, {agency} ({at}). Nothing changed"
        return Change(file=file, what="attendance", summary=summary)
    return Change(
        file=file,
        what="attendance",
        summary=f"{exercise.id}, {agency}: {_words(facts, wanted)}{_not_owed(facts, category)}",
        edits=_edits(agency, part, wanted),
    )


def _edits(agency: str, part: AgencyPart | None, wanted: dict[str, TomlValue]) -> tuple[Edit, ...]:
    if part is None:
        row = given(agency=agency) | wanted
        return (Edit(path=("attendance",), value=row, action=Action.APPEND),)
    return tuple(Edit(path=(*part.place.path, key), value=value) for key, value in wanted.items())


def _check(exercise: Exercise, agency: str, part: AgencyPart | None, facts: PartFacts, on: date) -> None:
    """Refuse days that have not come or cannot have been, and an outcome without an exercise."""
    who = f"{exercise.id}, {agency}"
    if facts == PartFacts():
        message = (
            f"{who}: say what is to be recorded: --asked DATE (with --under-14-5), --replied DATE or --outcome. "
            "Nothing was recorded"
        )
        raise RefusedError(message)
    for when in (facts.asked_on, facts.replied_on):
        if when is not None:
            check_happened(when, on)
    asked = facts.asked_on or (part.asked_on if part else None)
    _check_asked(exercise, who, asked, facts)
    if facts.outcome is not None:
        _check_outcome(exercise, who, facts.outcome, on)


def _check_asked(exercise: Exercise, who: str, asked: When | None, facts: PartFacts) -> None:
    if facts.is_under_14_5 and asked is None:
        message = (
            f"{who}: a request under regulation 14(5) is in writing and has a day: add --asked DATE. "
            "Nothing was recorded"
        )
        raise RefusedError(message)
    held = exercise.held_on
    if facts.asked_on is not None and held is not None and held.is_known and facts.asked_on.earliest > held.latest:
        message = (
            f"{who}: the exercise was held {when_words(held)} ({where(exercise.place, 'held_on')}), before "
            f"{when_words(facts.asked_on)}. Nothing was recorded"
        )
        raise RefusedError(message)
    if facts.replied_on is not None and asked is not None and facts.replied_on.latest < asked.earliest:
        message = (
            f"{who}: it was asked {when_words(asked)}, after this reply of {when_words(facts.replied_on)}. "
            "Nothing was recorded. Edit the record by hand if it is wrong"
        )
        raise RefusedError(message)


def _check_outcome(exercise: Exercise, who: str, outcome: Attendance, on: date) -> None:
    """Refuse to say who came to an exercise that was cancelled, or is not recorded as held."""
    if exercise.is_cancelled:
        message = (
            f"{who}: the exercise was cancelled ({where(exercise.cancelled.place, 'on')}), so nobody "
            f"{outcome.value if outcome is Attendance.ATTENDED else f'was {outcome.value}'}. Nothing was recorded"
        )
        raise RefusedError(message)
    if outcome is not Attendance.APOLOGISED and not is_fact(exercise.held_on, on):
        message = (
            f"{who}: the exercise is not recorded as held ({where(exercise.place, 'id')}), so who came is not "
            f"known yet. Nothing was recorded. First: comah exercise hold {exercise.id} --on DATE --by POST"
        )
        raise RefusedError(message)


def _wanted(exercise: Exercise, part: AgencyPart | None, facts: PartFacts) -> dict[str, TomlValue]:
    """Return the keys to set; refuse one that holds something else."""
    wanted: dict[str, TomlValue] = {}
    for key, when in (("asked_on", facts.asked_on), ("replied_on", facts.replied_on)):
        held: When | None = getattr(part, key) if part else None
        if when is None or when == held:
            continue
        if held is not None and not holds(held, when):
            raise RefusedError(_other(exercise, part, key, when_words(held), when_words(when)))
        wanted[key] = date_value(when)
    if facts.is_under_14_5 and not (part and part.asked_under_14_5):
        wanted["asked_under_14_5"] = True
    if facts.outcome is not None and facts.outcome is not (part.outcome if part else None):
        if part is not None and part.outcome is not None:
            raise RefusedError(_other(exercise, part, "outcome", part.outcome.value, facts.outcome.value))
        wanted["outcome"] = facts.outcome.value
    return wanted


def _other(exercise: Exercise, part: AgencyPart | None, key: str, held: str, told: str) -> str:
    at = where(part.place, key) if part else ""
    who = part.agency if part else ""
    return (
        f"{exercise.id}, {who}: {key} is {held} by the record ({at}), not {told}. "
        "Nothing was recorded. Edit the record by hand if it is wrong"
    )


def _words(facts: PartFacts, wanted: dict[str, TomlValue]) -> str:
    words = []
    if "asked_on" in wanted and facts.asked_on:
        words.append(f"asked {when_words(facts.asked_on)}")
    if "asked_under_14_5" in wanted:
        words.append("in writing under regulation 14(5)")
    if "replied_on" in wanted and facts.replied_on:
        words.append(f"replied {when_words(facts.replied_on)}")
    if "outcome" in wanted and facts.outcome:
        words.append(facts.outcome.value)
    return ", ".join(words)


def _not_owed(facts: PartFacts, category: int | None) -> str:
    """Say where a request under regulation 14(5) may bind nobody: it is for Category 1 responders."""
    if not facts.is_under_14_5 or category == 1:
        return ""
    said = f"is a Category {category} responder" if category else "is not a Category 1 responder by register.toml"
    return f". Note: the agency {said}, and regulation 14(5) of COMAH 2015 binds Category 1 responders alone"
