"""A small workbook page, written and opened again as a spreadsheet program would."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from typing import Any

from openpyxl import load_workbook

from comah.model.workbook_page import PageColumn, PageRow, PageValue, SheetPage, SheetSort, WorkbookPage
from comah.render.workbook_xlsx import workbook_bytes

ON = date(2026, 11, 21)


def page_of(*rows: Iterable[PageValue], sort: SheetSort = SheetSort.RECORDS, marking: str = "") -> WorkbookPage:
    """Return a page of one sheet with two columns."""
    columns = (PageColumn(heading="Id"), PageColumn(heading="Text"))
    made = tuple(PageRow(values=tuple(row)) for row in rows)
    sheet = SheetPage(title="Plans and duties", sort=sort, purpose="To try.", columns=columns, rows=made)
    return WorkbookPage(title="Example", on=ON, marking=marking, sheets=(sheet,))


def opened(page: WorkbookPage) -> Any:
    """Write a page and open it again, formulas as formulas."""
    return load_workbook(io.BytesIO(workbook_bytes(page)))


def second_row(page: WorkbookPage) -> tuple[Any, ...]:
    """Return the first row of data below title, purpose and headings."""
    return tuple(opened(page).worksheets[0][4][:2])
