"""The book: every record of a register as read, with what could not be read."""

from typing import TYPE_CHECKING

import msgspec

from comah.model.activation import Activation
from comah.model.authority import Authority
from comah.model.diary import Diary
from comah.model.establishment import Establishment
from comah.model.exercise import Exercise
from comah.model.problem import Problem
from comah.model.register import Register
from comah.model.waiver import Waivers

if TYPE_CHECKING:
    from comah.model.oncall_book import Oncall


class AuthorityBook(msgspec.Struct, frozen=True, kw_only=True):
    """One authority's records, each kind sorted by id."""

    authority: Authority
    establishments: tuple[Establishment, ...] = ()
    exercises: tuple[Exercise, ...] = ()
    activations: tuple[Activation, ...] = ()
    diary: Diary | None = None
    waivers: Waivers | None = None
    oncall: "Oncall | None" = None  # None where there is none, or where it was not asked for: it is read apart


class Book(msgspec.Struct, frozen=True, kw_only=True):
    """A whole register."""

    register: Register
    authorities: tuple[AuthorityBook, ...]
    problems: tuple[Problem, ...] = ()
    digest: str = ""
    faulty_files: frozenset[str] = frozenset()  # files with an error, wholly or partly left out

    @property
    def name(self) -> str:
        """The forum's name."""
        return self.register.forum
