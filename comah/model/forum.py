"""What a forum sees of each authority: its return, its row, and how old both are.

A return is counts and days. It holds no post, no person, no words of a lesson and nothing of an exercise
without notice that is still to come.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from comah.model.finding import Block, Finding
from comah.model.keys import ID_PATTERN
from comah.model.kinds import Severity

RETURN_SCHEMA: Final = "comah.return/1"
SAFE_DATE: Final = "safe-date"
AHEAD_DAYS: Final = 90  # how far a return looks ahead
LONGEST: Final = 200  # letters of a name in a return

_Count = Annotated[int, Meta(ge=0, le=1_000_000)]
_Id = Annotated[str, Meta(pattern=ID_PATTERN)]
_Text = Annotated[str, Meta(max_length=LONGEST)]


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of a return. What another program adds to it makes it no return of this form."""


class Positions(_Part, frozen=True, kw_only=True):
    """How many plans stand where: each by the worst of its test, its review and its preparation."""

    in_date: _Count = 0
    at_risk: _Count = 0
    may_be_overdue: _Count = 0
    overdue: _Count = 0
    cannot_be_shown: _Count = 0
    nothing_owed: _Count = 0  # exempt, closed or of lower tier

    @property
    def total(self) -> int:
        """Every plan on record."""
        return sum(getattr(self, name) for name in self.__struct_fields__)


class Ahead(_Part, frozen=True, kw_only=True):
    """Something of the next 90 days."""

    on: date
    what: Annotated[str, Meta(pattern="^(safe-date|exercise|debrief)$")]
    subject: _Text  # the plan, or the exercise's id


class ExerciseAhead(_Part, frozen=True, kw_only=True):
    """An exercise still to come that has a day, with the agencies that it wants."""

    id: _Id
    earliest: date
    latest: date
    is_exact: bool = msgspec.field(name="exact")  # false: one day, somewhere between the two
    is_confirmed: bool = msgspec.field(name="confirmed")
    agencies: Annotated[tuple[_Id, ...], Meta(max_length=1000)] = ()


class AuthorityReturn(_Part, frozen=True, kw_only=True):
    """One authority as at a day, for its forum."""

    schema: Annotated[str, Meta(pattern=r"^comah\.return/1$")] = RETURN_SCHEMA
    on: date
    law: _Text
    digest: _Text  # of the records that it was made from
    authority: _Id
    name: _Text
    marking: _Text = ""
    source_note: _Text = ""
    year: Annotated[str, Meta(pattern=r"^[0-9]{4}/[0-9]{2}$")]  # the financial year of the two counts below
    positions: Positions
    exercises_held: _Count
    exercises_confirmed: _Count
    lessons_open: _Count
    lessons_overdue: _Count
    reports_outstanding: _Count
    unreadable: _Count = 0  # faults of the record files that leave something out
    ahead: Annotated[tuple[Ahead, ...], Meta(max_length=10_000)] = ()
    exercises: Annotated[tuple[ExerciseAhead, ...], Meta(max_length=10_000)] = ()


class ReturnFile(msgspec.Struct, frozen=True, kw_only=True):
    """A return with the file it was read from."""

    file: str
    content: AuthorityReturn


class ReturnFault(msgspec.Struct, frozen=True, kw_only=True):
    """A file among the returns that is not counted, and why."""

    file: str
    message: str


class Basis(Enum):
    """What a row of the forum rests on."""

    RECORDS = "records"
    RETURN = "return"
    NOTHING = "no-records"  # never to be read as compliant


class ForumRow(msgspec.Struct, frozen=True, kw_only=True):
    """One authority of the forum."""

    authority: str
    name: str
    basis: Basis
    content: AuthorityReturn | None  # None where there are no records
    file: str = ""  # the return's
    age_days: int = 0  # of the return, on the day of the report
    passed: int = 0  # safe dates that have passed since the return was made

    @property
    def is_stale(self) -> bool:
        """Whether a return is so old that safe dates it does not name may have passed since."""
        return self.age_days > AHEAD_DAYS

    def ahead_on(self, on: date) -> tuple[Ahead, ...]:
        """Return what is still to come on the day of the report."""
        return tuple(one for one in self.content.ahead if one.on >= on) if self.content else ()


class ForumReport(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that ``comah check --forum`` says."""

    on: date
    law: str
    register_name: str
    register_digest: str
    marking: tuple[str, ...]
    notices: tuple[str, ...]
    rows: tuple[ForumRow, ...]
    findings: tuple[Finding, ...]  # that only the forum can see
    blocks: tuple[Block, ...]  # the same in words
    not_counted: tuple[ReturnFault, ...]
    fail_on: Severity
    headline: str
    closing: str

    @property
    def fails(self) -> bool:
        """Whether the exit status is 1: a finding counts, or a plan or an authority is not in order."""
        order = tuple(Severity)
        worst = {order.index(one.severity) for one in self.findings if one.counts}
        worst |= {order.index(severity) for row in self.rows for severity in row_severities(row)}
        return any(one <= order.index(self.fail_on) for one in worst)


def row_severities(row: ForumRow) -> tuple[Severity, ...]:
    """Return how bad the positions of a row are, as the rules that find them have it."""
    if row.content is None:
        return (Severity.WARNING,)
    content, positions = row.content, row.content.positions
    unshown = positions.overdue + positions.may_be_overdue + positions.cannot_be_shown
    errors = unshown + content.unreadable + row.passed
    warnings = positions.at_risk + content.lessons_overdue + content.reports_outstanding + row.is_stale
    return tuple([Severity.ERROR] * bool(errors) + [Severity.WARNING] * bool(warnings))
