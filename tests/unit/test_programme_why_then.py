"""Why an exercise stands on its day, in words that are true of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from programme_small import ON, limits, plan, problem

from comah.model.provision import Period
from comah.programme.backlog import with_backlog
from comah.programme.describe import describe
from comah.programme.problem import HARD, Agency, Avoided, Choice, Committed, Problem, Published
from comah.programme.propose import propose

FIRE = Agency(id="fire", name="Example Fire", a_quarter=1)
ON_RECORD = Committed(id="on-record", day=ON + timedelta(days=7), authority="x", planning_from=ON)


def why(given: Problem, *days: str) -> list[str]:
    """Say why of a programme of lone exercises: the plan and its day."""
    choices = [
        Choice(day=date.fromisoformat(day), authority="x", plans=(ref,), is_live=False)
        for ref, day in (one.split(" ") for one in days)
    ]
    return [test.why for one in describe(given, choices) for test in one.tests]


PROPOSED = {
    "the last suggested day": (
        problem([plan("northbank", 19)], 5),
        "safe date 23 Jan 2027; the last suggested day by 23 Jan 2027",
    ),
    "no time before": (
        problem([plan("northbank", 0, is_assumed=True)], 4),
        "no safe date is known; the first suggested day with time to plan it",
    ),
    "too little margin": (
        problem([plan("northbank", 9, margin_days=9)], 4),
        "safe date 13 Jan 2027; the first suggested day with time to plan it, on it",
    ),
    "no margin at all": (
        problem([plan("northbank", 7, margin_days=9)], 4),
        "safe date 11 Jan 2027; the first suggested day with time to plan it, on it",
    ),
    "the days before are taken": (
        problem([plan("northbank", 9)], 4, committed=(ON_RECORD,), limits=(limits(gap_days=10),)),
        (
            "safe date 13 Jan 2027; the first day with room "
            "(15 Jan 2027 is 4 days after the last, and 10 are to be kept; on record: on-record; "
            "15 Jan 2027: a second exercise that week; on record: on-record), 8 days past it"
        ),
    ),
}


@pytest.mark.parametrize(("given", "words"), PROPOSED.values(), ids=PROPOSED)
def test_a_proposed_exercise_says_why_it_stands_on_its_day(given: Problem, words: str) -> None:
    (proposal,) = propose(with_backlog(given)).proposals[:1]
    assert proposal.tests[0].why == words


def test_an_exercise_with_one_due_first_says_so() -> None:
    given = problem(
        [plan("northbank", 19, group="quays"), plan("eastquay", 26, group="quays")], 5, limits=(limits(group_cap=2),)
    )
    (proposal,) = propose(given).proposals
    assert [one.why for one in proposal.tests] == [
        "safe date 30 Jan 2027; with Northbank, which is due first",
        "safe date 23 Jan 2027; the last suggested day by 23 Jan 2027",
    ]
    assert (proposal.margin, proposal.given_up) == (1, 9)


NORTH, EAST = plan("northbank", 26), plan("eastquay", 26)
FESTIVAL = Avoided(first=date(2027, 1, 25), last=date(2027, 1, 29), why="Example Festival")
LATER = "safe date 30 Jan 2027; the last day with room by 30 Jan 2027"
OTHER_DAYS = {
    "another exercise has the week": (
        problem([NORTH, EAST], 5),
        ("northbank 2027-01-22", "eastquay 2027-01-25"),
        f"{LATER} (29 Jan 2027: a second exercise that week)",
    ),
    "all hands are busy": (
        problem([NORTH, EAST], 5, limits=(limits(most_in_planning=1),)),
        ("northbank 2027-01-22", "eastquay 2027-01-29"),
        f"{LATER} (29 Jan 2027: 2 exercises in planning, at most 1; 29 Jan 2027: a second exercise that week)",
    ),
    "a festival": (
        problem([NORTH], 5, limits=(limits(avoided=(FESTIVAL,)),)),
        ("northbank 2027-01-22",),
        f"{LATER} (Fri 29 Jan 2027: Example Festival)",
    ),
    "an agency is full in the next quarter": (
        problem(
            [plan("northbank", 97, agencies=("fire",)), plan("eastquay", 120, agencies=("fire",))],
            15,
            agencies=(FIRE,),
        ),
        ("northbank 2027-03-31", "eastquay 2027-04-05"),
        (
            "safe date 11 Apr 2027; the last day with room by 11 Apr 2027 "
            "(Example Fire is asked for 2 in the quarter of 9 Apr 2027, at most 1; "
            "9 Apr 2027: a second exercise that week)"
        ),
    ),
    "the year is full on every day between, and hands are busy on the last two of them": (
        problem(
            [plan("northbank", 116), plan("eastquay", 116)], 18, limits=(limits(most_a_year=1, most_in_planning=1),)
        ),
        ("northbank 2027-03-31", "eastquay 2027-04-30"),
        (
            "safe date 30 Apr 2027; the last day with room by 30 Apr 2027 (2027/28: 2 exercises, at most 1; "
            "30 Apr 2027: 2 exercises in planning, at most 1; 30 Apr 2027: a second exercise that week)"
        ),
    ),
    "four rules stand in the way, and the three that do on most days are said": (
        problem(
            [plan("northbank", 116), plan("eastquay", 116)],
            18,
            limits=(limits(most_a_year=1, most_in_planning=1, gap_days=10),),
        ),
        ("northbank 2027-03-31", "eastquay 2027-04-30"),
        (
            "safe date 30 Apr 2027; the last day with room by 30 Apr 2027 (2027/28: 2 exercises, at most 1; "
            "30 Apr 2027 is 0 days after the last, and 10 are to be kept; "
            "30 Apr 2027: 2 exercises in planning, at most 1)"
        ),
    ),
    "the day wished for is full for one rule, and the one before it for another": (
        problem([NORTH, EAST], 5, limits=(limits(avoided=(FESTIVAL,)),)),
        ("northbank 2027-01-15", "eastquay 2027-01-22"),
        f"{LATER} (Fri 29 Jan 2027: Example Festival; 22 Jan 2027: a second exercise that week)",
    ),
    "the financial year needs one": (
        problem([plan("northbank", 150, interval=Period(days=90))], 14, limits=(limits(yearly=HARD),)),
        ("northbank 2027-03-31",),
        "safe date 3 Jun 2027; not on 9 Apr 2027: 2026/27 would have no exercise",
    ),
    "the financial year needs one, and another authority has one": (
        problem(
            [plan("northbank", 150, interval=Period(days=90))],
            14,
            limits=(limits(yearly=HARD), limits(authority="y", name="Northshire")),
            committed=(replace(ON_RECORD, authority="y"),),
        ),
        ("northbank 2027-03-31",),
        "safe date 3 Jun 2027; not on 9 Apr 2027: 2026/27 would have no exercise",
    ),
    "the programme ends before the day by which it is wished for": (
        problem([plan("northbank", 150)], 4),
        ("northbank 2027-01-29",),
        "safe date 3 Jun 2027; the last suggested day of the programme, which ends 31 Jan 2027",
    ),
    "a week that was published, or is that of the programme as it is": (
        problem([NORTH], 9, published=(Published(plan="northbank", day=date(2027, 1, 13)),)),
        ("northbank 2027-01-13", "northbank 2027-02-10"),
        "safe date 30 Jan 2027; not on 29 Jan 2027: 1 test more moved to another week",
    ),
    "what is given up now is not given up next time": (
        problem([NORTH], 9),
        ("northbank 2027-01-13", "northbank 2027-02-10"),
        "safe date 30 Jan 2027; as good as on 29 Jan 2027",
    ),
    "nothing stands in the way": (
        problem([NORTH], 3),
        ("northbank 2027-01-13",),
        "safe date 30 Jan 2027; 22 Jan 2027 would be better; the search ended before",
    ),
    "late though there was room": (
        problem([plan("northbank", 12)], 5),
        ("northbank 2027-01-25",),
        "safe date 16 Jan 2027; 15 Jan 2027 would be better; the search ended before, 9 days past it",
    ),
}


@pytest.mark.parametrize(("given", "days", "words"), OTHER_DAYS.values(), ids=OTHER_DAYS)
def test_what_another_day_would_cost_is_said(given: Problem, days: tuple[str, ...], words: str) -> None:
    assert why(given, *days)[0] == words
