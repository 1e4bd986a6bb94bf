"""Messy workbooks, as officers keep them: what is recorded, what is said, and what is left to mend."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from importing import Imported, take_in, take_in_anew, write_left
from messy_workbooks import DATES_EVERY_WAY, HOSTILE_NOTE, write
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from comah.model.import_report import Fate, Verdict
from comah.records.spreadsheets.open_file import open_spreadsheet

RECORDS = {
    "establishments/northbank": """
name = "Northbank Chemicals"
operator = "Northbank Chemicals Ltd"
town = "Exampleton"
[[plans]]
regime = "comah"
first_prepared_on = 2010-03-01
""",
    "exercises/2023-northbank-live": """
held_on = 2023-05-12
credits = [{ plan = "northbank", conclusion = "tested", decided_by = "officer", decided_on = 2023-06-01 }]
""",
}


def imported(folder: Path, name: str) -> Imported:
    """Import one of the workbooks into a register of one site, twice."""
    return take_in_anew(folder, write(folder, name), RECORDS)


def left_rows(done: Imported) -> list[tuple[str, int]]:
    """Name the rows that went to the workbook to mend."""
    fates = {Fate.PARTLY, Fate.ASKED, Fate.CONFLICT, Fate.NOT_TAKEN}
    return [(one.read.at.sheet, one.read.at.row) for one in done.plan.results if one.fate in fates]


def test_merged_sites_and_two_rows_a_site(tmp_path: Path) -> None:
    done = imported(tmp_path, "merged-sites-and-two-rows-a-site")
    assert done.tests("Westbank Acids") == ["2017-03-08", "2020-02-19", "2023-01-25"]
    assert done.sites["Westbank Acids"].town == "Exampleton"
    assert done.tests("Fernhill Gases") == ["2021-06-16"]  # a blank name is not taken for the one above
    assert left_rows(done) == [("Sites", 6)]
    assert "Fernhill Gases" in done.words(6)


def test_traffic_light_colours(tmp_path: Path) -> None:
    done = imported(tmp_path, "traffic-light-colours")
    assert [review.on.text for review in done.sites["Fernhill Gases"].plans[0].reviews if review.on] == ["2021-03-05"]
    assert done.sites["Quarry Lane"].plans[0].reviews == ()
    assert "colours are not read as meaning" in done.sheet_words()


def test_dates_every_way(tmp_path: Path) -> None:
    done = imported(tmp_path, "dates-every-way")
    read = {name: done.tests(name) for name in DATES_EVERY_WAY}
    assert read == {name: [text] if text else [] for name, (_, text) in DATES_EVERY_WAY.items()}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Brampton Fuels", "count of days from 1900: 12 May 2023"),
        ("Duxford Solvents", "no month 13"),
        ("Fenwick Chlorine", "May 2023"),
        ("Goole Ammonia", "quarter"),
        ("Hexham Polymers", "autumn"),
        ("Ilkley Explosives", "winter"),
        ("Jarrow Terminal", "week"),
        ("Lydd Fertilisers", "the mark * after the date is left out"),
        ("Malton Coatings", "'TBC': no date, and none is recorded"),
        ("Newark Plastics", "postponed"),
        ("Otley Cryogenics", "12 May 2031 is after 21 Nov 2026"),
        ("Pickering Oils", "Friday"),
    ],
)
def test_each_convention_and_each_refusal_is_said(tmp_path: Path, name: str, words: str) -> None:
    done = imported(tmp_path, "dates-every-way")
    assert words in done.words(list(DATES_EVERY_WAY).index(name) + 2)


def test_mac_1904_serials(tmp_path: Path) -> None:
    done = imported(tmp_path, "mac-1904-serials")
    assert done.tests("Westbank Acids") == ["2023-05-12"]
    assert done.tests("Fernhill Gases") == ["2023-05-12"]
    assert "days from 1904" in done.words(3)


def test_subheadings_footnotes_and_totals(tmp_path: Path) -> None:
    done = imported(tmp_path, "subheadings-footnotes-and-totals")
    assert set(done.sites) == {"Northbank Chemicals", "Westbank Acids", "Fernhill Gases", "Quarry Lane"}
    passed = [number for number, fate in done.fates().items() if fate is Fate.PASSED]
    assert {2, 6, 8, 10} <= {*passed}
    assert "the mark * after the date is left out" in done.words(4)


def test_hidden_rows_and_an_old_sheet(tmp_path: Path) -> None:
    done = imported(tmp_path, "hidden-rows-and-an-old-sheet")
    assert done.tests("Fernhill Gases") == ["2024-05-22"]
    assert "hidden" in done.words(3)
    assert "Gone Works" not in done.sites
    assert "hidden" in done.sheet_words("Sites 2012 (old)")


def test_one_site_two_names(tmp_path: Path) -> None:
    done = imported(tmp_path, "one-site-two-names")
    reviews = done.sites["Northbank Chemicals"].plans[0].reviews
    assert [review.on.text for review in reviews if review.on] == ["2024-02-06"]
    assert done.fates() == {2: Fate.TAKEN, 3: Fate.ASKED, 4: Fate.TAKEN, 5: Fate.TAKEN, 6: Fate.ASKED}
    assert "northbank" in done.row(3).read.question
    assert "comah id" in done.row(3).read.question
    assert set(done.sites) == {"Northbank Chemicals", "Fernhill Gases"}
    assert len(done.sites["Fernhill Gases"].plans[0].reviews) == 2  # a space more is the same name


def test_next_due_against_the_law(tmp_path: Path) -> None:
    done = imported(tmp_path, "next-due-against-the-law")
    assert {claim.claim.at.row: claim.verdict for claim in done.claims} == {
        2: Verdict.LATER,
        3: Verdict.AGREES,
        4: Verdict.EARLIER,
    }
    assert done.claims[0].words == (
        "Sites row 2: the sheet says next test due 12 May 2027; by COMAH 2015 reg 14(1)(b) it is due by 12 May 2026 "
        "(from the test of 12 May 2023): the sheet's date is 365 days too late"
    )
    assert all(b"2027" not in file.read_bytes() for file in tmp_path.rglob("*.toml"))


def test_formulas_and_external_links(tmp_path: Path) -> None:
    done = imported(tmp_path, "formulas-and-external-links")
    assert done.tests("Westbank Acids") == ["2023-05-12"]
    assert [claim.verdict for claim in done.claims] == [Verdict.AGREES]  # the value last worked out
    assert left_rows(done) == [("Sites", 3)]
    assert "formula" in done.words(3)
    assert any("links to other workbooks" in note for note in done.plan.workbook.notes)


def test_headings_in_row_five_two_lines(tmp_path: Path) -> None:
    done = imported(tmp_path, "headings-in-row-five-two-lines")
    assert (done.tests("Westbank Acids"), done.tests("Fernhill Gases")) == (["2023-01-25"], ["2024-05-22"])
    types = {one.held_on.text: one.type.value for one in done.records.exercises if one.held_on}
    assert types == {"2023-05-12": "live", "2023-01-25": "live", "2024-05-22": "tabletop"}
    assert done.sites["Fernhill Gases"].plans[0].issues[0].version == "3.1"


def test_text_that_would_be_code(tmp_path: Path) -> None:
    done = imported(tmp_path, "text-that-would-be-code")
    site = done.sites["Westbank [bold]Acids"]
    assert site.notes == (HOSTILE_NOTE,)
    assert len(site.plans) == 1  # what looks like a record in the operator's name is a name
    assert done.sites["<script>alert(1)</script>"].operator == "-2+3"
    assert done.book.problems == ()


def test_a_row_that_was_asked_about_is_taken_once_it_is_answered(tmp_path: Path) -> None:
    done = imported(tmp_path, "one-site-two-names")
    left = write_left(done.plan, tmp_path / "left.xlsx")
    book = load_workbook(left)
    sheet = book["Sites"]
    headings = columns(sheet)
    assert [sheet.cell(row, headings["Site"]).value for row in (2, 3)] == [
        "Northbank Chemical Works",
        "Fernhill Gasses",
    ]
    assert all(sheet.cell(row, headings["Why not taken *"]).value for row in (2, 3))
    sheet.cell(2, headings["comah id"]).value = "northbank"
    sheet.cell(3, headings["comah id"]).value = "new"
    book.save(left)
    mended = take_in(tmp_path / "sites", left)
    assert mended.fates() == {2: Fate.TAKEN, 3: Fate.TAKEN}
    assert len(mended.sites["Northbank Chemicals"].plans[0].reviews) == 2
    assert "Fernhill Gasses" in mended.sites


def test_a_cell_that_was_mended_is_taken(tmp_path: Path) -> None:
    done = imported(tmp_path, "formulas-and-external-links")
    left = write_left(done.plan, tmp_path / "left.xlsx")
    book = load_workbook(left)
    sheet = book["Sites"]
    headings = columns(sheet)
    sheet.cell(2, headings["Date of test"]).value = date(2024, 5, 22)
    book.save(left)
    assert take_in(tmp_path / "sites", left).tests("Fernhill Gases") == ["2024-05-22"]


def test_days_counted_from_1904_are_the_same_days_in_the_rows_to_mend(tmp_path: Path) -> None:
    names = {"establishments/westbank": 'name = "Westbank Acid"', "establishments/fernhill": 'name = "Fernhill Gasses"'}
    done = take_in_anew(tmp_path, write(tmp_path, "mac-1904-serials"), RECORDS | names)
    assert left_rows(done) == [("Sites", 2), ("Sites", 3)]
    left = open_spreadsheet(write_left(done.plan, tmp_path / "left.xlsx"))
    assert [row.cell(2).text[:10] for row in left.sheets[0].rows[1:]] == ["2023-05-12", "2023-05-12"]


def test_headings_in_two_lines_are_understood_again_in_one(tmp_path: Path) -> None:
    names = {"establishments/westbank": 'name = "Westbank Acid"'}
    done = take_in_anew(tmp_path, write(tmp_path, "headings-in-row-five-two-lines"), RECORDS | names)
    left = write_left(done.plan, tmp_path / "left.xlsx")
    book = load_workbook(left)
    sheet = book["Sites"]
    sheet.cell(2, columns(sheet)["comah id"]).value = "westbank"
    book.save(left)
    mended = take_in(tmp_path / "sites", left)
    assert mended.tests("Westbank Acid") == ["2023-01-25"]
    assert mended.exercise("2023-westbank-live").type.value == "live"
    assert [issue.version for issue in mended.sites["Westbank Acid"].plans[0].issues] == ["4"]


def columns(sheet: Worksheet) -> dict[object, int]:
    """Return the number of each column by its heading."""
    return {cell.value: number for number, cell in enumerate(sheet[1], 1)}
