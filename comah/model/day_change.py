"""What a change of an exercise's day brings with it: its steps, the days around it, the law."""

from __future__ import annotations

from datetime import date

import msgspec

from comah.model.duty import Status


class StepChange(msgspec.Struct, frozen=True, kw_only=True):
    """A step of the exercise before and after the change."""

    id: str
    title: str
    before: str  # the day in words; "" where it had none
    after: str
    note: str = ""  # done; kept by the record; late


class PlanEffect(msgspec.Struct, frozen=True, kw_only=True):
    """What the change means for the test of one plan. The statutory date itself never moves."""

    plan: str
    provision: str
    safe_on: date | None
    due_on: date | None
    before: Status
    after: Status
    days_late: int  # from the last lawful day to the new day; none where it is in time or has no day
    words: str


class DayChange(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise's change of day, whole."""

    on: date
    exercise: str
    title: str
    marking: str = ""
    before: str  # state and day in words
    after: str
    steps: tuple[StepChange, ...] = ()
    notices: tuple[str, ...] = ()  # what the officer should know or do
    effects: tuple[PlanEffect, ...] = ()
    good_days: str = ""  # the nearest good days, where the new one is not
