"""Every half minute of three days round each clock change of five years: one holder a place, and handovers on time.

What is expected is worked out in another way than the rota is: the wall clock is walked forward, and a handover
has happened as soon as the clock shows its time, or one after it, for the first time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from register_text import register

from comah.model.oncall_book import Oncall
from comah.oncall.holding import Holders, holdings
from comah.oncall.turns import turns_of

LONDON = ZoneInfo("Europe/London")
HANDOVERS = ("09:00", "01:30", "00:00", "02:00", "01:00", "23:59", "12:34")
CHANGES = (
    "2024-03-31", "2024-10-27", "2025-03-30", "2025-10-26", "2026-03-29", "2026-10-25", "2027-03-28", "2027-10-31",
    "2028-03-26", "2028-10-29",
)  # fmt: skip
SUNDAYS = tuple(date.fromisoformat(day) for day in CHANGES)
STEP = timedelta(seconds=30)
A_DAY = timedelta(days=1)


def role(kind: str, handover: str) -> str:
    return f"{kind}-{handover.replace(':', '')}"


def roles_text() -> str:
    daily = [
        f'{{ id = "{role("daily", at)}", shift_days = 1, handover_at = "{at}", second = true }}' for at in HANDOVERS
    ]
    weekly = [f'{{ id = "{role("weekly", at)}", handover_day = "sunday", handover_at = "{at}" }}' for at in HANDOVERS]
    return f"roles = [{', '.join((*daily, *weekly))}]"


def who(day: date, place: int) -> str:
    """Somebody else each day, and never the same in both places."""
    return f"officer-{(day.toordinal() + place) % 5}"


def shifts_of(sunday: date) -> Iterator[str]:
    for at in HANDOVERS:
        for number in range(-4, 5):
            day = sunday + number * A_DAY
            for place in (1, 2):
                shift = f'id = "{day}-{role("daily", at)}-{place}", role = "{role("daily", at)}", place = {place}'
                yield f'{{ {shift}, person = "{who(day, place)}" }}'
        for day in (sunday - 7 * A_DAY, sunday):
            year, week, _ = day.isocalendar()
            shift = f'id = "{year}-w{week:02}-{role("weekly", at)}-1", role = "{role("weekly", at)}"'
            yield f'{{ {shift}, person = "{who(day, 1)}" }}'


@pytest.fixture(scope="module")
def oncall() -> Oncall:
    people = ", ".join(f'{{ id = "officer-{number}" }}' for number in range(5))
    rotas = {}
    for year in range(2024, 2029):
        shifts = [text for day in SUNDAYS if day.year == year for text in shifts_of(day)]
        rotas[f"oncall/rota-{year}"] = f"shifts = [{', '.join(shifts)}]"
    book = register({"oncall/roles": roles_text(), "oncall/people": f"people = [{people}]", **rotas})
    assert book.problems == ()
    found = book.authorities[0].oncall
    assert found is not None
    return found


@pytest.fixture(scope="module")
def holders(oncall: Oncall) -> Holders:
    return Holders(oncall)


def span(sunday: date) -> tuple[datetime, datetime]:
    """Three days round the change, from midnight to midnight."""
    start = datetime.combine(sunday - A_DAY, time(), tzinfo=LONDON).astimezone(UTC)
    return start, datetime.combine(sunday + 2 * A_DAY, time(), tzinfo=LONDON).astimezone(UTC)


class WallClock:
    """Whose turn it is by the clock on the wall, which is only ever walked forward."""

    def __init__(self, days: list[date], at: str, place: int) -> None:
        self.handovers = [(datetime.combine(day, time.fromisoformat(at)), who(day, place)) for day in days]
        self.now = ""

    def holder(self, wall: datetime) -> str:
        while self.handovers and wall >= self.handovers[0][0]:
            self.now = self.handovers.pop(0)[1]
        return self.now


def walls(sunday: date) -> dict[tuple[str, int], WallClock]:
    days = [sunday + number * A_DAY for number in range(-4, 5)]
    found = {}
    for at in HANDOVERS:
        found[role("daily", at), 1] = WallClock(days, at, 1)
        found[role("daily", at), 2] = WallClock(days, at, 2)
        found[role("weekly", at), 1] = WallClock([sunday - 7 * A_DAY, sunday], at, 1)
    return found


@pytest.mark.parametrize("sunday", SUNDAYS, ids=str)
def test_at_every_half_minute_each_place_has_the_one_holder_that_the_wall_clock_says(
    holders: Holders, sunday: date
) -> None:
    clocks = walls(sunday)
    now, end = span(sunday)
    wrong = []
    while now < end:
        wall = now.astimezone(LONDON).replace(tzinfo=None)
        found = {(held.role, held.seat): held for held in holders.at(now)}
        assert found.keys() == clocks.keys()
        for place, held in found.items():
            if held.person != clocks[place].holder(wall) or not held.start <= now < held.end:
                wrong.append((place, str(now), held.person))
        now += STEP
    assert wrong == []


@pytest.mark.parametrize("sunday", SUNDAYS, ids=str)
def test_what_is_held_follows_without_a_break_or_an_overlap(oncall: Oncall, sunday: date) -> None:
    start, end = span(sunday)
    line: dict[tuple[str, int], datetime] = {}
    for held in holdings(oncall, start, end):
        assert held.start == line.get((held.role, held.seat), start)
        assert held.start < held.end
        line[held.role, held.seat] = held.end
    assert set(line.values()) == {end}


@pytest.mark.parametrize(
    ("at", "spring", "autumn"),
    [
        ("09:00", "2026-03-29T08:00Z", "2026-10-25T09:00Z"),
        ("00:00", "2026-03-29T00:00Z", "2026-10-24T23:00Z"),
        ("01:00", "2026-03-29T01:00Z", "2026-10-25T00:00Z"),  # skipped: 02:00 BST; twice: the first, in BST
        ("01:30", "2026-03-29T01:00Z", "2026-10-25T00:30Z"),
        ("02:00", "2026-03-29T01:00Z", "2026-10-25T02:00Z"),
        ("12:34", "2026-03-29T11:34Z", "2026-10-25T12:34Z"),
        ("23:59", "2026-03-29T22:59Z", "2026-10-25T23:59Z"),
    ],
)
def test_a_handover_on_the_day_of_the_change_is_at_this_instant(
    oncall: Oncall, at: str, spring: str, autumn: str
) -> None:
    starts = {turn.shift.id: turn.start for turn in turns_of(oncall)}
    for day, instant in (("2026-03-29", spring), ("2026-10-25", autumn)):
        assert starts[f"{day}-{role('daily', at)}-1"] == datetime.fromisoformat(instant)


def test_the_weeks_of_the_changes_last_167_and_169_hours(oncall: Oncall) -> None:
    hours = {turn.shift.id: (turn.end - turn.start) / timedelta(hours=1) for turn in turns_of(oncall)}
    assert hours["2026-w12-weekly-0900-1"] == 167
    assert hours["2026-w13-weekly-0900-1"] == 168
    assert hours["2026-w42-weekly-0900-1"] == 169
    assert hours["2026-03-29-daily-0000-1"] == 23
    assert hours["2026-10-25-daily-0000-1"] == 25
