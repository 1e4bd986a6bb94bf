"""What ``comah activation`` shows: each time that a plan was put into effect, and what followed from it."""

from __future__ import annotations

from datetime import date

import msgspec

from comah.model.duty import Duty
from comah.model.page import Part, Source
from comah.model.problem import Problem


class ActivationRow(msgspec.Struct, frozen=True, kw_only=True):
    """One activation."""

    id: str
    name: str
    authority: str
    establishment: str
    kind: str  # major-incident, standby
    happened: str  # the day, as the record writes it; "" where it is not on record
    debrief: str  # in words: held, booked, none on record
    review: str  # in words: reviewed since, under way, none since, none called for
    is_reviewed: bool | None  # None where none is called for
    lessons_open: int
    lessons_overdue: int
    place: Source | None


class ActivationList(msgspec.Struct, frozen=True, kw_only=True):
    """The activations asked for, latest first."""

    on: date
    register_name: str
    register_digest: str
    marking: tuple[str, ...]
    rows: tuple[ActivationRow, ...]
    unreadable: tuple[Problem, ...]


class ActivationView(msgspec.Struct, frozen=True, kw_only=True):
    """One activation whole."""

    on: date
    law: str
    register_name: str
    register_digest: str
    marking: tuple[str, ...]
    row: ActivationRow
    parts: tuple[Part, ...]
    duties: tuple[Duty, ...]
    unreadable: tuple[Problem, ...]
