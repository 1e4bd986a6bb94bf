"""Why a spreadsheet is not opened: what was found, what to do about it, and an example."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from comah.errors import SpreadsheetRefusedError
from comah.records.shown import printable
from comah.records.spreadsheets.limits import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_LISTED_ROWS,
    MAX_ROWS,
    MAX_UNPACKED_BYTES,
    MEGABYTE,
)

ANY_FILE: Final = ("sites.xlsx", "old/sites.xlsx")  # what import could be given, where no name follows from another
_LONGEST: Final = 120
_SAVE_ANEW: Final = "Open it in Excel, and save it anew: File > Save As > Excel Workbook (*.xlsx)"


def refusal(file: str, found: str, remedy: str, example: str = "", *, line: str = "") -> SpreadsheetRefusedError:
    """Put a refusal in words.

    Args:
        file: the name of the file, without its folder.
        found: what was found, to stand after the name.
        remedy: what to do about it, a sentence without its full stop.
        example: the name of a good file; an .xlsx file of the same name where none is given.
        line: a good line of the file, where that is the better example.
    """
    good = example or f"{Path(file).stem}.xlsx"
    return SpreadsheetRefusedError(
        f"{printable(file, _LONGEST)} {found}. {remedy}",
        line or command_with("comah import", good),
        good_file="" if good in ANY_FILE else good,
        is_line=bool(line),
    )


def command_with(command: str, file: str) -> str:
    """Put a command with the name of a file, as it can be typed."""
    good = printable(file, _LONGEST)
    return f'{command} "{good}"' if " " in good else f"{command} {good}"


def damaged(file: str, what: str) -> SpreadsheetRefusedError:
    """Refuse a workbook that is not whole."""
    return refusal(file, f"is damaged: {what}", f"Nothing of it was read. {_SAVE_ANEW}")


def bomb(file: str, what: str) -> SpreadsheetRefusedError:
    """Refuse a workbook that would unpack to more than is safe."""
    most = f"at most {MAX_UNPACKED_BYTES // MEGABYTE} MB"
    return refusal(file, what, f"A workbook may unpack to {most}. Copy the sheets that are needed to a new workbook")


def too_many_rows(file: str, sheet: str) -> SpreadsheetRefusedError:
    """Refuse a workbook of more rows than are read at once."""
    where = f' (they pass that number on the sheet "{printable(sheet)}")' if sheet else ""
    return refusal(
        file,
        f"has more than {MAX_ROWS:,} rows{where}",
        "Rows are counted to the last one that says something. Keep those that are needed, "
        "delete what stands by itself far below, and put the rest into further files",
    )


def too_many_columns(file: str, sheet: str) -> SpreadsheetRefusedError:
    """Refuse a sheet that is wider than any list of sites."""
    where = f' on the sheet "{printable(sheet)}"' if sheet else ""
    return refusal(
        file,
        f"has something beyond column {MAX_COLUMNS:,}{where}",
        f"Delete what stands to the right of the table; at most {MAX_COLUMNS} columns are read",
    )


def too_many_listed_rows(file: str) -> SpreadsheetRefusedError:
    """Refuse a workbook of more rows, empty ones counted too, than are read at once."""
    return refusal(
        file,
        f"lists more than {MAX_LISTED_ROWS:,} rows, most of them empty rows with a height or a look of their own",
        "Copy the sheets that are needed to a new workbook",
    )


def too_many_cells(file: str) -> SpreadsheetRefusedError:
    """Refuse a workbook of more cells than are read at once."""
    return refusal(
        file,
        f"has more than {MAX_CELLS:,} cells with something in them or with a look of their own",
        "Copy the sheets that are needed to a new workbook, and take colours and borders off empty rows and columns",
    )
