"""A file's time zone, held against the zone database at every half-hour of a span of years.

Every instant of the span is put to a parser twice. As London's clocks show it, which is how the file writes a time: it
must be read back as that instant. And in UTC, which is how a program shows a time: it must be shown as London's clocks
do. (An onset that is an hour late is seen in the second alone: the first never meets the hour that is skipped.)

One hour a year is excepted: the clocks show it twice, so that the time on them names two instants. There either of the
two offsets is right, and nothing else is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from oracles.parsers import offsets

FIRST: Final = 2020
LAST: Final = 2040
_LONDON: Final = ZoneInfo("Europe/London")
_HALF_HOUR: Final = 30 * 60


class Walk(NamedTuple):
    """What was found: how many half-hours were looked at, how many are in the repeated hour, and what is wrong."""

    instants: int
    excepted: int
    wrong: tuple[str, ...]


def walk(parser: str, file: Path, first: int = FIRST, last: int = LAST) -> Walk:
    """Hold a parser's reading of a file's time zone against the zone database."""
    found = offsets(parser, file, first, last)
    on_the_wall, in_utc = _Runs(found["walls"]), _Runs(found["instants"])
    true, by_wall = _truth(first, last)
    wrong = [
        words
        for instant, offset in true.items()
        for words in _wrong(instant, by_wall[instant + offset], on_the_wall.at(instant + offset), in_utc.at(instant))
    ]
    return Walk(len(true), sum(len(by_wall[instant + offset]) > 1 for instant, offset in true.items()), tuple(wrong))


def _wrong(instant: int, right: list[int], read: int, shown: int) -> Iterator[str]:
    """Yield what is wrong at an instant, where any of the offsets given is right."""
    if read not in right:
        yield f"{_text(instant + right[0])} on the wall is read {read} seconds from UTC, not {right}"
    if shown not in right:
        yield f"{_text(instant)} in UTC is shown {shown} seconds from UTC, not {right}"


@cache
def _truth(first: int, last: int) -> tuple[dict[int, int], dict[int, list[int]]]:
    """Return the zone database's offset at each half-hour; and those by the time on the wall, which two may share."""
    starts, ends = (_seconds(datetime(year, 1, 1, tzinfo=UTC)) for year in (first, last + 1))
    true: dict[int, int] = {}
    by_wall = defaultdict[int, list[int]](list)
    for instant in range(starts, ends, _HALF_HOUR):
        difference = datetime.fromtimestamp(instant, _LONDON).utcoffset()
        assert difference is not None
        true[instant] = difference.seconds
        by_wall[instant + difference.seconds].append(difference.seconds)
    return true, dict(by_wall)


class _Runs:
    """Offsets, each from a time on."""

    def __init__(self, runs: list[tuple[str, int]]) -> None:
        self._since = [_seconds(datetime.fromisoformat(at).replace(tzinfo=UTC)) for at, _ in runs]
        self._offsets = [offset for _, offset in runs]

    def at(self, when: int) -> int:
        """Return the offset that holds at a time."""
        return self._offsets[bisect_right(self._since, when) - 1]


def _seconds(at: datetime) -> int:
    return int(at.timestamp())


def _text(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M}"
