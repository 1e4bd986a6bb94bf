"""What ``comah lesson list`` shows: lessons over exercises, activations and authorities, overdue first."""

from __future__ import annotations

from datetime import date
from enum import Enum

import msgspec

from comah.model.page import Source
from comah.model.problem import Problem


class LessonState(Enum):
    """How a lesson stands on a day, in the order of the list."""

    OVERDUE = "overdue"  # open, past its day on the latest reading
    OPEN = "open"
    CLOSED = "closed"


class LessonRow(msgspec.Struct, frozen=True, kw_only=True):
    """One lesson."""

    ref: str  # 2026-eastquay/l1
    authority: str
    source: str  # the exercise or the activation
    source_kind: str  # exercise, activation
    taught: str  # the day, as the record writes it; "" where it is not known
    text: str
    owner: str  # "" where nobody owns it
    due_on: date | None  # the last day that it can mean
    due: str  # as the record writes it
    state: LessonState
    days_overdue: int
    closed_on: date | None
    evidence: str
    same_as: str  # the lesson that it meets again, by its words or by the record
    times_before: int  # how often it was met before
    times_reopened: int
    place: Source | None


class LessonList(msgspec.Struct, frozen=True, kw_only=True):
    """The lessons asked for."""

    on: date
    register_name: str
    register_digest: str
    scope: str  # what was asked for, in words
    marking: tuple[str, ...]
    rows: tuple[LessonRow, ...]
    open: int
    overdue: int
    unowned: int  # open, without an owner or a day
    closed: int  # of those asked for, whether shown or not
    is_all: bool
    unreadable: tuple[Problem, ...]
