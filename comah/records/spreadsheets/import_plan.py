"""A spreadsheet held against the register: what each row says, what becomes of it, and what would be written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from comah.errors import RefusedError
from comah.model.book import Book
from comah.model.change import Change
from comah.model.import_report import ClaimResult, ImportReport, RowResult, SheetRead
from comah.model.said import Claim
from comah.model.sheet import Sheet, Workbook
from comah.model.workbook_page import REPORT_MARK, WorkbookPage
from comah.records.shown import printable
from comah.records.spreadsheets.foresee import merge_soundly
from comah.records.spreadsheets.gap_answers import is_gaps_form, read_gap_answers
from comah.records.spreadsheets.headings import What
from comah.records.spreadsheets.left_rows import left_workbook
from comah.records.spreadsheets.mapping import Mapping
from comah.records.spreadsheets.record_rows import read_record_sheet, record_sheet_of

_REPORT_HEADING: Final = "Text of the law"  # of the sheets of duties and of gaps, and of no officer's own
_ASKS_WHOSE: Final = "with --authority"  # in the question about a site of nobody known
_REPORTS_OF_WORDS: Final = frozenset({("About", "What to know"), ("Sheet", "Column")})  # as CSV files


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked for besides the file."""

    mapping: Mapping
    sheets: tuple[str, ...]  # their titles; none: all
    authority: str
    tier: str
    by: str
    on: date


class ImportPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What an import comes to, before anything is written."""

    workbook: Workbook
    on: date
    reads: tuple[SheetRead, ...]
    results: tuple[RowResult, ...]  # one a row, in the order of the sheets
    changes: tuple[Change, ...]
    book_after: Book  # the register as it would be

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every due date that the rows state."""
        return tuple(claim for read in self.reads for row in read.rows for claim in row.claims)

    @property
    def sound(self) -> dict[str, bytes]:
        """The new records by file that were read, with the register as it would be, and found without fault."""
        return {
            change.file: change.creates.encode("utf-8", "surrogatepass")
            for change in self.changes
            if change.creates is not None and change.file not in self.book_after.faulty_files
        }

    def left(self) -> WorkbookPage:
        """Return the rows that were not taken, to be mended; without sheets where all were."""
        return left_workbook(self.reads, self.results, file=self.workbook.file, on=self.on)

    def report(self, claims: tuple[ClaimResult, ...]) -> ImportReport:
        """Return the whole answer; the stated due dates have been held against the law."""
        return ImportReport(
            on=self.on,
            file=self.workbook.file,
            register_name=self.book_after.name,
            sheets=self.reads,
            results=self.results,
            claims=claims,
            notes=self.workbook.notes,
            new_files=tuple(change.file for change in self.changes if change.creates is not None),
            edited_files=tuple(change.file for change in self.changes if change.creates is None),
        )


def plan_import(root: Path, book: Book, workbook: Workbook, asked: Asked) -> ImportPlan:
    """Understand a workbook, and hold it against the register that is there, or that it brings itself.

    Raises:
        RefusedError: where a sheet that was asked for is not there, an officer's own sheet has no register to
            go into, or it is not known whose sites it lists.
    """
    reads = tuple(_reads(book, _chosen(workbook, asked.sheets), asked))
    rows = [row for read in reads for row in read.rows]
    merged, after = merge_soundly(root, book, rows, by=asked.by, on=asked.on)
    return ImportPlan(
        workbook=workbook,
        on=asked.on,
        reads=reads,
        results=merged.results,
        changes=merged.changes,
        book_after=after,
    )


def _chosen(workbook: Workbook, titles: Sequence[str]) -> Workbook:
    """Keep the sheets asked for."""
    known = {sheet.title.strip().lower(): sheet.title for sheet in workbook.sheets}
    missing = [title for title in titles if title.strip().lower() not in known]
    if missing:
        listed = ", ".join(printable(sheet.title) for sheet in workbook.sheets)
        message = f"{printable(workbook.file)} has no sheet {printable(missing[0])!r}. It has: {listed}"
        raise RefusedError(message)
    wanted = {known[title.strip().lower()] for title in titles}
    sheets = tuple(sheet for sheet in workbook.sheets if not wanted or sheet.title in wanted)
    return msgspec.structs.replace(workbook, sheets=sheets)


def _reads(book: Book, workbook: Workbook, asked: Asked) -> Iterator[SheetRead]:
    """Read each sheet as what it is; an officer's own sheets are understood together."""
    own: dict[str, SheetRead] = {}
    for sheet in workbook.sheets:
        found = _own(book, workbook, sheet, asked)
        if found is not None:
            own[sheet.title] = found
    officers = tuple(sheet for sheet in workbook.sheets if sheet.title not in own)
    understood = {read.sheet.title: read for read in _understood(book, workbook, officers, asked)}
    for sheet in workbook.sheets:
        read = own.get(sheet.title) or understood.get(sheet.title)
        if read is not None:
            yield read


def _own(book: Book, workbook: Workbook, sheet: Sheet, asked: Asked) -> SheetRead | None:
    """Read a sheet that comah wrote; None for any other."""
    if is_gaps_form(sheet):
        return read_gap_answers(sheet, workbook.file, book, on=asked.on, by=asked.by)
    if _is_report(sheet):
        return SheetRead(
            sheet=msgspec.structs.replace(sheet, notes=()), remarks=("worked out by comah, not read back",)
        )
    records = record_sheet_of(sheet)
    if records is None:
        return None
    # whose colours, widths and headings are comah's own, so that there is nothing to say of them
    bare = msgspec.structs.replace(sheet, notes=())
    read = read_record_sheet(bare, records, workbook.file, authority=asked.authority)
    return msgspec.structs.replace(read, columns=())


def _is_report(sheet: Sheet) -> bool:
    """Whether a sheet is a report that comah wrote: by its first cell, or as a CSV file by a heading of its own."""
    texts = [cell.text for cell in sheet.rows[0].cells] if sheet.rows else []
    is_marked = bool(texts) and texts[0].startswith(REPORT_MARK)
    return is_marked or _REPORT_HEADING in texts or tuple(texts[:2]) in _REPORTS_OF_WORDS


def _understood(book: Book, workbook: Workbook, sheets: tuple[Sheet, ...], asked: Asked) -> tuple[SheetRead, ...]:
    if not sheets:
        return ()
    if not book.register.place.file.name:
        message = (
            f"{printable(workbook.file)} lists sites, and there is no register yet to take them into. "
            "Start one first: comah init DIR. Only a workbook of comah export brings its own register"
        )
        raise RefusedError(message)
    from comah.records.spreadsheets.understand import understand  # noqa: PLC0415 - for officers' own sheets alone

    listed = _councils(book)
    reads = understand(
        msgspec.structs.replace(workbook, sheets=sheets),
        book,
        asked.mapping,
        on=asked.on,
        authority=_authority(book, asked, listed),
        by=asked.by,
        tier=asked.tier,
    )
    _refuse_unowned(workbook.file, reads, listed)
    return reads


def _refuse_unowned(file: str, reads: Sequence[SheetRead], listed: Sequence[str]) -> None:
    """Refuse a file in which no column says whose the sites are, where any of them is new: one answer does for all."""
    if any(meaning == What.COUNCIL.value for read in reads for _, meaning in read.columns):
        return
    if any(_ASKS_WHOSE in row.question for read in reads for row in read.rows):
        message = (
            f"{printable(file)} does not say whose sites it lists, and this register has several councils. "
            f"Add --authority with one of: {', '.join(listed)}"
        )
        raise RefusedError(message)


def _councils(book: Book) -> tuple[str, ...]:
    """Return every council of the register, those with records first."""
    known = (*(one.authority.id for one in book.authorities), *(one.id for one in book.register.authorities))
    return tuple(dict.fromkeys(known))


def _authority(book: Book, asked: Asked, listed: Sequence[str]) -> str:
    """Say whose sites they are where neither sheet nor map file says so: the only council there is, else nobody's."""
    if asked.authority and asked.authority not in listed:
        message = f"--authority {printable(asked.authority)}: no such council. There are: {', '.join(listed) or 'none'}"
        raise RefusedError(message)
    with_records = [one.authority.id for one in book.authorities]
    only = with_records if len(with_records) == 1 else listed if len(listed) == 1 else ("",)
    return asked.authority or only[0]
