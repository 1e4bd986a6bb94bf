"""Exercises of which the result is on record and nothing of how they were run, as imported histories have them."""

from __future__ import annotations

from datetime import date
from typing import Final

from comah.exercises.state import is_cancelled, is_fact
from comah.model.exercise import Exercise

_WITHIN_DAYS: Final = 365  # so long after it the steps of an exercise are asked after whatever is on record
# each shows that steps were recorded, so that those missing are missed
_OF_STEPS: Final = (
    "planned_on",
    "planning_from",
    "confirmed_on",
    "phases",
    "meetings",
    "debrief_on",
    "postponements",
    "attendance",
    "lessons",
    "carries",
)


def is_known_by_result(exercise: Exercise, on: date) -> bool:
    """Whether only the result of a held exercise is on record, and it lies more than 365 days back or has no day.

    Nothing is known of its steps then, so that none of them is called late. A day not known closely is taken
    at its latest. What the law owes after it is untouched: a report of REPPIR stays due.
    """
    held = exercise.held_on
    if held is None or not is_fact(held, on) or is_cancelled(exercise, on):
        return False
    if held.is_known and (on - held.latest).days <= _WITHIN_DAYS:
        return False
    return not any(getattr(exercise, key) for key in _OF_STEPS)
