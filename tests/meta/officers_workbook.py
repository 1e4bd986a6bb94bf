"""The invented workbook of the how-to: an officer's list of sites as such lists are, and cells filled in later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

_HEADINGS: Final = (
    *("Site", "Operator", "Town", "Tier", "Last tested", "Type", "Last full review"),
    *("Issue", "PIZ", "Next test due", "Comments"),
)
_LINES: Final[tuple[Sequence[object], ...]] = (
    ("COMAH off-site plans, kept by emergency planning",),
    (),
    _HEADINGS,
    ("UPPER TIER",),
    (
        *("Northbank Chemicals", "Northbank Chemicals Ltd", "Exampleton", "Upper", date(2023, 5, 12), "Live"),
        *(date(2023, 11, 1), 4, date(2022, 6, 30), date(2027, 5, 12), "Gate B is shut at night"),
    ),
    (
        *("Westbank Acids", "Example Acids plc", "Exampleton", "Upper", date(2021, 2, 17), "Table top"),
        *(date(2024, 3, 5), 6, date(2021, 9, 1), None, None),
    ),
    (None, None, None, None, date(2024, 10, 9), "Live", None, None, None, date(2027, 10, 8), None),
    (
        *("Fernhill Gases", "Sample Gases Ltd", "Sampleford", "Upper", "autumn 2024", "TTX"),
        *("Q1 2024", 2, None, None, None),
    ),
    (
        *("Quarry Lane Solvents", "Sample Solvents Ltd", "Sampleford", "Upper", "2021 (postponed)", "Live"),
        *("TBC", 1, None, "tbc", "* held after all, see report"),
    ),
    (
        *("Northbank", "Northbank Chemicals Ltd", "Exampleton", "Upper", date(2020, 3, 4), "Table top"),
        *(date(2020, 11, 2), 3, None, None, "from the old list"),
    ),
    ("LOWER TIER",),
    ("Dockside Storage", "Dockside Ltd", "Exampleton", "Lower"),
    ("* put off from 2021",),
)
_ACROSS: Final = ("A1:K1", "A4:K4", "A11:K11")
_DOWN: Final = ("A6:A7", "B6:B7", "C6:C7", "D6:D7")
_COLOURS: Final = {"J5": "FFC6EFCE", "J7": "FFC6EFCE", "G8": "FFFFC000", "E9": "FFFF7C80"}
_BOLD_ROWS: Final = (1, 3, 4, 11)
_WIDTHS: Final = {"A": 22, "B": 24, "C": 12, "D": 7, "E": 17, "F": 11, "G": 15, "H": 6, "I": 11, "J": 14, "K": 28}


def write_workbook(path: Path) -> None:
    """Write the invented workbook of this name.

    Raises:
        KeyError: where there is none of the name.
    """
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    WORKBOOKS[path.name](book, sheet)
    book.save(path)
    book.close()


def fill_in(path: Path, title: str, cell: str, value: str) -> None:
    """Fill in one cell as an officer does, and save the workbook."""
    book = load_workbook(path)
    sheet = book[title]
    sheet[cell].value = value
    book.save(path)
    book.close()


def _sites(book: Workbook, sheet: Worksheet) -> None:
    sheet.title = "COMAH sites"
    for line in _LINES:
        sheet.append(list(line))
    for cells in (*_ACROSS, *_DOWN):
        sheet.merge_cells(cells)
    for name, colour in _COLOURS.items():
        sheet[name].fill = PatternFill("solid", start_color=colour, end_color=colour)
    for row in _BOLD_ROWS:
        for column in range(1, len(_HEADINGS) + 1):
            sheet.cell(row, column).font = Font(bold=True)
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    for found in sheet.iter_rows():
        for cell in found:
            if isinstance(cell.value, date):
                cell.number_format = "dd/mm/yyyy"
    old = book.create_sheet("Old list")
    old.append(["Site", "Last test"])
    old.append(["Northbank", date(2017, 3, 8)])
    old.sheet_state = "hidden"


WORKBOOKS: Final[dict[str, Callable[[Workbook, Worksheet], None]]] = {"comah-sites.xlsx": _sites}
