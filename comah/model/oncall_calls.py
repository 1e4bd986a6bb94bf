"""What ``comah oncall call list`` shows: test calls and call-outs, who answered and how soon."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from comah.model.oncall_page import PageHead
from comah.model.page import Source
from comah.model.rota import CallKind


class CallRow(msgspec.Struct, frozen=True, kw_only=True):
    """One call."""

    at: datetime  # in UTC
    when: str
    role: str
    role_name: str
    kind: CallKind
    rung: tuple[str, ...]  # posts, in order
    answered_by: str  # the id; "" where nobody answered
    post: str
    seat: int | None  # 1 where the first on call answered, 2 for the second
    after_minutes: int | None
    within_minutes: int  # in which it was to be answered
    is_late: bool
    note: str
    place: Source | None

    @property
    def is_answered(self) -> bool:
        """Whether anybody answered."""
        return bool(self.answered_by)


class NextTest(msgspec.Struct, frozen=True, kw_only=True):
    """When a role's next test call is due."""

    role: str
    role_name: str
    every_days: int
    last_on: date | None
    due_on: date | None  # None where none was ever made
    is_missed: bool


class CallsPage(msgspec.Struct, frozen=True, kw_only=True):
    """The page of one authority."""

    head: PageHead
    on: date
    scope: str  # what was asked for, in words
    rows: tuple[CallRow, ...]  # the newest first
    late: int
    unanswered: int
    tests: tuple[NextTest, ...]
