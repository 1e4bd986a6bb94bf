"""A programme made by hand, measured: an officer's rows in, faults, broken rules and a comparison out."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from programme_register import ON, PREPARED, RECORDS, held, planned
from register_text import register

from comah.law.load import load_law
from comah.model.book import Book
from comah.model.programme_page import GivenProgramme, GivenRow, ProgrammePage, ReviewPage
from comah.model.said import RowAt
from comah.programme.asked import Asked
from comah.programme.page import Told, programme_page
from comah.programme.problem import Problem
from comah.programme.propose import propose
from comah.programme.review import review_page, take
from comah.programme.translate import translate
from comah.records.spreadsheets.programme_file import read_programme
from comah.render.programme_csv import programme_csv
from comah.render.programme_review_json import programme_review_json
from comah.render.programme_review_md import programme_review_md
from comah.render.programme_review_table import programme_review_table


def review(*rows: tuple[str, str, str], records: dict[str, str] | None = None) -> ReviewPage:
    """Review rows of plans, day and type; what is proposed beside them is made without the solver."""
    _, problem, found = proposed(records or {})
    read = tuple(
        GivenRow(
            at=RowAt(file="hand.csv", sheet="hand", row=number),
            plans=tuple(plans.split()),
            day=date.fromisoformat(day),
            type=kind,
        )
        for number, (plans, day, kind) in enumerate(rows, start=2)
    )
    return put_beside(GivenProgramme(file="hand.csv", rows=read, faults=(), remarks=()), problem, found)


def proposed(records: dict[str, str]) -> tuple[Book, Problem, ProgrammePage]:
    """Propose a programme for the small register, without the solver."""
    book, asked = register(RECORDS | records), Asked(on=ON, first=ON, years=3)
    translated = translate(book, load_law(), asked)
    programme = propose(translated.problem, use_solver=False)
    return book, translated.problem, programme_page(book, asked, translated, programme, Told())


def put_beside(given: GivenProgramme, problem: Problem, found: ProgrammePage) -> ReviewPage:
    return review_page(problem, given, take(problem, given), found)


def test_a_good_programme_keeps_every_safe_date_and_breaks_no_rule() -> None:
    page = review(("eastquay westquay", "2027-11-30", "tabletop"))
    assert page.headline == "1 exercise; every safe date is kept; no hard rule is broken"
    assert [(row.plans, row.type, row.margin) for row in page.given] == [(("eastquay", "westquay"), "tabletop", 95)]
    assert {one.part: (one.given, one.found) for one in page.comparison}["exercises"] == (1, 1)
    assert page.comparison[0].title == "days past a safe date"


def test_rows_of_one_group_on_one_day_are_one_exercise() -> None:
    page = review(("eastquay", "2027-11-30", "tabletop"), ("westquay", "2027-11-30", "tabletop"))
    assert [row.plans for row in page.given] == [("eastquay", "westquay")]
    assert page.remarks == ("rows 2, 3 are taken for one exercise: one group, 30 Nov 2027",)


def test_a_row_that_stands_twice_is_one_exercise() -> None:
    page = review(("northbank", "2027-11-30", "live"), ("northbank", "2027-11-30", "live"))
    assert [row.plans for row in page.given] == [("northbank",)]
    assert page.remarks == ("rows 2, 3 are taken for one exercise: the same plans, 30 Nov 2027",)


def test_plans_of_no_group_on_one_day_are_two_exercises_in_one_week() -> None:
    page = review(("northbank", "2027-11-30", "live"), ("eastquay", "2027-11-30", "tabletop"))
    assert len(page.given) == 2
    assert any("a second exercise that week" in one for one in page.broken)


def test_days_past_a_safe_date_are_counted_by_plan() -> None:
    page = review(("eastquay", "2028-03-21", "tabletop"))
    # eastquay: safe date 4 March 2028, 17 days late. westquay: safe date 4 October 2028, to 20 November 2029
    assert page.untested == (
        "eastquay: past its safe date between 5 Mar 2028 and 21 Mar 2028, 17 days in all",
        "westquay: past its safe date between 5 Oct 2028 and 20 Nov 2029, 412 days in all",
    )
    assert page.headline == "1 exercise; 2 plans past the safe date, 429 days in all; no hard rule is broken"
    assert {one.part: one.given for one in page.comparison}["late"] == 429


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("northbank", "2027-12-25", "live"), "Sat 25 Dec 2027: not a working day"),
        (("northbank", "2026-12-08", "live"), "Tue 8 Dec 2026: no time is left to plan it from 21 Nov 2026"),
        (("eastquay northbank", "2027-11-30", "live"), "eastquay, northbank are not of one group"),
        (("northbank", "2028-02-29", "live"), "1 Mar 2028: a second exercise that week; on record: 2028-northbank"),
    ],
)
def test_a_hard_rule_that_is_broken_is_said(row: tuple[str, str, str], words: str) -> None:
    assert words in review(row).broken


@pytest.mark.parametrize(
    ("day", "words"), [("2020-02-01", "1 Feb 2020"), ("2026-11-21", "21 Nov 2026"), ("2031-03-04", "4 Mar 2031")]
)
def test_a_row_outside_the_programme_is_said_and_not_counted(day: str, words: str) -> None:
    page = review(("northbank", day, "live"))
    assert [fault.message for fault in page.faults] == [
        f"{words} is outside the programme: its days are 22 Nov 2026 to 20 Nov 2029"
    ]
    assert page.given == ()


def test_a_sentence_says_which_programme_is_better_and_by_what() -> None:
    assert review(("northbank", "2027-12-28", "live")).verdict == (
        "By hand breaks hard rules, so it cannot stand as it is"
    )
    assert review(("eastquay westquay", "2027-11-30", "tabletop")).verdict == (
        "What is proposed is better in what counts first: days of statutory life given up, 495 proposed and 499 by hand"
    )
    assert review(("eastquay westquay", "2027-12-02", "tabletop")).verdict == (
        "By hand is as good as what is proposed, in every part"
    )


def test_a_row_of_a_plan_that_owes_no_test_is_said_and_not_counted() -> None:
    closed = 'history = [{ on = 2022-06-30, event = "closed" }]\n' + RECORDS["establishments/northbank"]
    page = review(("closed", "2027-11-30", "live"), records={"establishments/closed": closed})
    assert [(fault.at.row, fault.message) for fault in page.faults] == [
        (2, "closed is not among the plans that are to have dates")
    ]
    assert page.given == ()


def test_a_row_that_does_not_say_how_it_is_played_is_as_its_plan_is() -> None:
    page = review(("northbank", "2027-05-04", ""), ("eastquay", "2027-11-30", ""))
    assert [row.type for row in page.given] == ["live", "tabletop"]


def test_an_exercise_of_another_type_than_its_plans_is_said_to_be_measured_as_theirs() -> None:
    page = review(("northbank", "2027-05-04", "tabletop"))
    assert page.remarks == ("row 2: tabletop, and measured as live, as which its plans are to be tested",)


def test_a_plan_to_be_tested_live_is_measured_so_whatever_the_row_says_of_its_group() -> None:
    live = RECORDS["establishments/eastquay"].replace("tabletop", "live")
    page = review(("eastquay", "2027-11-30", "tabletop"), records={"establishments/eastquay": live})
    assert [row.type for row in page.given] == ["live"]
    assert page.remarks == ("row 2: tabletop, and measured as live, as which its plans are to be tested",)


def test_an_exercise_of_a_group_is_of_the_type_that_takes_longest_for_every_plan_of_it() -> None:
    seminar = RECORDS["establishments/eastquay"].replace("tabletop", "seminar")
    page = review(("eastquay", "2027-11-30", "seminar"), records={"establishments/eastquay": seminar})
    assert [row.type for row in page.given] == ["tabletop"]
    assert page.remarks == ("row 2: seminar, and measured as tabletop, as which its plans are to be tested",)
    (row,) = (one for one in page.found.rows if "eastquay" in one.plans)
    (line,) = (one for one in page.found.plans if one.plan == "eastquay")
    assert [one.type for one in line.tests] == [row.type] == ["tabletop"]


def test_a_year_without_an_exercise_counts_as_a_hard_rule_broken_where_it_is_one() -> None:
    yearly = {"authority": "[programme]\nat_least_one_a_year = true\n"}
    page = review(("eastquay westquay", "2027-11-30", "tabletop"), records=yearly)
    # 2026/27 and 2028/29 have none; 2027/28 has two; 2029/30 is not over when the programme ends
    assert page.headline == "1 exercise; every safe date is kept; hard rules broken: 2"
    assert page.broken == ("2026/27: no exercise of Halton", "2028/29: no exercise of Halton")


BOTH_QUAYS = planned("2027-11-30", "eastquay").replace('["eastquay"]', '["eastquay", "westquay"]')


def test_a_row_of_an_exercise_on_record_without_its_id_is_taken_as_that_and_counted_once() -> None:
    page = review(("northbank", "2028-03-01", "live"), ("eastquay westquay", "2027-11-30", "tabletop"))
    assert [row.plans for row in page.given] == [("eastquay", "westquay")]
    assert page.headline == "1 exercise; every safe date is kept; no hard rule is broken"
    assert page.remarks == ("row 2: 1 Mar 2028 is 2028-northbank on record, and is taken as that",)


def test_rows_of_some_plans_of_an_exercise_on_record_are_taken_as_that() -> None:
    page = review(
        ("westquay", "2027-11-30", ""),
        ("eastquay", "2027-11-30", ""),
        records={"exercises/2027-quays": BOTH_QUAYS},
    )
    assert (page.given, page.broken, page.faults) == ((), (), ())
    assert page.remarks == (
        "row 2: 30 Nov 2027 is 2027-quays on record, and is taken as that",
        "row 3: 30 Nov 2027 is 2027-quays on record, and is taken as that",
    )


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            ("eastquay westquay", "2027-11-30", "tabletop"),  # the one on record does not test westquay
            "30 Nov 2027: a second exercise that week; on record: 2027-eastquay",
        ),
        (
            ("eastquay", "2027-12-01", "tabletop"),  # another day
            "1 Dec 2027: a second exercise that week; on record: 2027-eastquay",
        ),
    ],
)
def test_a_row_of_further_plans_or_another_day_than_on_record_is_an_exercise_of_its_own(
    row: tuple[str, str, str], words: str
) -> None:
    page = review(row, records={"exercises/2027-eastquay": planned("2027-11-30", "eastquay")})
    assert len(page.given) == 1
    assert words in page.broken
    assert page.remarks == ()


def test_a_row_of_an_exercise_without_notice_is_taken_as_that_and_its_id_is_not_said() -> None:
    secret = planned("2028-03-01", "northbank") + "no_notice = true\n"
    page = review(("northbank", "2028-03-01", "live"), records={"exercises/2028-northbank": secret})
    assert page.given == ()
    assert page.remarks == ("row 2: 1 Mar 2028 is an exercise on record, and is taken as that",)


def test_what_is_proposed_and_written_as_csv_has_the_same_planning_starts_when_it_is_reviewed(tmp_path: Path) -> None:
    # both are due in early December 2026: planning of both is pressed, and of the second a hand is free sooner
    overdue = {
        "authority": "[programme]\ngap_days = 90\n",
        "establishments/westquay": f'next_test_type = "tabletop"\n{PREPARED}',
        "exercises/2025-eastquay": held("2023-12-05", "eastquay", "tabletop"),
        "exercises/2025-westquay": held("2023-12-06", "westquay", "tabletop"),
    }
    book, problem, found = proposed(overdue)
    path = tmp_path / "programme.csv"
    path.write_text(programme_csv(found), encoding="utf-8", newline="")
    page = put_beside(read_programme(path, book), problem, found)
    starts = [(row.plans, row.day, row.planning_starts, row.is_compressed) for row in page.given]
    assert starts == [(row.plans, row.day, row.planning_starts, row.is_compressed) for row in found.rows]
    second = page.given[1]  # 18 February at the latest
    assert (str(second.day), str(second.planning_starts), second.is_compressed) == ("2027-04-12", "2027-01-12", True)


@pytest.mark.parametrize("width", [40, 80, 160])
def test_the_page_shows_both_and_is_never_wider_than_asked(width: int) -> None:
    text = programme_review_table(review(("northbank", "2027-12-25", "live")), width, colour=False)
    assert max(map(len, text.split("\n"))) <= width
    for words in ("By hand", "Hard rules broken", "Plans past their safe date", "WHAT IS PROPOSED"):
        assert words in text


def test_json_and_markdown_say_the_same() -> None:
    page = review(("northbank", "2027-12-11", "live"))
    found = json.loads(programme_review_json(page))
    assert found["schema"] == "comah.programme-review/1"
    assert found["broken"] == ["Sat 11 Dec 2027: not a working day"]
    assert found["found"]["proposed"][0]["plans"] == ["eastquay", "westquay"]
    text = programme_review_md(page)
    assert "- Sat 11 Dec 2027: not a working day" in text
    assert "# What is proposed" in text
