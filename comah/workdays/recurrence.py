"""The days of a recurrence rule as records write it."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Final

from comah.errors import ComahError
from comah.model.keys import RULE_PATTERN
from comah.model.recurring import rule_of

_ANCHOR: Final = date(2000, 1, 1)  # where a rule without a first day is counted from
_RULE: Final = re.compile(RULE_PATTERN, re.ASCII)


class RuleNotReadError(ComahError):
    """A recurrence rule that cannot be read."""


def days_of_years(rule: str, first: int, last: int, start: date | None = None) -> tuple[date, ...]:
    """Return the days of a rule in the years from ``first`` to ``last``, in order.

    >>> days_of_years("FREQ=YEARLY;BYMONTH=8;BYDAY=-1MO", 2027, 2027)
    (datetime.date(2027, 8, 30),)
    >>> days_of_years("last Monday of August", 2027, 2027)
    (datetime.date(2027, 8, 30),)
    >>> [str(day) for day in days_of_years("FREQ=YEARLY;BYMONTH=6,12;BYDAY=1WE", 2027, 2028)]
    ['2027-06-02', '2027-12-01', '2028-06-07', '2028-12-06']

    Raises:
        RuleNotReadError: for anything but a rule by week, month or year that a record may hold.
    """
    from dateutil.rrule import rrulestr  # noqa: PLC0415 - few registers have a rule, and it takes 20 ms

    meant = rule_of(rule)
    if not _RULE.fullmatch(meant):
        message = f"{rule!r} is no recurrence rule; write one such as last Monday of August"
        raise RuleNotReadError(message)
    try:
        # without an end, a rule is followed to the year 9999
        bare = rrulestr(f"{meant};UNTIL={last}1231T235959", dtstart=datetime.combine(start or _ANCHOR, time.min))
    except ValueError as error:
        message = f"{rule!r} is no recurrence rule: {error}"
        raise RuleNotReadError(message) from error
    return tuple(one.date() for one in bare if one.year >= first)
