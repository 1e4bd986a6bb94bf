"""An entry of the agenda: something that happens on a day, ready to be shown in any calendar."""

from __future__ import annotations

from datetime import date, time
from enum import Enum

import msgspec


class EntryKind(Enum):
    """What an entry tells."""

    DEADLINE = "deadline"  # the safe date of a legal duty
    LATEST_START = "latest-start"  # the last working day on which the work can start
    START_BY = "start-by"  # the same with the local margin; advice
    NINETY_DAYS = "ninety-days"  # ninety days are left to the safe date
    NOT_SHOWN = "not-shown"  # a plan whose date is not known or already past
    EXERCISE = "exercise"
    DEBRIEF = "debrief"
    MEETING = "meeting"  # a planning meeting of an exercise
    STEP = "step"  # a step of an exercise still to be done
    REPLY = "reply"  # an agency's reply that is awaited
    LESSON = "lesson"  # a lesson that falls due
    LOCAL = "local"  # a local duty or target
    MEASURE = "measure"  # the end of a local measure's year
    DIARY = "diary"  # what to plan around
    ONCALL = "oncall"  # a turn on call, or a part of one


class Alarm(Enum):
    """When a calendar reminds of an entry."""

    NONE = "none"
    DAY_BEFORE = "day-before"
    WEEK_BEFORE = "week-before"


class ShownAs(Enum):
    """How an entry takes up the time of those who hold it in their calendar."""

    FREE = "free"
    TENTATIVE = "tentative"
    BUSY = "busy"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry. ``first`` to ``last`` are its days, both included.

    It has times of day, in the register's time zone, only where both ends are on record; then
    ``first`` and ``last`` are the same day, but for a turn on call: that runs from the first day's
    time to the last day's.
    """

    identity: tuple[str, ...]  # record and purpose; never a date, a title or a position
    kind: EntryKind
    first: date
    last: date
    starts_at: time | None = None
    ends_at: time | None = None
    title: str
    lines: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    location: str = ""  # only where a record says it
    link: str = ""
    authority: str = ""
    establishments: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()  # as records name them
    exercise: str = ""
    agencies: tuple[str, ...] = ()  # by id: those whose part it is
    posts: tuple[str, ...] = ()  # as records write them: those who act, play or own
    roles: tuple[str, ...] = ()  # on the on-call rota
    alarm: Alarm = Alarm.NONE
    shown_as: ShownAs = ShownAs.FREE
    is_firm: bool = True  # false: the day is not confirmed or not fixed
    is_cancelled: bool = False
    is_reminder: bool = False  # it stands on the next working day, and so moves with the day looked at

    @property
    def is_timed(self) -> bool:
        """Whether both ends have a time of day."""
        return self.starts_at is not None and self.ends_at is not None
