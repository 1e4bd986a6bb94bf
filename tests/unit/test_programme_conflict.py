"""Why safe dates cannot be kept, and what would help."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from programme_small import ON, WEIGHED, limits, plan, problem

from comah.model.provision import Period
from comah.programme.backlog import with_backlog
from comah.programme.conflict import Conflict, conflict_of, late_alone, reachable, without
from comah.programme.facts import Fact, facts_of
from comah.programme.problem import HARD, Agency, Avoided, Committed, Problem
from comah.programme.relaxation import more_a_year, relaxations, together
from comah.programme.solving.feasible import can_be_kept, least_late

FIRE = Agency(id="example-fire", name="Example Fire", a_quarter=1)
FESTIVAL = Avoided(first=ON + timedelta(days=7), last=ON + timedelta(days=20), why="Example Festival")


def two_plans(**more: object) -> Problem:
    """Two plans due in the second and third week, that Example Fire can take part in."""
    plans = [plan("northbank", 12, agencies=("example-fire",)), plan("eastquay", 19, agencies=("example-fire",))]
    return problem(plans, 4, **more)


ELECTION = Avoided(first=ON + timedelta(days=7), last=ON + timedelta(days=13), why="the election", kind="election")
SCHOOL = Avoided(first=ON + timedelta(days=7), last=ON + timedelta(days=20), why="school holidays", kind="school")
CASES = {
    "an agency that is full": two_plans(agencies=(FIRE,)),
    "one exercise in planning": two_plans(limits=(limits(most_in_planning=1, gap_days=12),)),
    "a long gap": two_plans(limits=(limits(gap_days=30),)),
    "a festival": two_plans(limits=(limits(avoided=(FESTIVAL,)),)),
    "two reasons to keep the same days free": two_plans(limits=(limits(avoided=(ELECTION, SCHOOL)),)),
    "Wednesdays alone": two_plans(limits=(limits(preferred_weekdays=(2,), weekdays=HARD),)),
    "an agency once a week": problem(
        [plan("northbank", 12, agencies=("fire",)), plan("eastquay", 12, authority="y", agencies=("fire",))],
        4,
        limits=(limits(), limits(authority="y", name="Eastshire")),
        agencies=(Agency(id="fire", name="Fire", a_week=1),),
    ),
    "one exercise a year": two_plans(limits=(limits(most_a_year=1),)),
    "one a week, three plans": problem([plan(ref, 12) for ref in ("northbank", "eastquay", "westbank")], 4),
    "an exercise committed that alone can test a plan in time": problem(
        [plan("northbank", 4), plan("eastquay", 12), plan("westbank", 12)],
        4,
        committed=(
            Committed(id="on-record", day=date(2027, 1, 8), authority="x", plans=("northbank",), planning_from=ON),
        ),
    ),
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
        "no programme can keep all of these; without any one of them the rest can be kept:",
        "(1) Northbank is to be tested by 16 Jan 2027, and every 35 days after a test",
        "(2) Eastquay is to be tested by 23 Jan 2027, and every 35 days after a test",
        "(3) Example Fire takes part in 1 exercise a quarter at most",
        "besides what always holds: time to plan each, and one exercise a week of each authority at the most",
    )


def test_a_plan_that_an_exercise_on_record_tests_in_time_is_in_no_conflict_by_itself() -> None:
    found = conflict_of(CASES["an exercise committed that alone can test a plan in time"])
    assert found is not None
    assert [fact.id for fact in found.facts] == ["plan:eastquay", "plan:westbank"]


def test_facts_that_only_first_tests_need_are_left_out_where_later_ones_need_fewer() -> None:
    often = plan("northbank", 12, interval=Period(days=3))
    found = conflict_of(problem([often, plan("eastquay", 12)], 4))
    assert found is not None
    assert [fact.id for fact in found.facts] == ["plan:northbank"]


def test_a_plan_whose_first_day_is_its_safe_date_is_not_late() -> None:
    assert late_alone(problem([plan("northbank", 11)], 4)) == ()


def test_facts_that_could_not_be_shown_to_be_needed_are_said_to_be_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    given = CASES["one exercise in planning"]
    number = len(facts_of(reachable(given)))

    def unsure(asked: Problem, **_: object) -> bool | None:
        return False if len(facts_of(asked)) == number and asked.plans[0].interval == Period(days=35) else None

    monkeypatch.setattr("comah.programme.conflict.can_be_kept", unsure)
    found = conflict_of(given)
    assert found is not None
    assert not found.is_smallest
    assert found.words[0] == "no programme can keep all of these; that each is needed could not be shown:"


def test_a_rule_that_gives_way_is_no_fact() -> None:
    bound = limits(
        gap_days=9,
        gap=WEIGHED,
        most_in_planning=1,
        in_planning=WEIGHED,
        preferred_weekdays=(2,),
        weekdays=WEIGHED,
        preferred_months=(2,),
        months=WEIGHED,
        avoided=(replace(FESTIVAL, wish=WEIGHED),),
    )
    given = problem([plan("northbank", 12)], 4, limits=(bound,), agencies=(Agency(id="fire", name="Fire"),))
    assert [fact.id for fact in facts_of(given)] == ["plan:northbank"]


def test_what_can_be_kept_is_in_no_conflict() -> None:
    assert conflict_of(two_plans()) is None


def test_a_plan_that_is_late_by_itself_stands_in_no_other_s_way() -> None:
    late, in_time = plan("northbank", 0), plan("eastquay", 25)
    (found,) = late_alone(with_backlog(problem([late, in_time], 4)))
    assert (found.plan.ref, found.first_on) == ("northbank", date(2027, 1, 11))
    assert conflict_of(problem([late, in_time], 4)) is None


def test_a_plan_that_no_day_is_left_for_has_none() -> None:
    (found,) = late_alone(problem([plan("northbank", 2)], 1))
    assert (found.plan.ref, found.first_on) == ("northbank", None)


def test_a_plan_due_after_the_programme_is_not_late() -> None:
    assert late_alone(problem([plan("northbank", 90)], 1)) == ()


def test_what_helps_most_comes_first() -> None:
    given = with_backlog(two_plans(agencies=(FIRE,), limits=(limits(avoided=(FESTIVAL,)),)))
    late, bound, choices = least_late(given)
    assert (late, bound) == (17, 17)
    found = relaxations(given, choices)
    assert [(one.words, one.late, one.saved) for one in found] == [
        ("Exampleshire presses planning to its least lengths", 8, 9),
        ("without this: Exampleshire keeps free: Example Festival", 8, 9),
    ]


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


RELAXED = {
    "pressed planning": (
        problem([plan("northbank", 6)], 4),
        "Exampleshire presses planning to its least lengths",
    ),
    "more plans at once": (
        problem([plan(ref, 12, group="quays") for ref in ("northbank", "eastquay")], 4),
        "one exercise of Exampleshire is meant to test 2 plans of a group",
    ),
    "any month": (
        problem([plan("northbank", 12)], 6, limits=(limits(preferred_months=(2,), months=HARD),)),
        "without this: Exampleshire holds exercises in some months alone",
    ),
    "an agency more often": (
        CASES["an agency once a week"],
        "Fire takes part in 2 exercises a week",
    ),
    "an exercise on record let go": (CASES["an exercise committed"], "without this: on-record stays on 13 Jan 2027"),
}


@pytest.mark.parametrize(("given", "words"), RELAXED.values(), ids=RELAXED)
@pytest.mark.parametrize("use_solver", [True, False])
def test_one_thing_let_go_keeps_every_date(given: Problem, words: str, use_solver: bool) -> None:
    given = with_backlog(given)
    _, _, choices = least_late(given)
    found = {one.words: one.late for one in relaxations(given, choices, use_solver=use_solver)}
    assert found[words] == 0


def test_no_plan_is_tested_together_that_can_be_alone() -> None:
    plans = [plan(ref, days) for ref, days in (("northbank", 12), ("eastquay", 12), ("westbank", 26))]
    found = together(problem(plans, 4, limits=(limits(most_a_year=2),)), "x")
    assert found is not None
    assert [refs for _, refs in found.exercises] == [("eastquay", "northbank")]
