"""What a sheet of a workbook is besides its cells: view, print set-up, choices of words, filters."""

from __future__ import annotations

import re
from typing import Any, Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from comah.model.words import day_words
from comah.model.workbook_page import SheetPage, SheetSort, WorkbookPage
from comah.render.workbook_cells import header_text
from comah.render.workbook_style import FORM_TAB, RECORDS_TAB, REPORT_TAB

_TABS: Final = {
    SheetSort.RECORDS: RECORDS_TAB,
    SheetSort.REPORT: REPORT_TAB,
    SheetSort.FORM: FORM_TAB,
    SheetSort.OFFICER: FORM_TAB,
}
_A4: Final = 9
_LIST_LIMIT: Final = 255  # characters of a list of choices
_ROWS_TO_COME: Final = 500  # rows below the last that have their choices too


def set_view(written: Any, sheet: SheetPage, heading_row: int) -> None:  # noqa: ANN401
    """Set the widths of the columns, what stays in sight, and the colour of the tab."""
    for number, column in enumerate(sheet.columns, 1):
        written.column_dimensions[get_column_letter(number)].width = column.width
    written.freeze_panes = f"{get_column_letter(sheet.kept_in_sight + 1)}{heading_row + 1}"
    written.sheet_properties.tabColor = _TABS[sheet.sort]


def set_print(written: Any, page: WorkbookPage, sheet: SheetPage, heading_row: int) -> None:  # noqa: ANN401
    """Set the sheet up for A4 landscape: fit to the width, headings on every page, marking above and below."""
    written.page_setup.orientation = "landscape"
    written.page_setup.paperSize = _A4
    written.page_setup.fitToWidth, written.page_setup.fitToHeight = 1, 0
    written.sheet_properties.pageSetUpPr.fitToPage = True
    written.print_title_rows = f"{heading_row}:{heading_row}"
    if page.marking:
        written.oddHeader.center.text = header_text(page.marking)
        written.oddFooter.center.text = header_text(page.marking)
    written.oddFooter.left.text = header_text(f"{sheet.title}, as at {day_words(page.on)}")
    written.oddFooter.right.text = "Page &P of &N"


def set_choices(written: Any, sheet: SheetPage, heading_row: int) -> None:  # noqa: ANN401
    """Let a column of few words offer them, in the rows there are and in those to come."""
    last = heading_row + len(sheet.rows) + sheet.spare_rows + _ROWS_TO_COME
    for number, column in enumerate(sheet.columns, 1):
        listed = ",".join(column.choices)
        if not listed or len(listed) > _LIST_LIMIT or sheet.sort is SheetSort.REPORT:
            continue
        letter = get_column_letter(number)
        choice = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=True)
        choice.errorTitle, choice.error = column.heading[:32], f"One of: {', '.join(column.choices)}"[:_LIST_LIMIT]
        choice.add(f"{letter}{heading_row + 1}:{letter}{last}")
        written.data_validations.append(choice)


def set_table(written: Any, sheet: SheetPage, heading_row: int) -> None:  # noqa: ANN401
    """Make the rows a table with filters; a sheet without rows has an empty one, as a table must."""
    last = heading_row + max(len(sheet.rows) + sheet.spare_rows, 1)
    ref = f"A{heading_row}:{get_column_letter(len(sheet.columns))}{last}"
    columns = [TableColumn(id=number, name=column.heading) for number, column in enumerate(sheet.columns, 1)]
    table = Table(displayName=_table_name(sheet.title), ref=ref, tableColumns=columns, autoFilter=AutoFilter(ref=ref))
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    written.tables.add(table)


def _table_name(title: str) -> str:
    """Name a table so that it is no cell and no function.

    >>> _table_name("Plans and duties")
    'comah_plans_and_duties'
    """
    return f"comah_{re.sub(r'[^a-z0-9]+', '_', title.lower()).strip('_')}"
