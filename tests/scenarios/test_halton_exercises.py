"""Halton's two recent exercises, as far as public papers go: what is known is shown, and what is not is said.

The facts are those of the report to the Safer Policy and Performance Board of 10 September 2024, paragraph 3.12.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import comah
from comah.agenda.exercise_list import ExerciseScope, exercise_list
from comah.agenda.exercise_view import exercise_view
from comah.assess import assess
from comah.exercises.attendance import attendance_of
from comah.exercises.lessons import lessons_of
from comah.law.load import load_law
from comah.model.book import Book
from comah.model.duty import Status
from comah.model.exercise import Exercise
from comah.model.exercise_view import ExerciseView, StepShown
from comah.records.load import load_book
from comah.render.exercise_table import exercise_table

SHIPPED = Path(comah.__file__).parents[1] / "sites"
ON = date(2026, 11, 21)
REPORTED = date(2024, 9, 10)
RUNCORN, WIDNES = "2024-runcorn", "2024-widnes-live"
SIX = (
    "ineos-inovyn-runcorn, ineos-enterprises-runcorn, vynova-runcorn, koura-runcorn, runcorn-mcp, "
    "packed-chlorine-runcorn"
)


@pytest.fixture(scope="module")
def book() -> Book:
    return load_book(SHIPPED)


def named(book: Book, name: str) -> Exercise:
    return next(one for records in book.authorities for one in records.exercises if one.id == name)


def seen(book: Book, name: str, on: date) -> ExerciseView:
    return exercise_view(book, load_law(), named(book, name), on, is_all=True)


def step(view: ExerciseView, name: str) -> StepShown:
    return next(one for one in view.steps if one.id == name)


# --- Runcorn, spring 2024 -----------------------------------------------------------------------


def test_runcorn_was_held_in_a_quarter_and_no_day_is_made_up_for_it(book: Book) -> None:
    view = seen(book, RUNCORN, REPORTED)
    assert view.held == "2024-04/2024-06"
    assert view.about == (
        "Runcorn Site COMAH Operators, annual exercise 2024. Type not on record, Apr-Jun 2024, at least 72 days ago.",
        "Meant to test: no plan on record",
        f"Takes part, not meant or not known to be tested: {SIX}",
    )


def test_runcorns_report_came_in_july_and_its_debrief_took_place_on_a_day_not_stated(book: Book) -> None:
    view = seen(book, RUNCORN, REPORTED)
    assert step(view, "report-published").note == "done Jul 2024"
    assert step(view, "report-published").day == "24 Jun-23 Sep ~"
    assert step(view, "multi-agency-debrief").note == "done, day not on record"


@pytest.mark.parametrize(("on", "late"), [(date(2024, 7, 1), 0), (REPORTED, 3), (ON, 7)])
def test_what_no_paper_says_of_runcorn_is_shown_as_not_recorded_and_never_as_done(
    book: Book, on: date, late: int
) -> None:
    view = seen(book, RUNCORN, on)
    assert view.steps_late == late
    assert {one.id for one in view.steps if one.done} == {"multi-agency-debrief", "report-published"}


def test_runcorn_tested_no_plan_as_far_as_anyone_can_know(book: Book) -> None:
    assert seen(book, RUNCORN, ON).laws == ()
    tests = [one for one in assess(book, load_law(), ON).duties if one.duty == "COMAH-14-TEST"]
    assert {one.status for one in tests} == {Status.UNKNOWN}
    waiting = {one.establishment for one in tests if any(each.exercise == RUNCORN for each in one.if_credited)}
    assert waiting == set(SIX.split(", "))


def test_who_took_part_and_what_was_learnt_at_runcorn_is_not_known(book: Book) -> None:
    runcorn = named(book, RUNCORN)
    assert attendance_of(book, runcorn, ON).rows == ()
    assert list(lessons_of([runcorn], ON)) == []
    assert not runcorn.no_lessons
    assert seen(book, RUNCORN, ON).to_do[-1] == (
        "lessons: none on record, nor why there are none: comah lesson add 2024-runcorn --text TEXT --by POST, "
        "or close with --no-lessons TEXT"
    )


# --- Widnes, autumn 2024 ------------------------------------------------------------------------


def test_widnes_was_announced_for_autumn_2024_and_its_operator_is_not_named(book: Book) -> None:
    view = seen(book, WIDNES, date(2024, 7, 1))
    assert view.head.startswith("PLANNED")
    assert view.about == (
        "Widnes operator, major live exercise 2024. Live, Sep-Nov 2024, in 62 days at the earliest.",
        "Meant to test: no plan on record",
    )
    assert view.is_compressed


def test_on_the_day_of_the_report_widnes_may_have_been_held_or_not(book: Book) -> None:
    assert seen(book, WIDNES, REPORTED).about[0].endswith("Live, Sep-Nov 2024, the day is not known.")


def test_planning_meetings_for_widnes_were_monthly_from_june_and_none_is_on_record_as_held(book: Book) -> None:
    view = seen(book, WIDNES, REPORTED)
    meetings = next(part for part in view.parts if part.heading == "PLANNING MEETINGS")
    assert [(line.label, line.text) for line in meetings.lines] == [
        ("1", "Mon 3 Jun 2024: not recorded as held"),
        ("2", "Mon 1 Jul 2024: not recorded as held"),
        ("3", "Mon 5 Aug 2024: not recorded as held"),
    ]


def test_today_widnes_is_past_and_asks_only_what_became_of_it(book: Book) -> None:
    view = seen(book, WIDNES, ON)
    assert (view.state, view.steps_late, view.fit, view.movable, view.laws) == ("planned", 0, "", "", ())
    assert view.to_do == (
        "Its day has passed. Record what became of it: comah exercise hold, postpone or cancel 2024-widnes-live",
    )


# --- both ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [RUNCORN, WIDNES])
def test_each_page_says_whose_papers_it_is_from_and_that_no_date_in_law_hangs_on_it(book: Book, name: str) -> None:
    page = exercise_table(seen(book, name, ON), 80, colour=False)
    assert "Source: public papers to Sep 2024, NOT the council's own records" in page
    assert "No plan is meant to be tested by it, so that no statutory date hangs on it." in page


def test_the_list_shows_the_two_and_three_more_without_a_day(book: Book) -> None:
    rows = exercise_list(book, ON, ExerciseScope()).rows
    assert [(one.exercise, one.state, one.day, one.note) for one in rows][:2] == [
        (RUNCORN, "held", "Apr-Jun 2024", ""),
        (WIDNES, "planned", "Sep-Nov 2024", "day passed, not recorded as held"),
    ]
    assert {one.day for one in rows[2:]} == {"day not on record"}
