"""When planning starts of exercises that may be pressed: at the usual time where a hand is free, else when one is."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from programme_small import TABLETOP, limits, plan, problem

from comah.programme.days import planning_start
from comah.programme.problem import Choice, Committed, Problem
from comah.programme.score import score
from comah.programme.unhurried import planning_starts

HURRIED = plan("northbank", 1, pressed_until=date(2027, 1, 29))
ONE_HAND = limits(may_compress=True, most_in_planning=1)


def held(day: str, planning_from: str) -> Committed:
    """Make an exercise on record that is planned from a day on."""
    return Committed(
        id=f"2027-{day}", day=date.fromisoformat(day), authority="x", planning_from=date.fromisoformat(planning_from)
    )


def start_of(given: Problem, day: str) -> str:
    choice = Choice(day=date.fromisoformat(day), authority="x", plans=("northbank",), is_live=False)
    return str(planning_starts(given, [choice])[choice])


@pytest.mark.parametrize(
    ("day", "committed", "start"),
    [
        ("2027-01-07", (), "2027-01-04"),  # not before the first day, four of the week's days being left
        ("2027-01-15", (), "2027-01-08"),  # a hand is free: a week, as usual
        ("2027-01-15", (held("2027-01-11", "2027-01-04"),), "2027-01-12"),  # the one hand is free from Tuesday
        ("2027-01-15", (held("2027-01-12", "2027-01-04"),), "2027-01-13"),  # two working days, the fewest there are
        ("2027-01-22", (held("2027-01-17", "2027-01-04"),), "2027-01-18"),  # Sunday is no day to start
    ],
)
def test_planning_starts_as_near_the_usual_time_as_hands_allow(
    day: str, committed: tuple[Committed, ...], start: str
) -> None:
    given = problem([HURRIED], limits=(ONE_HAND,), committed=committed)
    assert start_of(given, day) == start


def test_no_more_exercises_are_in_planning_at_once_than_without_it() -> None:
    two = replace(ONE_HAND, most_in_planning=2)
    given = problem([HURRIED], limits=(two,), committed=(held("2027-01-11", "2027-01-04"),))
    choice = Choice(day=date(2027, 1, 15), authority="x", plans=("northbank",), is_live=False)
    assert score(given, [choice]).peak == 1
    assert start_of(given, "2027-01-15") == "2027-01-12"


def test_a_plan_in_no_hurry_has_the_usual_time() -> None:
    calm = replace(HURRIED, pressed_until=None)
    given = problem([calm], limits=(ONE_HAND,))
    assert start_of(given, "2027-01-15") == "2027-01-08"
    assert planning_start(given, ONE_HAND, (calm,), date(2027, 1, 7), TABLETOP) is None
    assert planning_start(given, ONE_HAND, (HURRIED,), date(2027, 1, 7), TABLETOP) == date(2027, 1, 5)
