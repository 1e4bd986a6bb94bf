"""Who is on call for more of the time than their roles allow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from math import ceil
from typing import Final

import msgspec

from comah.model.oncall import Person, Role
from comah.oncall.can_serve import Serving
from comah.oncall.civil_time import midnight
from comah.oncall.shares import days_in_post, time_held

_HALF_A_YEAR: Final = timedelta(days=182)
_A_DAY: Final = timedelta(days=1)


class ShareOver(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who is on call for more of the time than is allowed."""

    person: Person
    percent: int  # of the time
    limit: int  # percent
    is_warning: bool  # False: worth a note
    start: datetime  # in UTC, of the time looked at
    end: datetime


def shares_over(serving: Serving, on: date) -> Iterator[ShareOver]:
    """Yield who is over a limit in the half year before a day and the half year after, as far as the rota reaches.

    The lowest limit of somebody's roles counts. What it allows is rounded up to whole turns, so that a short time
    can be filled, and time is counted in whole days, so that a change of clocks is none.
    """
    for person in serving.oncall.people:
        roles = [role for name in person.roles if (role := serving.roles.get(name)) is not None and role.places]
        span = _span(serving, roles, on)
        if span is None:
            continue
        days = days_in_post(person, *span)
        held = round(time_held(serving.stints.get(person.id, ()), *span) / _A_DAY)
        over = [one for one in limits_of(roles) if held > allowed_days(one[0], days, roles)]
        if over and days:
            limit, is_warning = over[0]
            percent = round(100 * held / days)
            yield ShareOver(
                person=person, percent=percent, limit=limit, is_warning=is_warning, start=span[0], end=span[1]
            )


def limits_of(roles: list[Role]) -> tuple[tuple[int, bool], ...]:
    """Return the limits, percent and whether it is a warning, the warning first."""
    warning = min(role.share_warning_percent for role in roles)
    return (warning, True), (min(role.share_note_percent for role in roles), False)


def allowed_days(limit: int, days: int, roles: list[Role]) -> int:
    """Return how many days a limit allows of those in post, in whole turns."""
    turn = max(role.shift_days for role in roles)
    return ceil(limit * days / (100 * turn)) * turn


def _span(serving: Serving, roles: list[Role], on: date) -> tuple[datetime, datetime] | None:
    """Return the time that is looked at; None where the roles have no turn in it."""
    names = {role.id for role in roles}
    turns = [turn for turn in serving.turns if turn.shift.role in names]
    if not turns:
        return None
    start = max(midnight(on - _HALF_A_YEAR), min(turn.start for turn in turns))
    end = min(midnight(on + _HALF_A_YEAR), max(turn.end for turn in turns))
    return (start, end) if start < end else None
