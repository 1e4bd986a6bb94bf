"""Which duties a report shows, and in which order. Flags choose scope; none changes a verdict."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Final

import msgspec

from comah.model.duty import Duty, Status
from comah.model.provision import Standing, Who

_RANK: Final = {status: rank for rank, status in enumerate(Status)}
ALWAYS: Final = frozenset({Status.OVERDUE, Status.MAY_BE_OVERDUE, Status.UNKNOWN, Status.AT_RISK})
IN_WINDOW: Final = frozenset({Status.PLANNED, Status.DUE, Status.ARRANGED})
_STANDING: Final = (Standing.LAW, Standing.LOCAL, Standing.PRACTICE)


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked for."""

    sites: frozenset[str] = frozenset()  # none: every site
    authority: str | None = None
    within_months: int = 18
    show_all: bool = False
    with_operator: bool = False

    def has_in_scope(self, duty: Duty) -> bool:
        """Whether a duty belongs to the authority, sites and owers asked for."""
        if self.authority is not None and duty.authority != self.authority:
            return False
        if self.sites and duty.establishment not in self.sites:
            return False
        return duty.who is Who.LOCAL_AUTHORITY or (self.with_operator and duty.who is Who.OPERATOR)

    def shows(self, duty: Duty, on: date) -> bool:
        """Whether a duty in scope is shown: the worst always, the others within the window."""
        if self.show_all or duty.status in ALWAYS:
            return True
        horizon = months_after(on, self.within_months)
        return duty.status in IN_WINDOW and duty.due_on is not None and duty.due_on <= horizon


def select(duties: tuple[Duty, ...], on: date, selection: Selection) -> tuple[Duty, ...]:
    """Return the duties that a report shows, law first, worst and soonest first."""
    chosen = (duty for duty in duties if selection.has_in_scope(duty) and selection.shows(duty, on))
    return tuple(sorted(chosen, key=order))


def rank(status: Status) -> int:
    """Return how bad a status is: 0 is the worst."""
    return _RANK[status]


def order(duty: Duty) -> tuple[int, int, date, str, str, str, str, str]:
    """Return the key that puts law before local, then worst, then soonest, then names."""
    return (
        _STANDING.index(duty.standing),
        _RANK[duty.status],
        duty.due_on or date.max,
        duty.authority,
        duty.establishment or "",
        duty.plan or "",
        duty.duty,
        duty.exercise or "",
    )


def months_after(day: date, months: int) -> date:
    """Return the corresponding date so many months later, or that month's last day.

    >>> str(months_after(date(2026, 8, 31), 18))
    '2028-02-29'
    """
    year, month = divmod(day.month - 1 + months, 12)
    year += day.year
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
