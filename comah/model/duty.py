"""Results: duties, measures, and the whole assessment. Frozen; a renderer decides nothing."""

from datetime import date
from enum import Enum

import msgspec

from comah.model.place import NOWHERE, Place
from comah.model.problem import Problem
from comah.model.provision import Standing, Who


class Status(Enum):
    """The position of a duty, worst first as reports show it."""

    OVERDUE = "overdue"  # past the last lawful day, whichever day the record means
    MAY_BE_OVERDUE = "may-be-overdue"  # past it on one reading of the record's date
    UNKNOWN = "unknown"  # nothing to count from: cannot be shown in date
    AT_RISK = "at-risk"  # nothing arranged that would meet the date
    PLANNED = "planned"  # planned and not confirmed
    DUE = "due"  # nothing needed yet
    ARRANGED = "arranged"  # a confirmed exercise in time
    MET = "met"  # a one-off duty done
    EXEMPT = "exempt"
    NOT_APPLICABLE = "not-applicable"


class Trigger(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The event a date counts from."""

    event: str  # tested, reviewed, plan first prepared, information received, ...
    text: str  # the date as the record writes it
    earliest: date
    latest: date
    is_precise: bool
    counted_from: date  # the day due_on counts from
    counted_from_latest: date  # the day due_latest_on counts from
    place: Place = NOWHERE
    key: str = ""  # the key of the table at place that holds the date


class Arranged(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The next exercise meant to test the plan."""

    exercise: str
    type: str
    text: str  # the planned day as the record writes it; "" where there is none
    earliest: date | None
    latest: date | None
    is_confirmed: bool
    is_held: bool = False


class IfCredited(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What crediting a held exercise to the plan would mean."""

    exercise: str
    text: str
    due_on: date
    safe_on: date


class Duty(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Who must do what, by when, why, and how it stands on a day."""

    duty: str
    authority: str
    establishment: str | None = None
    plan: str | None = None  # comah, reppir, pipeline
    exercise: str | None = None
    who: Who
    standing: Standing
    title: str
    provision: str
    link: str
    status: Status
    reason: str
    trigger: Trigger | None = None
    due_on: date | None = None  # the last lawful day, counted from the earliest day
    due_latest_on: date | None = None
    safe_on: date | None = None
    days_left: int | None = None  # to safe_on
    days_overdue: int = 0  # from due_latest_on
    date_note: str = ""  # what else decided the date, in words: an extension, an agreement
    latest_start: date | None = None
    start_by: date | None = None
    start_by_basis: str = ""
    in_date_only_if_since: date | None = None
    arranged: Arranged | None = None
    if_credited: tuple[IfCredited, ...] = ()
    untested_elements: tuple[str, ...] = ()


class MeasureStatus(Enum):
    """How a local measure stands in a financial year."""

    MET = "met"
    OPEN = "open"  # not met yet, and the year goes on
    MISSED = "missed"  # the year is over


class MeasureResult(msgspec.Struct, frozen=True, kw_only=True):
    """A local measure in one financial year."""

    id: str
    authority: str
    title: str
    period: str  # 2026/27
    count: int
    target: int
    days_left: int
    status: MeasureStatus


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """Everything worked out from one register, one law and one day."""

    on: date
    law: str
    register_name: str
    register_digest: str
    duties: tuple[Duty, ...]
    measures: tuple[MeasureResult, ...]
    problems: tuple[Problem, ...]
    left_out: int  # facts dated after ``on``
