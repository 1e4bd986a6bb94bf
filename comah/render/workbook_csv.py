"""A workbook as CSV files, one a sheet: for programs that take no workbook, and read back like one.

They are UTF-8 with the mark that tells spreadsheets so. A text that a spreadsheet would take for a formula
is led by an apostrophe.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from typing import Final

from comah.model.workbook_page import PageValue, SheetPage, WorkbookPage
from comah.render.workbook_cells import held

_LED: Final = ("=", "+", "-", "@")
_MARK: Final = "\ufeff"


def workbook_csv(page: WorkbookPage) -> dict[str, bytes]:
    """Return every sheet by its file's name."""
    return {f"{stem(sheet.title)}.csv": _sheet(sheet).encode("utf-8") for sheet in page.sheets}


def stem(title: str) -> str:
    """Return the name of a sheet's file without its ending.

    >>> stem("Plans and duties")
    'plans-and-duties'
    """
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def heading_line(sheet: SheetPage) -> bytes:
    """Return the first line of a sheet's file, by which it is known again."""
    return _lines([[column.heading for column in sheet.columns]]).encode("utf-8")


def _sheet(sheet: SheetPage) -> str:
    headings = [column.heading for column in sheet.columns]
    return _lines([headings, *([_cell(value) for value in row.values] for row in sheet.rows)])


def _lines(rows: list[list[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return f"{_MARK}{out.getvalue()}"


def _cell(value: PageValue) -> str:
    r"""Return a cell's text.

    >>> _cell("=1+1"), _cell("'=1+1"), _cell(-3), _cell(date(2023, 5, 12))
    ("'=1+1", '_x0027_=1+1', '-3', '2023-05-12')
    """
    kept = held(value)
    if isinstance(kept, str):
        if kept.startswith(_LED):
            return f"'{kept}"
        # an apostrophe of the text's own, which a reader would take for one that only leads
        return f"_x0027_{kept[1:]}" if kept.startswith("'") else kept
    if isinstance(kept, date):
        return kept.isoformat()
    return "" if kept is None else str(kept)
