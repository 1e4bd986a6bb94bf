"""What a column holds, by its heading: the common headings as data, with what is unclear in them."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Final

import tomli

_HEADINGS: Final = Path(__file__).with_name("headings.toml")
_HINT: Final = re.compile(r"[(\[]\s*(?:[dmy]{1,4}[\s/.-]*){1,3}[)\]]", re.IGNORECASE)
A_YEAR: Final = "what happened in that year"
_YEAR: Final = re.compile(r"^(?:19|20)\d{2}(?:[/-]\d{2,4})?$", re.ASCII)  # a column for each year
_WORD: Final = re.compile(r"[a-z0-9#]+")


class What(Enum):
    """What a column holds. The values are the words that a map file uses."""

    __hash__ = object.__hash__  # each is one object; every cell of a sheet is looked up by it

    SITE = "site"
    OPERATOR = "operator"
    TOWN = "town"
    ADDRESS = "address"
    POSTCODE = "postcode"
    TIER = "tier"
    REGIME = "regime"
    GROUP = "group"
    COUNCIL = "council"
    TESTED_ON = "date of test"
    HELD_ON = "last exercise"  # held; the heading does not say what it tested
    PLANNED_ON = "planned exercise"
    EXERCISE_TYPE = "exercise type"
    EXERCISE_NAME = "exercise name"
    STATUS = "status"
    REVIEWED_ON = "date of review"
    REVIEW_KIND = "type of review"
    APPROVED_BY = "approved by"
    PLAN_VERSION = "plan version"
    ISSUED_ON = "date of issue"
    PREPARED_ON = "first prepared"
    INFORMATION_ON = "information received"
    TEST_DUE = "next test due"  # a claim, as the next two
    REVIEW_DUE = "next review due"
    NEXT_DUE = "next due"  # of a test or a review, by the column it stands beside
    PUBLIC_REVIEWED_ON = "public information reviewed"
    PUBLIC_SENT_ON = "public information sent"
    SAFETY_SENT_ON = "safety report sent"
    SAFETY_REVIEWED_ON = "safety report reviewed"
    INTERNAL_TESTED_ON = "internal plan tested"
    INTERNAL_REVIEWED_ON = "internal plan reviewed"
    INTERNAL_PREPARED_ON = "internal plan first prepared"
    LEAD = "lead"
    LESSONS = "lessons"
    NOTES = "notes"
    COMAH_ID = "comah id"
    EXERCISE_ID = "exercise id"
    LEFT_OUT = "leave out"


def what_is(heading: str) -> What | None:
    """Say what a column holds, by its heading; None where the heading is not known or not clear.

    >>> what_is("Date of last  TEST (dd/mm/yyyy)"), what_is("Off-site plan: last reviewed")
    (<What.TESTED_ON: 'date of test'>, <What.REVIEWED_ON: 'date of review'>)
    >>> what_is("Safety report date"), what_is("Wind direction")
    (None, None)
    """
    if unclear(heading):
        return None
    return _known().get(plain_heading(heading)) or _known().get(core(heading))


def unclear(heading: str) -> str:
    """Say what a heading that could mean several things could mean; "" for every other.

    >>> unclear("Review date")
    '"date of review" for one that was done, or "next review due"'
    """
    return A_YEAR if _YEAR.match(heading.strip()) else _unclear().get(core(heading), "")


def is_neutral_label(label: str) -> bool:
    """Whether a label over several columns leaves their headings' meaning as it is.

    >>> is_neutral_label("Off-site plan"), is_neutral_label("Internal plan")
    (True, False)
    """
    return core(label) in _neutral_labels()


def plain_heading(heading: str) -> str:
    r"""Return a heading without capitals, punctuation and hints such as (dd/mm/yy).

    >>> plain_heading("  Off-site Plan: TESTED? (dd/mm/yy) *")
    'offsite plan tested'
    """
    bare = _HINT.sub(" ", heading.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    words = " ".join(_WORD.findall(bare.replace("'", "")))
    return re.sub(r"\b(off|on) ?site\b(?= ?(?:plan|emerg|exerc|test|review|last|$))", r"\1site", words)


def core(heading: str) -> str:
    """Return a heading's words without those that change nothing; all of them where nothing else is left.

    >>> core("Date of the last COMAH exercise"), core("COMAH")
    ('date last exercise', 'comah')
    """
    words = plain_heading(heading)
    kept = " ".join(word for word in words.split() if word not in _neutral_words())
    return kept or words


@cache
def site_headings() -> frozenset[str]:
    """Return what may stand over a column of sites, in small letters."""
    return frozenset((What.SITE.value, *(word.casefold() for word in _data()["headings"][What.SITE.value])))


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    data: dict[str, dict[str, list[str]]] = tomli.loads(_HEADINGS.read_text(encoding="utf-8"))
    return data


@cache
def _neutral_words() -> frozenset[str]:
    return frozenset(_data()["neutral"])


@cache
def _neutral_labels() -> frozenset[str]:
    return frozenset(core(label) for label in _data()["neutral_labels"])


@cache
def _known() -> dict[str, What]:
    """Key every heading by its plain form; and by its core, save the ids, which "comah" sets apart from others'."""
    words = [(What(what), word) for what, listed in _data()["headings"].items() for word in (what, *listed)]
    by_core = {core(word): what for what, word in words if what not in {What.COMAH_ID, What.EXERCISE_ID}}
    return by_core | {plain_heading(word): what for what, word in words}


@cache
def _unclear() -> dict[str, str]:
    return {core(heading): str(meaning) for heading, meaning in _data()["unclear"].items()}
