"""The checker of programmes: it passes a good one and names the rule that each broken one breaks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from programme_checker import faults

from comah.model.kinds import ExerciseType, Nation
from comah.model.provision import Counting, Period
from comah.programme.broken import broken_rules
from comah.programme.problem import (
    HARD,
    Agency,
    Avoided,
    Choice,
    Committed,
    Lead,
    Limits,
    Plan,
    Problem,
    Published,
    Score,
    Wish,
)
from comah.programme.result import Programme, Proposal, Stage
from comah.programme.result import Tested as ForPlan
from comah.workdays.week import monday_of
from comah.workdays.working_days import nation_calendar

LIVE, TABLETOP = ExerciseType.LIVE, ExerciseType.TABLETOP
LEADS = {LIVE: Lead(length_days=182, least_days=35), TABLETOP: Lead(length_days=119, least_days=32)}
SAFE = date(2027, 10, 14)
PLAN = Plan(
    ref="northbank",
    name="Northbank",
    authority="halton",
    group="quays",
    safe_on=SAFE,
    interval=Period(years=3),
    counting=Counting.EXCLUSIVE,
    margin_days=90,
    type=TABLETOP,
    agencies=("example-fire",),
)
LIMITS = Limits(
    authority="halton",
    name="Halton",
    calendar=nation_calendar(Nation.ENGLAND),
    leads=LEADS,
    most_in_planning=2,
    gap_days=14,
    most_a_year=2,
    group_cap=2,
    preferred_weekdays=(1, 2, 3),
    weekdays=HARD,
    avoided=(Avoided(first=date(2027, 8, 23), last=date(2027, 9, 3), why="Fair"),),
)
PROBLEM = Problem(
    on=date(2026, 11, 21),
    ends_on=date(2029, 11, 20),
    plans=(PLAN, replace(PLAN, ref="eastquay"), replace(PLAN, ref="southbank", group="")),
    limits=(LIMITS,),
    agencies=(Agency(id="example-fire", name="Fire", a_week=1, a_quarter=2),),
)
QUAYS, SOUTH = ("eastquay", "northbank"), ("southbank",)


def proposal(day: str, plans: tuple[str, ...], **changed: Any) -> Proposal:
    on = date.fromisoformat(day)
    made = Proposal(
        choice=Choice(day=on, authority="halton", plans=plans, is_live=False),
        week=monday_of(on),
        type=TABLETOP,
        planning_start=LIMITS.calendar.on_or_before(on - timedelta(days=119)),
        is_compressed=False,
        tests=tuple(ForPlan(plan=ref, safe_on=SAFE, margin=(SAFE - on).days, why="") for ref in plans),
    )
    return replace(made, **changed)


def stages(score: Score, bound: int = 0) -> tuple[Stage, ...]:
    return tuple(
        Stage(name=name, value=getattr(score, name), bound=min(bound, getattr(score, name)), by="counting")
        for name in Score.__struct_fields__
    )


# Safe date 14 October 2027. On 29 June: 107 days before it, for two plans. On 13 July: 93 days. The three
# years after them end on 28 June and 12 July 2030, after the programme: 20 November 2029, more than 90 days on.
FIRST, SECOND = proposal("2027-06-29", QUAYS), proposal("2027-07-13", SOUTH)
TRUE = Score(late=0, short=0, missed=0, exercises=2, given_up=107 * 2 + 93, peak=2, disliked=0, changes=0)


def good(*proposals: Proposal) -> Programme:
    made = proposals or (FIRST, SECOND)
    return Programme(proposals=made, score=TRUE, stages=stages(TRUE), method="greedy", loads={"halton": 2})


def test_a_good_programme_has_no_fault() -> None:
    assert faults(PROBLEM, good()) == []


@pytest.mark.parametrize(
    ("fault", "first"),
    [
        ("horizon", proposal("2026-11-19", QUAYS)),
        ("horizon", proposal("2030-06-25", QUAYS)),
        ("working day", proposal("2027-06-26", QUAYS)),
        ("working day", proposal("2027-12-28", QUAYS)),  # the bank holiday for Boxing Day
        ("avoided", proposal("2027-08-24", QUAYS)),
        ("weekday", proposal("2027-06-28", QUAYS)),
        ("christmas", proposal("2027-12-29", QUAYS)),
        ("week", proposal("2027-06-29", QUAYS, week=date(2027, 6, 21))),
        ("week", proposal("2027-06-29", QUAYS, week=date(2027, 6, 29))),
        ("plans", proposal("2027-06-29", ("nowhere",))),
        ("group", proposal("2027-06-29", ("northbank", "southbank"))),
        ("type", proposal("2027-06-29", QUAYS, type=LIVE, planning_start=date(2026, 12, 1))),
        ("planning", proposal("2027-06-29", QUAYS, planning_start=date(2027, 3, 4))),
        ("planning", proposal("2027-03-02", QUAYS, planning_start=date(2026, 11, 3))),
        ("second that week", proposal("2027-07-14", QUAYS)),
        ("gap", proposal("2027-06-30", QUAYS)),
        ("agency week", proposal("2027-07-15", QUAYS)),
        (
            "claim: test",
            proposal("2027-06-29", QUAYS, tests=(ForPlan(plan="northbank", safe_on=SAFE, margin=1, why=""),)),
        ),
        ("claim: plans", proposal("2027-06-29", QUAYS, tests=())),
    ],
)
def test_an_exercise_that_breaks_a_rule_is_found(fault: str, first: Proposal) -> None:
    assert fault in faults(PROBLEM, good(first, SECOND))


def test_planning_may_be_pressed_only_where_the_authority_allows_it() -> None:
    pressed = proposal("2027-01-26", QUAYS, planning_start=PROBLEM.on, is_compressed=True)
    assert "planning" in faults(PROBLEM, good(pressed, SECOND))
    soon = tuple(replace(plan, pressed_until=date(2027, 1, 26)) for plan in PROBLEM.plans)
    allowed = replace(PROBLEM, plans=soon, limits=(replace(LIMITS, may_compress=True),))
    assert "planning" not in faults(allowed, good(pressed, SECOND))
    too_soon = proposal("2026-12-15", QUAYS, planning_start=PROBLEM.on, is_compressed=True)
    assert "planning" in faults(allowed, good(too_soon, SECOND))
    unsaid = replace(pressed, is_compressed=False)
    assert "planning" in faults(allowed, good(unsaid, SECOND))
    in_no_hurry = replace(allowed, plans=PROBLEM.plans)
    assert "planning" in faults(in_no_hurry, good(pressed, SECOND))
    sooner = tuple(replace(plan, pressed_until=date(2027, 1, 25)) for plan in PROBLEM.plans)
    assert "planning" in faults(replace(allowed, plans=sooner), good(pressed, SECOND))


def test_planning_may_begin_before_the_first_day_of_the_programme_and_not_before_today() -> None:
    began = proposal("2027-03-23", QUAYS)
    assert began.planning_start == date(2026, 11, 24)
    later = replace(PROBLEM, on=date(2027, 1, 1))
    assert "planning" in faults(later, good(began, SECOND))
    assert "planning" not in faults(replace(later, as_at=date(2026, 11, 24)), good(began, SECOND))


@pytest.mark.parametrize(
    ("fault", "limits"),
    [
        ("cap", {"group_cap": 1}),
        ("in planning", {"most_in_planning": 1}),
        ("a year", {"most_a_year": 1}),
        ("a year", {"held_this_year": 1, "most_a_year": 1}),
        ("gap", {"gap_days": 15}),
        ("month", {"preferred_months": (5, 6), "months": HARD}),
    ],
)
def test_a_programme_beyond_what_an_authority_can_do_is_found(fault: str, limits: dict[str, Any]) -> None:
    assert fault in faults(replace(PROBLEM, limits=(replace(LIMITS, **limits),)), good())


def test_an_exercise_on_record_takes_its_share_of_every_limit() -> None:
    fixed = Committed(
        id="2027-live",
        day=date(2027, 7, 7),
        authority="halton",
        agencies=("example-fire",),
        planning_from=date(2027, 1, 6),
    )
    found = faults(replace(PROBLEM, committed=(fixed,)), good())
    assert {"in planning", "gap", "a year"} <= set(found)
    autumn = replace(fixed, day=date(2027, 9, 22))
    assert "agency quarter" not in faults(replace(PROBLEM, committed=(autumn,)), good())
    one_a_quarter = replace(PROBLEM, agencies=(Agency(id="example-fire", name="Fire", a_quarter=1),))
    assert "agency quarter" in faults(replace(one_a_quarter, committed=(autumn,)), good())


def test_what_an_agency_gave_before_the_first_day_is_gone() -> None:
    fire = Agency(id="example-fire", name="Fire", a_quarter=2)
    summer = replace(PROBLEM, on=date(2027, 7, 1), as_at=PROBLEM.on, agencies=(fire,))
    third = proposal("2027-09-21", ("southbank",))
    assert "agency quarter" not in faults(summer, good(SECOND, third))
    spent = replace(summer, agencies=(replace(fire, held_this_quarter=1),))
    assert "agency quarter" in faults(spent, good(SECOND, third))
    assert "agency quarter" in {
        one.rule.replace("-", " ") for one in broken_rules(spent, [SECOND.choice, third.choice])
    }


def test_a_limit_that_exercises_on_record_exceed_by_themselves_is_no_fault_of_the_programme() -> None:
    fixed = [
        Committed(id=str(day), day=date(2029, 3, day), authority="halton", planning_from=date(2028, 12, 1))
        for day in (1, 2, 3)
    ]
    score = replace(TRUE, peak=3)
    assert faults(replace(PROBLEM, committed=tuple(fixed)), replace(good(), score=score, stages=stages(score))) == []


@pytest.mark.parametrize(
    ("fault", "score"),
    [
        ("claim: days", {"late": 1}),
        ("claim: days", {"short": 1}),
        ("claim: days", {"given_up": 306}),
        ("claim: exercises", {"exercises": 3}),
        ("claim: missed", {"missed": 1}),
        ("claim: peak", {"peak": 1}),
        ("claim: wishes", {"disliked": 1}),
        ("claim: changes", {"changes": 1}),
    ],
)
def test_a_score_that_is_not_true_is_found(fault: str, score: dict[str, int]) -> None:
    claimed = replace(TRUE, **score)
    assert fault in faults(PROBLEM, replace(good(), score=claimed, stages=stages(claimed)))


def found_with(changed: dict[str, Any], limits: dict[str, Any], **problem: Any) -> list[str]:
    """Check the good programme where the rules are others, with a score that claims something else."""
    score = replace(TRUE, **changed)
    given = replace(PROBLEM, limits=(replace(LIMITS, **limits),), **problem)
    return faults(given, replace(good(), score=score, stages=stages(score)))


# the programme has exercises in 2027/28 alone; 2026/27 and 2028/29 end within it too, and none is live
OWING = tuple(replace(plan, live_safe_on=date(2028, 6, 1), live_interval=Period(years=6)) for plan in PROBLEM.plans)


@pytest.mark.parametrize(
    ("claimed", "limits", "problem"),
    [
        ({"missed": 2}, {"yearly": HARD}, {}),
        ({"missed": 1}, {"yearly": HARD, "held_this_year": 1}, {}),
        ({"missed": 3}, {"live": HARD}, {"plans": OWING}),
        ({"disliked": 4}, {"yearly": Wish(weight=2)}, {}),
        ({"disliked": 6}, {"live": Wish(weight=2)}, {"plans": OWING}),
        ({"disliked": 3}, {"gap_days": 15, "gap": Wish(weight=3)}, {}),
        ({"disliked": 3}, {"most_in_planning": 1, "in_planning": Wish(weight=3)}, {}),
        ({"disliked": 4}, {"preferred_months": (6,), "months": Wish(weight=4)}, {}),
        ({"disliked": 10}, {"preferred_weekdays": (4,), "weekdays": Wish(weight=5)}, {}),
        (
            {"disliked": 1},
            {"avoided": (Avoided(first=date(2027, 7, 1), last=date(2027, 7, 31), why="Fair", wish=Wish(weight=1)),)},
            {},
        ),
        (
            {"changes": 1},
            {},
            {"published": tuple(Published(plan="southbank", day=date(2027, 7, day)) for day in (16, 20))},
        ),
    ],
)
def test_years_live_exercises_wishes_and_changes_are_counted_anew(
    claimed: dict[str, int], limits: dict[str, Any], problem: dict[str, Any]
) -> None:
    assert found_with(claimed, limits, **problem) == []
    (name,) = claimed
    assert found_with({name: claimed[name] - 1}, limits, **problem) != []


def test_a_group_of_two_types_is_planned_as_the_one_that_takes_longer() -> None:
    seminar = ExerciseType.SEMINAR
    leads = LEADS | {seminar: Lead(length_days=56, least_days=15)}
    plans = (replace(PLAN, type=seminar), replace(PLAN, ref="eastquay"))
    given = replace(PROBLEM, plans=plans, limits=(replace(LIMITS, leads=leads),))
    alone = proposal("2027-06-29", ("northbank",))
    assert "type" not in faults(given, good(alone))
    assert "type" in faults(given, good(replace(alone, type=seminar)))
    live = replace(given, plans=(replace(PLAN, type=LIVE), plans[1]))
    assert "not live" in faults(live, good(alone))


def test_what_is_said_to_be_proved_is_held_to_the_score() -> None:
    assert "claim: stages" in faults(PROBLEM, replace(good(), stages=stages(replace(TRUE, late=1))))
    above = tuple(replace(stage, bound=stage.value + 1) for stage in stages(TRUE))
    assert "claim: bound" in faults(PROBLEM, replace(good(), stages=above))


def test_the_next_safe_date_is_counted_as_the_law_has_it() -> None:
    # tested on the leap day 2024: due by 28 February 2027, safe date the 27th
    leap = replace(PLAN, safe_on=date(2024, 2, 29), pressed_until=date(2024, 2, 29))
    problem = replace(PROBLEM, plans=(leap,), on=date(2024, 1, 1), ends_on=date(2027, 3, 1), agencies=())
    test = proposal("2024-02-29", ("northbank",), planning_start=date(2024, 1, 1), is_compressed=True)
    test = replace(test, tests=(ForPlan(plan="northbank", safe_on=leap.safe_on, margin=0, why=""),))
    # two days late at the end (28 February, 1 March), and the margin of 90 days missed twice
    score = Score(late=2, short=180, missed=0, exercises=1, given_up=0, peak=1, disliked=0, changes=0)
    limits = replace(LIMITS, may_compress=True)
    made = Programme(proposals=(test,), score=score, stages=stages(score), method="greedy", loads={})
    assert faults(replace(problem, limits=(limits,)), made) == []
