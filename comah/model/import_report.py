"""The answer of ``comah import``: row by row what was understood, and what became of it."""

from __future__ import annotations

from datetime import date
from enum import Enum

import msgspec

from comah.model.said import Claim, RowAt, Said
from comah.model.sheet import Sheet


class Fate(Enum):
    """What becomes of a row. The order is that of the summary."""

    TAKEN = "taken"  # says something that is not on record yet
    PARTLY = "partly taken"  # something of it was not understood, or conflicts
    ON_RECORD = "already on record"  # nothing to add
    ASKED = "asked about"  # an officer's answer is needed first
    CONFLICT = "conflicts with the records"  # listed and left
    NOT_TAKEN = "not taken"  # not understood
    PASSED = "passed over"  # a heading, a footnote, an empty or a summary row


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """One thing said about a row or one of its cells, in words."""

    text: str
    heading: str = ""  # the column, where it is about one
    is_blocking: bool = False  # keeps the cell, or the row, from being taken


class RowRead(msgspec.Struct, frozen=True, kw_only=True):
    """One row as it was understood, before it is held against the records."""

    at: RowAt
    site: str = ""  # the site's name as the row has it
    establishment: str = ""  # the id it was taken for; "" where that is asked, or there is none
    understood: tuple[str, ...] = ()  # in words, one a fact: "tested Fri 12 May 2023, live"
    said: tuple[Said, ...] = ()
    claims: tuple[Claim, ...] = ()
    remarks: tuple[Remark, ...] = ()  # conventions used, and what was not understood
    question: str = ""  # what has to be answered before the row can be taken
    heading_row: int = 0  # that of its own table, where it is another than its sheet's
    is_passed: bool = False  # a heading, a footnote, an empty or a summary row; a remark says which


class SheetRead(msgspec.Struct, frozen=True, kw_only=True):
    """One sheet as it was understood."""

    sheet: Sheet
    heading_row: int = 0  # from 1; 0 where none was recognised
    columns: tuple[tuple[str, str], ...] = ()  # heading -> what it was taken for, in words; "" where left out
    rows: tuple[RowRead, ...] = ()
    remarks: tuple[str, ...] = ()  # of the sheet: hidden, no heading recognised, colours not read, ...


class RowResult(msgspec.Struct, frozen=True, kw_only=True):
    """One row and what became of it."""

    read: RowRead
    fate: Fate
    conflicts: tuple[str, ...] = ()  # in words: the sheet says, the record says, where


class Verdict(Enum):
    """How a stated due date stands beside the law."""

    LATER = "later than the law allows"
    EARLIER = "earlier than the law asks"  # a local target, perhaps
    AGREES = "agrees"
    PAST = "history"  # followed from an earlier test or review than the newest on record
    NOT_COMPARED = "cannot be compared"  # nothing on record can be counted from


class ClaimResult(msgspec.Struct, frozen=True, kw_only=True):
    """A due date that a spreadsheet states, beside what the records and the law give."""

    claim: Claim
    due_on: date | None  # None where nothing can be counted from
    verdict: Verdict
    words: str  # in one sentence, with the provision


class ImportReport(msgspec.Struct, frozen=True, kw_only=True):
    """The whole answer."""

    on: date
    file: str
    register_name: str
    sheets: tuple[SheetRead, ...]
    results: tuple[RowResult, ...]
    claims: tuple[ClaimResult, ...]
    notes: tuple[str, ...]  # of the file
    new_files: tuple[str, ...]  # records that would be made, or were
    edited_files: tuple[str, ...]
    is_written: bool = False  # false: the files stand as they were
    left_file: str = ""  # the workbook of the rows to mend; "" where none was written

    @property
    def counts(self) -> dict[Fate, int]:
        """How many rows met each fate, in the order of the summary; those that none met are left out."""
        found = dict.fromkeys(Fate, 0)
        for result in self.results:
            found[result.fate] += 1
        return {fate: number for fate, number in found.items() if number}
