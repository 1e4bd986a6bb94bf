"""An exercise planned back from a day: results, decided in full. Frozen; a renderer decides nothing."""

from datetime import date
from enum import Enum

import msgspec


class CountedFrom(Enum):
    """What the days of a back-plan are counted from."""

    SAFE_DATE = "safe-date"
    EXERCISE_DATE = "exercise-date"
    FIRST_MEETING = "first-meeting"
    START = "start"  # the day on which work on it begins


class StepPlan(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One step with its days, as usual or pressed to its least length."""

    id: str
    title: str
    short: str  # the title where a line has no room for it
    who: str
    first_on: date  # the first day of a span; else the usual day
    usual_on: date
    latest_on: date | None  # the latest day that still works; None where nothing sets one
    limit_on: date | None  # the latest day to which it may slip
    slack_days: int | None  # working days from the usual day to the latest; below nought: none is left
    least_days: int
    provision: str = ""  # the duty in law that limits it; "": local custom
    is_fixed: bool = False
    is_done: bool = False
    is_needed: bool = False  # the exercise cannot be held without it
    is_critical: bool = False  # on the longest chain; said of one exercise alone


class Reach(msgspec.Struct, frozen=True, kw_only=True):
    """What could be reached if the steps not done were started on the reference date."""

    usual_on: date  # the earliest exercise with the usual days
    compressed_on: date  # the earliest with each step at its least length
    needed_days: int  # working days that the steps not done need at least


class LastMove(msgspec.Struct, frozen=True, kw_only=True):
    """The last day to which the exercise could still move: a working day on or before the earliest safe date."""

    on: date
    plan: str  # whose safe date decides
    safe_on: date
    days: int  # from the exercise to that day; below nought where the exercise is later


class Endangered(msgspec.Struct, frozen=True, kw_only=True):
    """A statutory date that a late step endangers."""

    what: str  # the plan, as records name it; or the duty, where it is not the test
    date_on: date  # the safe date, or the duty's last lawful day
    earliest_on: date  # the soonest that it can be met now
    days: int  # by so many days it would be missed


class LateStep(msgspec.Struct, frozen=True, kw_only=True):
    """A step that is late, and what hangs on it."""

    id: str
    title: str
    due_on: date
    days_late: int
    endangers: tuple[Endangered, ...]  # none: no statutory date


class BackPlan(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise planned back from a day."""

    template: str
    counted_from: CountedFrom
    exercise_on: date
    latest_start: date  # the first step's usual day at the latest
    compressed_start: date  # the last day on which steps at their least lengths still fit
    is_compressed: bool  # the usual days no longer fit: those of steps not done are pressed to their least lengths
    fits: bool  # even so pressed, or as usual, the exercise can be held on its day
    steps: tuple[StepPlan, ...]
    reach: Reach
    last_move: LastMove | None = None  # None where no safe date is known
    critical_path: tuple[str, ...] = ()  # said of one exercise alone
    late: tuple[LateStep, ...] = ()


class StepKept(msgspec.Struct, frozen=True, kw_only=True):
    """When a step was done, against the day that the template or the record gives it."""

    id: str
    due_on: date  # on the earliest reading of the exercise's day
    due_latest_on: date
    done_text: str  # as the record writes it
    least_late: int  # days, on the readings that lie best for it; below nought: early
    most_late: int  # on those that lie worst

    @property
    def is_late(self) -> bool | None:
        """Whether it was late; None where the dates on record do not tell."""
        if self.least_late > 0:
            return True
        return False if self.most_late <= 0 else None
