"""The names that a new name may be mistaken for, found without comparing it with every other."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from comah.records.spreadsheets.short_forms import begun
from comah.records.spreadsheets.site_names import are_alike, are_alike_in_town, name_key, name_words

_MOST_BEARERS: Final = 40  # a word that more names have tells nothing apart
_LETTERS: Final = 4


class AlikeNames:
    """Names by their words, and by how they begin and end."""

    def __init__(self) -> None:
        """Begin without names."""
        self._towns: dict[str, frozenset[str]] = {}
        self._by_part: dict[str, list[tuple[str, str, str]]] = defaultdict(list)

    def add(self, name: str, town: str, meant: str) -> None:
        """Add a name, the town of its site, and what it stands for."""
        for part in _parts(name):
            if len(self._by_part[part]) <= _MOST_BEARERS:
                self._by_part[part].append((name, town, meant))

    def like(self, name: str) -> dict[str, str]:
        """Return what the names most like this one stand for, with the name of each.

        The town of a site tells it from none in the same town: "Ineos Runcorn" may be any Ineos there.
        """
        candidates: dict[tuple[str, str, str], None] = {}
        for part in _parts(name):
            bearers = self._by_part.get(part, ())
            if len(bearers) <= _MOST_BEARERS:
                candidates.update(dict.fromkeys(bearers))
        words = frozenset(name_words(name))
        return {
            meant: known
            for known, town, meant in candidates
            if are_alike(name, known) or (self._gives_town(town, words, known) and are_alike_in_town(name, known, town))
        }

    def _gives_town(self, town: str, words: frozenset[str], known: str) -> bool:
        """Whether either of two names gives the town, so that it has to be left out of both; cheap, as most do not."""
        towns = self._towns.get(town)
        if towns is None:
            towns = self._towns[town] = frozenset(name_words(town)) if town else frozenset()
        return not towns.isdisjoint(words) or not towns.isdisjoint(name_words(known))


def _parts(name: str) -> set[str]:
    key = name_key(name)
    words = name_words(name)
    all_begun = "-".join(map(begun, words))  # however many names have the same words
    return {*words, f"^{key[:_LETTERS]}", f"{key[-_LETTERS:]}$", f"={all_begun}"}
