"""How a course stands on a day, and what ``comah oncall training`` shows."""

from __future__ import annotations

from datetime import date
from enum import Enum

import msgspec

from comah.model.oncall_page import PageHead
from comah.model.page import Source


class TrainingState(Enum):
    """How somebody stands with a course that their role needs, worst first."""

    LAPSED = "lapsed"
    NEVER = "never taken"
    UNSURE = "cannot be shown"  # passed, on a day not on record or not known closely enough
    LAPSING = "lapsing"  # valid, and ends within the days looked at
    VALID = "valid"

    @property
    def is_held(self) -> bool:
        """Whether the course counts on the day. What cannot be shown does not."""
        return self in {TrainingState.VALID, TrainingState.LAPSING}


class CourseState(msgspec.Struct, frozen=True, kw_only=True):
    """How one course stands on a day."""

    course: str
    name: str  # the course's name, or its id
    state: TrainingState
    until: date | None = None  # the last day on which it is, or was, valid; None: no end, or not known

    @property
    def is_held(self) -> bool:
        """Whether the course counts on the day."""
        return self.state.is_held


class TrainingRow(msgspec.Struct, frozen=True, kw_only=True):
    """One post and one course that one of its roles needs."""

    person: str
    post: str
    role: str
    role_name: str
    course: str
    course_name: str
    state: TrainingState
    until: date | None
    passed: str  # the day last passed, as the record writes it; "" where none is on record
    played: str  # the exercise day from which it counts anew; "" where it does not
    place: Source | None


class PoolRow(msgspec.Struct, frozen=True, kw_only=True):
    """Who can still serve in one role."""

    role: str
    role_name: str
    listed: int  # posts that have the role and serve on the day
    can_serve: tuple[str, ...]  # posts with every course valid on the day
    cannot: tuple[str, ...]
    minimum: int  # 0 where none is set
    on_day: int  # how many can serve at the end of the days looked at, if nobody is trained meanwhile
    short_from: date | None  # the first day within them on which fewer than the minimum can serve

    @property
    def is_short(self) -> bool:
        """Whether fewer can serve than the role needs."""
        return len(self.can_serve) < self.minimum


class TrainingPage(msgspec.Struct, frozen=True, kw_only=True):
    """What ``comah oncall training`` shows of one authority."""

    head: PageHead
    on: date
    until: date  # the last of the days looked at
    scope: str  # what was asked for, in words; "" where everything was
    rows: tuple[TrainingRow, ...]  # worst first; those valid beyond the days looked at only where asked for
    valid: int  # how many are valid beyond the days looked at, whether shown or not
    pools: tuple[PoolRow, ...]
    is_all: bool
