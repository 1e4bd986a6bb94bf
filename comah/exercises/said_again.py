"""A fact on record that is stated again: its blanks are filled in, and what differs is refused. Nothing is dropped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from comah.errors import RefusedError
from comah.exercises.checks import where
from comah.model.change import Edit, TomlValue, date_value
from comah.model.place import Place
from comah.model.when import When
from comah.model.words import when_words

BY_HAND: Final = "Edit the record by hand if it is wrong"


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What the record holds under one key, and what an officer states of it."""

    key: str
    name: str  # in the officer's words
    stands: str | When | tuple[str, ...] | None
    told: str | When | tuple[str, ...] | None  # "", () or None: nothing was stated
    mend: str = BY_HAND  # what changes it, where it differs

    @property
    def is_new(self) -> bool:
        """Whether something was stated that the record does not hold."""
        if isinstance(self.told, tuple) and isinstance(self.stands, tuple):
            return bool(self.told) and set(self.told) != set(self.stands)
        return bool(self.told) and self.told != self.stands


def blanks_filled(who: str, place: Place, said: Iterable[Said]) -> tuple[Said, ...]:
    """Return what was stated and the record leaves blank.

    Args:
        who: what the fact is of, as an officer names it.
        place: where the fact stands.
        said: what was stated of it, key by key.

    Raises:
        RefusedError: naming everything that differs, both as it stands and as it was stated.
    """
    new = [one for one in said if one.is_new]
    differing = [one for one in new if one.stands]
    if differing:
        told = "; ".join(
            f"{one.name} is {_words(one.stands)} by the record ({where(place, one.key)}), not {_words(one.told)}"
            for one in differing
        )
        mend = ". ".join(dict.fromkeys(one.mend for one in differing))
        message = f"{who}: {told}. Nothing was recorded. {mend}"
        raise RefusedError(message)
    return tuple(new)


def fill_edits(place: Place, filled: Iterable[Said]) -> tuple[Edit, ...]:
    """Return the edits that fill in what was blank."""
    return tuple(Edit(path=(*place.path, one.key), value=_value(one.told)) for one in filled)


def fill_words(filled: Sequence[Said]) -> str:
    """Say what was filled in.

    >>> fill_words([Said(key="owner", name="owner", stands="", told="duty officer")])
    'on record already; added: owner duty officer'
    """
    return f"on record already; added: {', '.join(f'{one.name} {_words(one.told)}' for one in filled)}"


def _words(value: str | When | tuple[str, ...] | None) -> str:
    if isinstance(value, When):
        return when_words(value)
    return ", ".join(value) if isinstance(value, tuple) else value or ""


def _value(value: str | When | tuple[str, ...] | None) -> TomlValue:
    if isinstance(value, When):
        return date_value(value)
    return list(value) if isinstance(value, tuple) else value or ""
