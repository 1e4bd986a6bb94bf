"""A day with a time of day as officers type it, read without a guess."""

from __future__ import annotations

import re
from typing import Final

from comah.model.moment import Moment
from comah.model.officer_dates import read_officer_date
from comah.model.when import NotADateError

OFFICER_TIME_EXAMPLE: Final = '"20/11/2026 18:00", "Fri 20 Nov 2026 18:00" or "2026-11-20 18:00"; BST or GMT may follow'

_CLOCK: Final = re.compile(
    r"^(?P<day>.*\d{4}|\d{4}-\d{2}-\d{2}),?(?:T| +(?:at +)?)"
    r"(?P<clock>\d{1,2}[:.]?\d{2}(?::\d{2})?) ?(?P<zone>GMT|BST|Z|[+-]\d{2}:\d{2})?$",
    re.IGNORECASE,
)
_CLOCK_DIGITS: Final = 4  # of a time written 0930


def read_officer_time(text: str) -> Moment:
    """Read a day and a time of day that an officer typed; the day comes first, as in every date.

    >>> read_officer_time("20/11/2026 18:00").civil.isoformat()
    '2026-11-20T18:00:00'
    >>> read_officer_time("Sun 25 Oct 2026 0130 gmt").text
    '2026-10-25 01:30 GMT'

    Raises:
        NotADateError: for what is no day with a time of day, or is one of several days.
    """
    plain = " ".join(text.split())
    found = _CLOCK.match(plain)
    if found is None:
        message = f"{plain!r}: this is no day with a time of day. Good forms: {OFFICER_TIME_EXAMPLE}"
        raise NotADateError(message)
    when = read_officer_date(found["day"])
    if not when.is_day:
        message = f"{plain!r}: one exact day is needed. Good forms: {OFFICER_TIME_EXAMPLE}"
        raise NotADateError(message)
    zone = f" {found['zone'].upper()}" if found["zone"] else ""
    return Moment.read(f"{when.earliest.isoformat()} {_clock(found['clock'])}{zone}")


def _clock(text: str) -> str:
    """Write a time of day as records do.

    >>> _clock("9:30"), _clock("0930"), _clock("9.30")
    ('09:30', '09:30', '09:30')
    """
    digits = text.replace(".", ":")
    if ":" not in digits:
        digits = f"{digits.zfill(_CLOCK_DIGITS)[:2]}:{digits[-2:]}"
    hour, _, rest = digits.partition(":")
    return f"{hour.zfill(2)}:{rest}"
