from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from officers_sheet import REGISTER, claims, exercises, remarks, rows, sheet, tables, understood
from register_text import register

from comah.model.kinds import Conclusion, ExerciseType, Regime, Tier
from comah.model.sheet import Cell, CellValue
from comah.records.spreadsheets.headings import What
from comah.records.spreadsheets.mapping import Mapping, MappingError

BOOK = register(REGISTER)
Line = Sequence[CellValue | Cell]


def test_a_date_of_test_is_a_test_and_a_last_exercise_is_not() -> None:
    (row,) = rows(["Site", "Date of test", "Last exercise", "Type"], ["Northbank", date(2021, 5, 12), "May 2023", ""])
    test, held = exercises(row)
    assert (test.plans, test.when.text, test.conclusion) == (("northbank",), "2021-05-12", Conclusion.TESTED)
    assert (held.when.text, held.conclusion, held.is_planned) == ("2023-05", None, False)
    assert "credited with no test" not in remarks(row)
    assert row.understood == ("tested 12 May 2021", "exercise held May 2023")


def test_that_a_day_held_is_credited_with_no_test_is_said_once_for_the_sheet() -> None:
    held = ("Northbank", "May 2023"), ("Northbank", "June 2024")
    (read,) = understood(sheet("Sites", ["Site", "Last exercise"], *held))
    (said,) = [text for text in read.remarks if "credited with no test until an officer decides" in text]
    assert '[columns] "Last exercise" = "date of test"' in said


def test_the_map_file_can_say_that_last_exercise_was_a_test() -> None:
    mapping = Mapping(columns={"last exercise": What.TESTED_ON})
    (row,) = rows(["Site", "Last exercise"], ["Northbank", "13/05/2023"], mapping=mapping)
    assert [said.conclusion for said in exercises(row)] == [Conclusion.TESTED]


def test_a_new_site_is_made_of_its_row_with_where_it_is_known_from() -> None:
    (row,) = rows(
        ["Site", "Operator", "Town", "Address", "Postcode", "Tier", "Plan version", "Plan date", "Notes"],
        [
            "Eastquay",
            "Quay Ltd",
            "Otherton",
            "Quay Road",
            "OT1 1AA",
            "TT",
            Cell(value=2.1, number_format="0.00"),
            "May 2023",
            "gate",
        ],
    )
    assert tables(row) == [
        (
            "eastquay",
            "",
            {
                "name": "Eastquay",
                "source": 'sites.xlsx, sheet "Sites", row 2',
                "operator": "Quay Ltd",
                "town": "Otherton",
                "address": "Quay Road, OT1 1AA",
                "tier": "upper",
                "notes": ["gate"],
            },
        ),
        ("eastquay", "plans.issues", {"version": "2.10", "on": "2023-05"}),
    ]


def test_a_review_is_full_unless_the_row_says_contacts() -> None:
    read = rows(
        ["Site", "Last reviewed", "Type of review", "Approved by", "Notes"],
        ["Northbank", date(2023, 11, 1), "", "head of service", ""],
        ["Northbank", date(2024, 11, 1), "Contacts only", "", ""],
        ["Northbank", date(2025, 11, 1), "minor", "", ""],
        ["Northbank", date(2022, 11, 1), "", "", "contact details only"],
    )
    assert tables(read[0]) == [
        ("northbank", "plans.reviews", {"on": date(2023, 11, 1), "kind": "full", "approved_by": "head of service"})
    ]
    assert tables(read[1]) == [("northbank", "plans.reviews", {"on": date(2024, 11, 1), "kind": "contacts"})]
    assert tables(read[2]) == []
    assert "does not say whether the review was full" in remarks(read[2], is_blocking=True)
    assert ("northbank", "plans.reviews", {"on": date(2022, 11, 1), "kind": "contacts"}) in tables(read[3])


def test_dates_of_plan_operator_and_public_information_go_where_they_belong() -> None:
    (row,) = rows(
        [
            "Site",
            "First prepared",
            "Information received",
            "PIZ letter sent",
            "Safety report submitted",
            "On-site plan tested",
        ],
        ["Northbank", "2016", "2015", "May 2023", "2022", "2024"],
    )
    assert tables(row) == [
        (
            "northbank",
            "",
            {
                "public_information.sent_on": "2023-05",
                "safety_report.sent_on": "2022",
                "internal_plan.tested_on": "2024",
            },
        ),
        ("northbank", "plans", {"first_prepared_on": "2016", "information_received_on": "2015"}),
    ]


def test_due_dates_are_claims_and_never_facts() -> None:
    (row,) = rows(["Site", "Next test due", "Next review due"], ["Northbank", date(2027, 5, 12), "due Nov 2026"])
    assert claims(row) == [("northbank", "test", "2027-05-12"), ("northbank", "review", "2026-11")]
    assert row.said == ()


def test_a_due_date_is_kept_with_the_newest_day_of_its_own_row() -> None:
    read = rows(
        ["Site", "Date of test", "Last exercise", "Next test due"],
        ["Northbank", "May 2017", "12/06/2018", "May 2020"],
        ["Northbank", "TBC", "", "May 2026"],
    )
    assert [[claim.since.text if claim.since else "" for claim in row.claims] for row in read] == [["2018-06-12"], [""]]


SHORT_AND_LONG = (["Bridge Street Tank Farm", "upper", ""], ["Bridge St Tank Farm", "upper", "bridge-street-tank-farm"])


@pytest.mark.parametrize("lines", [SHORT_AND_LONG, SHORT_AND_LONG[::-1]], ids=["made above", "made below"])
def test_an_answer_may_name_a_site_that_another_row_makes(lines: Sequence[Line]) -> None:
    read = rows(["Site", "Tier", "comah id"], *lines)
    assert {(row.establishment, row.question) for row in read} == {("bridge-street-tank-farm", "")}


@pytest.mark.parametrize("lines", [SHORT_AND_LONG, SHORT_AND_LONG[::-1]], ids=["made above", "made below"])
def test_the_map_file_may_name_a_site_that_another_row_makes(lines: Sequence[Line]) -> None:
    mapping = Mapping(sites={"bridgesttankfarm": "bridge-street-tank-farm"})
    read = rows(["Site", "Tier"], *(line[:2] for line in lines), mapping=mapping)
    assert {(row.establishment, row.question) for row in read} == {("bridge-street-tank-farm", "")}


def test_an_answer_may_name_a_site_that_a_later_sheet_makes() -> None:
    tests = sheet("Tests", ["Site", "Date of test", "comah id"], ["East Q", "12/05/2023", "eastquay"])
    reads = understood(tests, sheet("Sites", ["Site", "Tier"], ["Eastquay", "upper"], ["Fernhill", "upper"]))
    assert [[(row.establishment, row.question) for row in read.rows] for read in reads] == [
        [("eastquay", "")],
        [("eastquay", ""), ("fernhill", "")],
    ]


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("2021 (postponed)", "says postponed"),
        ("planned 3/4/25", "says planned"),
        (date(2027, 1, 1), "is after 21 Nov 2026"),
        ("05/13/2023", "is not turned round"),
        (Cell(is_formula=True), "a formula whose result is not in the file"),
        (Cell(value="12/05/2023", is_struck=True), "struck through"),
    ],
)
def test_a_date_that_is_no_event_is_kept_out(cell: CellValue | Cell, why: str) -> None:
    (row,) = rows(["Site", "Tier", "Date of test"], ["Northbank", "UT", cell])
    assert exercises(row) == []
    assert why in remarks(row, is_blocking=True)


@pytest.mark.parametrize("word", ["TBC", "n/a", "never", "unknown"])
def test_a_word_for_no_date_is_said_and_keeps_nothing_back(word: str) -> None:
    (row,) = rows(["Site", "Tier", "Date of test"], ["Northbank", "UT", word])
    assert (exercises(row), remarks(row, is_blocking=True)) == ([], "")
    assert repr(word) in remarks(row)


@pytest.mark.parametrize(
    ("status", "count"), [("Cancelled", 0), ("Planned", 0), ("Open question", 0), ("Held", 1), ("Green", 1)]
)
def test_a_status_that_does_not_agree_keeps_the_exercise_out(status: str, count: int) -> None:
    (row,) = rows(["Site", "Date of test", "Status"], ["Northbank", date(2023, 5, 12), status])
    assert len(exercises(row)) == count
    assert bool(remarks(row, is_blocking=True)) == (count == 0)


def test_notes_that_call_an_exercise_off_keep_it_out() -> None:
    read = rows(
        ["Site", "Date of test", "Notes", "Status"],
        ["Northbank", date(2023, 5, 12), "Cancelled on the day", ""],
        ["Northbank", date(2023, 5, 12), "first cancelled, then held", "held"],
        ["Northbank", date(2023, 5, 12), "postponed from March", ""],
    )
    assert [len(exercises(row)) for row in read] == [0, 1, 1]
    assert 'the notes say "postponed"' in remarks(read[2])


def test_planned_exercises_are_planned() -> None:
    (row,) = rows(["Site", "Next exercise", "Type"], ["Northbank", "booked 3 April 2027", "Livex"])
    assert [(said.when.text, said.is_planned, said.type) for said in exercises(row)] == [("2027-04-03", True, "live")]


def test_the_type_belongs_to_the_day_on_its_left() -> None:
    (row,) = rows(
        ["Site", "Date of test", "Type", "Next exercise", "Type"],
        ["Northbank", date(2023, 5, 12), "TTX", date(2027, 4, 3), "live"],
    )
    assert [said.type for said in exercises(row)] == ["tabletop", "live"]


def test_a_type_that_is_not_known_is_reported_and_can_be_mapped() -> None:
    lines: tuple[Line, ...] = (["Site", "Date of test", "Type"], ["Northbank", date(2023, 5, 12), "Phase 2"])
    (row,) = rows(*lines)
    assert [said.type for said in exercises(row)] == [""]
    assert "[types]" in remarks(row, is_blocking=True)
    (row,) = rows(*lines, mapping=Mapping(types={"phase 2": ExerciseType.TABLETOP}))
    assert [said.type for said in exercises(row)] == ["tabletop"]


def test_a_sheet_of_exercises_keeps_lessons_and_notes_with_them() -> None:
    (row,) = rows(
        ["Site", "Exercise date", "Exercise name", "Lessons", "Notes", "Lead"],
        ["Northbank", "Q2 2024", "Vulcan", "1. Keys not found\n2) Maps old", "went well", "Example Fire"],
    )
    (said,) = exercises(row)
    assert (said.name, said.lessons, said.note) == (
        "Vulcan",
        ("Keys not found", "Maps old"),
        "went well\nLead: Example Fire",
    )
    assert tables(row) == []


def test_six_rows_of_one_day_and_type_are_one_joint_exercise() -> None:
    sites = [f"Quay {letter}" for letter in ("Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot")]
    read = rows(["Site", "Date of test", "Type"], *((name, date(2024, 6, 4), "live") for name in sites))
    plans = ("quay-alpha", "quay-bravo", "quay-charlie", "quay-delta", "quay-echo", "quay-foxtrot")
    assert [exercises(row)[0].plans for row in read] == [plans] * 6
    assert "one joint exercise of 6 plans" in read[0].understood[-1]


def test_a_vague_date_joins_rows_only_by_the_exercise_name() -> None:
    lines = [["Alpha Quay", "May 2024", "live", ""], ["Bravo Mole", "May 2024", "live", ""]]
    head = ["Site", "Date of test", "Type", "Exercise name"]
    apart = rows(head, *lines)
    assert [exercises(row)[0].plans for row in apart] == [("alpha-quay",), ("bravo-mole",)]
    assert "write the same exercise name" in remarks(apart[0])
    joined = rows(head, *([*line[:3], "Vulcan"] for line in lines))
    assert [exercises(row)[0].plans for row in joined] == [("alpha-quay", "bravo-mole")] * 2


def test_a_lower_tier_site_has_no_plan_to_test() -> None:
    (row,) = rows(["Site", "Date of test"], ["Westbank", date(2023, 5, 12)])
    assert exercises(row) == []
    assert "of lower tier" in remarks(row, is_blocking=True)


def test_a_lower_tier_row_that_gives_no_date_has_nothing_to_mend() -> None:
    read = rows(
        ["Site", "Date of test", "Next exercise"], *[["Westbank", word, "TBC"] for word in ("n/a", "-", "none")]
    )
    assert [remarks(row, is_blocking=True) for row in read] == ["", "", ""]


def test_a_word_for_nothing_under_an_unclear_heading_is_not_to_be_mended() -> None:
    head = ["Site", "Tier", "Date of test", "Date"]
    read = rows(head, ["Northbank", "upper", "May 2023", "n/a"], ["Northbank", "upper", "May 2023", "1/2/24"])
    assert [bool(remarks(row, is_blocking=True)) for row in read] == [False, True]


def test_another_law_begins_a_plan_beside_the_one_that_went_without_saying() -> None:
    (row,) = rows(["Site", "Regime", "Date of test"], ["Northbank", "REPPIR", date(2023, 5, 12)])
    assert tables(row) == [("northbank", "plans", {"regime": "comah"}), ("northbank", "plans", {"regime": "reppir"})]
    assert [said.plans for said in exercises(row)] == [("northbank/reppir",)]


def test_rows_that_hold_no_record_are_passed_over_and_said() -> None:
    across = Cell(value="Sites along the river", merged_from="A3:C3")
    head = ["Site", "Town", "Tier"]
    read = rows(
        head,
        ["Upper tier sites"],
        [across, across, across],
        ["Alpha Quay", "Otherton", "UT"],
        ["OTHERTON"],
        ["", "", ""],
        head,
        ["Total", 1, ""],
        ["* see the file"],
        ["Note: from the old register"],
    )
    assert [row.is_passed for row in read] == [True, True, False, True, True, True, True, True, True]
    assert [remarks(row).split(": ", 1)[1].split(",")[0] for row in read if row.is_passed] == [
        *("a sub-heading", "a sub-heading", "a sub-heading", "an empty row", "the headings again", "a total"),
        *("a note: '* see the file'", "a note: 'Note: from the old register'"),
    ]
    assert "nothing of it is applied" in remarks(read[0])


def test_a_name_alone_in_its_row_is_asked_about_unless_it_is_known() -> None:
    read = rows(["Site", "Tier", "Town"], ["Lonely"], ["Northbank Chemicals"])
    assert "a site without facts, or a sub-heading?" in read[0].question
    assert read[1].establishment == "northbank"


def test_a_blank_site_is_not_taken_for_the_one_above_unless_merged() -> None:
    merged = Cell(value="Northbank", merged_from="A2:A3")
    read = rows(
        ["Site", "Date of test"], [merged, date(2020, 5, 12)], [merged, date(2023, 5, 12)], ["", date(2024, 5, 12)]
    )
    assert [row.establishment for row in read] == ["northbank", "northbank", ""]
    assert "If it belongs to 'Northbank' (row 3)" in read[2].question


def test_a_table_below_other_headings_is_not_read_under_the_first() -> None:
    read = rows(
        ["Site", "Date of test", "Tier"],
        ["Northbank", date(2023, 5, 12), "UT"],
        ["Site", "Next test due", "Date of review", "Notes"],
        ["Northbank", date(2024, 5, 12), date(2023, 1, 1), ""],
    )
    assert read[1].is_passed
    assert (read[2].said, "below other headings (row 3)" in read[2].question) == ((), True)


def test_a_struck_row_is_reported_and_not_taken() -> None:
    struck = [Cell(value="Northbank", is_struck=True), Cell(value=date(2023, 5, 12))]
    (read,) = understood(sheet("Sites", ["Site", "Date of test"], struck))
    assert read.rows[0].said == ()
    assert "struck through" in remarks(read.rows[0], is_blocking=True)


def test_what_stands_above_the_headings_is_said() -> None:
    (read,) = understood(sheet("Sites", ["COMAH sites"], ["as at May 2024"], ["Site", "Tier"], ["Northbank", "UT"]))
    assert (read.heading_row, read.remarks[0]) == (3, "Above the headings, not read: 'COMAH sites', 'as at May 2024'.")


def test_hidden_sheets_and_sheets_without_headings_are_said() -> None:
    old = sheet("Old", ["Site", "Tier"], ["Northbank", "UT"], is_hidden=True)
    phones = sheet("Phones", ["Duty officer", 123])
    hidden, bare = understood(old, phones)
    assert (hidden.rows, bare.rows) == ((), ())
    assert "the sheet is hidden" in hidden.remarks[0]
    assert "No heading row was recognised" in bare.remarks[0]
    shown, skipped = understood(old, phones, mapping=Mapping(read=("Old",)))
    assert shown.rows[0].establishment == "northbank"
    assert "only Old was asked for" in skipped.remarks[0]


def test_columns_that_are_not_read_are_listed() -> None:
    (read,) = understood(sheet("Sites", ["Site", "Tier", "Wind", "Review date"], ["Northbank", "UT", "west", "2023"]))
    assert read.columns == (("Site", "site"), ("Tier", "tier"), ("Wind", ""), ("Review date", ""))
    words = "\n".join(read.remarks)
    assert "Columns not read: Wind." in words
    assert 'Review date: not read, because it does not say "date of review"' in words


def test_a_column_turned_by_american_settings_is_warned_of() -> None:
    lines: list[Line] = [["Northbank", date(2023, 12, 5)], ["Northbank", date(2020, 3, 4)], ["Northbank", "13/05/2017"]]
    (read,) = understood(sheet("Sites", ["Site", "Date of test"], *lines))
    assert any("American dates" in remark for remark in read.remarks)


def test_sheets_that_comah_wrote_are_left_to_others() -> None:
    assert understood(sheet("Plans", ["comah records: Plans"]), sheet("Cover", ["comah report: Cover"])) == ()
    (read,) = understood(sheet("Left", ["comah id", "Site", "Tier"], ["new", "Northbank", "UT"]))
    assert read.heading_row == 1


def test_a_new_site_without_tier_or_council_is_asked_about() -> None:
    lines = sheet("Sites", ["Site", "Town"], ["Alpha Quay", "Otherton"])
    (read,) = understood(lines)
    assert "give its tier" in read.rows[0].question
    (read,) = understood(lines, tier="upper", authority="")
    assert "name its council" in read.rows[0].question
    (read,) = understood(lines, mapping=Mapping(tier=Tier.LOWER, authority="Halton", regime=Regime.COMAH))
    assert read.rows[0].understood == ("new establishment alpha-quay, lower tier",)


def test_a_council_that_is_not_of_the_register_is_asked_about() -> None:
    (row,) = rows(["Site", "Council", "Tier"], ["Northbank", "Atlantis", "UT"])
    assert "no council of this register" in row.question


def test_a_map_file_that_names_no_sheet_of_the_workbook_is_refused() -> None:
    with pytest.raises(MappingError, match='Perhaps "Sites" is meant'):
        understood(sheet("Sites", ["Site", "Tier"]), mapping=Mapping(file="map.toml", skip=("Site",), authority="x"))


def test_a_comment_and_a_hidden_row_are_said() -> None:
    noted = Cell(value=date(2023, 5, 12), number_format="dd/mm/yyyy", note="was postponed?")
    (row,) = rows(["Site", "Date of test"], ["Northbank", noted])
    assert "a comment hangs on the cell: 'was postponed?'" in remarks(row)


VALUES = st.one_of(
    st.sampled_from(
        ["Northbank", "Eastquay", "UT", "12/05/2023", "TBC", "live", "Site", "Tier", "Total", "May 2023", ""]
    ),
    st.text(max_size=20),
    st.dates(),
    st.floats(),
    st.integers(),
    st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(VALUES, max_size=8), max_size=6))
def test_any_cells_are_understood_or_reported(cells: list[list[str | date | float | int | bool]]) -> None:
    head = ["Site", "Tier", "Date of test", "Type", "Last reviewed", "Plan version", "Next due", "Notes"]
    (read,) = understood(sheet("Sites", head, *cells), book=BOOK, tier="upper")
    for row in read.rows:
        assert row.is_passed or row.question or row.establishment or row.remarks
