"""A workbook as .xlsx: sheets with filters, frozen headings and print set-up; no formula, macro or link.

The same page gives the same bytes: nothing of the clock, the machine or the person goes in.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.writer.excel import ExcelWriter

from comah.model.words import day_words
from comah.model.workbook_page import PageColumn, PageRow, PageValue, SheetPage, SheetSort, WorkbookPage
from comah.render.workbook_cells import held, is_led
from comah.render.workbook_sheet import set_choices, set_print, set_table, set_view
from comah.render.workbook_style import Look, Styles

CREATOR: Final = "comah"
_ZIP_DAY: Final = (1980, 1, 1, 0, 0, 0)  # the first that an archive can name
_READ: Final = 0o600 << 16
_UNIX: Final = 3


def workbook_bytes(page: WorkbookPage) -> bytes:
    """Return the file."""
    book: Any = Workbook(write_only=True)
    _describe(book, page)
    for sheet in page.sheets:
        _write_sheet(book, page, sheet)
    return _settled(_packed(book))


def _describe(book: Any, page: WorkbookPage) -> None:  # noqa: ANN401
    day = datetime(page.on.year, page.on.month, page.on.day)  # noqa: DTZ001 -- the file's days are of UTC
    title = "".join(char for char in page.title if char.isprintable())
    book.properties = DocumentProperties(creator=CREATOR, title=title, created=day, modified=day)


def _write_sheet(book: Any, page: WorkbookPage, sheet: SheetPage) -> None:  # noqa: ANN401
    written = book.create_sheet(sheet.title)
    heading_row = len(_above(page, sheet)) + 1
    set_view(written, sheet, heading_row)
    set_print(written, page, sheet, heading_row)
    set_choices(written, sheet, heading_row)
    styles = Styles(written)
    for line in _above(page, sheet):
        written.append(_line(styles, line))
    written.append(_headings(styles, sheet.columns))
    for row in sheet.rows:
        written.append(_row(styles, sheet.columns, row))
    for _ in range(sheet.spare_rows):
        written.append(_row(styles, sheet.columns, PageRow(values=(None,) * len(sheet.columns))))
    if sheet.is_table:
        set_table(written, sheet, heading_row)
    written.close()


def _above(page: WorkbookPage, sheet: SheetPage) -> tuple[tuple[str, ...], ...]:
    """Return the lines above the headings: what the sheet is, as at when; what it is for."""
    if sheet.sort is SheetSort.OFFICER:
        return ()
    as_at = f"as at {day_words(page.on)}"
    aside = f"{as_at}, {page.marking}" if page.marking else as_at
    return (sheet.mark, "", "", aside), (sheet.purpose,)


def _line(styles: Styles, texts: tuple[str, ...]) -> Iterator[Any]:
    for number, text in enumerate(texts):
        yield _valued(styles, text, Look(is_title=not number and len(texts) > 1, is_led=is_led(text), is_line=True))


def _headings(styles: Styles, columns: tuple[PageColumn, ...]) -> Iterator[Any]:
    for column in columns:
        yield _valued(styles, column.heading, Look(is_heading=True, is_worked_out=column.is_worked_out))


def _row(styles: Styles, columns: tuple[PageColumn, ...], row: PageRow) -> Iterator[Any]:
    for column, value in zip(columns, row.values, strict=True):
        yield _valued(styles, value, _look(column, row, held(value)))


def _look(column: PageColumn, row: PageRow, value: PageValue) -> Look:
    return Look(
        tone=row.tone if column.has_tone else None,
        is_day=isinstance(value, date),
        is_led=isinstance(value, str) and is_led(value),
        is_answer=column.is_answer,
        is_quiet=column.is_quiet,
    )


def _valued(styles: Styles, value: PageValue, look: Look) -> Any:  # noqa: ANN401
    """Return the cell of a look with a value; a text is a text, also where it looks like a formula or an error."""
    cell: Any = styles.cell(look)
    kept = held(value)
    if kept is None and not (look.is_answer or look.is_heading):
        return None
    cell.value = kept
    if isinstance(kept, str):
        cell.data_type = "s"
    return cell


def _packed(book: Any) -> bytes:  # noqa: ANN401
    """Write the workbook without what its library adds of its own: the time of day."""
    out = io.BytesIO()
    ExcelWriter(book, ZipFile(out, "w", ZIP_STORED, allowZip64=True)).save()
    return out.getvalue()


def _settled(data: bytes) -> bytes:
    """Pack the parts again, each with the same day and the same rights on every machine."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as read, ZipFile(out, "w", ZIP_DEFLATED) as written:
        for name in read.namelist():
            info = ZipInfo(name, _ZIP_DAY)
            info.create_system, info.external_attr, info.compress_type = _UNIX, _READ, ZIP_DEFLATED
            written.writestr(info, read.read(name))
    return out.getvalue()
