"""Oddities that a programme must get right: each small enough to try every programme there is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from programme_checker import faults
from programme_small import LIVE, ON, best_of_all, limits, plan, problem

from comah.model.kinds import ExerciseType
from comah.model.provision import Period
from comah.programme.broken import broken_rules
from comah.programme.problem import HARD, Avoided, Choice, Committed, Limits, Plan, Problem, Published, Wish
from comah.programme.propose import propose
from comah.programme.solving.stages import counted

WEIGHED = Wish(weight=3)
OWES_LIVE = {"live_safe_on": ON + timedelta(days=24), "live_interval": Period(days=60)}


def quays(*plans: Plan, **more: object) -> Problem:
    """Make a problem of plans of one group, two of which an exercise may be meant to test."""
    return problem(list(plans), 5, limits=(limits(group_cap=2, **more),))


def on_record(day: int, *plans: str, kind: ExerciseType = LIVE) -> Committed:
    """Make an exercise that stands, so many days from the first."""
    return Committed(
        id="on-record", day=ON + timedelta(days=day), authority="x", plans=plans, type=kind, planning_from=ON
    )


def beside(bound: Limits, *committed: Committed, **more: object) -> Problem:
    """Make a problem of two plans beside exercises that stand."""
    plans = [plan("northbank", 17, margin_days=5), plan("eastquay", 24)]
    return problem(plans, 5, limits=(bound,), committed=committed, **more)


def spring(**more: object) -> Problem:
    """Make a problem in which no test is due before the financial year ends, and few weeks are free."""
    winter = Avoided(first=ON, last=ON + timedelta(days=55), why="Example Festival")
    return problem([plan("northbank", 150, interval=Period(days=90))], 14, limits=(limits(avoided=(winter,), **more),))


ODDITIES = {
    "a group in which one plan owes a live exercise": quays(
        plan("northbank", 17, group="quays", **OWES_LIVE), plan("eastquay", 26, group="quays"), live=HARD
    ),
    "a group of two types": quays(
        plan("northbank", 19, group="quays", type=LIVE), plan("eastquay", 19, group="quays"), most_in_planning=1
    ),
    "a gap rather kept to one that stands": beside(limits(gap_days=16, gap=WEIGHED), on_record(15)),
    "a gap rather kept between two": beside(limits(gap_days=16, gap=WEIGHED)),
    "rather one in planning": beside(limits(most_in_planning=1, in_planning=WEIGHED), on_record(20)),
    "a test that stands too late": beside(limits(), on_record(26, "northbank")),
    "a test that stands and is live": problem(
        [plan("northbank", 17, **OWES_LIVE)], 5, limits=(limits(live=HARD),), committed=(on_record(16, "northbank"),)
    ),
    "a letter that gives longer than a test would": problem([plan("northbank", 40, interval=Period(days=16))], 5),
    "a test that stands and brings the next one nearer": problem(
        [plan("northbank", 30, interval=Period(days=16))], 5, committed=(on_record(8, "northbank"),)
    ),
    "a test that stands, brings the next one nearer and is the last": problem(
        [plan("northbank", 17, type=LIVE, interval=Period(days=16)), plan("eastquay", 0), plan("westbank", 0)],
        3,
        committed=(on_record(1, "northbank"),),
    ),
    "a published day on which something else stands": beside(
        limits(), on_record(15), published=(Published(plan="northbank", day=ON + timedelta(days=16)),)
    ),
    "a published test that stands": beside(
        limits(), on_record(15, "northbank"), published=(Published(plan="northbank", day=ON + timedelta(days=16)),)
    ),
    "a year rather not without an exercise": spring(yearly=WEIGHED),
    "a year that must have an exercise": spring(yearly=HARD),
    "a year in which one was held": spring(yearly=HARD, held_this_year=1),
    "no time at all": problem([plan("northbank", 3)], 1),
    "planning pressed to its least": beside(limits(may_compress=True)),
}


@pytest.mark.parametrize("given", ODDITIES.values(), ids=ODDITIES)
def test_the_programme_is_the_best_that_there_is(given: Problem) -> None:
    found = propose(given)
    assert (found.score, found.proof) == (best_of_all(given)[0], "proved optimal")
    assert faults(given, found) == []


@pytest.mark.parametrize("given", ODDITIES.values(), ids=ODDITIES)
def test_no_bound_by_counting_is_above_the_best(given: Problem) -> None:
    best, choices = best_of_all(given)
    bounds = {stage.name: stage.bound for stage in counted(given, choices).stages}
    assert {name: bound for name, bound in bounds.items() if bound > getattr(best, name)} == {}


def test_a_test_that_would_bring_the_next_one_nearer_is_a_broken_rule() -> None:
    given = ODDITIES["a letter that gives longer than a test would"]
    early = Choice(day=date(2027, 1, 20) - timedelta(days=1), authority="x", plans=("northbank",), is_live=False)
    assert [(one.rule, one.words) for one in broken_rules(given, [early])] == [
        ("early", "Tue 19 Jan 2027: so early a test would make Northbank due sooner than it is")
    ]
