"""A rule of the calendar lint explained: what it asks, what programs do with a file that breaks it, the right form."""

from __future__ import annotations

from datetime import date

from comah.calendar_lint.codes import Code, codes
from comah.model.explanation import Explanation, Working
from comah.model.page import Line, Part
from comah.model.provision import Law


def explain_calendar_code(law: Law, on: date, one: Code) -> Explanation:
    """Return the manual of one rule."""
    return Explanation(
        on=on, law=law.version, subject="calendar-rule", asked=one.code, title=_title(one), parts=_parts(one)
    )


def explain_calendar_codes(law: Law, on: date) -> Explanation:
    """Return the manual of every rule, in order of its code."""
    found = codes().values()
    return Explanation(
        on=on,
        law=law.version,
        subject="calendar-rules",
        asked="--list",
        title=f"All {len(found)} rules of comah calendar lint",
        workings=tuple(
            Working(title=_title(one), position=one.severity.value.upper(), parts=_parts(one)) for one in found
        ),
    )


def _title(one: Code) -> str:
    return f"{one.code} {one.title}"


def _parts(one: Code) -> tuple[Part, ...]:
    return (
        Part(
            id="rule",
            heading="",
            lines=(
                Line(label="Rule", text=one.rule),
                Line(label="Severity", text=f"{one.severity.value} at worst"),
                Line(label="Source", text=one.source),
                Line(label="Effect", text=one.effect),
            ),
        ),
        Part(
            id="right",
            heading="THE RIGHT FORM",
            lines=tuple(Line(text=line) for line in one.right.strip("\n").split("\n")),
            is_verbatim=True,
        ),
    )
