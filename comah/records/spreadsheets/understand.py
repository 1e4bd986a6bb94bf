"""An officer's own workbook, understood sheet by sheet and row by row. Nothing is written here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

import msgspec

from comah.model.book import Book
from comah.model.import_report import SheetRead
from comah.model.kinds import Tier
from comah.model.sheet import Sheet, SheetRow, Workbook
from comah.model.words import count_words
from comah.model.workbook_page import FORM_MARK, RECORDS_MARK, REPORT_MARK
from comah.records.faults import nearest_name
from comah.records.shown import printable
from comah.records.spreadsheets.find_headings import Column, Headings, find_headings
from comah.records.spreadsheets.frame import Frame
from comah.records.spreadsheets.headings import What
from comah.records.spreadsheets.joint import join_exercises
from comah.records.spreadsheets.mapping import Mapping, MappingError
from comah.records.spreadsheets.read_rows import RowsReader
from comah.records.spreadsheets.settle_columns import settle_columns
from comah.records.spreadsheets.site_names import name_key
from comah.records.spreadsheets.which_site import Sites

_SHOWN_ABOVE: Final = 3
_MONTHS: Final = 12
_DAY_FIRST_TEXT: Final = re.compile(r"^(\d{1,2})[/.-]\d{1,2}[/.-]\d{2,4}$", re.ASCII)
_SUSPICIOUS: Final = 2  # real dates, none after the 12th, beside texts that could not be turned


def understand(  # noqa: PLR0913 - all but three are named
    workbook: Workbook, book: Book, mapping: Mapping, *, on: date, authority: str, tier: str, by: str
) -> tuple[SheetRead, ...]:
    """Say what every sheet that comah did not write means, row by row.

    Args:
        workbook: the file as it was read.
        book: the records that sites are looked up in.
        mapping: the officer's own words.
        on: the reference date; what lies after it has not happened.
        authority: whose the sites are where neither row nor map file says so; "" where nobody does.
        tier: of new sites where neither row nor map file says so; "" where nobody does.
        by: the post in whose name tests are recorded; "" where none is given yet.

    Raises:
        MappingError: where the map file names a sheet or an authority that there is not.
    """
    own = [sheet for sheet in workbook.sheets if not is_own(sheet)]
    authorities = _authorities(book)
    _check(mapping, workbook, authorities)
    frame = Frame(
        file=workbook.file,
        on=on,
        mapping=mapping,
        sites=Sites(book, mapping),
        authority=authorities.get(name_key(mapping.authority), "") or authority,
        tier=mapping.tier or (Tier(tier) if tier else None),
        authorities=authorities,
        exercises=frozenset(one.id for records in book.authorities for one in records.exercises),
    )
    first = [_read_sheet(sheet, frame, by) for sheet in own]
    # what a row answers may name a site that another makes, in whatever order they stand
    reads = join_exercises(
        [
            msgspec.structs.replace(read, rows=reader.read_awaited(read.rows)) if reader else read
            for read, reader in first
        ]
    )
    return _with_unused_columns(reads, mapping)


def is_own(sheet: Sheet) -> bool:
    """Whether comah wrote the sheet, by its first cell."""
    first = sheet.rows[0].cell(0).value if sheet.rows else None
    return isinstance(first, str) and first.startswith((RECORDS_MARK, REPORT_MARK, FORM_MARK))


def _read_sheet(sheet: Sheet, frame: Frame, by: str) -> tuple[SheetRead, RowsReader | None]:
    """Read a sheet, and return its reader too, where it has rows."""
    why_not = _why_not_read(sheet, frame.mapping)
    if why_not:
        return SheetRead(sheet=sheet, remarks=(why_not,)), None
    headings = find_headings(sheet, frame.mapping)
    if headings is None:
        count = count_words(sum(not row.is_empty for row in sheet.rows), "row")
        remark = (
            f"No heading row was recognised, and {count} were not read. Write headings such as Site, Tier and "
            f"Date of test over the columns, or name the row in the map file: "
            f'[sheets] heading_row = {{ "{sheet.title}" = 5 }}'
        )
        return SheetRead(sheet=sheet, remarks=(remark,)), None
    headings, remarks = settle_columns(headings)
    reader = RowsReader(frame, sheet, headings)
    below = [row for row in sheet.rows if row.number > headings.last]
    read = SheetRead(
        sheet=sheet,
        heading_row=headings.last,
        columns=tuple((column.heading, column.what.value if column.what else "") for column in headings.columns),
        rows=tuple(reader.read(row) for row in below),
        remarks=(
            *_above(sheet, headings),
            *remarks,
            *_words_on_tests(headings, by),
            *_american(headings.columns, below),
        ),
    )
    return read, reader


def _why_not_read(sheet: Sheet, mapping: Mapping) -> str:
    """Say why a sheet is left out; "" where it is read."""
    if sheet.title in mapping.skip:
        return "Not read: the map file leaves it out."
    if mapping.read and sheet.title not in mapping.read:
        return f"Not read: only {', '.join(mapping.read)} was asked for."
    if sheet.is_hidden and sheet.title not in mapping.read:
        return f'Not read: the sheet is hidden. To read it, name it in the map file: [sheets] read = ["{sheet.title}"]'
    return "" if any(not row.is_empty for row in sheet.rows) else "Nothing in it to read."


def _words_on_tests(headings: Headings, by: str) -> list[str]:
    """Say what the columns of tests and reviews are taken to state."""
    whats = {column.what for column in headings.columns}
    remarks = []
    if What.TESTED_ON in whats:
        who = by or "the post given with --by"
        remarks.append(
            f"A date of test is recorded as a test of the plan, decided by {who}: it restarts the plan's clock."
        )
    held = next((column.heading for column in headings.columns if column.what is What.HELD_ON), "")
    if held:
        remarks.append(
            f"{held}: held, and credited with no test until an officer decides; where the column holds tests, "
            f'write in the map file: [columns] "{held}" = "date of test"'
        )
    if What.REVIEWED_ON in whats:
        remarks.append('A date of review is recorded as a full review, unless the row says "contacts".')
    if whats & {What.APPROVED_BY, What.LEAD}:
        remarks.append("Records hold posts, not people's names: see that who approved or led is given as a post.")
    return remarks


def _above(sheet: Sheet, headings: Headings) -> list[str]:
    """Say what stands above the headings."""
    lines = [row for row in sheet.rows if row.number < headings.first and not row.is_empty]
    shown = ", ".join(
        repr(printable(next(cell.text for cell in row.cells if cell.text))) for row in lines[:_SHOWN_ABOVE]
    )
    more = ", ..." if len(lines) > _SHOWN_ABOVE else ""
    return [f"Above the headings, not read: {shown}{more}."] if lines else []


def _american(columns: Sequence[Column], rows: Sequence[SheetRow]) -> list[str]:
    """Warn of a column filled on a computer set to American dates.

    There Excel turns 12/05/2023 into 5 December and leaves 13/05/2023 as text.
    """
    remarks = []
    for column in columns:
        if column.what is None:
            continue
        values = [row.cell(column.at).value for row in rows]
        days = [value.day for value in values if isinstance(value, date | datetime)]
        texts = [found for value in values if isinstance(value, str) and (found := _DAY_FIRST_TEXT.match(value))]
        is_split = texts and all(int(found[1]) > _MONTHS for found in texts)
        if is_split and len(days) >= _SUSPICIOUS and max(days) <= _MONTHS:
            remarks.append(
                f"{column.heading}: every real date is of the 12th or before, and the days after the 12th are text. "
                "Excel leaves that on a computer set to American dates, where 12/05/2023 became 5 December. "
                "Hold these dates against the papers before they are written."
            )
    return remarks


def _authorities(book: Book) -> dict[str, str]:
    named = [(entry.id, entry.name) for entry in book.register.authorities]
    named += [(one.authority.id, one.authority.name) for one in book.authorities]
    return {name_key(word): identifier for identifier, name in named for word in (identifier, name) if word}


def _check(mapping: Mapping, workbook: Workbook, authorities: dict[str, str]) -> None:
    """Refuse a map file that names what there is not."""
    titles = tuple(sheet.title for sheet in workbook.sheets)
    faults = [
        f"  {mapping.file}: {title!r} is no sheet of {workbook.file}; it has {', '.join(titles)}{_meant(title, titles)}"
        for title in dict.fromkeys((*mapping.read, *mapping.skip, *mapping.heading_rows))
        if title not in titles
    ]
    if mapping.authority and name_key(mapping.authority) not in authorities:
        known = tuple(sorted(set(authorities.values())))
        faults.append(
            f"  {mapping.file}: {mapping.authority!r} is no authority of this register; known are {', '.join(known)}"
        )
    if faults:
        raise MappingError("\n".join(("The map file cannot be followed, and nothing was imported:", *faults)))


def _meant(title: str, titles: tuple[str, ...]) -> str:
    by_lower = {known.lower(): known for known in titles}
    nearest = nearest_name(title, tuple(by_lower))
    return f'. Perhaps "{by_lower[nearest]}" is meant' if nearest else ""


def _with_unused_columns(reads: tuple[SheetRead, ...], mapping: Mapping) -> tuple[SheetRead, ...]:
    """Say on the first sheet which headings of the map file no sheet has."""
    found = {heading.casefold() for read in reads for heading, _ in read.columns}
    unused = [heading for heading in mapping.headings if not any(heading.casefold() in one for one in found)]
    if not unused or not reads:
        return reads
    remark = f"The map file names columns that no sheet has: {', '.join(unused)}."
    return (msgspec.structs.replace(reads[0], remarks=(*reads[0].remarks, remark)), *reads[1:])
