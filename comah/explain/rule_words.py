"""How a provision counts, in words: what is the same for every site."""

from __future__ import annotations

from datetime import date
from typing import Final

from comah.model.page import Line, Part
from comah.model.provision import Counting, Provision, Standing, Value
from comah.model.words import day_words

_NO_ROLL_OVER: Final = "No deadline moves for a weekend or a bank holiday."
DODDS: Final = "Dodds v Walker [1981] 1 WLR 1027"
COUNTING_WORDS: Final[dict[Counting, str]] = {
    Counting.EXCLUSIVE: (
        "The day of the event is not counted. The period ends on the corresponding date of the later month, or on "
        f"that month's last day where it has none ({DODDS}). That date is still in time. {_NO_ROLL_OVER}"
    ),
    Counting.INCLUSIVE: (
        "The period begins on the day of the event, which is counted, and so ends on the day before the "
        f"corresponding date of the later month ({DODDS}). {_NO_ROLL_OVER}"
    ),
    Counting.DAYS: (
        "The day of the event is not counted, then so many days are; the last of them is still in time. "
        f"{_NO_ROLL_OVER}"
    ),
    Counting.BEFORE: "It must be done before the event. No period is counted.",
    Counting.EVENT: "It arises with the event. No period is counted.",
    Counting.WITH_REVIEW: "It is to be done when the plan is next reviewed. It has no date of its own.",
    Counting.SET_BY_LETTER: "The competent authority's letter sets the date. No period is counted.",
    Counting.POLICY: (
        "A local period, counted as a legal one would be: the day of the event is not counted, and the last day is "
        "still in time. It is not law."
    ),
}
STANDING_WORDS: Final = {
    Standing.LAW: "law",
    Standing.LOCAL: "local policy, not law",
    Standing.PRACTICE: "good practice, not law",
}


def rule_part(provision: Provision, on: date) -> Part:
    """Return the period in force on a day and how it is counted."""
    value = provision.value_on(on)
    said = Line(text=value_words(value) if value else f"Not in force on {day_words(on)}.")
    return Part(id="rule", heading="RULE", lines=(said, *counting_part(provision).lines))


def counting_part(provision: Provision) -> Part:
    """Return what a provision counts from and how."""
    lines = (Line(label="Counts from", text=provision.trigger), Line(text=_counting(provision)))
    return Part(id="counting", heading="HOW IT COUNTS", lines=lines)


def values_part(provision: Provision) -> Part:
    """Return every value of a provision by the day from which it is in force."""
    lines = tuple(Line(text=value_words(value), on=value.in_force_from) for value in provision.values)
    return Part(id="values", heading="WHAT IT SAYS, BY DAY IN FORCE", lines=lines)


def value_words(value: Value) -> str:
    """Write what a provision says from one day in force to the next.

    >>> from comah.model.provision import Period
    >>> value_words(Value(in_force_from=date(2015, 6, 1), interval=Period(months=6), limit=Period(months=9)))
    '6 months, at most 9 months; in force from 1 Jun 2015'
    """
    parts = []
    if value.interval is not None:
        parts.append(str(value.interval))
    if value.limit is not None:
        parts.append(f"at most {value.limit}")
    if value.count is not None:
        parts.append(f"at least {value.count}")
    said = ", ".join(parts) or "no period"
    since = f"in force from {day_words(value.in_force_from)}" if value.in_force_from else "no first day in force"
    return f"{said}; {since}"


def text_part(provision: Provision) -> Part:
    """Return what was read to make the provision's row, and where its text stands."""
    lines = [Line(label="Read", text=provision.verified)]
    if provision.note:
        lines.append(Line(label="Note", text=provision.note))
    if provision.link:
        lines.append(Line(label="Link", text=provision.link))
    return Part(id="text", heading="THE TEXT", lines=tuple(lines))


def inference_part(provision: Provision) -> Part | None:
    """Return what the text does not say and the software infers."""
    if not provision.inference:
        return None
    return Part(id="inference", heading="INFERRED, not in the text", lines=(Line(text=provision.inference.strip()),))


def who_line(provision: Provision) -> Line:
    """Return who owes the duty, under what, and what stands behind it."""
    standing = STANDING_WORDS[provision.standing]
    return Line(label="Owed by", text=f"{provision.who.value}; {provision.citation} ({standing})")


def _counting(provision: Provision) -> str:
    """A provision without any period counts nothing, whatever its rule says of periods."""
    has_period = any(value.interval is not None for value in provision.values)
    if has_period or provision.counting in {
        Counting.BEFORE,
        Counting.EVENT,
        Counting.WITH_REVIEW,
        Counting.SET_BY_LETTER,
    }:
        return COUNTING_WORDS[provision.counting]
    return "No period is counted."
