"""How long somebody rests after a turn, and which turns make a run: the one reading of both."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from comah.model.oncall import Role
from comah.oncall.civil_time import civil_of, instant_of

_ONE_DAY: Final = timedelta(days=1)


def rest_until(role: Role, end: datetime) -> datetime:
    """Return the first instant at which somebody may begin another turn, of any role, after one that ended.

    The role of the turn that ended says how long. Days are counted by the calendar, so that a change of clocks
    takes no hour of them.

    >>> from datetime import UTC
    >>> role = Role(id="tactical", minimum_gap_days=14)
    >>> rest_until(role, datetime(2027, 3, 22, 9, 0, tzinfo=UTC)).isoformat()  # two weeks later, 09:00 BST
    '2027-04-05T08:00:00+00:00'
    """
    if not role.minimum_gap_days:
        return end
    civil = civil_of(end).replace(tzinfo=None) + timedelta(days=role.minimum_gap_days)
    return max(instant_of(civil), end)


def follows_on(end: datetime, start: datetime) -> bool:
    """Say whether a turn that begins at ``start`` makes one run with a turn that ended at ``end``, whatever the roles.

    Roles hand over at different times of the day: less than a day between two turns is no break.

    >>> from datetime import UTC
    >>> monday = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
    >>> follows_on(monday, monday + timedelta(hours=8)), follows_on(monday, monday + timedelta(days=1))
    (True, False)
    """
    return end <= start < end + _ONE_DAY
