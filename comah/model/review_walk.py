"""What ``comah review show`` shows: a plan's review, step by step, with what it must take account of."""

from __future__ import annotations

from datetime import date
from enum import Enum

import msgspec

from comah.model.page import Source
from comah.model.problem import Problem


class StepState(Enum):
    """How a step of a review stands on a day."""

    DONE = "done"
    LATE = "late"
    OPEN = "open"


class StepRow(msgspec.Struct, frozen=True, kw_only=True):
    """One step of the review."""

    id: str
    title: str
    who: str
    provision: str  # the duty that asks for it; "": local custom
    due_on: date | None  # None where no date can be counted
    latest_on: date | None
    done: str  # the day, as the record writes it
    by: str
    note: str
    state: StepState
    days_late: int
    place: Source | None


class HeedRow(msgspec.Struct, frozen=True, kw_only=True):
    """Something that regulation 14(3) of COMAH 2015 has the review take account of."""

    head: str  # establishment, responders, knowledge
    text: str
    place: Source | None = None


class ConsulteeRow(msgspec.Struct, frozen=True, kw_only=True):
    """One of the list of regulation 13(7), by its name as at the day."""

    id: str
    role: str
    name: str
    asked: str
    replied: str
    note: str
    is_part: bool = False  # one of several that stand for a place in the list


class HolderRow(msgspec.Struct, frozen=True, kw_only=True):
    """Who was last given which version of the plan."""

    to: str
    version: str
    given: str
    is_latest: bool  # the latest issue on record


class ReviewWalk(msgspec.Struct, frozen=True, kw_only=True):
    """A plan's review."""

    on: date
    law: str
    register_name: str
    register_digest: str
    marking: str
    authority: str
    establishment: str
    plan: str
    name: str
    provision: str
    status: str  # of the duty to review
    reason: str
    safe_on: date | None
    due_on: date | None
    started: str  # the day, as the record writes it; "" where none is under way
    is_substantial: bool | None
    steps: tuple[StepRow, ...]
    heed: tuple[HeedRow, ...]
    consulted: tuple[ConsulteeRow, ...]
    holders: tuple[HolderRow, ...]
    latest_issue: str
    missing: tuple[str, ...]  # what the sign-off still waits for
    next_step: str
    unreadable: tuple[Problem, ...]
