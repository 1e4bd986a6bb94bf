"""Words of names written short: St for Street, Chem for Chemicals."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

_LEAST: Final = 3  # letters; fewer begin too many words
# Usual short forms that do not begin the word that they stand for, or in two letters.
_STANDS_FOR: Final = {
    "st": frozenset(("street", "saint")),
    "rd": frozenset(("road",)),
    "av": frozenset(("avenue",)),
    "ln": frozenset(("lane",)),
    "dr": frozenset(("drive",)),
    "pk": frozenset(("park",)),
    "stn": frozenset(("station",)),
    "hse": frozenset(("house",)),
    "ctr": frozenset(("centre",)),
    "wks": frozenset(("works",)),
    "trm": frozenset(("terminal",)),
    "mfg": frozenset(("manufacturing",)),
    "bros": frozenset(("brothers",)),
    "intl": frozenset(("international",)),
    "svcs": frozenset(("services",)),
    "whse": frozenset(("warehouse",)),
    "co": frozenset(("company",)),
}


def is_short_for(one: str, other: str) -> bool:
    """Whether one word begins the other, or is a usual short form of it.

    >>> is_short_for("chem", "chemicals"), is_short_for("road", "rd"), is_short_for("st", "storage")
    (True, True, False)
    """
    if one[:1] != other[:1]:
        return False  # every short form begins as its word does
    short, long = sorted((one, other), key=len)
    if long in _STANDS_FOR.get(short, ()):
        return True
    return len(short) >= _LEAST and short.isalpha() and long.isalpha() and long.startswith(short)


def pairs_of(left: Iterable[str], right: Collection[str]) -> dict[str, str]:
    """Return the words of one name that are short for, or long for, a word of the other, each word once.

    >>> pairs_of(["hale", "rd"], ["road", "tank"])
    {'rd': 'road'}
    """
    free = list(right)
    found = {}
    for word in left:
        other = next((each for each in free if is_short_for(word, each)), None)
        if other is not None:
            free.remove(other)
            found[word] = other
    return found


def begun(word: str) -> str:
    """Return how a word begins, the same for its usual short form.

    >>> begun("rd"), begun("road"), begun("chemicals"), begun("unit12")
    ('roa', 'roa', 'che', 'unit12')
    """
    long = min(_STANDS_FOR.get(word, (word,)), key=lambda each: (each != "street", each))
    return long[:_LEAST] if long.isalpha() else long
