"""A programme made by hand, read from its file: an officer's words in, plans and days out, every fault by its row."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from register_text import register

from comah.errors import SpreadsheetRefusedError
from comah.model.book import Book
from comah.model.programme_page import GivenProgramme
from comah.records.spreadsheets.programme_file import read_programme

PREPARED = '[[plans]]\nregime = "comah"\n'


@pytest.fixture(scope="module")
def book() -> Book:
    return register(
        {
            "establishments/northbank": f'name = "Northbank Chemicals, Ltd"\n{PREPARED}[[plans]]\nregime = "reppir"\n',
            "establishments/eastquay": f'name = "East Quay"\ngroup = "quays"\n{PREPARED}',
            "establishments/westquay": f'name = "West Quay"\ngroup = "quays"\n{PREPARED}',
            "establishments/first-depot": f'name = "The Depot"\n{PREPARED}',
            "establishments/second-depot": f'name = "The Depot"\n{PREPARED}',
            "establishments/radium": 'name = "Radium Hall"\ntier = "lower"\n[[plans]]\nregime = "reppir"\n',
            "exercises/2027-northbank-live": 'planned_on = 2027-03-10\nwill_test = ["northbank"]\n',
        }
    )


def read(tmp_path: Path, book: Book, text: str) -> GivenProgramme:
    path = tmp_path / "programme.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return read_programme(path, book)


def plans(given: GivenProgramme) -> list[tuple[int, tuple[str, ...], str, str]]:
    return [(row.at.row, row.plans, str(row.day), row.type) for row in given.rows]


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        ("northbank", ("northbank",)),
        ("northbank/reppir", ("northbank/reppir",)),
        ("NORTHBANK CHEMICALS LTD", ("northbank",)),
        ("Northbank Chemicals, Ltd", ("northbank",)),  # a comma within a name
        ("Radium Hall", ("radium/reppir",)),  # its only plan
        ("quays", ("eastquay", "westquay")),
        ("East Quay; West Quay", ("eastquay", "westquay")),
        ("northbank, westquay", ("northbank", "westquay")),
        ("northbank\nnorthbank/reppir", ("northbank", "northbank/reppir")),
    ],
)
def test_a_plan_is_called_by_its_id_its_site_or_its_group(
    named: str, meant: tuple[str, ...], tmp_path: Path, book: Book
) -> None:
    given = read(tmp_path, book, f'Plan,Day,Type\r\n"{named}",12/05/2027,live\r\n')
    assert plans(given) == [(2, meant, "2027-05-12", "live")]
    assert given.faults == ()


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("12/05/2027", date(2027, 5, 12)),
        ("12 May 2027", date(2027, 5, 12)),
        ("Wed 12 May 2027", date(2027, 5, 12)),
        ("2027-05-12", date(2027, 5, 12)),
    ],
)
def test_a_day_is_read_day_first(written: str, day: date, tmp_path: Path, book: Book) -> None:
    (row,) = read(tmp_path, book, f"Site,Date\nnorthbank,{written}\n").rows
    assert (row.day, row.type) == (day, "")


def test_the_convention_by_which_a_day_was_read_is_said(tmp_path: Path, book: Book) -> None:
    (row,) = read(tmp_path, book, "Site,Date\nnorthbank,12/05/2027\n").rows
    assert row.remark == "Read as Wednesday 12 May 2027 (UK day/month/year)"


@pytest.mark.parametrize(
    "headings",
    [
        "Site,Planned exercise,Exercise type",
        "plans,day,type",
        "Group,Exercise date,How",
        "Operator,Date of test,Type",
        "Establishment,When,How",
    ],
)
def test_officers_own_headings_are_known(headings: str, tmp_path: Path, book: Book) -> None:
    given = read(tmp_path, book, f"Programme 2027 to 2030\n\n{headings}\neastquay,12/05/2027,TTX\n")
    assert plans(given) == [(4, ("eastquay",), "2027-05-12", "tabletop")]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("northbnk,12/05/2027,live", "'northbnk' is no plan on record; did you mean northbank?"),
        ("acid and dye,12/05/2027,live", "'acid and dye' is no plan on record; write ; between several plans"),
        ("The Depot,12/05/2027,live", "'The Depot' is the name of first-depot and of second-depot; write the id"),
        (",12/05/2027,live", "no plan is named; write its id or the site's name, such as northbank"),
        ("northbank,,live", "no day is given; write one day, such as 12/05/2023"),
        ("northbank,May 2027,live", "'May 2027' is no single day; write one day, such as 12/05/2023"),
        ("northbank,31/02/2027,live", "'31/02/2027', read as UK day/month"),
        ("northbank,12/05/2027,fun", "'fun' is no type of exercise; write live, tabletop, control-post or seminar"),
        ("nowhere,soon,fun", "'nowhere' is no plan on record; 'soon'"),
    ],
)
def test_a_row_that_cannot_be_read_is_said_with_what_is_good(row: str, words: str, tmp_path: Path, book: Book) -> None:
    given = read(tmp_path, book, f"plan,day,type\nwestquay,2027-06-01,live\n{row}\n")
    assert [(fault.at.row, fault.message[: len(words)]) for fault in given.faults] == [(3, words)]
    assert plans(given) == [(2, ("westquay",), "2027-06-01", "live")]


def test_every_fault_of_a_row_is_said_at_once(tmp_path: Path, book: Book) -> None:
    (fault,) = read(tmp_path, book, "plan,day,type\nnowhere,May 2027,fun\n").faults
    assert fault.message.count("; ") >= 2
    assert str(fault.at) == "programme row 2"


def test_an_exercise_that_is_on_record_is_left_to_its_record(tmp_path: Path, book: Book) -> None:
    given = read(tmp_path, book, "exercise,plan,day\n2027-northbank-live,northbank,2027-09-01\n,westquay,2027-06-01\n")
    assert plans(given) == [(3, ("westquay",), "2027-06-01", "")]
    assert given.remarks == ("On record already, and counted as it stands there: 2027-northbank-live",)


def test_a_row_of_an_exercise_on_record_that_does_not_name_its_id_is_read_as_any_other(
    tmp_path: Path, book: Book
) -> None:
    given = read(tmp_path, book, "exercise,plan,day\n,northbank,2027-03-10\n")
    assert plans(given) == [(2, ("northbank",), "2027-03-10", "")]  # the review takes it as the one on record
    assert given.remarks == ()


def test_a_file_without_such_headings_is_refused_with_an_example(tmp_path: Path, book: Book) -> None:
    with pytest.raises(SpreadsheetRefusedError, match=r"programme.csv has no headings .* Example: plans,day,type"):
        read(tmp_path, book, "a,b\n1,2\n")


def test_a_workbook_is_read_too(tmp_path: Path, book: Book) -> None:
    workbook = Workbook()
    notes = workbook.active
    assert notes is not None
    notes.append(["Notes of the meeting"])
    sheet = workbook.create_sheet("Programme")
    sheet.append(["Site", "Day", "Type"])
    sheet.append(["westquay", date(2027, 6, 1), "Live"])
    workbook.save(tmp_path / "programme.xlsx")
    given = read_programme(tmp_path / "programme.xlsx", book)
    assert plans(given) == [(2, ("westquay",), "2027-06-01", "live")]
    assert str(given.rows[0].at) == "Programme row 2"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_a_file_as_excel_saves_it_is_read_whole_with_every_fault_at_once(
    encoding: str, sign: str, tmp_path: Path, book: Book
) -> None:
    rows = [
        ("Exercise programme \u2013 draft", "", ""),
        ("", "", ""),
        ("Site", "Exercise date", "Type"),
        ("East Quay", "01/06/2027", "Live"),
        ("", "", ""),
        ("East Quay", "01/06/2027", "Live"),
        ("nowhere", "2 June 2027", "Live"),
        ("West Quay", "31/06/2027", "Live"),
        ("", "", ""),
    ]
    path = tmp_path / "programme.csv"
    path.write_bytes("\r\n".join(sign.join(row) for row in rows).encode(encoding))
    given = read_programme(path, book)
    assert plans(given) == [(4, ("eastquay",), "2027-06-01", "live"), (6, ("eastquay",), "2027-06-01", "live")]
    assert [(fault.at.row, fault.message.partition(",")[0]) for fault in given.faults] == [
        (7, "'nowhere' is no plan on record"),
        (8, "'31/06/2027'"),
    ]
