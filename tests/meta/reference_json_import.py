"""What each key of the JSON of an import means, and the workbook that it is held to."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from comah.model.import_report import Fate

SHEET: Final = "sites.xlsx"  # beside the register
FATES: Final = {fate.value: "" for fate in Fate}
IMPORT: Final = {
    "schema": "the form's name and number",
    "on": "the day of the import",
    "file": "the name of the spreadsheet",
    "register": "the register that it goes into",
    "register.name": "the forum's name",
    "written": "whether anything was written; false in a dry run, and where there was nothing to add",
    "notes": "what is said of the file as a whole",
    "sheets": "its sheets, in their order",
    "sheets[].sheet": "the sheet's title",
    "sheets[].heading_row": "the row of its headings, from 1; null where none was recognised",
    "sheets[].columns": "its columns; empty for a sheet that comah export wrote",
    "sheets[].columns[].heading": "the heading",
    "sheets[].columns[].read_as": "what the column was taken for; null where it was left out",
    "sheets[].remarks": "what is said of how the sheet was read",
    "sheets[].notes": "what stands in the sheet besides values: colours, hidden rows, pictures",
    "rows": "every row below the headings, sheet by sheet",
    "rows[].sheet": "the sheet's title",
    "rows[].row": "the row, from 1",
    "rows[].site": "the site's name as the row has it, or null",
    "rows[].establishment": "the id that it was taken for; null where that is asked, or there is none",
    "rows[].fate": f"what became of the row: {', '.join(FATES)}",
    "rows[].understood": "in words, one a fact",
    "rows[].remarks": "conventions used, and what was not understood",
    "rows[].remarks[].heading": "the column, where the remark is about one",
    "rows[].remarks[].text": "the remark",
    "rows[].remarks[].blocking": "true: the cell, or the row, was not taken",
    "rows[].conflicts": "in words: the sheet says, the record says, where",
    "rows[].question": "what has to be answered before the row can be taken, or null",
    "claims": "every due date that the rows state; none is stored",
    "claims[].sheet": "the sheet's title",
    "claims[].row": "the row, from 1",
    "claims[].heading": "the column",
    "claims[].establishment": "the site's id, or null",
    "claims[].plan": "comah, reppir or pipeline",
    "claims[].duty": "test or review",
    "claims[].says": "the date, as a record would write it",
    "claims[].due_on": "the last lawful day by the records; null where nothing can be counted from",
    "claims[].verdict": (
        "later than the law allows, earlier than the law asks, agrees, history (a newer test or review is on record), "
        "or cannot be compared"
    ),
    "claims[].words": "the same in a sentence, with the provision",
    "counts": "how many rows met each fate; a fate that no row met is left out",
    "new_files": "records that were made, or would be in a dry run",
    "edited_files": "records that were added to, or would be",
    "left_file": "the workbook of the rows to mend, or null",
}


def write_sheet(path: Path) -> None:
    """Write a list of sites with something in it for every key."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in (
        ("Site", "Tier", "Last tested", "Next test due"),
        ("Northbank Chemicals", "Upper", date(2020, 5, 12), "May 2027"),
        ("Newquay Paints", "Upper", "2021 (postponed)", None),
    ):
        sheet.append(list(row))
    book.save(path)
    book.close()
