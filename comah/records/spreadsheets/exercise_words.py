"""The words that officers write about an exercise, and those in which it is told back to them."""

from __future__ import annotations

import re
from typing import Final

from comah.model.kinds import Conclusion
from comah.model.said import ExerciseSaid
from comah.model.words import when_words

# What a status column may say that is no fact about an exercise: comah works it out, or does not keep it.
JUDGEMENTS: Final = frozenset(
    [
        "red",
        "amber",
        "green",
        "r",
        "a",
        "g",
        "rag",
        "ok",
        "current",
        "active",
        "open",
        "operational",
        "live",
        "compliant",
        "blue",
        "white",
        "in date",
        "out of date",
        "up to date",
        "non compliant",
        "not compliant",
        "on track",
        "off track",
        "na",
        "n a",
    ]
)
CLOSED: Final = re.compile(
    r"\b(?:closed|ceased|decommissioned|deregistered|withdrawn|dormant|mothballed)\b", re.IGNORECASE
)
CALLED_OFF: Final = re.compile(
    r"\b(?:cancell?ed|did not (?:take place|go ahead|happen)|not held|abandoned|aborted|stood down|called off"
    r"|not tested)\b",
    re.IGNORECASE,
)
PUT_OFF: Final = re.compile(r"\b(?:postponed|deferred|rescheduled|delayed|partly|partial(?:ly)?)\b", re.IGNORECASE)
# What says that a day in a column of tests was none of the whole external plan.
NO_TEST: Final = re.compile(
    r"\b(?:not a (?:\w+ )?test|did not test|part(?:ly|ially)? tested|tested (?:partly|partially|in part)|partial test"
    r"|(?:internal|on[- ]?site)(?: plan)? (?:exercise|test|drill|only))\b",
    re.IGNORECASE,
)
_BULLET: Final = re.compile(r"^\s*(?:[-*\u2022\u00b7]|\(?\d{1,2}[.)])\s+")


def exercise_words(said: ExerciseSaid) -> str:
    """Say what was understood of an exercise."""
    what = (
        "tested"
        if said.conclusion is Conclusion.TESTED
        else "exercise planned for"
        if said.is_planned
        else "exercise held"
    )
    kind = f", {said.type}" if said.type else ""
    name = f", {said.name!r}" if said.name else ""
    return f"{what} {when_words(said.when)}{kind}{name}"


def lessons_in(text: str) -> tuple[str, ...]:
    """Return the lessons of a cell, one a line, without their bullets."""
    lines = (_BULLET.sub("", line).strip() for line in text.splitlines())
    return tuple(line for line in lines if line)
