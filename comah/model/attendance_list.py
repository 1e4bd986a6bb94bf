"""What ``comah attendance`` shows: the agencies of an exercise, or one agency over its exercises."""

from __future__ import annotations

from datetime import date
from enum import Enum

import msgspec

from comah.model.page import Source
from comah.model.problem import Problem


class PartState(Enum):
    """How an agency's part stands on a day."""

    ATTENDED = "attended"
    APOLOGISED = "apologised"
    ABSENT = "absent"
    NOT_RECORDED = "not-recorded"  # the exercise was held, and what became of the agency is not on record
    REPLIED = "replied"
    ASKED = "asked"  # no reply on record
    NOT_ASKED = "not-asked"  # that it was asked is not on record


class PartRow(msgspec.Struct, frozen=True, kw_only=True):
    """One agency's part in one exercise. Dates are as the record writes them, "" where there is none."""

    exercise: str
    exercise_name: str
    authority: str
    day: str  # held, else planned
    is_held: bool
    is_to_come: bool  # neither held nor cancelled
    agency: str
    agency_name: str
    category: int | None
    asked: str
    is_under_14_5: bool
    replied: str
    state: PartState
    days_waiting: int  # since it was asked, where no reply is on record and the exercise is still to come
    reply_by: date | None  # the authority's own target for a request under regulation 14(5)
    place: Source | None


class PartCounts(msgspec.Struct, frozen=True, kw_only=True):
    """How many of the rows stand how."""

    asked: int
    under_14_5: int
    attended: int
    apologised: int
    absent: int
    not_recorded: int
    awaited: int  # asked for an exercise still to come, no reply


class AttendanceList(msgspec.Struct, frozen=True, kw_only=True):
    """The parts asked for."""

    on: date
    register_name: str
    register_digest: str
    marking: tuple[str, ...]
    title: str
    about: str  # the exercise's state and day, or the agency's name
    is_history: bool  # one agency over its exercises
    rows: tuple[PartRow, ...]
    counts: PartCounts
    unreadable: tuple[Problem, ...]
