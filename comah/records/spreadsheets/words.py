"""Words for types of exercise, tiers, regimes and kinds of review, as officers write them."""

from __future__ import annotations

import re
from typing import Final, TypeVar

from comah.model.kinds import ExerciseType, Regime, ReviewKind, Tier

_TYPES: Final = {
    ExerciseType.TABLETOP: (
        "tabletop|table top|ttx|tt|tte|tabletops|desktop|desk top|virtual tabletop|virtual table top|virtual ttx"
    ),
    ExerciseType.LIVE: (
        "live|livex|live play|live ex|full live|major live|full scale|full scale live|fsx|live full scale"
    ),
    ExerciseType.CONTROL_POST: "control post|controlpost|cpx|command post|command post ex|cp",
    ExerciseType.NOTIFICATION: (
        "notification|comms|comms test|comms check|communications"
        "|communication|communications test|call out|callout|call out test"
        "|cascade|cascade test|call cascade|activation|activation test|alerting|alerting test|commsex|comms ex|comex"
    ),
    ExerciseType.SEMINAR: "seminar|workshop|discussion|discussion based",
    ExerciseType.OTHER: "other",
    ExerciseType.UNKNOWN: "unknown|not known|not recorded|n a|na|tbc|tba|nk",
}
_TIERS: Final = {
    Tier.UPPER: "upper|upper tier|uppertier|ut|u|top|top tier|toptier|tt|higher tier|upper tier comah|upper tier site",
    Tier.LOWER: "lower|lower tier|lowertier|lt|l|lower tier comah|lower tier site",
}
_REGIMES: Final = {
    Regime.COMAH: (
        "comah|comah 2015|comah 1999|comah regulations|control of major accident hazards|comah plan|external plan"
    ),
    Regime.REPPIR: "reppir|reppir 2019|reppir 2001|reppir19|radiation|nuclear|reppir plan",
    Regime.PIPELINE: (
        "pipeline|pipelines|mahp|psr"
        "|psr 1996|pipeline safety|pipelines safety regulations|pipeline plan|major accident hazard pipeline"
    ),
}
_REVIEWS: Final = {
    ReviewKind.FULL: (
        "full|full review|complete|3 yearly|three yearly"
        "|3 year|three year|triennial|statutory|full 3 yearly|full plan review"
        "|statutory review|three yearly review|3 yearly review"
    ),
    ReviewKind.CONTACTS: (
        "contacts|contacts only|contact|contact details"
        "|contacts check|contact check|contact list|phone numbers|telephone numbers"
        "|contacts review|contact details only|contact review|contacts update"
    ),
}
_NOT_LETTERS: Final = re.compile(r"[^a-z0-9]+")
_FILLERS: Final = re.compile(r"\b(?:exercise|exercises|exercised|type|format|based|virtual|virtually)\b")
_SUB_HEADING: Final = re.compile(r"\b(?:sites?|establishments?|comah|plans?|installations?)\b")


_Kind = TypeVar("_Kind")


def exercise_type(text: str) -> ExerciseType | None:
    """Read a type of exercise; None where the words are not known or name several.

    >>> exercise_type("Table-Top Exercise"), exercise_type("LIVEX"), exercise_type("live / TTX")
    (<ExerciseType.TABLETOP: 'tabletop'>, <ExerciseType.LIVE: 'live'>, None)
    """
    words = plain_words(text)
    return _TYPE_WORDS.get(words) or _TYPE_WORDS.get(" ".join(_FILLERS.sub(" ", words).split()))


def tier(text: str) -> Tier | None:
    """Read a tier; None where the words are not known.

    >>> tier("Top-tier"), tier("LT"), tier("sub-threshold")
    (<Tier.UPPER: 'upper'>, <Tier.LOWER: 'lower'>, None)
    """
    return _TIER_WORDS.get(plain_words(text))


def is_tier_heading(text: str) -> bool:
    """Whether a line alone names a tier, as a sub-heading does.

    >>> is_tier_heading("Upper tier sites"), is_tier_heading("Upper Quay Chemicals")
    (True, False)
    """
    words = plain_words(text)
    return tier(words) is not None or tier(_SUB_HEADING.sub(" ", words)) is not None


def regime(text: str) -> Regime | None:
    """Read the law under which a plan is held; None where the words are not known."""
    return _REGIME_WORDS.get(plain_words(text))


def review_kind(text: str) -> ReviewKind | None:
    """Read how far a review went; None where the words are not known.

    >>> review_kind("Contacts only"), review_kind("annual")
    (<ReviewKind.CONTACTS: 'contacts'>, None)
    """
    return _REVIEW_WORDS.get(plain_words(text))


def plain_words(text: str) -> str:
    """Return a text's words without capitals and punctuation.

    >>> plain_words("Table-Top / LIVE")
    'table top live'
    """
    return " ".join(_NOT_LETTERS.sub(" ", text.casefold()).split())


def _by_word(words: dict[_Kind, str]) -> dict[str, _Kind]:
    return {word: kind for kind, listed in words.items() for word in listed.split("|")}


_TYPE_WORDS: Final = _by_word(_TYPES)
_TIER_WORDS: Final = _by_word(_TIERS)
_REGIME_WORDS: Final = _by_word(_REGIMES)
_REVIEW_WORDS: Final = _by_word(_REVIEWS)
