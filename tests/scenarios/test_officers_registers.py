"""Registers as councils keep them: what stands in a cell is not always one site, and a sheet not always one table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from importing import take_in, take_in_anew, write_left
from officers_sheet import exercises, remarks, rows, sheet, tables, understood
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

HEADINGS = ("Site", "Operator", "Tier", "Date of test")


@pytest.mark.parametrize(
    "name",
    [
        "Northbank Chemicals Ltd; Fernhill Gases",
        "Quarry Lane\nFernhill Gases",
        "Northbank Chemicals Ltd / Fernhill Gases",
        "Northbank Chemicals Ltd and Westbank Storage",
        "All Northbank sites",
        "All upper tier operators",
        "Various",
    ],
)
def test_several_sites_in_one_cell_are_no_site(name: str) -> None:
    (row,) = rows(HEADINGS, (name, "", "upper", date(2024, 5, 2)))
    assert not row.said
    assert "names several sites: write a row for each" in row.question


def test_a_column_of_sites_may_list_them_with_commas() -> None:
    in_plural = rows(("Sites", "Tier", "Date of test"), ("Quarry Lane, Fernhill & Ash Road", "upper", date(2024, 5, 2)))
    assert "names several sites" in in_plural[0].question
    one = rows(("Site", "Tier", "Date of test"), ("Smith and Sons, Quarry Lane", "upper", date(2024, 5, 2)))
    assert one[0].establishment == "smith-and-sons-quarry-lane"


def test_one_site_whose_name_looks_like_several_is_answered() -> None:
    answered = rows((*HEADINGS, "comah id"), ("Quarry Lane; North", "", "upper", date(2024, 5, 2), "new"))
    assert answered[0].establishment == "quarry-lane-north"


@pytest.mark.parametrize("mark", ['"', "''", "\N{RIGHT DOUBLE QUOTATION MARK}", "\N{DITTO MARK}", "ditto", "as above"])
def test_a_ditto_mark_is_neither_a_site_nor_an_operator(mark: str) -> None:
    first, under, beside = rows(
        HEADINGS,
        ("Fernhill Gases", "Fernhill plc", "upper", date(2024, 5, 2)),
        (mark, "", "", date(2021, 5, 2)),
        ("Quarry Lane", mark, "upper", ""),
    )
    assert exercises(first)
    assert not under.said
    assert "If it belongs to 'Fernhill Gases' (row 2), write that name in it" in under.question
    assert "stands for what is above it: write the word" in remarks(beside, is_blocking=True)
    assert tables(beside)[0][2].keys() == {"name", "source", "tier"}


def test_a_name_without_a_letter_is_no_name() -> None:
    (row,) = rows(HEADINGS, ("***", "", "upper", date(2024, 5, 2)))
    assert row.question == "The row names no site."


TWO_TABLES = (
    ("Site", "Tier", "Date of test"),
    ("Fernhill Gases", "upper", date(2024, 5, 2)),
    ("", "", ""),
    ("Site", "Telephone", "Last review"),
    ("Fernhill Gases", "-", date(2025, 1, 15)),
    ("Site name", "Contact", ""),
    ("Fernhill Gases", "Site manager", ""),
)


def test_a_second_table_of_few_known_headings_is_not_read_under_the_first() -> None:
    read = rows(*TWO_TABLES)
    assert [row.is_passed for row in read] == [False, True, True, False, True, False]
    assert [row.heading_row for row in read] == [0, 0, 0, 4, 0, 6]
    assert all("below other headings" in read[at].question for at in (3, 5))
    assert [said.when.text for row in read for said in exercises(row)] == ["2024-05-02"]


def test_a_second_table_beside_the_first_says_nothing_of_its_sites() -> None:
    (read,) = understood(
        sheet(
            "Sites",
            ("Site", "Tier", "Date of test", "", "Site", "Next exercise", "Type"),
            ("Fernhill Gases", "upper", date(2024, 5, 2), "", "Quarry Lane", date(2027, 6, 1), "live"),
            ("Ash Road", "upper", date(2023, 5, 2), "", "", "", ""),
            ("", "", "", "", "Dene End", date(2027, 6, 1), "live"),
        )
    )
    assert dict(read.columns)["Next exercise"] == ""
    assert "A second table stands beside the first, from its heading Site on" in "\n".join(read.remarks)
    first, second, third = read.rows
    assert [said.when.text for said in exercises(first)] == ["2024-05-02"]
    assert "second table" in remarks(first, is_blocking=True)
    assert not remarks(second, is_blocking=True)
    assert "second table" in third.question


def test_another_word_for_the_site_is_no_second_table() -> None:
    (row,) = rows(("Site", "Plan", "Tier", "Date of test"), ("Fernhill Gases", "v3", "upper", date(2024, 5, 2)))
    assert exercises(row)


def test_a_second_table_goes_to_a_sheet_of_its_own_and_is_taken_from_there(tmp_path: Path) -> None:
    file = _workbook(tmp_path, *TWO_TABLES, ("Site", "Tier", "Date of test"), ("Ash Road", "upper", date(2022, 5, 2)))
    first = take_in_anew(tmp_path, file, {})
    assert first.tests("Fernhill Gases") == ["2024-05-02"]
    assert first.tests("Ash Road") == ["2022-05-02"]
    left = write_left(first.plan, tmp_path / "left.xlsx")
    assert load_workbook(left).sheetnames == ["Sites row 4", "Sites row 6"]
    mended = take_in(tmp_path / "sites", left)
    assert mended.tests("Fernhill Gases") == ["2024-05-02"]
    assert [review.on.text for review in mended.sites["Fernhill Gases"].plans[0].reviews if review.on] == ["2025-01-15"]


def _workbook(folder: Path, *lines: Sequence[object]) -> Path:
    book = Workbook()
    sheet_of_sites = book.active
    assert isinstance(sheet_of_sites, Worksheet)
    sheet_of_sites.title = "Sites"
    for line in lines:
        sheet_of_sites.append([None if value == "" else value for value in line])
    book.save(folder / "sites.xlsx")
    return folder / "sites.xlsx"


def test_each_plan_of_a_joint_exercise_is_credited_by_its_own_row(tmp_path: Path) -> None:
    lines = [(name, "upper", date(2024, 5, 2)) for name in ("Fernhill Gases", "Quarry Lane", "Ash Road")]
    done = take_in_anew(tmp_path, _workbook(tmp_path, ("Site", "Tier", "Date of test"), *lines), {})
    (exercise,) = done.records.exercises
    assert [(credit.plan, credit.evidence) for credit in exercise.credits] == [
        ("fernhill-gases", 'sites.xlsx, sheet "Sites", row 2'),
        ("quarry-lane", 'sites.xlsx, sheet "Sites", row 3'),
        ("ash-road", 'sites.xlsx, sheet "Sites", row 4'),
    ]
    assert exercise.name == "Exercise, Fernhill Gases, Quarry Lane, Ash Road"


def test_a_column_a_year_is_not_read_and_its_rows_are_to_be_mended() -> None:
    (read,) = understood(
        sheet(
            "Sites", ("Site", "Tier", 2019, 2020), ("Fernhill Gases", "upper", "Live", ""), ("Ash Road", "UT", "", "")
        )
    )
    assert read.heading_row == 1
    assert "2019, 2020: not read, because a column a year does not say what happened in it" in "\n".join(read.remarks)
    first, second = read.rows
    assert remarks(first, is_blocking=True) == "not read: the heading does not say what happened in that year"
    assert not remarks(second, is_blocking=True)


def test_a_log_under_a_bare_date_is_not_taken_as_if_nothing_were_missing() -> None:
    (row,) = rows(("Date", "Site", "Tier", "Type"), (date(2024, 5, 2), "Fernhill Gases", "upper", "live"))
    assert remarks(row, is_blocking=True) == "not read: the heading does not say what happened on that day"


def test_headings_of_a_council_are_read() -> None:
    (row,) = rows(
        ("Site", "Tier", "Address 1", "Address 2", "Postcode", "Off-site plan issue no.", "Last exercise", "Type"),
        ("Fernhill Gases", "UT", "Gas Works", "Low Road", "EX1 1AA", "7", date(2024, 5, 2), "Table Top (virtual)"),
    )
    assert tables(row)[0][2]["address"] == "Gas Works, Low Road, EX1 1AA"
    assert ("fernhill-gases", "plans.issues", {"version": "7"}) in tables(row)
    assert [said.type for said in exercises(row)] == ["tabletop"]


PLANNED_AND_HELD = ("Site", "Tier", "Exercise", "Planned date", "Exercise held", "Outcome")


def test_a_day_planned_and_the_day_held_since_are_one_exercise() -> None:
    (row,) = rows(PLANNED_AND_HELD, ("Alpha", "UT", "Exercise One", date(2023, 5, 1), date(2023, 6, 1), "Held"))
    assert [(said.name, said.when.text, said.is_planned) for said in exercises(row)] == [
        ("Exercise One", "2023-06-01", False)
    ]
    assert "planned for 1 May 2023, and held since" in remarks(row)


def test_a_day_ahead_is_planned_though_the_last_one_is_vague() -> None:
    (row,) = rows(PLANNED_AND_HELD, ("Alpha", "UT", "", date(2026, 12, 2), "2026", ""))
    assert [said.is_planned for said in exercises(row)] == [False, True]


def test_an_exercise_that_was_planned_and_called_off_is_not_planned() -> None:
    off, ahead = rows(
        PLANNED_AND_HELD,
        ("Alpha", "UT", "Exercise Two", date(2025, 5, 1), "", "Cancelled"),
        ("Alpha", "UT", "Exercise Three", date(2027, 5, 1), "", "Planned"),
    )
    assert not exercises(off)
    assert "'Cancelled' does not agree with a day planned" in remarks(off, is_blocking=True)
    assert [said.is_planned for said in exercises(ahead)] == [True]


@pytest.mark.parametrize(
    ("kind", "note"),
    [
        ("Live", "This was not a test of the plan"),
        ("Live", "partly tested only, elements a to c"),
        ("Live", "Did not test the off-site plan"),
        ("Internal exercise", ""),
        ("On-site drill", ""),
    ],
)
def test_a_day_that_the_row_says_was_no_test_restarts_no_clock(kind: str, note: str) -> None:
    (row,) = rows(("Site", "Tier", "Date of test", "Type", "Notes"), ("Alpha", "UT", date(2024, 5, 1), kind, note))
    assert not exercises(row)
    assert "no test of the external plan is taken" in remarks(row, is_blocking=True)
