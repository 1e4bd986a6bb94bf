from __future__ import annotations

import pytest
from officers_sheet import sheet

from comah.model.sheet import Cell
from comah.records.spreadsheets.find_headings import find_headings
from comah.records.spreadsheets.headings import What, unclear, what_is
from comah.records.spreadsheets.mapping import Mapping
from comah.records.spreadsheets.settle_columns import settle_columns


@pytest.mark.parametrize(
    ("heading", "what"),
    [
        ("Site", What.SITE),
        ("  NAME OF SITE ", What.SITE),
        ("COMAH establishment", What.SITE),
        ("Company", What.OPERATOR),
        ("Town/Location", What.TOWN),
        ("Post Code", What.POSTCODE),
        ("UT / LT", What.TIER),
        ("Date of last COMAH test", What.TESTED_ON),
        ("Off-site plan: last tested", What.TESTED_ON),
        ("Date of test (dd/mm/yyyy)", What.TESTED_ON),
        ("Exercise Date", What.HELD_ON),
        ("Last exercise*", What.HELD_ON),
        ("Next exercise", What.PLANNED_ON),
        ("Type", What.EXERCISE_TYPE),
        ("Plan last reviewed", What.REVIEWED_ON),
        ("Issue no.", What.PLAN_VERSION),
        ("On-site plan tested", What.INTERNAL_TESTED_ON),
        ("PIZ letters sent", What.PUBLIC_SENT_ON),
        ("Test due by", What.TEST_DUE),
        ("Next Review", What.REVIEW_DUE),
        ("Due", What.NEXT_DUE),
        ("COMAH id", What.COMAH_ID),
        ("Why not taken", What.LEFT_OUT),
        ("ID", What.LEFT_OUT),
    ],
)
def test_a_heading_is_recognised_whatever_its_spelling(heading: str, what: What) -> None:
    assert what_is(heading) is what


def test_every_word_that_a_map_file_uses_is_a_heading_of_its_own() -> None:
    assert {what: what_is(what.value) for what in What} == {what: what for what in What}


@pytest.mark.parametrize(
    "heading", ["Review date", "Test date", "Safety report", "Last test / exercise", "Date", "PIZ"]
)
def test_a_heading_that_could_mean_two_things_is_not_guessed(heading: str) -> None:
    assert what_is(heading) is None
    assert unclear(heading)


@pytest.mark.parametrize("heading", ["Wind direction", "", "Last tested (internal)"])
def test_a_heading_that_is_not_known_is_left_out(heading: str) -> None:
    assert (what_is(heading), unclear(heading)) == (None, "")


def columns(*rows: list[str | Cell], mapping: Mapping | None = None) -> list[tuple[str, str]]:
    found = find_headings(sheet("Sites", *rows), mapping or Mapping())
    assert found is not None
    settled, _ = settle_columns(found)
    return [(column.heading, column.what.value if column.what else "") for column in settled.columns]


def test_headings_in_row_five_below_a_title_and_a_line_of_text() -> None:
    found = find_headings(
        sheet("Sites", ["COMAH sites"], ["as at May 2024"], [""], [""], ["Site", "Tier", "Last tested"]), Mapping()
    )
    assert found is not None
    assert (found.first, found.last) == (5, 5)


def test_headings_of_two_lines_are_read_together() -> None:
    assert columns(["Site", "Last", "Next"], ["", "exercise", "exercise due"], ["Northbank", "2023", "2026"]) == [
        ("Site", "site"),
        ("Last exercise", "last exercise"),
        ("Next exercise due", "next test due"),
    ]


def test_a_label_over_merged_columns_changes_what_they_mean() -> None:
    ours, theirs = (
        Cell(value="External plan", merged_from="B1:C1"),
        Cell(value="Internal plan", merged_from="D1:E1"),
    )
    assert columns(
        ["", ours, ours, theirs, theirs],
        ["Site", "Last tested", "Last reviewed", "Last tested", "Last reviewed"],
    ) == [
        ("Site", "site"),
        ("External plan Last tested", "date of test"),
        ("External plan Last reviewed", "date of review"),
        ("Internal plan Last tested", "internal plan tested"),
        ("Internal plan Last reviewed", "internal plan reviewed"),
    ]


def test_a_label_that_is_not_merged_covers_the_columns_to_its_right() -> None:
    found = columns(["", "Internal plan", ""], ["Site", "Last tested", "Last reviewed"])
    assert found[1:] == [
        ("Internal plan Last tested", "internal plan tested"),
        ("Internal plan Last reviewed", "internal plan reviewed"),
    ]


def test_a_column_under_a_label_that_is_not_known_is_left_out() -> None:
    found = columns(["", "", "Fire drill"], ["Site", "Tier", "Last tested"])
    assert found == [("Site", "site"), ("Tier", "tier"), ("Fire drill Last tested", "")]


def test_a_sheet_without_headings_has_none() -> None:
    assert find_headings(sheet("Sites", ["Northbank", "12/05/2023"], ["Westbank", "n/a"]), Mapping()) is None
    assert find_headings(sheet("Phones", ["Name", "Extension"], ["Duty officer", 123]), Mapping()) is None


def test_a_map_file_names_headings_and_their_row() -> None:
    mapping = Mapping(columns={"last drill": What.TESTED_ON}, heading_rows={"Sites": 2})
    assert columns(["Site", "Tier", "Town"], ["Site", "Last drill"], mapping=mapping) == [
        ("Site", "site"),
        ("Last drill", "date of test"),
    ]


def test_a_bare_due_date_is_of_the_column_it_stands_beside() -> None:
    found = columns(["Site", "Last tested", "Due", "Last reviewed", "Due"])
    assert [what for _, what in found] == ["site", "date of test", "next test due", "date of review", "next review due"]
    assert columns(["Site", "Tier", "Due"])[2] == ("Due", "")


def test_a_second_column_of_the_same_is_left_out() -> None:
    assert columns(["Site", "Establishment", "Tier"]) == [("Site", "site"), ("Establishment", ""), ("Tier", "tier")]
