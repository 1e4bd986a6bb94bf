"""What ``comah exercise plan`` shows: an exercise planned back before it is on record, or on another day.

Decided in full. Frozen; a renderer decides nothing.
"""

from __future__ import annotations

from datetime import date

import msgspec

from comah.model.backplan import BackPlan, CountedFrom, Reach
from comah.model.exercise_view import PlanLaw
from comah.model.problem import Problem


class AtStake(msgspec.Struct, frozen=True, kw_only=True):
    """What the law wants for one plan, and how the exercise's day lies to it."""

    law: PlanLaw
    days_late: int  # from the last lawful day to the exercise's last day; 0 where it is in time or nothing is known


class BackPlanPage(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise planned back, with everything that hangs on its day. Nothing of it is on record by this."""

    on: date
    law: str
    register_name: str
    register_digest: str
    marking: str
    source_note: str
    asked: str  # a site, a group or an exercise, as it was named
    exercise: str  # its id, where it is on record
    about: str  # what it is and how it is played
    type: str
    template: str
    plans: tuple[str, ...]  # those that it is to test
    counted_from: CountedFrom | None  # None where nothing is known to count from
    counted_on: date | None  # the day that this is
    why: tuple[str, ...]  # how the exercise's day was found
    plan: BackPlan | None  # None where the exercise has no day to be planned back from
    fit: str  # whether the usual days, or the compressed ones, fit; "" where the usual do
    reach: Reach  # if it is started today
    reach_words: str
    latest_start: date | None  # by the usual days
    compressed_start: date | None  # with each step at its least length
    start_words: str
    at_stake: tuple[AtStake, ...]
    limits: tuple[str, ...]  # what else the law wants by a day, counted from the exercise
    movable: str  # until when the exercise can still be moved
    notices: tuple[str, ...]
    good_days: str
    unreadable: tuple[Problem, ...]
