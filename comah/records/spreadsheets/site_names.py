"""Names of sites compared: the same whatever the spelling, or alike enough to ask."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from comah.records.spreadsheets.short_forms import pairs_of

_NOT_LETTERS: Final = re.compile(r"[^a-z0-9]+")
_LEGAL: Final = frozenset(["ltd", "limited", "plc", "uk", "llp", "the", "co", "inc", "gmbh"])
_SITE_WORDS: Final = frozenset(
    ["site", "works", "plant", "terminal", "depot", "facility", "establishment", "installation"]
)
# Words that many names have: alone they make no two names alike.
_COMMON: Final = _SITE_WORDS | frozenset(
    [
        "chemicals",
        "chemical",
        "gas",
        "oil",
        "storage",
        "group",
        "company",
        "industries",
        "industrial",
        "energy",
        "fuels",
        "products",
        "services",
        "of",
        "and",
        "at",
    ]
)
_NUMBER: Final = re.compile(r"\d+")
_LIKE: Final = 0.8
_LEAST_LETTERS: Final = 3
_CACHED: Final = 20_000


@lru_cache(maxsize=_CACHED)
def name_words(name: str) -> tuple[str, ...]:
    """Return a name's words without capitals, accents, punctuation and Ltd.

    >>> name_words("The Northbank Chemicals (UK) Limited")
    ('northbank', 'chemicals')
    """
    plain = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    letters = (
        "".join(letter for letter in plain if not unicodedata.combining(letter)).replace("'", "").replace("\u2019", "")
    )
    words = _NOT_LETTERS.sub(" ", re.sub(r"\b([a-z])\.(?=[a-z]\b)", r"\1", letters)).split()
    return tuple(word for word in words if word not in _LEGAL) or tuple(words)


def name_key(name: str) -> str:
    """Return what two spellings of one name share.

    >>> name_key("North Bank Chemicals Ltd.") == name_key("NORTHBANK CHEMICALS")
    True
    """
    return "".join(name_words(name)) or name.casefold().strip()


def bare_key(name: str, town: str) -> str:
    """Return the key of a name without its town, where anything is left.

    >>> bare_key("Univar (Widnes)", "Widnes")
    'univar'
    """
    return name_key(without_town(name, town))


def without_town(name: str, town: str) -> str:
    """Return the words of a name without those of a town; the name itself where nothing else is left.

    >>> without_town("Ineos (Runcorn Site)", "Runcorn")
    'ineos site'
    """
    town_words = set(name_words(town))
    return " ".join(word for word in name_words(name) if word not in town_words) or name


def are_alike(one: str, other: str) -> bool:
    """Whether two names may be meant for one site: what sets them apart is little, short for it or looks misspelt.

    >>> are_alike("Northbank Chemicals", "Northbank"), are_alike("Northbnk Chemicals", "Northbank Chemicals")
    (True, True)
    >>> are_alike("Bridge St Tank Farm", "Bridge Street Tank Farm"), are_alike("Oil Chem", "Oil Chemicals")
    (True, True)
    >>> are_alike("Northbank Unit 1", "Northbank Unit 2"), are_alike("Univar Widnes", "Univar Runcorn")
    (False, False)
    """
    first, second = name_words(one), name_words(other)
    shared = set(first) & set(second)
    left, right = _distinct(first, shared), _distinct(second, shared)
    if _numbers(left) != _numbers(right):
        return False
    if not left or not right:
        return bool(shared - _COMMON)
    pairs = pairs_of(left, right)
    if pairs:
        left = [word for word in left if word not in pairs]
        right = _without(right, pairs.values())
        if not left or not right:
            return not (left or right) or bool((shared | pairs.keys() | set(pairs.values())) - _COMMON)
    return _are_like("".join(left), "".join(right))


def are_alike_in_town(name: str, known: str, town: str) -> bool:
    """Whether two names are alike once the site's town is left out, which tells it from none of the others there.

    >>> are_alike_in_town("Ineos Runcorn", "INEOS Inovyn", "Runcorn")
    True
    >>> are_alike_in_town("Icon Chem", "IconiChem, Widnes", "Widnes")
    True
    >>> are_alike_in_town("Westbank Acids", "Elm Park Acids", "Elm Park")
    False
    """
    town_words = name_words(town)
    if any(word in name_words(name) for word in town_words):
        return are_alike(without_town(name, town), without_town(known, town))
    # only the known name gives the town: what is left of it must be the other but for a slip in spelling
    has_town = any(word in name_words(known) for word in town_words)
    return has_town and _are_like(name_key(name), bare_key(known, town))


def slug(name: str) -> str:
    """Make an identifier of a name; "" where nothing of it can be in one.

    >>> slug("Northbank Chemicals (UK) Ltd")
    'northbank-chemicals'
    """
    return "-".join(name_words(name) if _NOT_LETTERS.sub("", "".join(name_words(name))) else ())


def _distinct(words: tuple[str, ...], shared: set[str]) -> list[str]:
    return [word for word in words if word not in shared and word not in _SITE_WORDS]


def _without(words: list[str], taken: Iterable[str]) -> list[str]:
    gone = set(taken)
    return [word for word in words if word not in gone]


def _numbers(words: list[str]) -> list[str]:
    together = "".join(words)
    return [] if together.isalpha() else sorted(_NUMBER.findall(together))


@lru_cache(maxsize=4096)  # a long history gives the same words in many names
def _are_like(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _LEAST_LETTERS:
        return one == other
    if 2 * min(len(one), len(other)) < _LIKE * (len(one) + len(other)):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= _LIKE and matcher.ratio() >= _LIKE
