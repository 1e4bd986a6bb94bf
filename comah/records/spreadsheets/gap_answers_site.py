"""Answers about a site, what its operator owes, an activation or a local duty."""

from __future__ import annotations

import re
from typing import Final

from comah.model.change import date_value
from comah.model.gap import GapKind
from comah.model.keys import EVERY_PATTERN
from comah.model.record_kinds import AUTHORITY
from comah.model.words import when_words
from comah.records.shown import printable
from comah.records.spreadsheets.gap_asked import Answer, Asked, NotAnAnswerError, Values, past_day

# kind -> the record's table and key, and the words for it
_DAYS: Final = {
    GapKind.ZONE_REVIEWED: (("public_information", "reviewed_on"), "public information reviewed"),
    GapKind.ZONE_SENT: (("public_information", "sent_on"), "public information sent"),
    GapKind.INTERNAL_REVIEW: (("internal_plan", "reviewed_on"), "internal plan reviewed"),
    GapKind.INTERNAL_TEST: (("internal_plan", "tested_on"), "internal plan tested"),
}
_REPORT: Final = re.compile(r"(?P<what>sent|reviewed)\b(?:\s+on\b)?[\s:,-]*(?P<day>.+)", re.IGNORECASE | re.DOTALL)
_EVERY: Final = re.compile(EVERY_PATTERN)
_LONGEST: Final = 500


def operator_day(asked: Asked) -> Answer:
    """Read when the operator last did what the row asks for."""
    when, remarks = past_day(asked)
    path, words = _DAYS[asked.kind]
    values: Values = {path: date_value(when)}
    said = asked.of("establishment", asked.named_site.id, (), values)
    return asked.with_origin(said, f"{asked.named_site.id}: {words} {when_words(when)}", remarks)


def safety_report(asked: Asked) -> Answer:
    """Read when the safety report was last sent or reviewed: the answer says which."""
    found = _REPORT.match(asked.text)
    if not found:
        message = (
            f'"{printable(asked.text)}" does not say whether the safety report was sent or reviewed then. '
            "Good answers: sent 30 June 2022, or reviewed 30 June 2022"
        )
        raise NotAnAnswerError(message)
    what = found["what"].lower()
    when, remarks = past_day(asked, found["day"])
    values: Values = {("safety_report", f"{what}_on"): date_value(when)}
    said = asked.of("establishment", asked.named_site.id, (), values)
    return asked.with_origin(said, f"{asked.named_site.id}: safety report {what} {when_words(when)}", remarks)


def public_informed(asked: Asked) -> Answer:
    """Read when people likely to be affected were informed after an activation."""
    when, remarks = past_day(asked)
    if asked.record not in {one.id for one in asked.records.activations}:
        message = f'no activation "{printable(asked.record)}" is on record (any more)'
        raise NotAnAnswerError(message)
    said = asked.of("activation", asked.record, (), {("public_informed_on",): date_value(when)})
    return asked.with_origin(said, f"{asked.record}: public informed {when_words(when)}", remarks)


def local_duty(asked: Asked) -> Answer:
    """Read when a local duty was last done, or how often it is owed, whichever is missing."""
    duty = next((one for one in asked.records.authority.local_duties if one.id == asked.record), None)
    if duty is None:
        message = f'no local duty "{printable(asked.record)}" is on record (any more)'
        raise NotAnAnswerError(message)
    values: Values = {("id",): duty.id}
    remarks: tuple[str, ...] = ()
    if duty.last_on is not None and not duty.every:
        values[("every",)] = words = _how_often(asked.text)
    else:
        when, remarks = past_day(asked)
        values[("last_on",)] = date_value(when)
        words = f"last done {when_words(when)}"
    said = asked.of(AUTHORITY, AUTHORITY, ("local_duties",), values)
    return Answer(said=(said,), understood=(f"{duty.id}: {words}",), remarks=remarks)


def text_of_site(asked: Asked) -> Answer:
    """Read the operator's name or the address."""
    if len(asked.text) > _LONGEST:
        message = (
            f"an answer of {len(asked.text):,} letters is not a name or an address. Good answer: Quay Road, Widnes"
        )
        raise NotAnAnswerError(message)
    key = "operator" if asked.kind is GapKind.OPERATOR else "address"
    text = (
        " ".join(asked.text.split("\n"))
        if key == "operator"
        else ", ".join(part.strip().rstrip(",") for part in asked.text.split("\n") if part.strip())
    )
    said = asked.of("establishment", asked.named_site.id, (), {(key,): text})
    return asked.with_origin(said, f"{asked.named_site.id}: {key} {printable(text)}")


def _how_often(text: str) -> str:
    if _EVERY.match(text):
        return text
    message = f'"{printable(text)}" does not say how often. Good answers: 1 year, 6 months, or first Wednesday of June'
    raise NotAnAnswerError(message)
