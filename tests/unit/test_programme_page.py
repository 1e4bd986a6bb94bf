"""The programme as it is shown: the same exercises as a table, a picture, Markdown, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from msgspec.structs import replace
from programme_register import ON, RECORDS, held, planned
from programme_small import limits, plan, problem
from register_text import REGISTER, register

from comah.law.load import load_law
from comah.model.programme_page import LateSpan, PlanDay, PlanLine, ProgrammePage
from comah.programme.asked import Asked
from comah.programme.clashes import clash_lines, doubled_lines
from comah.programme.page import Told, programme_page
from comah.programme.page_rows import known_words, score_lines
from comah.programme.problem import Choice, Committed
from comah.programme.propose import propose
from comah.programme.result import Stage
from comah.programme.translate import translate
from comah.render.programme_csv import programme_csv
from comah.render.programme_json import programme_json
from comah.render.programme_md import programme_md
from comah.render.programme_picture import picture
from comah.render.programme_table import programme_table


def page_of(records: dict[str, str], told: Told | None = None, *, first: date = ON) -> ProgrammePage:
    """Make the page without the solver: what is shown is the same."""
    book, asked = register(records), Asked(on=ON, first=first, years=3)
    translated = translate(book, load_law(), asked)
    programme = propose(translated.problem, use_solver=False)
    return programme_page(book, asked, translated, programme, told or Told())


@pytest.fixture(scope="module")
def page() -> ProgrammePage:
    return page_of(RECORDS)


def line(*tests: PlanDay, late: tuple[LateSpan, ...] = ()) -> PlanLine:
    return PlanLine(
        plan="northbank", name="", authority="", safe_on=ON, is_assumed=False, why="", tests=tests, late=late
    )


def test_every_exercise_stands_with_its_week_its_planning_and_its_margin(page: ProgrammePage) -> None:
    text = programme_table(page, 160, colour=False)
    assert "as at Sat 21 Nov 2026" in text
    assert "From 21 Nov 2026 to 20 Nov 2029, seed 0" in text
    (row,) = page.rows
    assert (row.plans, row.week.weekday(), row.planning_starts < row.day) == (("eastquay", "westquay"), 0, True)
    safe_on = min(one.safe_on for one in row.tests if one.safe_on)
    assert (row.margin, row.safe_on) == ((safe_on - row.day).days, safe_on)
    assert row.given_up == sum((one.safe_on - row.day).days for one in row.tests if one.safe_on)
    assert "eastquay, westquay" in text
    assert f"{row.margin} days to 4 Mar 2028" in text


def test_an_exercise_on_record_is_named_and_stays(page: ProgrammePage) -> None:
    text = programme_table(page, 160, colour=False)
    assert "On record, left as they are" in text
    assert "northbank [2028-northbank]" in text
    assert [one.exercise for one in page.committed] == ["2028-northbank"]


def test_objective_rules_and_proof_are_stated(page: ProgrammePage) -> None:
    text = programme_table(page, 160, colour=False)
    assert "Objective, in this order" in text
    assert "days past a safe date: 0 (proved optimal by counting)" in text
    assert "hard: at most 3 exercises in planning at once" in text
    assert "a wish of weight 2: on a Tuesday, Wednesday or Thursday" in text
    assert "note: in most weeks one day can be chosen: of those that meet most wishes the latest" in text
    assert page.known in text
    assert "greedy with repair, and a lower bound by counting" in text


def test_a_plan_without_a_known_date_counts_as_due_and_the_page_says_so() -> None:
    unknown = page_of(RECORDS | {"establishments/dockside": RECORDS["establishments/northbank"]})
    assert [one.partition(":")[0] for one in unknown.assumed] == ["dockside"]
    text = programme_table(unknown, 160, colour=False)
    assert "Counts as due on the first day, for its date is unknown or past\n  dockside: no test on record" in text
    assert "1 plan past the safe date or without a known one" in text
    assert "NO DATE KNOWN" in text


def test_an_exercise_without_notice_is_warned_of_and_not_in_the_csv() -> None:
    secret = page_of(RECORDS | {"exercises/2028-northbank": f"{planned('2028-03-08', 'northbank')}no_notice = true\n"})
    assert "NOT TO BE PUBLISHED AS IT STANDS" in programme_table(secret, 100, colour=False)
    assert "2028-northbank" not in programme_csv(secret)


def test_why_not_what_would_help_and_what_differs_are_said() -> None:
    told = Told(conflict=("Fire is full",), remedies=("one more a quarter",), note="OR-Tools is not installed")
    text = programme_table(page_of(RECORDS, told), 100, colour=False)
    assert "Why not every safe date can be kept\n  Fire is full" in text
    assert "What would help, one thing at a time\n  one more a quarter" in text
    assert "OR-Tools is not installed" in " ".join(text.split())


@pytest.mark.parametrize("width", [30, 40, 60, 80, 120, 200])
def test_no_line_is_wider_than_the_page(page: ProgrammePage, width: int) -> None:
    text = programme_table(page, width, colour=False)
    assert max(map(len, text.split("\n"))) <= width
    assert text.isascii()


def test_the_picture_has_a_column_a_month_and_a_letter_a_test() -> None:
    drawn = picture(
        (
            line(
                PlanDay(on=date(2027, 2, 1), type="live", is_committed=True),
                PlanDay(on=date(2028, 1, 31), type="tabletop", is_committed=False),
                late=(LateSpan(first=date(2026, 12, 1), last=date(2027, 2, 1)),),
            ),
        ),
        ON,
        date(2029, 11, 20),
        80,
    )
    assert drawn == (
        "months       2027        2028        2029",
        "northbank  .!!l..........T......................",
    )


def test_a_narrow_picture_has_a_column_a_quarter_and_none_where_that_is_too_wide() -> None:
    lines = (line(PlanDay(on=date(2028, 5, 9), type="seminar", is_committed=False)),)
    assert picture(lines, ON, date(2032, 11, 20), 40) == (
        "quarters    27  28  29  30  31  32",
        "northbank  ......S..................",
    )
    assert picture(lines, ON, date(2032, 11, 20), 30) == ()


@pytest.mark.parametrize(
    ("kind", "letter"),
    [("live", "L"), ("tabletop", "T"), ("control-post", "C"), ("seminar", "S"), ("notification", "N"), ("other", "O")],
)
def test_each_type_has_its_letter(kind: str, letter: str) -> None:
    for is_committed, shown in ((False, letter), (True, letter.lower())):
        test = PlanDay(on=date(2026, 12, 9), type=kind, is_committed=is_committed)
        assert picture((line(test),), ON, date(2027, 1, 1), 80)[-1] == f"northbank  .{shown}."


def test_a_name_that_would_steer_a_terminal_is_mere_text_in_the_picture() -> None:
    drawn = picture((replace(line(), plan="a\x1b[31m"),), ON, date(2027, 1, 1), 80)
    assert "\x1b" not in "".join(drawn)


def test_csv_has_a_line_an_exercise_with_day_and_digest(page: ProgrammePage) -> None:
    rows = list(csv.DictReader(io.StringIO(programme_csv(page))))
    assert [(row["exercise"], row["plans"]) for row in rows] == [
        ("", "eastquay; westquay"),
        ("2028-northbank", "northbank"),
    ]
    assert {row["on"] for row in rows} == {"2026-11-21"}
    assert {row["digest"] for row in rows} == {page.register_digest}


def test_json_holds_the_whole_programme(page: ProgrammePage) -> None:
    found = json.loads(programme_json(page))
    assert (found["schema"], found["on"], found["first"], found["last"]) == (
        "comah.programme/1",
        "2026-11-21",
        "2026-11-21",
        "2029-11-20",
    )
    assert [one["part"] for one in found["objective"]][:3] == ["late", "short", "missed"]
    assert [one["exercise"] for one in found["on_record"]] == ["2028-northbank"]
    assert {one["plan"] for one in found["plans"]} == {"eastquay", "northbank", "westquay"}


def test_markdown_makes_text_of_records_literal() -> None:
    marked = page_of(RECORDS | {"authority": 'marking = "OFFICIAL *x*"\n'})
    text = programme_md(marked)
    assert "**OFFICIAL \\*x\\***" in text
    assert "## Objective, in this order" in text
    assert "|---|" in text


def test_several_authorities_are_told_apart() -> None:
    other = (
        'schema = 1\nforum = "F"\nauthorities = [{ id = "halton", name = "Halton" }, { id = "east", name = "East" }]\n'
        'agencies = [{ id = "example-police", name = "P", category = 1 }]\n'
    )
    records = RECORDS | {
        "register": other,
        "east/authority": 'id = "east"\nname = "East"\n',
        "east/establishments/dock": RECORDS["establishments/northbank"],
        "east/exercises/2025-dock": held("2025-05-06", "dock"),
    }
    both = page_of(records)
    assert both.title == "F"
    assert "Authority" in programme_table(both, 160, colour=False)
    assert "| Authority |" in programme_md(both)


def test_a_safe_date_that_has_passed_stands_as_it_was_and_one_not_known_stands_empty() -> None:
    # northbank was due by 4 June 2025; of dockside nothing is known
    late = RECORDS | {
        "exercises/2025-northbank": held("2022-06-05", "northbank"),
        "exercises/2028-northbank": planned("2027-03-03", "northbank"),
        "establishments/dockside": RECORDS["establishments/northbank"],
    }
    found = page_of(late)
    (on_record,) = found.committed
    assert (str(on_record.safe_on), on_record.margin) == ("2025-06-04", -637)
    assert "637 days PAST 4 Jun 2025" in programme_table(found, 100, colour=False)
    (unknown,) = (row for row in found.rows if row.plans == ("dockside",) and row.safe_on is None)
    assert (unknown.margin, unknown.given_up, unknown.why) == (
        None,
        0,
        ("no safe date is known; the first suggested day with time to plan it",),
    )
    rows = [row for row in csv.DictReader(io.StringIO(programme_csv(found))) if row["plans"] == "dockside"]
    assert (rows[0]["safe_on"], rows[0]["margin"]) == ("", "")
    plans = {one["plan"]: one["safe_on"] for one in json.loads(programme_json(found))["plans"]}
    assert (plans["northbank"], plans["dockside"]) == ("2025-06-04", None)
    assert "2 plans past the safe date or without a known one" in found.headline
    assert found.headline.endswith(" days in all from 21 Nov 2026")


def test_plans_of_which_the_same_is_unknown_are_named_together() -> None:
    site = RECORDS["establishments/northbank"]
    found = page_of(RECORDS | {"establishments/dockside": site, "establishments/acid": site})
    assert [one.partition(":")[0] for one in found.assumed] == ["acid, dockside"]


def test_what_is_not_proved_is_named_with_its_bound() -> None:
    lines = score_lines(
        [Stage(name="late", value=0, bound=0, by="counting"), Stage(name="short", value=9, bound=4, by="solver")]
    )
    weak = "days by which local margins are missed: 9, and none can have under 4"
    assert known_words(lines) == f"PROVED THE BEST IN THE FIRST 1 OF 2 PARTS; {weak}"
    assert known_words(lines[1:]) == f"NOT PROVED; {weak}"
    assert known_words(lines[:1]) == "PROVED OPTIMAL"


def test_what_others_add_to_the_peak_is_in_no_gap() -> None:
    (line,) = score_lines([Stage(name="peak", value=9, bound=8, by="counting")], peak_elsewhere=7)
    assert (line.value, line.bound, line.proof) == (2, 1, "gap 50.0%")


def test_a_day_that_is_not_fixed_is_said_to_be_counted_as_one() -> None:
    found = page_of(RECORDS | {"exercises/2028-northbank": planned('"2028-03"', "northbank")})
    assert found.notes == ("2028-northbank: day not fixed, Mar 2028; counted as 1 Mar 2028",)
    assert "Mar 2028, day not fixed" in programme_table(found, 100, colour=False)
    # held on 30 June it would be too late, so it counts as that; held on 1 June the three years after it end sooner
    late = page_of(RECORDS | {"exercises/2028-northbank": planned('"2028-06"', "northbank")})
    assert late.notes[-1] == (
        "2028-northbank: day not fixed, Jun 2028; counted as 30 Jun 2028; "
        "what is due after it may be due up to 29 days sooner"
    )


def test_a_day_not_fixed_of_an_exercise_without_notice_is_not_told_apart_from_its_row() -> None:
    secret = planned('"2028-03"', "northbank") + "no_notice = true\n"
    found = page_of(RECORDS | {"exercises/2028-northbank": secret})
    assert found.notes == ()
    assert [(row.exercise, row.day_said) for row in found.committed] == [("2028-northbank", "Mar 2028, day not fixed")]


def test_an_exercise_of_several_days_is_shown_with_them_and_counts_from_the_first() -> None:
    found = page_of(RECORDS | {"exercises/2028-northbank": planned('"2028-03-01/2028-03-03"', "northbank")})
    assert found.notes == ()
    assert [(row.day, row.day_said) for row in found.committed] == [(date(2028, 3, 1), "1-3 Mar 2028")]
    assert json.loads(programme_json(found))["on_record"][0]["is_day_fixed"] is True
    late = page_of(RECORDS | {"exercises/2028-northbank": planned('"2028-06-03/2028-06-05"', "northbank")})
    assert late.notes[-1] == (
        "2028-northbank: ends after a safe date, 3-5 Jun 2028; counted as 5 Jun 2028; "
        "what is due after it may be due up to 2 days sooner"
    )


def test_two_authorities_that_ask_an_agency_within_the_clash_days_are_named() -> None:
    fixed = Committed(
        id="2027-east",
        day=date(2027, 1, 15),
        authority="y",
        plans=(),
        agencies=("fire",),
        planning_from=date(2027, 1, 4),
    )
    given = problem([plan("northbank", 12, agencies=("fire", "police"))], 4, committed=(fixed,))
    given = replace(given, limits=(*given.limits, limits(authority="y")))
    choice = Choice(day=date(2027, 1, 15), authority="x", plans=("northbank",), is_live=False)
    assert list(clash_lines(given, [choice], 3)) == ["15 Jan 2027: northbank (x) and 2027-east (y) both ask fire"]
    assert list(clash_lines(given, [replace(choice, day=date(2027, 1, 12))], 3)) == [
        "northbank (x) on 12 Jan 2027 and 2027-east (y) on 15 Jan 2027, 3 days apart, both ask fire"
    ]
    assert list(clash_lines(given, [replace(choice, day=date(2027, 1, 11))], 3)) == []
    assert list(clash_lines(given, [replace(choice, day=date(2027, 1, 18))], 3)) == [
        "2027-east (y) on 15 Jan 2027 and northbank (x) on 18 Jan 2027, 3 days apart, both ask fire"
    ]


def test_exercises_are_as_near_as_the_clash_days_of_the_register_have_it() -> None:
    theirs = {
        "eastshire/authority": 'id = "eastshire"\nname = "Eastshire"\n',
        "eastshire/exercises/2027-ash": 'planned_on = 2027-12-08\nagencies = ["example-police"]\n',
    }
    near = "eastquay, westquay (halton) on 2 Dec 2027 and 2027-ash (eastshire) on 8 Dec 2027, 6 days apart"
    assert f"{near}, both ask example-police" in page_of(RECORDS | theirs).notes
    ash = theirs["eastshire/exercises/2027-ash"]
    secret = page_of(RECORDS | theirs | {"eastshire/exercises/2027-ash": f"{ash}no_notice = true\n"})
    assert not any("2027-ash" in note for note in secret.notes)  # its authority alone knows its day
    narrow = page_of(RECORDS | theirs | {"register": f"clash_days = 5\n{REGISTER}"})
    assert not any("2027-ash" in note for note in narrow.notes)


TWICE = '[[measures]]\nid = "two-a-year"\ntarget = 2\n'


def measured(authority: str, **records: str) -> list[str]:
    page = page_of(RECORDS | records | {"authority": authority})
    return [note for note in page.notes if "the measure" in note]


def test_a_measure_of_two_exercises_a_year_is_said_with_the_years_that_have_fewer() -> None:
    asked = "Halton: the measure two-a-year asks for 2 exercises each financial year"
    assert measured(TWICE) == [f"{asked}; the programme sees to 1. 2026/27 has 1, 2027/28 has 1, 2028/29 has 1"]
    unasked = f"[programme]\nat_least_one_a_year = false\n{TWICE}"
    assert measured(unasked) == [f"{asked}; the programme sees to none. 2026/27 has 0, 2028/29 has 0"]
    assert measured(TWICE.replace("2\n", "1\n")) == []


def test_an_exercise_on_record_soon_after_a_proposed_one_is_named() -> None:
    late = Committed(
        id="2027-live", day=date(2027, 1, 29), authority="x", plans=("northbank",), planning_from=date(2027, 1, 4)
    )
    given = problem([plan("northbank", 12)], 4, committed=(late,))
    choice = Choice(day=date(2027, 1, 15), authority="x", plans=("northbank",), is_live=False)
    assert list(doubled_lines(given, [choice])) == [
        (
            "2027-live is on record for 29 Jan 2027, 14 days after the exercise proposed for northbank on "
            "15 Jan 2027: moved to 16 Jan 2027 or before, it may do for northbank instead"
        )
    ]
    near = replace(given, plans=(replace(given.plans[0], safe_on=date(2027, 1, 30), margin_days=9),))
    assert next(doubled_lines(near, [choice])).endswith(
        "moved to 21 Jan 2027 or before, it may do for northbank instead; as it stands it misses the local margin alone"
    )
    in_time = replace(near, plans=(replace(near.plans[0], margin_days=0),))
    assert next(doubled_lines(in_time, [choice])).endswith(
        "proposed for northbank on 15 Jan 2027; it is in time by itself"
    )
    overdue = replace(choice, day=date(2027, 1, 19))  # after the safe date, 16 January
    assert next(doubled_lines(given, [overdue])).endswith(
        "moved to 19 Jan 2027 or before, it may do for northbank instead"
    )
    loose = replace(given, committed=(replace(late, said="Jan 2027, day not fixed"),))
    assert "2027-live is on record for Jan 2027, day not fixed, 14 days after" in next(doubled_lines(loose, [choice]))
    assert list(doubled_lines(given, [replace(choice, day=date(2027, 1, 30))])) == []


def test_an_authority_that_set_no_rules_is_told_that_these_are_the_usual_ones() -> None:
    words = "note: none of these is set in the records: they are the usual ones"
    assert words in programme_table(page_of(RECORDS), 120, colour=False)
    own = page_of(RECORDS | {"authority": "[programme]\ngap_days = 21\n"})
    assert words not in programme_table(own, 120, colour=False)


def test_a_programme_that_begins_later_says_what_passes_until_then() -> None:
    assert page_of(RECORDS).notes == ()
    assert page_of(RECORDS, first=date(2028, 4, 1)).notes == (
        "nothing is proposed from 21 Nov 2026 to 1 Apr 2028; exercises on record in that time are taken to be held",
        "eastquay: its safe date, 4 Mar 2028, passes in that time",
    )
