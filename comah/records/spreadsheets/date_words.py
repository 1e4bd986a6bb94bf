"""Words in a date cell that are no date, or that say that nothing happened on it."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

import msgspec

_NONE: Final = frozenset(
    [
        "tbc",
        "tba",
        "tbd",
        "n/a",
        "na",
        "n.a.",
        "nil",
        "none",
        "never",
        "no",
        "pending",
        "-",
        "--",
        "---",
        ".",
        "x",
        "nothing",
        "n",
        "awaited",
        "outstanding",
        "not applicable",
        "not yet",
        "none yet",
        "to be confirmed",
        "to be arranged",
        "to be agreed",
        "to be decided",
        "to be determined",
        "not done",
        "not held",
        "not tested",
        "not reviewed",
        "not exercised",
        "none held",
        "no date",
        "no exercise",
        "no test",
        "no review",
        "not required",
        "not due",
        "none planned",
        "not planned",
        "not set",
        "not yet tested",
        "not yet reviewed",
        "not yet exercised",
        "no record",
        "none on record",
        "to follow",
        "blank",
        "not yet held",
        "not yet done",
        "not arranged",
        "date tbc",
        "date tba",
        "new site",
        "new plan",
        "n/a - new site",
    ]
)
_UNKNOWN: Final = frozenset(
    [
        "unknown",
        "not known",
        "nk",
        "n/k",
        "n.k.",
        "date unknown",
        "date not known",
        "not recorded",
        "unk",
        "?",
        "??",
        "???",
        "no date recorded",
        "not on record",
        "not on file",
        "unsure",
        "not certain",
        "unclear",
        "don't know",
        "dont know",
    ]
)
_OFF: Final = (
    "cancelled|canceled|cancellation|postponed|deferred|delayed|rescheduled|re-scheduled|moved|not held"
    "|not done|not completed"
    "|not tested|not complete|not delivered|not conducted|not undertaken|not exercised|not reviewed|not yet"
    "|did not take place|outstanding|awaiting|awaited|aborted|abandoned|stood down|missed|failed|draft"
    "|started|ongoing|in progress|commenced|partial|partly|incomplete|called off"
)
_AHEAD: Final = (
    "planned|scheduled|booked|provisional|provisionally|proposed|expected|target|arranged|tbc|tba"
    "|to be confirmed|pencilled"
    "|pencilled in|planned for|scheduled for|booked for|confirmed"
)
_OWED: Final = "due|due by|by|overdue|was due|no later than|not later than|due on|required by|must be by|deadline"
_DONE: Final = (
    "held|held on|completed|completed on|done|done on|tested|tested on|on|conducted"
    "|undertaken|took place|delivered|reviewed|reviewed on|exercised|date|last|since held"
)


class Standing(Enum):
    """What the words beside a date say of it."""

    DONE = "done"  # it happened
    AHEAD = "planned"  # it is meant to happen
    OWED = "due"  # it has to happen by then
    OFF = "off"  # it did not happen then, or not wholly


class Beside(msgspec.Struct, frozen=True):
    """A text taken apart: the date, and the words that stood beside it."""

    date: str  # what is left of the text
    words: str
    standing: Standing


def is_no_date(text: str) -> bool:
    """Whether a text says that there is no date: TBC, n/a, never.

    >>> is_no_date("TBC"), is_no_date("not known")
    (True, False)
    """
    return _bare(text) in _NONE


def is_unknown(text: str) -> bool:
    """Whether a text says that nobody knows the date."""
    return _bare(text) in _UNKNOWN


def standing_of(text: str) -> Standing | None:
    """Say what words alone, in a status column or a note, say of an event; None where they say nothing.

    >>> standing_of("Postponed to 2024"), standing_of("Completed"), standing_of("Green")
    (<Standing.OFF: 'off'>, <Standing.DONE: 'done'>, None)
    """
    for pattern, standing in _ANYWHERE:
        if pattern.search(text):
            return standing
    return None


def words_beside(text: str) -> Beside | None:
    """Take words that bear on an event from before or after its date.

    >>> words_beside("2021 (postponed)")
    Beside(date='2021', words='postponed', standing=<Standing.OFF: 'off'>)
    """
    for first, last, standing in _AT_AN_END:
        found = first.match(text) or last.match(text)
        if found:
            return Beside(found["rest"].strip(" -:,;"), found["words"].lower(), standing)
    for pattern, standing in _ANYWHERE[: 3 if not re.search(r"\d", text) else 1]:
        found = pattern.search(text)
        if found:
            return Beside("", found[0].lower(), standing)
    return None


def _bare(text: str) -> str:
    lower = text.casefold()
    return lower if lower in _NONE or lower in _UNKNOWN else lower.strip(" .()[]*")


def _ends(words: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    longest_first = "|".join(sorted(words.split("|"), key=len, reverse=True))
    first = re.compile(rf"^[(\[]?(?P<words>{longest_first})\b[)\]]?[ :,;-]*(?P<rest>.*\d.*)$", re.IGNORECASE)
    last = re.compile(rf"^(?P<rest>.*\d.*?)[ :,;-]*[(\[]?\b(?P<words>{longest_first})\b[)\]]?\.?$", re.IGNORECASE)
    return first, last


def _anywhere(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


_AT_AN_END: Final = (
    (*_ends(_OFF), Standing.OFF),
    (*_ends(_AHEAD), Standing.AHEAD),
    (*_ends(_OWED), Standing.OWED),
    (*_ends(_DONE), Standing.DONE),
)
_ANYWHERE: Final = (
    (_anywhere(_OFF), Standing.OFF),
    (_anywhere(_AHEAD), Standing.AHEAD),
    (_anywhere("due|overdue"), Standing.OWED),
    (_anywhere("held|completed|complete|done|delivered|took place|tested|conducted|undertaken|yes"), Standing.DONE),
)
