"""The instant of a time that an officer gives, refused where the clock on the wall does not tell which it is."""

from __future__ import annotations

from datetime import datetime

from comah.errors import RefusedError
from comah.model.moment import Moment
from comah.oncall.civil_time import civil_of, is_missing, is_repeated, moment_instant

NOTHING = "Nothing was recorded"


def instant_given(moment: Moment, option: str) -> datetime:
    """Return the instant, in UTC, that is meant.

    Args:
        moment: what was given.
        option: by which option.

    Raises:
        RefusedError: for a time that comes twice that night and has no zone, one that the clocks skip, and one with
            a zone that is not in force then.
    """
    if moment.offset is None and is_repeated(moment.civil):
        message = f"{option} {moment.text}: the clocks go back and this time comes twice; add BST or GMT. {NOTHING}"
        raise RefusedError(message)
    if moment.offset is None and is_missing(moment.civil):
        message = f"{option} {moment.text}: the clocks go forward and there is no such time. {NOTHING}"
        raise RefusedError(message)
    instant = moment_instant(moment)
    civil = civil_of(instant)
    if civil.replace(tzinfo=None) != moment.civil:
        message = f"{option} {moment.text}: the clocks show {civil.tzname()} then; leave the zone out. {NOTHING}"
        raise RefusedError(message)
    return instant
