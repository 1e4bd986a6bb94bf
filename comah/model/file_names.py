"""Names of files that every system takes, made of names as officers write them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

# names that Windows keeps for itself, whatever follows the dot
DEVICES: Final = frozenset(
    ("con", "prn", "aux", "nul", *(f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)))
)
_LONGEST: Final = 60


def file_stems(names: Iterable[str]) -> dict[str, str]:
    """Return a file's stem for each name: lower-case words joined by hyphens, and no two alike.

    A name that gives none, or one that another gives too, or one that Windows keeps, gains a digest.

    >>> file_stems(["Duty Officer", "northbank"])
    {'Duty Officer': 'duty-officer', 'northbank': 'northbank'}
    >>> sorted(file_stems(["con", "a b", "a-b"]).values())
    ['a-b-c8687a08', 'a-b-d44362d6', 'con-1143da2b']
    """
    bare = {name: slug(name)[:_LONGEST].strip("-") for name in names}
    shared = Counter(bare.values())
    return {
        name: stem if stem and shared[stem] == 1 and stem not in DEVICES else f"{stem}-{_digest(name)}".strip("-")
        for name, stem in bare.items()
    }


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """Write a name as lower-case words joined by hyphens.

    >>> slug("Cheshire East & Chester: plans")
    'cheshire-east-chester-plans'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
