"""Two exercises of one plan on record: the pages and the rules judge the second three years on from the first.

The plan of northbank was tested on 12 May 2023: last lawful day 12 May 2026, safe date 11 May 2026. The first
exercise is planned for 10 March 2026, so that the second is to come by 9 March 2029, if the first tests the plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from register_text import register
from rule_findings import codes, found_of

from comah.agenda.back_plan_day import FromDay
from comah.agenda.back_plan_page import Subject, back_plan_page
from comah.agenda.day_change import change_of_day
from comah.agenda.exercise_view import exercise_view
from comah.agenda.meeting_page import meeting_page
from comah.agenda.new_exercise import Asked, new_exercise
from comah.exercises.lifecycle.draft import Draft
from comah.exercises.lifecycle.move import move_exercise
from comah.exercises.lifecycle.postpone import postpone_exercise
from comah.law.load import load_law
from comah.model.back_plan_page import BackPlanPage
from comah.model.book import Book
from comah.model.day_change import DayChange
from comah.model.exercise import Exercise, Postponement
from comah.model.exercise_view import ExerciseView
from comah.model.when import When

SITE = "establishments/northbank"
PLAN = {SITE: '[[plans]]\nregime = "comah"\nfirst_prepared_on = 2016-02-01\n'}
TESTED = {
    "exercises/y2023": (
        'held_on = 2023-05-12\nclosed_on = 2024-01-10\nwill_test = ["northbank"]\n'
        'credits = [{ plan = "northbank", conclusion = "tested", elements = ["all"] }]\n'
    )
}
MEANT = 'will_test = ["northbank"]\n'
ON = "2025-09-01"
FIRST = {"exercises/first": f"{MEANT}planned_on = 2026-03-10\n"}
SECOND = {"exercises/second": f"{MEANT}planned_on = 2029-02-01\n"}
BOTH = PLAN | TESTED | FIRST | SECOND
COUNTED = "counted from first, planned for 10 Mar 2026, if that one tests it"
BY = f"Test by 9 Mar 2029 (safe date), {COUNTED}."
PRESENT = "The present safe date, 11 May 2026, is for first to meet."


def found_in(book: Book, name: str) -> Exercise:
    return next(one for records in book.authorities for one in records.exercises if one.id == name)


def page(records: Mapping[str, str] = BOTH, on: str = ON, name: str = "second") -> ExerciseView:
    book = register(records)
    return exercise_view(book, load_law(), found_in(book, name), date.fromisoformat(on))


def moved(name: str, to: str, records: Mapping[str, str] = BOTH, on: str = ON) -> DayChange:
    book, day, today = register(records), When.read(to), date.fromisoformat(on)
    exercise = found_in(book, name)

    def make() -> Draft:
        return move_exercise(exercise, day, on=today)

    return change_of_day(book, load_law(), exercise, make, on=today, wanted=day)[1]


def back_plan(name: str, records: Mapping[str, str] = BOTH, **wanted: date) -> BackPlanPage:
    book = register(records)
    subject = Subject(name=name, exercise=found_in(book, name))
    return back_plan_page(book, load_law(), subject, FromDay(**wanted), on=date.fromisoformat(ON))


def planned(first: str, second: str, more: str = "") -> dict[str, str]:
    return (
        PLAN
        | TESTED
        | {
            "exercises/first": f"{MEANT}planned_on = {first}\n{more}",
            "exercises/second": f"{MEANT}planned_on = {second}\n",
        }
    )


# --- the page of an exercise -------------------------------------------------------------------------


def test_the_page_of_the_second_says_what_its_date_is_counted_from() -> None:
    view = page()
    (law,) = view.laws
    assert law.words == (BY, PRESENT)
    assert (law.safe_on, law.due_on, law.follows) == (date(2029, 3, 9), date(2029, 3, 10), "first")
    assert view.movable == "Can move as late as Fri 9 Mar 2029 (last working day; 36 days)."


def test_the_page_of_the_first_speaks_of_the_present_date_alone() -> None:
    view = page(name="first")
    (law,) = view.laws
    assert (law.words, law.follows) == (("Test by 11 May 2026 (safe date).",), "")
    assert view.movable == "Can move as late as Mon 11 May 2026 (last working day; 62 days)."


def test_a_second_more_than_three_years_after_the_first_is_late_by_the_days_beyond() -> None:
    view = page(planned("2026-03-10", "2029-03-27"))
    assert view.laws[0].words == (BY, PRESENT, "Its day is 17 days LATE.")
    assert view.movable == "To keep the safe date it must move to Fri 9 Mar 2029 or before."
    (law,) = page(planned("2026-03-10", "2029-03-10")).laws
    assert law.words == (BY, PRESENT, "Its day is the last lawful day itself.")


def test_where_the_first_is_too_late_its_own_page_says_so_and_the_second_is_counted_on() -> None:
    records = planned("2026-05-29", "2029-02-01")
    assert page(records, name="first").laws[0].words == (
        "Test by 11 May 2026 (safe date).",
        "Its day is 17 days LATE.",
    )
    by = "Test by 28 May 2029 (safe date), counted from first, planned for 29 May 2026, if that one tests it."
    assert page(records).laws[0].words == (by, PRESENT)


def test_where_the_present_date_has_passed_that_is_said() -> None:
    passed = "The present safe date, 11 May 2026, HAS PASSED; first is the next to test it."
    records = planned("2026-09-09", "2029-02-01")
    view = page(records, "2026-08-03")
    by = "Test by 8 Sep 2029 (safe date), counted from first, planned for 9 Sep 2026, if that one tests it."
    assert view.laws[0].words == (by, passed)
    assert view.movable == "Can move as late as Fri 7 Sep 2029 (last working day; 218 days)."


def test_a_plan_with_nothing_on_record_has_a_date_from_the_first_exercise() -> None:
    unknown = (
        "Safe date not known today: no test on record; first prepared 1 Feb 2016, and the history is not said to be "
        "complete; in date only if tested since 1 Sep 2022 (that day counts)."
    )
    assert page(PLAN | FIRST | SECOND).laws[0].words == (BY, unknown)


def test_when_the_first_has_been_credited_the_second_is_judged_by_the_plan_itself() -> None:
    credit = 'held_on = 2026-03-10\ncredits = [{ plan = "northbank", conclusion = "tested" }]\n'
    view = page(planned("2026-03-10", "2029-02-01", credit), "2026-06-01")
    assert (view.laws[0].words, view.laws[0].follows) == (("Test by 9 Mar 2029 (safe date).",), "")


def test_good_days_for_a_later_cycle_lie_in_it() -> None:
    change = moved("second", "2029-03-03")
    assert change.good_days == "Nearest good days: Thu 1 Mar 2029, Fri 2 Mar 2029, Mon 5 Mar 2029"


def test_the_agenda_of_a_meeting_tells_nothing_of_an_exercise_without_notice() -> None:
    for notice, told in (("", True), ("no_notice = true\n", False)):
        book = register(planned("2026-03-10", "2029-02-01", notice))
        agenda = meeting_page(book, load_law(), found_in(book, "second"), None, date.fromisoformat(ON))
        labels = {line.label for part in agenda.parts for line in part.lines}
        assert ({"Law, northbank", "Moving"} <= labels) is told
        assert ("first" in str(agenda)) is told


@pytest.mark.parametrize("hidden", ["first", "between"])
def test_the_agenda_of_a_meeting_names_none_of_several_without_notice(hidden: str) -> None:
    """The date of the last of three is counted on from the second; the present one is for the first to meet."""
    records = planned("2026-03-10", "2030-11-01") | {"exercises/between": f"{MEANT}planned_on = 2028-11-08\n"}
    records[f"exercises/{hidden}"] += "no_notice = true\n"
    book = register(records)
    agenda = meeting_page(book, load_law(), found_in(book, "second"), None, date.fromisoformat(ON))
    assert hidden not in str(agenda)


# --- moving, planning back, commissioning ------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "present"),
    [
        ("2026-04-01", "The present safe date, 11 May 2026, stands until first, held, is decided on."),
        ("2026-06-01", "The present safe date, 11 May 2026, has passed, and stands until first, held, is decided on."),
    ],
)
def test_between_holding_the_first_and_deciding_on_it_the_second_is_not_late(on: str, present: str) -> None:
    records = PLAN | TESTED | SECOND | {"exercises/first": f"{MEANT}held_on = 2026-03-10\n"}
    by = "Test by 9 Mar 2029 (safe date), counted from first, held 10 Mar 2026, if that one tests it."
    assert page(records, on=on).laws[0].words[:2] == (by, present)


def test_moving_the_second_is_held_against_the_date_counted_on() -> None:
    (effect,) = moved("second", "2029-03-01").effects
    assert effect.words == (
        f"test by 9 Mar 2029 (safe date), {COUNTED}; 1 Mar 2029 is in time, 8 days before it. {PRESENT} Stays PLANNED"
    )
    assert (effect.safe_on, effect.due_on, effect.days_late) == (date(2029, 3, 9), date(2029, 3, 10), 0)
    (late,) = moved("second", "2029-03-27").effects
    assert late.words == (
        f"test by 9 Mar 2029 (safe date), {COUNTED}; 27 Mar 2029 is 17 days LATE. {PRESENT} Stays PLANNED"
    )
    assert late.days_late == 17


def test_moving_the_second_of_a_plan_with_nothing_on_record() -> None:
    (effect,) = moved("second", "2029-03-01", PLAN | FIRST | SECOND).effects
    assert effect.words.startswith(f"test by 9 Mar 2029 (safe date), {COUNTED}; 1 Mar 2029 is in time")
    assert "Safe date not known today: no test on record" in effect.words
    assert effect.words.endswith(" Stays CANNOT BE SHOWN")


def test_moving_the_first_is_held_against_the_present_date() -> None:
    (effect,) = moved("first", "2026-04-15").effects
    assert effect.words == (
        "test by 11 May 2026 (safe date), which does not move; 15 Apr 2026 is in time, 26 days before it. Stays PLANNED"
    )


def test_the_second_moved_before_the_first_is_the_first() -> None:
    (effect,) = moved("second", "2026-03-04").effects
    assert effect.words.startswith("test by 11 May 2026 (safe date), which does not move; 4 Mar 2026 is in time")


def test_the_second_is_planned_back_from_the_date_counted_on() -> None:
    found = back_plan("second")
    assert found.why == (
        (
            f"the last working day on or before the safe date, 9 Mar 2029, {COUNTED}; the local margin of 90 days is "
            "not taken off"
        ),
    )
    assert (found.counted_on, found.plan and found.plan.exercise_on) == (date(2029, 3, 9), date(2029, 3, 9))
    (one,) = found.at_stake
    assert (one.law.words, one.law.follows, one.days_late) == ((BY, PRESENT), "first", 0)


PUT_OFF = BOTH | {
    "exercises/second": f"{MEANT}planned_on = 2029-02-01\npostponements = [{{ on = 2025-08-01, from = 2029-02-01 }}]\n"
}


def test_a_second_put_off_to_no_new_day_stays_in_its_cycle() -> None:
    view = page(PUT_OFF)
    assert (view.state, view.laws[0].words) == ("postponed", (BY, PRESENT))
    found = back_plan("second", PUT_OFF)
    assert (found.counted_on, found.plan and found.plan.exercise_on) == (date(2029, 3, 9), date(2029, 3, 9))


def test_putting_the_second_off_to_no_new_day_is_held_against_the_date_counted_on() -> None:
    book, today = register(BOTH), date.fromisoformat(ON)
    exercise = found_in(book, "second")

    def make() -> Draft:
        return postpone_exercise(
            exercise, Postponement(on=When.on_day(today), reason="flood", place=exercise.place), on=today
        )

    (effect,) = change_of_day(book, load_law(), exercise, make, on=today, wanted=None)[1].effects
    assert effect.words.startswith(f"test by 9 Mar 2029 (safe date), {COUNTED}; 1285 days left. {PRESENT}")


def test_the_second_planned_for_a_day_of_ones_own_is_late_from_the_date_counted_on() -> None:
    (one,) = back_plan("second", exercise_on=date(2029, 3, 27)).at_stake
    assert (one.law.words[-1], one.days_late) == ("Its day is 17 days LATE.", 17)
    (early,) = back_plan("second", exercise_on=date(2026, 3, 3)).at_stake
    assert (early.law.words, early.law.follows) == (("Test by 11 May 2026 (safe date).",), "")


def test_page_and_move_are_alike_unsure_where_no_more_than_the_month_of_the_first_is_known() -> None:
    """The last lawful day lies between 1 and 31 March 2029: on 20 March it may be over, or not."""
    records = planned('"2026-03"', "2029-03-20")
    (law,), (effect,) = page(records).laws, moved("second", "2029-03-20", planned('"2026-03"', "2029-02-01")).effects
    assert law.words[-1] == "Its day is, or may be, 19 days LATE."
    assert "; 20 Mar 2029 is, or may be, 19 days LATE. " in effect.words


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2029-03-10", "is the last lawful day itself"),
        ("2029-03-09/2029-03-12", "is 2 days LATE"),
        ("2029-03-27", "is 17 days LATE"),
    ],
)
def test_page_and_move_say_the_same_of_a_day_after_the_safe_date(day: str, said: str) -> None:
    text = f'"{day}"' if "/" in day else day
    assert page(planned("2026-03-10", text)).laws[0].words[-1] == f"Its day {said}."
    assert f" {said}. " in moved("second", day).effects[0].words


def test_a_new_exercise_of_the_next_cycle_is_judged_by_the_date_counted_on() -> None:
    book = register(PLAN | TESTED | FIRST)
    for day, words in (
        ("2029-02-01", (BY, PRESENT)),
        ("2029-03-27", (BY, PRESENT, "Its day is 17 days LATE.")),
        ("2026-03-04", ("Test by 11 May 2026 (safe date).",)),
    ):
        asked = Asked(refs=("northbank",), on=When.read(day))
        made = new_exercise(book, load_law(), asked, on=date.fromisoformat(ON), taken=("first", "y2023"))
        assert made.page.laws[0].words == words


def test_a_joint_exercise_is_judged_plan_by_plan() -> None:
    records = {
        **PLAN,
        **TESTED,
        "establishments/eastquay": PLAN[SITE],
        "exercises/y2027": 'held_on = 2025-06-04\nwill_test = ["eastquay"]\n'
        'credits = [{ plan = "eastquay", conclusion = "tested" }]\n',
        "exercises/first": f"{MEANT}planned_on = 2026-03-10\n",
        "exercises/second": 'will_test = ["northbank", "eastquay"]\nplanned_on = 2028-05-10\n',
    }
    view = page(records)
    assert [(law.plan, law.safe_on, law.follows) for law in view.laws] == [
        ("northbank", date(2029, 3, 9), "first"),
        ("eastquay", date(2028, 6, 3), ""),
    ]
    assert view.movable == "Can move as late as Fri 2 Jun 2028 (last working day; 23 days, by eastquay's safe date)."


# --- the rules ---------------------------------------------------------------------------------------


def test_of_two_after_the_safe_date_the_first_alone_is_planned_too_late() -> None:
    (found,) = found_of("TST005", ON, planned("2026-05-29", "2029-02-01"))
    assert (found.raised.exercise, found.raised.message) == (
        "first",
        "planned for 29 May 2026, 17 days after the last lawful day of northbank",
    )
    assert found.raised.do == "move it to 11 May 2026 or before, or arrange a sooner test"


def test_a_later_one_too_late_counted_on_from_the_one_before_is_found_too() -> None:
    found = found_of("TST005", ON, planned("2026-05-29", "2029-06-06"))
    assert [one.raised.exercise for one in found] == ["first", "second"]
    second = found[1].raised
    assert second.message == (
        "planned for 6 Jun 2029, 8 days after the last lawful day of northbank, "
        "counted from first, planned for 29 May 2026, if that one tests it"
    )
    assert second.do == "move it to 28 May 2029 or before, or arrange a sooner test"
    assert second.details == (
        ("Law", "COMAH 2015 reg 14(1)(b): intervals not exceeding 3 years"),
        ("From", "if tested by first, 29 May 2026, exact   halton/exercises/first.toml:6"),
        ("Due", "29 May 2029."),
    )
    assert (second.place.file.name, second.key) == ("halton/exercises/second.toml", "planned_on")


def test_of_three_each_is_counted_on_from_the_one_before_it() -> None:
    records = planned("2026-05-29", "2029-05-28") | {"exercises/third": f"{MEANT}planned_on = 2032-05-28\n"}
    assert [one.raised.exercise for one in found_of("TST005", ON, records)] == ["first", "third"]


def test_a_plan_at_risk_names_the_exercise_that_is_to_meet_its_date_alone() -> None:
    (found,) = found_of("TST004", ON, planned("2026-05-29", "2029-02-01"))
    assert dict(found.raised.details)["Why"] == (
        "safe date 11 May 2026; live exercise first on 29 May 2026 does not qualify: its day, 29 May 2026, is after "
        "the safe date"
    )


def test_a_plan_in_hand_has_no_exercise_planned_too_late() -> None:
    assert codes(ON, BOTH, "TST") == []


def test_late_steps_of_a_later_cycle_endanger_the_date_counted_on_alone() -> None:
    """The steps of neither fit any more before the safe date; the second has three years from the first."""
    one_stands_before = planned("2026-05-19", "2026-05-20")
    assert [one.raised.exercise for one in found_of("EXR001", "2026-04-20", one_stands_before)] == ["first"]
    assert [one.raised.exercise for one in found_of("EXR002", "2026-04-20", one_stands_before)] == ["second"]
    on_one_day = planned("2026-05-20", "2026-05-20")
    assert [one.raised.exercise for one in found_of("EXR001", "2026-04-20", on_one_day)] == ["first", "second"]


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        ("to = 2029-03-10", []),
        (
            "to = 2029-03-11",
            [
                (
                    f"put off to 11 Mar 2029, past the last lawful day 10 Mar 2029, {COUNTED}, without the competent "
                    "authority's position"
                )
            ],
        ),
    ],
)
def test_a_second_put_off_is_held_against_the_date_counted_on(to: str, expected: list[str]) -> None:
    put_off = f"postponements = [{{ on = 2026-01-20, from = 2029-02-01, {to} }}]\n"
    records = BOTH | {"exercises/second": f"{MEANT}planned_on = 2029-02-01\n{put_off}"}
    assert [one.raised.message for one in found_of("EXR011", "2026-02-02", records)] == expected


def test_a_second_put_off_to_no_new_day_is_not_held_against_the_date_of_the_first() -> None:
    put_off = "postponements = [{ on = 2026-01-20, from = 2029-02-01 }]\n"
    records = planned("2026-06-10", "2029-02-01") | {"exercises/second": f"{MEANT}planned_on = 2029-02-01\n{put_off}"}
    assert found_of("EXR011", "2026-05-13", records) == []
    assert [one.raised.exercise for one in found_of("TST001", "2026-05-13", records)] == [None]
