"""What ``comah exercise show`` and ``list`` show: decided in full. Frozen; a renderer decides nothing."""

from __future__ import annotations

from datetime import date
from enum import Enum

import msgspec

from comah.model.backplan import Endangered
from comah.model.duty import Status
from comah.model.page import Part, Source
from comah.model.problem import Problem


class StepMark(Enum):
    """How a step of an exercise stands on a day."""

    DONE = "done"
    LATE = "late"
    NEXT = "next"  # the first of those to come
    TO_COME = "to-come"
    DAY = "day"  # of the exercise's own day
    PASSED = "passed"  # not recorded as done, of an exercise that is over


class StepShown(msgspec.Struct, frozen=True, kw_only=True):
    """One step with its day and what is to be known of it."""

    id: str
    title: str
    short: str  # the title where a line has no room for it
    who: str
    mark: StepMark
    is_wrong: bool  # something is wrong with it, late or not
    day: str  # in words
    note: str
    first_on: date
    due_on: date
    limit_on: date | None
    done: str  # the day, as the record writes it
    days_late: int
    days_left: int | None
    provision: str  # the duty in law that limits it; "": local custom
    least_days: int
    slack_days: int | None
    is_critical: bool
    is_shown: bool  # on a page that does not show all
    endangers: tuple[Endangered, ...]  # statutory dates that it endangers by being late


class PlanLaw(msgspec.Struct, frozen=True, kw_only=True):
    """What the law wants for one plan that the exercise is meant to test."""

    plan: str
    provision: str
    status: Status  # of the plan, as it stands
    safe_on: date | None  # by which this exercise is judged
    due_on: date | None
    follows: str = ""  # the earlier exercise that both are counted on from; "": they are the plan's present ones
    soonest: str = ""  # the first exercise to come, for which the present safe date is; "": no date is counted on
    endangered_days: int  # by so many days a late step would make the safe date be missed
    words: tuple[str, ...]


class ExerciseView(msgspec.Struct, frozen=True, kw_only=True):
    """One exercise on one day."""

    on: date
    law: str
    register_name: str
    register_digest: str
    marking: str
    source_note: str
    authority: str
    exercise: str
    name: str
    type: str
    state: str
    planned: str  # as the record writes it, "" where there is no day
    held: str
    head: str  # the state, and what is wrong
    about: tuple[str, ...]
    steps: tuple[StepShown, ...]
    steps_late: int
    left_out: str  # what a page that does not show all leaves out
    is_all: bool
    is_compressed: bool  # the usual days no longer fit
    fit: str  # the same in words; "" where they fit
    laws: tuple[PlanLaw, ...]
    report_laws: tuple[str, ...]  # reports that the law wants by a day, where late steps endanger them
    movable_until: date | None  # the last day to which it could move
    movable: str  # the same in words
    to_do: tuple[str, ...]
    parts: tuple[Part, ...]  # agencies, meetings, lessons, credits, postponements, back-planning
    place: Source | None
    unreadable: tuple[Problem, ...]


class ExerciseRow(msgspec.Struct, frozen=True, kw_only=True):
    """One exercise of the list."""

    exercise: str
    name: str
    authority: str
    type: str
    state: str
    day: str  # in words
    first_on: date | None
    last_on: date | None
    plans: tuple[str, ...]
    steps_late: int
    note: str
    is_no_notice: bool
    place: Source | None


class ExerciseList(msgspec.Struct, frozen=True, kw_only=True):
    """The exercises asked for, by day."""

    on: date
    register_name: str
    register_digest: str
    marking: tuple[str, ...]
    scope: str
    rows: tuple[ExerciseRow, ...]
    left_out: int  # over, and not asked for
    unreadable: tuple[Problem, ...]
