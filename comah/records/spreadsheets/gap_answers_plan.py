"""Answers about a plan: when it was tested, reviewed and prepared."""

from __future__ import annotations

from typing import Final

from comah.model.change import date_value
from comah.model.exercise import Exercise
from comah.model.kinds import Conclusion, Regime, ReviewKind
from comah.model.said import ExerciseSaid
from comah.model.when import When
from comah.model.words import when_words
from comah.records.shown import printable
from comah.records.spreadsheets.gap_asked import Answer, Asked, NotAnAnswerError, Values, past_day, read_answer
from comah.records.spreadsheets.words import exercise_type

_STARTS: Final = {
    Regime.COMAH: ("information_received_on", "operator's information received"),
    Regime.REPPIR: ("consequences_report_received_on", "operator's consequences report received"),
    Regime.PIPELINE: ("notified_on", "HSE notified the authority"),
}


def test(asked: Asked) -> Answer:
    """Read when the plan was last tested, with the type of the exercise beside the day if it is given."""
    read = read_answer(asked)
    kind = exercise_type(read.type) if read.type else None
    when, remarks = past_day(asked, read.whens[0].text)
    said = ExerciseSaid(
        authority=asked.authority,
        plans=(asked.ref,),
        when=when,
        conclusion=Conclusion.TESTED,
        type=kind.value if kind else "",
        note=asked.origin,
        exercise=asked.exercise_id,
        at=asked.at,
    )
    words = f"{asked.ref}: tested {when_words(when)}{f', {kind.value}' if kind else ''}"
    return Answer(said=(said,), understood=(words,), remarks=(read.remark,) if read.remark else remarks)


def test_day(asked: Asked) -> Answer:
    """Read the exact day of a test whose day is known only roughly."""
    when, remarks = past_day(asked)
    rough = [asked.exercise] if asked.record else [one for one in asked.records.exercises if _may_be(asked, one, when)]
    prepared = asked.plan.first_prepared_on if asked.plan else None
    if not rough and prepared is not None and _holds(prepared, when):
        return _first_prepared(asked, when, remarks)
    if len(rough) != 1:
        raise NotAnAnswerError(_which(asked, when, [one.id for one in rough]))
    values: Values = {("held_on",): date_value(when)}
    said = asked.of("exercise", rough[0].id, (), values, refines=True)
    return asked.with_origin(said, f"{rough[0].id}: held {when_words(when)}", remarks)


def review(asked: Asked) -> Answer:
    """Read when the plan was last reviewed in full."""
    when, remarks = past_day(asked)
    said = asked.of_site("plans", "reviews", on=date_value(when), kind=ReviewKind.FULL.value)
    return asked.with_origin(said, f"{asked.ref}: full review {when_words(when)}", remarks)


def review_day(asked: Asked) -> Answer:
    """Read the exact day of a review whose day is known only roughly."""
    when, remarks = past_day(asked)
    reviews = asked.plan.reviews if asked.plan else ()
    rough = [one for one in reviews if one.kind is ReviewKind.FULL and one.on is not None and _holds(one.on, when)]
    prepared = asked.plan.first_prepared_on if asked.plan else None
    if not rough and prepared is not None and _holds(prepared, when):
        return _first_prepared(asked, when, remarks)
    if len(rough) != 1:
        raise NotAnAnswerError(_which(asked, when, [one.on.text for one in rough if one.on]))
    values: Values = {("on",): date_value(when), ("kind",): ReviewKind.FULL.value}
    said = asked.of(
        "establishment",
        asked.named_site.id,
        ("plans", "reviews"),
        values,
        regime=asked.regime.value,
        refines=True,
    )
    return asked.with_origin(said, f"{asked.ref}: full review {when_words(when)}", remarks)


def prepared(asked: Asked) -> Answer:
    """Read when the plan was first prepared."""
    when, remarks = past_day(asked)
    said = asked.of_site("plans", first_prepared_on=date_value(when))
    return asked.with_origin(said, f"{asked.ref}: first prepared {when_words(when)}", remarks)


def information(asked: Asked) -> Answer:
    """Read when what starts the preparation was received."""
    when, remarks = past_day(asked)
    key, words = _STARTS[asked.regime]
    said = asked.of_site("plans", **{key: date_value(when)})
    return asked.with_origin(said, f"{asked.ref}: {words} {when_words(when)}", remarks)


def history(asked: Asked) -> Answer:
    """Read that every test and full review since the plan was first prepared is on record."""
    word = asked.text.lower().rstrip(".")
    if word == "no":
        return Answer(remarks=("answered no: the history is not complete, and nothing is recorded",))
    if word != "yes":
        message = f'"{printable(asked.text)}" is neither yes nor no. Good answer: yes'
        raise NotAnAnswerError(message)
    said = asked.of_site("plans", history_complete=True)
    return asked.with_origin(said, f"{asked.ref}: every test and full review is on record")


def _first_prepared(asked: Asked, when: When, remarks: tuple[str, ...]) -> Answer:
    """Make the day on which the plan was first prepared exact: the clock counts from it."""
    values: Values = {("first_prepared_on",): date_value(when)}
    site = asked.named_site.id
    said = asked.of("establishment", site, ("plans",), values, regime=asked.regime.value, refines=True)
    return asked.with_origin(said, f"{asked.ref}: first prepared {when_words(when)}", remarks)


def _may_be(asked: Asked, exercise: Exercise, when: When) -> bool:
    credited = any(one.plan == asked.ref and one.conclusion is Conclusion.TESTED for one in exercise.credits)
    return credited and exercise.held_on is not None and _holds(exercise.held_on, when)


def _holds(rough: When, when: When) -> bool:
    """Whether a date that is known only roughly may be this one."""
    return not rough.is_exact and rough.earliest <= when.earliest and when.latest <= rough.latest


def _which(asked: Asked, when: When, found: list[str]) -> str:
    if found:
        return f"{when_words(when)} may be any of {', '.join(found)}: make the right one exact by hand"
    what = "test" if asked.kind.value.startswith("test") else "review"
    return (
        f"{when_words(when)} is not within the day that is on record roughly; if it is another {what}, record it anew"
    )
