"""Answers about an exercise: on which day it was held, which plans it tested, what became of it."""

from __future__ import annotations

import re
from typing import Final

from comah.model.change import TomlValue, date_value
from comah.model.exercise import Exercise
from comah.model.kinds import Conclusion
from comah.model.said import TableSaid
from comah.model.words import when_words
from comah.records.shown import printable
from comah.records.spreadsheets.gap_asked import Answer, Asked, NotAnAnswerError, Values, any_day, past_day

_WORDS: Final = {
    "yes": Conclusion.TESTED,
    "tested": Conclusion.TESTED,
    "all": Conclusion.TESTED,
    "partly": Conclusion.PARTLY_TESTED,
    "partly tested": Conclusion.PARTLY_TESTED,
    "no": Conclusion.NOT_TESTED,
    "none": Conclusion.NOT_TESTED,
    "not tested": Conclusion.NOT_TESTED,
}
_OF_ALL: Final = frozenset({"all", "none"})
_CANCELLED: Final = re.compile(r"cancell?ed\b(?:\s+on\b)?[\s,:;-]*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_PUT_OFF: Final = re.compile(
    r"(?:postponed|put off|deferred|moved|rearranged)\b(?:\s+(?:to|until)\b)?\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
_HELD: Final = re.compile(r"held\b(?:\s+on\b)?\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)


def exercise_day(asked: Asked) -> Answer:
    """Read on which day an exercise was held."""
    exercise = asked.exercise
    when, remarks = past_day(asked)
    said = asked.of("exercise", exercise.id, (), {("held_on",): date_value(when)}, refines=True)
    return _noted(asked, exercise, said, f"{exercise.id}: held {when_words(when)}", remarks)


def credit(asked: Asked) -> Answer:
    """Read which plans an exercise tested: a word for the row's own plan, all, none, or the plans' names."""
    exercise = asked.exercise
    word = asked.text.lower().rstrip(".")
    if word in _OF_ALL:
        return _decided(asked, exercise, _plans_of(exercise) or (asked.ref,), _WORDS[word])
    if word in _WORDS:
        return _decided(asked, exercise, (asked.ref,), _WORDS[word])
    plans = tuple(_plan_named(asked, part) for part in re.split(r"[,;\n]| and ", asked.text) if part.strip())
    found = _decided(asked, exercise, tuple(dict.fromkeys(plans)), Conclusion.TESTED)
    left = [ref for ref in _plans_of(exercise) if ref not in plans]
    if not left:
        return found
    remark = f"{', '.join(left)}: not decided by this answer; where the plan was not tested, answer none in its row"
    return Answer(said=found.said, understood=found.understood, remarks=(remark,))


def not_recorded_as_held(asked: Asked) -> Answer:
    """Read the day on which an exercise was held after all, that it was cancelled, or to when it was put off."""
    exercise = asked.exercise
    cancelled, put_off = _CANCELLED.match(asked.text), _PUT_OFF.match(asked.text)
    if cancelled:
        return _cancelled(asked, exercise, cancelled["rest"].strip())
    if put_off:
        return _put_off(asked, exercise, put_off["rest"].strip())
    held = _HELD.match(asked.text)
    try:
        when, remarks = past_day(asked, held["rest"] if held else None)
    except NotAnAnswerError as error:
        message = f"{error}, cancelled, or postponed to 2 December 2026"
        raise NotAnAnswerError(message) from error
    said = asked.of("exercise", exercise.id, (), {("held_on",): date_value(when)})
    return _noted(asked, exercise, said, f"{exercise.id}: held {when_words(when)}", remarks)


def _decided(asked: Asked, exercise: Exercise, plans: tuple[str, ...], conclusion: Conclusion) -> Answer:
    word = conclusion.value.replace("-", " ")
    return Answer(
        said=tuple(_credit(asked, exercise, plan, conclusion) for plan in plans),
        understood=tuple(f"{exercise.id}: {plan} {word}" for plan in plans),
    )


def _credit(asked: Asked, exercise: Exercise, plan: str, conclusion: Conclusion) -> TableSaid:
    """State the decision; the post that imports the answer is the one that decides."""
    values: Values = {("plan",): plan, ("conclusion",): conclusion.value}
    if asked.by:
        values[("decided_by",)] = asked.by
    values |= {("decided_on",): asked.on}
    values[("evidence",)] = asked.origin or asked.at.origin
    return asked.of("exercise", exercise.id, ("credits",), values)


def _plans_of(exercise: Exercise) -> tuple[str, ...]:
    """Return the plans that an exercise names and that nothing is decided on."""
    decided = {one.plan for one in exercise.credits}
    named = dict.fromkeys((*exercise.will_test, *exercise.takes_part))
    return tuple(plan for plan in named if plan not in decided)


def _plan_named(asked: Asked, text: str) -> str:
    """Find a plan by its reference, or by its site's name."""
    name = " ".join(text.lower().split()).strip(" .")
    site, _, regime = name.partition("/")
    for one in asked.records.establishments:
        if site in {one.id, one.name.lower()}:
            return f"{one.id}/{regime}" if regime and regime != "comah" else one.id
    message = (
        f'"{printable(text.strip())}" is no site on record, and neither all, none, yes, no nor partly. '
        f"Good answer: {asked.ref}"
    )
    raise NotAnAnswerError(message)


def _cancelled(asked: Asked, exercise: Exercise, rest: str) -> Answer:
    """Read a cancellation: its day, its reason, or both with a comma between."""
    values: Values = {}
    first, comma, reason = rest.partition(",")
    remarks: tuple[str, ...] = ()
    try:
        when, remarks = past_day(asked, first)
        values[("cancelled", "on")] = date_value(when)
    except NotAnAnswerError:
        reason, comma = rest, ","  # no day: all of it is the reason
    if comma and reason.strip():
        values[("cancelled", "reason")] = reason.strip()
    if not values:
        values[("cancelled", "reason")] = "reason not on record"
    said = asked.of("exercise", exercise.id, (), values)
    return _noted(asked, exercise, said, f"{exercise.id}: cancelled {rest}".strip(), remarks)


def _put_off(asked: Asked, exercise: Exercise, rest: str) -> Answer:
    """Read to which day an exercise was put off; "" and a date to be fixed mean that there is none yet."""
    if exercise.postponements:
        message = f"{exercise.id} was put off before: write this postponement into its record by hand"
        raise NotAnAnswerError(message)
    values: Values = {}
    if exercise.planned_on is not None:
        values[("from",)] = date_value(exercise.planned_on)
    remarks: tuple[str, ...] = ()
    words = "no new day yet"
    if rest:
        when, remarks = any_day(asked, rest)
        values[("to",)] = date_value(when)
        words = when_words(when)
    reason: TomlValue = asked.origin
    if reason:
        values[("reason",)] = reason
    said = asked.of("exercise", exercise.id, ("postponements",), values)
    return Answer(said=(said,), understood=(f"{exercise.id}: postponed, {words}",), remarks=remarks)


def _noted(asked: Asked, exercise: Exercise, said: TableSaid, words: str, remarks: tuple[str, ...]) -> Answer:
    """Answer, with where it is known from as a note of the exercise's record."""
    note: Values = {("notes",): [f"{words}: {asked.origin}"]}
    notes = (asked.of("exercise", exercise.id, (), note),) if asked.origin else ()
    return Answer(said=(said, *notes), understood=(words,), remarks=remarks)
