"""The kinds of record files, and the struct that declares each."""

from __future__ import annotations

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
