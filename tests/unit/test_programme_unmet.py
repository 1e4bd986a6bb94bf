"""Wishes that no one day decides: where they are not met the page names each, with its weight."""

from __future__ import annotations

from datetime import date

from programme_small import ON, WEIGHED, limits, plan, problem

from comah.model.provision import Period
from comah.programme.problem import HARD, Choice, Limits
from comah.programme.unmet import unmet_lines


def on_days(*days: str) -> list[Choice]:
    return [Choice(day=date.fromisoformat(day), authority="x", plans=("northbank",), is_live=False) for day in days]


def lines(own: Limits, *days: str, weeks: int = 6) -> list[str]:
    northbank = plan("northbank", 19, live_safe_on=ON, live_interval=Period(days=70))
    return list(unmet_lines(problem([northbank], weeks, limits=(own,)), on_days(*days)))


def test_a_plan_that_is_not_tested_live_in_time() -> None:
    assert lines(limits(live=WEIGHED), "2027-01-18") == [
        "wish not met: northbank: not tested live every 70 days (weight 2)"
    ]


def test_two_exercises_nearer_than_is_wished() -> None:
    expected = "wish not met: 27 Jan 2027 is 9 days after the last of Exampleshire, not 14 (weight 2)"
    assert lines(limits(gap_days=14, gap=WEIGHED), "2027-01-18", "2027-01-27") == [expected]


def test_more_in_planning_than_is_wished_counts_for_each() -> None:
    own = limits(most_in_planning=1, in_planning=WEIGHED)
    expected = "wish not met: Exampleshire: 2 exercises in planning at once, not 1 (weight 2)"
    assert lines(own, "2027-01-18", "2027-01-22") == [expected]


def test_a_year_without_an_exercise() -> None:
    expected = "wish not met: Exampleshire: no exercise in 2026/27 (weight 2)"
    assert lines(limits(yearly=WEIGHED), "2027-04-07", weeks=20) == [expected]


def test_what_a_hard_rule_asks_for_is_told_elsewhere() -> None:
    own = limits(live=HARD, yearly=HARD, gap_days=14, gap=HARD, most_in_planning=1, in_planning=HARD)
    assert lines(own, "2027-01-18", "2027-01-22", weeks=20) == []
