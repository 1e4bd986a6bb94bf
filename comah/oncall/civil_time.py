"""Civil time in the United Kingdom as instants: shifts are meant by the clock on the wall, and compared in UTC.

A time that a change of clocks skips happens at the first instant after the gap, 02:00 BST. A time that comes
twice happens the first time, in BST, unless the record says GMT.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from comah.model.moment import Moment

LONDON: Final = ZoneInfo("Europe/London")


def instant_of(civil: datetime, offset: timedelta | None = None) -> datetime:
    """Return the instant, in UTC, of a civil time without a zone, or of one whose offset is said.

    >>> instant_of(datetime(2026, 11, 16, 9, 0)).isoformat()
    '2026-11-16T09:00:00+00:00'
    >>> instant_of(datetime(2027, 3, 28, 1, 30)).isoformat()  # skipped: happens at 02:00 BST
    '2027-03-28T01:00:00+00:00'
    >>> instant_of(datetime(2026, 10, 25, 1, 30)).isoformat()  # comes twice: the first, in BST
    '2026-10-25T00:30:00+00:00'
    >>> instant_of(datetime(2026, 10, 25, 1, 30), timedelta(0)).isoformat()  # the second, in GMT
    '2026-10-25T01:30:00+00:00'
    """
    if offset is not None:
        return (civil - offset).replace(tzinfo=UTC)
    if is_missing(civil):
        return _gap_end(civil)
    return civil.replace(tzinfo=LONDON, fold=0).astimezone(UTC)


def both_instants(civil: datetime) -> tuple[datetime, ...]:
    """Return the instants of a civil time: two, in UTC, where the clock shows it twice, else one.

    >>> [each.isoformat() for each in both_instants(datetime(2026, 10, 25, 1, 30))]
    ['2026-10-25T00:30:00+00:00', '2026-10-25T01:30:00+00:00']
    """
    first = instant_of(civil)
    return (first, civil.replace(tzinfo=LONDON, fold=1).astimezone(UTC)) if is_repeated(civil) else (first,)


def moment_instant(moment: Moment) -> datetime:
    """Return the instant of a moment of a record, in UTC."""
    return instant_of(moment.civil, moment.offset)


def civil_of(instant: datetime) -> datetime:
    """Return what the clock on the wall shows at an instant, with its zone.

    >>> civil_of(datetime(2026, 10, 25, 1, 30, tzinfo=UTC)).strftime("%H:%M %Z")
    '01:30 GMT'
    """
    return instant.astimezone(LONDON)


def midnight(day: date) -> datetime:
    """Return the instant, in UTC, at which a day begins in the United Kingdom.

    >>> midnight(date(2026, 7, 1)).isoformat()
    '2026-06-30T23:00:00+00:00'
    """
    return instant_of(datetime.combine(day, time()))


def is_missing(civil: datetime) -> bool:
    """Say whether a change of clocks skips a civil time.

    >>> is_missing(datetime(2027, 3, 28, 1, 30)), is_missing(datetime(2027, 3, 28, 2, 0))
    (True, False)
    """
    before, after = _offsets(civil)
    return before < after


def is_repeated(civil: datetime) -> bool:
    """Say whether a civil time comes twice.

    >>> is_repeated(datetime(2026, 10, 25, 1, 30)), is_repeated(datetime(2026, 10, 25, 2, 0))
    (True, False)
    """
    before, after = _offsets(civil)
    return before > after


def _offsets(civil: datetime) -> tuple[timedelta, timedelta]:
    """Return the offsets before and after a change of clocks that a civil time falls into; else one twice."""
    first = civil.replace(tzinfo=LONDON, fold=0).utcoffset()
    second = civil.replace(tzinfo=LONDON, fold=1).utcoffset()
    return first or timedelta(), second or timedelta()


def _gap_end(civil: datetime) -> datetime:
    """Return the instant at which the clocks go forward over a missing time.

    The time read by the offset before the change lies as far after it as the time lies in the gap.
    """
    before, after = _offsets(civil)
    late = (civil - before).replace(tzinfo=UTC)
    early = (civil - after).replace(tzinfo=UTC)
    while (late - early) > timedelta(seconds=1):
        middle = early + (late - early) // 2
        if middle.astimezone(LONDON).utcoffset() == before:
            early = middle
        else:
            late = middle
    return late.replace(microsecond=0)
