"""What ``comah site`` shows: the sites of a register, and one site whole."""

from __future__ import annotations

from datetime import date

import msgspec

from comah.model.duty import Duty, Status
from comah.model.gap import Gap
from comah.model.page import Part
from comah.model.problem import Problem


class SiteRow(msgspec.Struct, frozen=True, kw_only=True):
    """One site of the list."""

    id: str
    name: str
    operator: str
    town: str
    tier: str
    group: str
    plans: tuple[str, ...]
    worst: Status | None  # of the local authority's duties of law
    worst_duty: str


class ListedAuthority(msgspec.Struct, frozen=True, kw_only=True):
    """One authority of the register, with records or without."""

    id: str
    name: str
    has_records: bool
    marking: str = ""
    source_note: str = ""
    sites: tuple[SiteRow, ...] = ()


class SiteList(msgspec.Struct, frozen=True, kw_only=True):
    """Every site of a register."""

    on: date
    law: str
    register_name: str
    register_digest: str
    authorities: tuple[ListedAuthority, ...]
    unreadable: tuple[Problem, ...]


class ExerciseSeen(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise that names the site: its state, and what it did for each of the site's plans."""

    id: str
    name: str
    type: str
    state: str
    when: str  # the day held, else planned, as the record writes it
    part: str  # meant to test, takes part
    conclusions: tuple[tuple[str, str], ...]  # plan, conclusion
    open_lessons: int


class SiteView(msgspec.Struct, frozen=True, kw_only=True):
    """One site whole."""

    on: date
    law: str
    register_name: str
    register_digest: str
    authority: str
    id: str
    name: str
    notices: tuple[str, ...]
    worst: Status | None
    parts: tuple[Part, ...]
    duties: tuple[Duty, ...]
    exercises: tuple[ExerciseSeen, ...]
    gaps: tuple[Gap, ...]
    unreadable: tuple[Problem, ...]
