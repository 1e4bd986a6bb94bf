"""A cell that names several sites, or none: never one site of that name."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Final

from comah.records.spreadsheets.headings import plain_heading
from comah.records.spreadsheets.site_names import name_key

_MARKS: Final = "'\"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{DITTO MARK}\N{DOUBLE PRIME} "
_DITTO: Final = frozenset(("ditto", "do.", "as above", "same as above", "see above", "same"))
_APART: Final = re.compile(r"\s*(?:;|\n|\||\u2022| / | \+ )\s*")
_PERHAPS: Final = re.compile(r"\s*(?:[;,\n|/+&\u2022]|\band\b)\s*", re.IGNORECASE)
_ALL: Final = re.compile(
    r"^(?:all|various|several|multiple|both)\b.*\b(?:sites|operators|companies|establishments|plans)$"
    r"|^(?:all|various|several|multiple|both)$",
    re.IGNORECASE,
)
_PLURAL: Final = re.compile(r"(?:sites|operators|establishments|installations|plans|companies)$")


def is_ditto(text: str) -> bool:
    """Whether a text stands for what is written above it.

    >>> is_ditto('"'), is_ditto("Ditto"), is_ditto("Dittons Works")
    (True, True, False)
    """
    return (bool(text.strip()) and not text.strip(_MARKS)) or text.strip().casefold() in _DITTO


def names_several(text: str, heading: str, is_known: Callable[[str], bool], towns: Collection[str]) -> bool:
    r"""Whether a cell names several sites.

    Args:
        text: the cell.
        heading: of its column; one in the plural may list sites with commas.
        is_known: whether a name is that of a site on record, or read so far.
        towns: their keys; "Univar, Widnes" is one site.

    >>> names = {"Univar", "Koura"}.__contains__
    >>> [names_several(text, "Site", names, ()) for text in ("A; B", "Univar & Koura", "Smith and Sons, Widnes")]
    [True, True, False]
    >>> [names_several(text, "Sites", names, ["widnes"]) for text in ("Vynova, Widnes", "Vynova, Lanxess")]
    [False, True]
    """
    if _ALL.match(text.strip()):
        return True
    parts = [part for part in _PERHAPS.split(text) if any(map(str.isalnum, part)) and name_key(part) not in towns]
    if len(parts) < 2:  # noqa: PLR2004 - several are two
        return False
    if len([part for part in _APART.split(text) if part]) > 1 or _PLURAL.search(plain_heading(heading)):
        return True
    return sum(map(is_known, parts)) > 1
