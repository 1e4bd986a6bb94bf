"""The sheet that explains every column of the others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from comah.duties.export.sheets import Shown, report_sheet
from comah.model.workbook_page import PageColumn, SheetPage, SheetSort

TITLE: Final = "What the columns mean"
_PURPOSE: Final = "Every column of every sheet: what it means, what may stand in it, and whether comah import reads it."
Explained = tuple[SheetPage, PageColumn]


def column_sheet(sheets: Iterable[SheetPage]) -> SheetPage:
    """Return one row a column, sheet by sheet."""
    things = (((sheet, column), None) for sheet in sheets for column in sheet.columns if column.meaning)
    return report_sheet(TITLE, _PURPOSE, _SHOWN, things, kept_in_sight=2)


def _is_read(one: Explained) -> str:
    sheet, column = one
    return "yes" if sheet.sort is SheetSort.RECORDS and not column.is_worked_out else "no: worked out"


_SHOWN: Final = (
    Shown("Sheet", "the sheet", lambda one: one[0].title),
    Shown("Column", "its heading", lambda one: one[1].heading),
    Shown("What it means", "in words", lambda one: one[1].meaning),
    Shown("What may stand in it", "its form", lambda one: one[1].form),
    Shown("Example", "a good one, invented", lambda one: one[1].example),
    Shown("Read back", "whether comah import reads it", _is_read),
)
