"""What would be if something were otherwise: a supposition in, the problem or the difference out."""

from __future__ import annotations

from datetime import date

import pytest
from programme_register import ON, RECORDS
from register_text import REGISTER, register

from comah.errors import UnknownNameError
from comah.law.load import load_law
from comah.model.kinds import ExerciseType
from comah.model.programme_page import ProgrammePage
from comah.programme.asked import Asked
from comah.programme.compose import proposed
from comah.programme.problem import HARD, OFF, Problem
from comah.programme.translate import translate
from comah.programme.what_if import Supposed, supposing, with_capacity, with_test, without_agency

ASKED = Asked(on=ON, first=ON, years=3)


@pytest.fixture
def no_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the greedy programme do: what is asked here is what is supposed."""
    monkeypatch.setattr("comah.programme.propose.has_solver", lambda: False)


def problem(records: dict[str, str] | None = None) -> Problem:
    return translate(register(RECORDS | (records or {})), load_law(), ASKED).problem


def page(supposed: Supposed | None) -> ProgrammePage:
    return proposed(register(RECORDS), load_law(), ASKED, supposed=supposed).page


def test_a_supposed_test_in_the_past_sets_the_safe_date() -> None:
    plan = with_test(problem(), "westquay", date(2026, 11, 1)).plan["westquay"]
    assert (plan.safe_on, plan.is_assumed) == (date(2029, 10, 31), False)
    assert plan.why == "if it was tested on 1 Nov 2026; safe date 31 Oct 2029"


def test_a_supposed_test_before_the_last_on_record_changes_nothing() -> None:
    found = problem()
    assert with_test(found, "westquay", date(2020, 11, 1)) == found


def test_a_supposed_test_too_long_ago_leaves_an_unknown_plan_due_at_once() -> None:
    unknown = problem({"establishments/dockside": RECORDS["establishments/northbank"]})
    plan = with_test(unknown, "dockside", date(2020, 2, 29)).plan["dockside"]
    assert (plan.safe_on, plan.is_assumed) == (ON, True)
    assert plan.why.endswith("safe date 27 Feb 2023")
    known = with_test(unknown, "dockside", date(2024, 2, 29)).plan["dockside"]
    assert (known.safe_on, known.is_assumed) == (date(2027, 2, 27), False)


def test_a_supposed_test_to_come_is_a_day_that_stands_fast() -> None:
    found = with_test(problem(), "eastquay", date(2027, 5, 4))
    (made,) = (one for one in found.committed if one.plans == ("eastquay",))
    assert (made.day, made.type, made.agencies) == (date(2027, 5, 4), ExerciseType.TABLETOP, ("example-police",))
    assert made.planning_from == date(2027, 1, 5)  # 119 days before
    soon = with_test(problem(), "eastquay", date(2026, 12, 1)).committed
    assert min(one.planning_from for one in soon) == ON


def test_an_agency_left_out_is_asked_by_nobody() -> None:
    limited = REGISTER.replace("category = 1", "category = 1, a_week = 1")
    found = without_agency(problem({"register": limited}), "example-police")
    assert found.agencies == ()
    assert {one.agencies for one in found.plans} | {one.agencies for one in found.committed} == {()}


def test_another_capacity_is_hard_for_those_that_have_plans() -> None:
    found = with_capacity(problem({"authority": "[programme]\nhard = []\nwishes = []\n"}), 1)
    assert (found.limit["halton"].most_in_planning, found.limit["halton"].in_planning) == (1, HARD)
    other = REGISTER.replace('name = "Halton" }', 'name = "Halton" }, { id = "east", name = "East" }')
    idle = {"register": other, "east/authority": 'id = "east"\nname = "East"\n[programme]\nhard = []\nwishes = []\n'}
    assert with_capacity(problem(idle), 1).limit["east"].in_planning == OFF


def test_everything_supposed_holds_at_once() -> None:
    supposed = Supposed(tests=(("westquay", date(2026, 11, 1)),), without=("example-police",), capacity=1)
    found = supposing(problem(), supposed)
    assert found.plan["westquay"].safe_on == date(2029, 10, 31)
    assert found.agencies == ()
    assert found.limit["halton"].most_in_planning == 1
    assert supposed.words == (
        "westquay is tested on 1 Nov 2026",
        "example-police takes no part",
        "at most 1 are in planning at once",
    )


@pytest.mark.usefixtures("no_solver")
def test_the_difference_is_in_dates_breaches_and_load() -> None:
    difference = page(Supposed(tests=(("eastquay", date(2027, 5, 4)), ("westquay", date(2028, 11, 1))))).difference
    assert difference is not None
    assert "eastquay: 4 May 2027 (tabletop) instead of 2 Dec 2027 (tabletop)" in difference.lines
    assert difference.supposed == ("eastquay is tested on 4 May 2027", "westquay is tested on 1 Nov 2028")


@pytest.mark.usefixtures("no_solver")
def test_a_plan_that_becomes_late_is_in_the_difference() -> None:
    # nothing can be in planning beside 2028-northbank, from September 2027 to March 2028: the margin is lost
    difference = page(Supposed(capacity=1)).difference
    assert difference is not None
    assert any(line.startswith("Halton: 1 exercise in planning at once instead of 2") for line in difference.lines)


@pytest.mark.usefixtures("no_solver")
def test_what_changes_nothing_is_said_to_change_nothing() -> None:
    difference = page(Supposed(without=("example-police",))).difference
    assert difference is not None
    assert difference.lines == ("nothing: the programme stays as it is",)
    assert page(None).difference is None


@pytest.mark.parametrize(
    ("ref", "day", "words"),
    [
        ("nowhere", date(2027, 5, 4), "nowhere is not among the plans that are to have dates: eastquay, northbank"),
        ("eastquay", date(2031, 5, 4), "eastquay test 4 May 2031: this is after the programme's last day, 20 Nov 2029"),
    ],
)
def test_what_cannot_be_supposed_is_refused_in_words(ref: str, day: date, words: str) -> None:
    with pytest.raises(UnknownNameError, match=words):
        page(Supposed(tests=((ref, day),)))


@pytest.mark.usefixtures("no_solver")
def test_days_that_a_found_test_would_save_are_in_the_difference_and_nothing_else_is_dealt_anew() -> None:
    site = RECORDS["establishments/northbank"]
    records = RECORDS | {"establishments/dockside": site, "establishments/acid": site}
    found = proposed(
        register(records), load_law(), ASKED, supposed=Supposed(tests=(("dockside", date(2025, 6, 3)),))
    ).page
    assert found.difference is not None
    assert [line for line in found.difference.lines if "past its safe date" in line] == [
        "dockside: 0 days past its safe date instead of 68"
    ]
    assert "changes" not in {line.part for line in found.score}


@pytest.mark.usefixtures("no_solver")
def test_a_group_stands_for_its_plans_and_an_older_test_is_said_to_change_nothing() -> None:
    difference = page(Supposed(tests=(("quays", date(2020, 3, 2)),))).difference
    assert difference is not None
    assert difference.supposed == ("eastquay is tested on 2 Mar 2020", "westquay is tested on 2 Mar 2020")
    assert difference.lines == (
        "eastquay: a test of 2 Mar 2020 is older than what is on record, and changes nothing",
        "westquay: a test of 2 Mar 2020 is older than what is on record, and changes nothing",
        "nothing: the programme stays as it is",
    )
