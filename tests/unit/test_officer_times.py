"""Days with a time of day as officers type them, and which instant is meant."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from comah.errors import RefusedError
from comah.model.moment import Moment
from comah.model.officer_times import read_officer_time
from comah.model.when import NotADateError
from comah.oncall.given_time import instant_given


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("20/11/2026 18:00", "2026-11-20 18:00"),
        ("Fri 20 Nov 2026 18:00", "2026-11-20 18:00"),
        ("  20 November 2026,  9:30 ", "2026-11-20 09:30"),
        ("20 Nov 2026 at 0930", "2026-11-20 09:30"),
        ("20 Nov 2026 9.30", "2026-11-20 09:30"),
        ("2026-11-20 18:00", "2026-11-20 18:00"),
        ("2026-11-20T18:00:30", "2026-11-20 18:00:30"),
        ("25/10/2026 01:30 bst", "2026-10-25 01:30 BST"),
        ("2026-10-25 01:30+00:00", "2026-10-25 01:30 +00:00"),
    ],
)
def test_a_day_and_a_time(typed: str, read: str) -> None:
    assert read_officer_time(typed).text == read


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "this is no day with a time of day"),
        ("18:00", "this is no day with a time of day"),
        ("20 Nov 2026", "this is no day with a time of day"),  # not 20:26
        ("20/11/2026", "this is no day with a time of day"),
        ("20/11/2026 24:00", "is no day with a time of day"),
        ("20/11/2026 18:60", "is no day with a time of day"),
        ("31/11/2026 18:00", "there is no such day"),
        ("Sat 20 Nov 2026 18:00", "20 November 2026 was a Friday, not a Saturday"),
        ("Nov 2026 18:00", "one exact day is needed"),
        ("20/11/2026 18:00 CET", "this is no day with a time of day"),
    ],
)
def test_what_is_no_day_with_a_time(typed: str, why: str) -> None:
    with pytest.raises(NotADateError, match=why):
        read_officer_time(typed)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-07-01 09:00", datetime(2026, 7, 1, 8, 0, tzinfo=UTC)),
        ("2026-07-01 09:00 BST", datetime(2026, 7, 1, 8, 0, tzinfo=UTC)),
        ("2026-10-25 01:30 BST", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25 01:30 GMT", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ("2026-10-25 00:59", datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        ("2026-10-25 02:00", datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        ("2027-03-28 02:00", datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
    ],
)
def test_the_instant_that_is_meant(text: str, instant: datetime) -> None:
    assert instant_given(Moment.read(text), "--at") == instant


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2026-10-25 01:00", "comes twice; add BST or GMT"),
        ("2026-10-25 01:59", "comes twice; add BST or GMT"),
        ("2027-03-28 01:00", "the clocks go forward and there is no such time"),
        ("2027-03-28 01:30 GMT", "the clocks show BST then; leave the zone out"),
        ("2026-11-20 18:00 BST", "the clocks show GMT then; leave the zone out"),
    ],
)
def test_a_time_that_the_clock_does_not_tell(text: str, why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        instant_given(Moment.read(text), "--at")
