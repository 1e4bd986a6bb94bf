"""What is said where safe dates are not kept: plans late by themselves, facts in conflict, what would help."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from programme_register import ON as TODAY
from programme_register import PREPARED, RECORDS
from programme_small import ON, limits, plan, problem
from register_text import register

from comah.law.load import load_law
from comah.model.programme_page import ProgrammePage
from comah.programme.asked import Asked
from comah.programme.backlog import with_backlog
from comah.programme.compose import WHY, proposed
from comah.programme.problem import Agency, Committed, Problem
from comah.programme.propose import propose
from comah.programme.shortfall import NOT_SHOWN, Shortfall, shortfall

UNKNOWN = RECORDS | {"establishments/dockside": PREPARED}
# two plans of which nothing is known, and room to plan one exercise at a time
CROWDED = UNKNOWN | {"establishments/millbrook": PREPARED, "authority": "[programme]\nmost_in_planning = 1\n"}


@pytest.fixture
def no_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the first programme and counting tell."""
    for module in ("propose", "compose"):
        monkeypatch.setattr(f"comah.programme.{module}.solver_fault", lambda: "OR-Tools is not installed")


def page_of(records: dict[str, str]) -> ProgrammePage:
    return proposed(register(records), load_law(), Asked(on=TODAY, first=TODAY, years=3)).page


def said(given: Problem) -> Shortfall:
    """Say why the best programme of a problem is late."""
    given = with_backlog(given)
    return shortfall(given, [one.choice for one in propose(given).proposals])


def test_where_every_safe_date_is_kept_nothing_is_said() -> None:
    assert said(problem([plan("northbank", 19)], 5)) == Shortfall()


def test_a_plan_that_is_late_by_itself_is_named_with_its_first_day() -> None:
    assert said(problem([plan("northbank", 2)], 4)).conflict == (
        "Northbank: safe date 6 Jan 2027; the first day for an exercise is 11 Jan 2027, 5 days past it",
    )


def test_a_safe_date_that_has_passed_is_given_as_it_was() -> None:
    passed = plan("northbank", 0, is_assumed=True, passed_on=date(2026, 12, 31))
    assert said(problem([passed], 4)).conflict == (
        "Northbank: safe date 31 Dec 2026 has passed; the first day for an exercise is 11 Jan 2027, 11 days past it",
    )


def test_plans_of_which_nothing_is_known_are_named_together_and_the_gaps_come_first() -> None:
    unknown = [plan(ref, 0, is_assumed=True) for ref in ("northbank", "eastquay")]
    found = said(problem(unknown, 4))
    assert found.conflict[0] == (
        "no safe date is known of Eastquay, Northbank; the first day for an exercise is 11 Jan 2027"
    )
    assert found.remedies[0] == (
        "a test found on record, or credited, of Eastquay, Northbank: "
        "comah gaps says where to look, --assume what it would change"
    )


def test_a_plan_for_which_no_day_is_left_says_so() -> None:
    assert said(problem([plan("northbank", 2)], 1)).conflict == (
        "Northbank: safe date 6 Jan 2027; no day is left for an exercise",
    )


def test_an_exercise_on_record_that_comes_too_late_is_named() -> None:
    late = Committed(id="2027-live", day=ON + timedelta(days=5), authority="x", plans=("northbank",), planning_from=ON)
    found = said(problem([plan("northbank", 2)], 4, committed=(late,)))
    assert "2027-live stands on 9 Jan 2027, 3 days past the safe date of Northbank" in found.conflict


def test_plans_that_stand_in_one_another_s_way_are_listed_with_what_would_help() -> None:
    given = problem([plan(ref, 12) for ref in ("northbank", "eastquay")], 4, limits=(limits(most_in_planning=1),))
    found = said(given)
    assert found.conflict == (
        "no programme can keep all of these; without any one of them the rest can be kept:",
        "(1) Eastquay is to be tested by 16 Jan 2027, and every 35 days after a test",
        "(2) Northbank is to be tested by 16 Jan 2027, and every 35 days after a test",
        "besides what always holds: time to plan each, and one exercise a week of each authority at the most",
    )
    assert found.remedies == (
        "Exampleshire presses planning to its least lengths: 3 days past safe dates fewer, 0 left",
        "Exampleshire has 2 exercises in planning at once: 1 day past safe dates fewer, 2 left",
    )


def test_too_few_exercises_a_year_are_answered_by_more_or_by_joint_ones() -> None:
    given = problem([plan(ref, days) for ref, days in (("a", 12), ("b", 19), ("c", 26))], 5)
    found = said(replace(given, limits=(limits(most_a_year=1),)))
    assert "(3) Exampleshire holds 1 exercise a financial year at most" in found.conflict
    assert found.remedies == (
        "Exampleshire holds 3 exercises a financial year, 2 more: every date in reach is kept",
        ("exercises of up to 3 plans keep every date in reach, if those can be joined: 15 Jan 2027 a with b with c"),
        "Exampleshire holds 2 exercises a financial year: 15 days past safe dates fewer, 8 left",
    )


def test_authorities_that_only_stand_in_one_another_s_way_are_looked_at_together() -> None:
    plans = [plan("northbank", 12, agencies=("fire",)), plan("eastquay", 12, authority="y", agencies=("fire",))]
    fire = Agency(id="fire", name="Fire", a_week=1)
    found = said(problem(plans, 4, limits=(limits(), limits(authority="y", name="Eastshire")), agencies=(fire,)))
    assert "(3) Fire takes part in 1 exercise a week at most" in found.conflict
    assert found.remedies[0].startswith("Fire takes part in 2 exercises a week: ")


@pytest.mark.usefixtures("no_solver")
def test_the_page_of_a_register_says_it_without_being_asked() -> None:
    page = page_of(CROWDED)
    assert page.conflict[0].startswith("no safe date is known of dockside, millbrook; the first day")
    assert page.remedies[0].startswith("a test found on record, or credited, of dockside, millbrook")


@pytest.mark.usefixtures("no_solver")
def test_what_cannot_be_shown_is_said_not_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comah.programme.shortfall.conflict_of", lambda *_, **__: None)
    assert NOT_SHOWN in page_of(CROWDED).conflict


@pytest.mark.usefixtures("no_solver")
def test_whoever_waits_is_told_that_reasons_are_sought() -> None:
    told: list[str] = []
    asked = Asked(on=TODAY, first=TODAY, years=3)
    proposed(register(CROWDED), load_law(), asked, progress=lambda part, _: told.append(part))
    assert WHY in told
