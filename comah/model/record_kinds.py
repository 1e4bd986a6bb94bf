"""The kinds of record files, and the struct that declares each."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from comah.model.activation import Activation
from comah.model.authority import Authority
from comah.model.diary import Diary
from comah.model.establishment import Establishment
from comah.model.exercise import Exercise
from comah.model.place import Fact
from comah.model.register import Register
from comah.model.waiver import Waivers

REGISTER: Final = "register"
AUTHORITY: Final = "authority"
ESTABLISHMENT: Final = "establishment"
EXERCISE: Final = "exercise"
ACTIVATION: Final = "activation"
DIARY: Final = "diary"
WAIVERS: Final = "waivers"

STRUCTS: Final[dict[str, type[Fact]]] = {
    REGISTER: Register,
    AUTHORITY: Authority,
    ESTABLISHMENT: Establishment,
    EXERCISE: Exercise,
    ACTIVATION: Activation,
    DIARY: Diary,
    WAIVERS: Waivers,
}

ONE_A_FOLDER: Final = (REGISTER, AUTHORITY, DIARY, WAIVERS)  # kinds that need no name of their own


def record_file(kind: str, folder: str, identifier: str) -> str:
    """Return where a record lies in the register.

    >>> record_file("exercise", "halton", "2026-northbank-live"), record_file("diary", "halton", "diary")
    ('halton/exercises/2026-northbank-live.toml', 'halton/diary.toml')
    """
    if kind == REGISTER:
        return f"{REGISTER}.toml"
    return f"{folder}/{kind}.toml" if kind in ONE_A_FOLDER else f"{folder}/{kind}s/{identifier}.toml"


def kind_of(file: str) -> str:
    """Return the kind of record that a file holds: its folder's singular, or its own name.

    >>> kind_of("halton/exercises/2026-northbank-live.toml"), kind_of("halton/diary.toml")
    ('exercise', 'diary')
    """
    path = PurePosixPath(file)
    singular = path.parent.name.removesuffix("s")
    return singular if singular in STRUCTS else path.stem
