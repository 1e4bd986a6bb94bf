"""The exported workbook as a whole: which sheets, in which order, and what no cell can hold."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from comah.duties.export.column_sheet import column_sheet
from comah.duties.export.cover import cover
from comah.duties.export.duty_sheet import duty_sheet
from comah.duties.export.gap_sheet import gap_sheet
from comah.duties.export.record_pages import record_page
from comah.duties.export.worked_out import WorkedOut
from comah.duties.gaps import Scope, gap_report
from comah.model.book import Book
from comah.model.cell_text import NOT_HELD, fits_cell
from comah.model.duty import Assessment
from comah.model.provision import Law
from comah.model.record_sheets import record_sheets
from comah.model.workbook_page import PageRow, PageValue, SheetPage, WorkbookPage

_REPORTS_AFTER = {"Register": "duties", "Lessons": "gaps"}


def export_page(
    book: Book, law: Law, assessment: Assessment, authority: str | None = None, *, in_cells: bool = True
) -> WorkbookPage:
    """Return the workbook of a register, or of one authority's records and what is of the whole forum.

    Record sheets hold the records as they stand; what is worked out is as at the assessment's day.

    Args:
        book: the register.
        law: the provisions.
        assessment: what was worked out from both.
        authority: the one asked for; None for all.
        in_cells: whether a text longer than a spreadsheet's cell holds is left out and said so.
    """
    shown = tuple(one for one in book.authorities if authority in {None, one.authority.id})
    sheets = tuple(_sheets(book, law, assessment, authority))
    sheets, lost = _held(sheets) if in_cells else (sheets, ())
    explained = column_sheet(sheets)
    front = cover(book, assessment, shown, (*sheets, explained), lost)
    named = shown[0].authority.name if authority and shown else book.name or "Register"
    markings = dict.fromkeys(one.authority.marking for one in shown if one.authority.marking)
    return WorkbookPage(
        title=f"{named}: external plans",
        on=assessment.on,
        marking=" / ".join(markings),
        sheets=(front, *sheets, explained),
        not_held=lost,
    )


def _sheets(book: Book, law: Law, assessment: Assessment, authority: str | None) -> Iterator[SheetPage]:
    worked_out = WorkedOut(book, law, assessment)
    for sheet in record_sheets():
        yield record_page(book, sheet, worked_out, authority)
        if _REPORTS_AFTER.get(sheet.title) == "duties":
            yield duty_sheet(book, assessment, authority)
        elif _REPORTS_AFTER.get(sheet.title) == "gaps":
            yield gap_sheet(gap_report(book, law, assessment, Scope(authority=authority)))


def _held(sheets: tuple[SheetPage, ...]) -> tuple[tuple[SheetPage, ...], tuple[str, ...]]:
    """Put a notice where a text is too long for a cell, and say each; nothing is ever cut."""
    lost: list[str] = []
    return tuple(_held_sheet(sheet, lost) for sheet in sheets), tuple(lost)


def _held_sheet(sheet: SheetPage, lost: list[str]) -> SheetPage:
    rows = []
    for row in sheet.rows:
        long = {at for at, value in enumerate(row.values) if isinstance(value, str) and not fits_cell(value)}
        if long:
            lost += [_said(sheet, row, at) for at in sorted(long)]
            values = tuple(_notice(value) if at in long else value for at, value in enumerate(row.values))
            row = PageRow(values=values, tone=row.tone)  # noqa: PLW2901 -- the row with the notices in it
        rows.append(row)
    return msgspec.structs.replace(sheet, rows=tuple(rows))


def _notice(value: PageValue) -> str:
    return f"{NOT_HELD}: {len(str(value))} characters, more than a cell holds. It is in the record; leave this cell."


def _said(sheet: SheetPage, row: PageRow, at: int) -> str:
    of = ", ".join(str(value) for value in row.values[:2] if value and fits_cell(str(value)))
    length = len(str(row.values[at]))
    return f"Sheet {sheet.title}, {of}, {sheet.columns[at].heading}: {length} characters, too long for a cell"
