"""What ``comah exercise new`` shows: the exercise as it will be put on record, and how its day was found."""

from __future__ import annotations

from datetime import date

import msgspec

from comah.model.backplan import BackPlan
from comah.model.exercise_view import PlanLaw


class NewExercise(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise about to be put on record."""

    on: date
    marking: str
    exercise: str
    name: str
    type: str
    plans: tuple[str, ...]
    day: str  # in words
    why: tuple[str, ...]  # why that day
    plan: BackPlan
    is_compressed: bool  # the usual days no longer fit
    fit: str  # the same in words; "" where they fit
    laws: tuple[PlanLaw, ...]
    carries: tuple[str, ...]  # lessons to be shown as learnt, in words
    notices: tuple[str, ...]  # what the officer should know
    good_days: str  # the nearest good days, where the day is not
