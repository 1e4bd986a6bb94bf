"""What ``comah due`` shows: duties chosen and ordered, and the same in rows of words for a page."""

from datetime import date

import msgspec

from comah.model.duty import Duty, MeasureResult, Status
from comah.model.problem import Problem


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a table: a plan, or several plans with the same position."""

    plan: str
    on_record: str
    in_date_only_if: str  # "" where the position is dated
    safe: str
    left: str
    start_by: str
    position: str
    status: Status
    duties: tuple[Duty, ...]


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """All rows of one provision, worst and soonest first."""

    heading: str  # TEST
    provision: str
    record_head: str  # Last tested
    rows: tuple[Row, ...]

    @property
    def is_all_unknown(self) -> bool:
        """Whether no row has a date."""
        return all(row.status is Status.UNKNOWN for row in self.rows)


class AuthorityDue(msgspec.Struct, frozen=True, kw_only=True):
    """One authority's page."""

    id: str
    name: str
    marking: str
    source_note: str
    headline: tuple[str, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    local: tuple[str, ...]
    next_step: str


class DueReport(msgspec.Struct, frozen=True, kw_only=True):
    """The whole answer."""

    on: date
    law: str
    register_name: str
    register_digest: str
    duties: tuple[Duty, ...]
    measures: tuple[MeasureResult, ...]
    unreadable: tuple[Problem, ...]
    notice: str  # said where there is no page to show; "" where there is
    scope: str  # what was asked for and what was left out, in words
    authorities: tuple[AuthorityDue, ...]
