"""Why safe dates cannot be kept, and what would help."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from programme_small import ON, limits, plan, problem

from comah.programme.conflict import Conflict, conflict_of, late_alone, reachable, without
from comah.programme.facts import Fact, facts_of
from comah.programme.problem import Agency, Avoided, Committed, Problem
from comah.programme.relaxation import more_a_year, relaxations, together
from comah.programme.solving.feasible import can_be_kept, least_late

FIRE = Agency(id="example-fire", name="Example Fire", a_quarter=1)
FESTIVAL = Avoided(first=ON + timedelta(days=7), last=ON + timedelta(days=20), why="Example Festival")


def two_plans(**more: object) -> Problem:
    """Two plans due in the second and third week, that Example Fire can take part in."""
    plans = [plan("northbank", 12, agencies=("example-fire",)), plan("eastquay", 19, agencies=("example-fire",))]
    return problem(plans, 4, **more)


CASES = {
    "an agency that is full": two_plans(agencies=(FIRE,)),
    "one exercise in planning": two_plans(limits=(limits(most_in_planning=1, gap_days=12),)),
    "a long gap": two_plans(limits=(limits(gap_days=30),)),
    "a festival": two_plans(limits=(limits(avoided=(FESTIVAL,)),)),
    "one exercise a year": two_plans(limits=(limits(most_a_year=1),)),
    "one a week, three plans": problem([plan(ref, 12) for ref in ("northbank", "eastquay", "westbank")], 4),
    "an exercise committed": two_plans(
        committed=(Committed(id="on-record", day=date(2027, 1, 13), authority="x", planning_from=ON),),
        limits=(limits(gap_days=7),),
    ),
}


@pytest.mark.parametrize("given", CASES.values(), ids=CASES)
def test_a_conflict_cannot_be_kept_and_without_any_one_of_its_facts_it_can(given: Problem) -> None:
    found = conflict_of(given)
    assert found is not None
    assert found.is_smallest
    assert can_be_kept(only(given, found)) is False
    for fact in found.facts:
        assert can_be_kept(only(given, found, left_out=fact)) is True, fact.words


def only(given: Problem, found: Conflict, left_out: Fact | None = None) -> Problem:
    """Return the problem with the facts of the conflict and no others, or with one of them less."""
    kept = {fact.id for fact in found.facts} - ({left_out.id} if left_out else set())
    within_reach = reachable(given)
    return without(within_reach, [fact for fact in facts_of(within_reach) if fact.id not in kept])


def test_a_conflict_is_said_in_words() -> None:
    found = conflict_of(CASES["an agency that is full"])
    assert found is not None
    assert found.words == (
        "Northbank is to be tested by 16 Jan 2027 and every 35 days after a test; "
        "Eastquay is to be tested by 23 Jan 2027 and every 35 days after a test; "
        "Example Fire takes part in 1 exercise a quarter at most: not all of these can be kept"
    )


def test_what_can_be_kept_is_in_no_conflict() -> None:
    assert conflict_of(two_plans()) is None


def test_a_plan_that_is_late_by_itself_says_what_day_is_the_first() -> None:
    late, in_time = plan("northbank", 0), plan("eastquay", 25)
    (found,) = late_alone(problem([late, in_time], 4))
    assert (found.plan, found.first_on) == ("northbank", date(2027, 1, 11))
    assert found.words == (
        "Northbank is due on 4 Jan 2027; the first day with time to plan its exercise is 11 Jan 2027, 7 days later"
    )
    assert conflict_of(problem([late, in_time], 4)) is None


def test_a_plan_that_no_day_is_left_for_says_so() -> None:
    (found,) = late_alone(problem([plan("northbank", 2)], 1))
    assert found.words == "Northbank is due on 6 Jan 2027; no day is left to test it"


def test_a_plan_due_after_the_programme_is_not_late() -> None:
    assert late_alone(problem([plan("northbank", 90)], 1)) == ()


def test_what_helps_most_comes_first() -> None:
    given = two_plans(agencies=(FIRE,), limits=(limits(avoided=(FESTIVAL,)),))
    assert least_late(given)[:2] == (17, 17)
    found = relaxations(given, 17)
    assert [(one.id, one.late, one.saved) for one in found] == [("diary:x", 8, 9)]
    assert found[0].words == "without this: Exampleshire keeps free: Example Festival"


def test_one_exercise_more_a_year_is_enough_for_two_plans() -> None:
    assert more_a_year(CASES["one exercise a year"], "x") == 1
    assert more_a_year(CASES["a festival"], "x") is None
    unlimited = replace(CASES["a festival"], limits=(limits(avoided=(FESTIVAL,), most_a_year=1),))
    assert more_a_year(unlimited, "x") is None


def test_two_plans_tested_together_need_one_exercise() -> None:
    found = together(CASES["one exercise a year"], "x")
    assert found is not None
    assert found.at_once == 2
    assert [plans for _, plans in found.exercises] == [("eastquay", "northbank")]
