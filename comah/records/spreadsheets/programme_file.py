"""A programme made by hand, read from a CSV file or a workbook: the plans, the day and the type of each exercise.

Nothing of it goes into the records. Every row that cannot be read is said, and none is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

import msgspec

from comah.errors import SpreadsheetRefusedError
from comah.model.book import Book
from comah.model.officer_dates import OFFICER_DATE_EXAMPLE, read_officer_date, reading_words
from comah.model.programme_page import GivenProgramme, GivenRow, RowFault
from comah.model.said import RowAt
from comah.model.sheet import Cell, Sheet, SheetRow, Workbook
from comah.model.when import NotADateError
from comah.records.shown import printable
from comah.records.spreadsheets.headings import What, plain_heading, what_is
from comah.records.spreadsheets.open_file import open_spreadsheet
from comah.records.spreadsheets.plan_names import PlanNameError, PlanNames
from comah.records.spreadsheets.refusals import command_with
from comah.records.spreadsheets.words import exercise_type

_SEARCHED: Final = 40  # rows in which the headings are looked for
_EXAMPLE: Final = "plans,day,type / northbank,12/05/2027,live"
_QUOTED: Final = '"Northbank, known as ""the works""",12/05/2027,live'
_USUAL_FILE: Final = "programme.csv"
_SITES: Final = frozenset({What.SITE, What.OPERATOR, What.COMAH_ID, What.GROUP})
_DAYS: Final = frozenset({What.PLANNED_ON, What.HELD_ON, What.TESTED_ON})
_PLAN_WORDS: Final = frozenset({"plan", "plans", "plan or plans"})
_DAY_WORDS: Final = frozenset({"day", "date", "when", "exercise day", "exercise date", "planned day"})
_TYPE_WORDS: Final = frozenset({"type", "kind", "how"})
_ID_WORDS: Final = frozenset({"exercise", "exercise id"})


class Columns(msgspec.Struct, frozen=True, kw_only=True):
    """Where a sheet has what."""

    headings: int  # the row, from 1
    plans: int
    day: int
    type: int | None
    exercise: int | None  # of those on record, which a programme does not move


def read_programme(path: Path, book: Book, command: str = "comah programme review") -> GivenProgramme:
    """Read a programme made by hand.

    Args:
        path: a CSV file or a workbook; its first sheet with the headings counts.
        book: the records in which plans are looked up.
        command: that was given the file; a refusal ends with it and the name of a good file.

    Raises:
        SpreadsheetRefusedError: where it is no spreadsheet, or has no column of plans or of days.
    """
    workbook = _opened(path, command)
    found = next(((sheet, columns) for sheet in workbook.sheets if (columns := _columns(sheet))), None)
    if found is None:
        message = (
            f"{printable(workbook.file)} has no headings for the plans and the day of each exercise. "
            "Write them over the columns"
        )
        raise SpreadsheetRefusedError(message, _EXAMPLE, is_line=True)
    sheet, columns = found
    names = PlanNames(book)
    known = {one.id for records in book.authorities for one in records.exercises}
    read = [
        _read(row, columns, names, known, RowAt(file=workbook.file, sheet=sheet.title, row=row.number))
        for row in sheet.rows
        if row.number > columns.headings and not row.is_empty
    ]
    return GivenProgramme(
        file=workbook.file,
        rows=tuple(one for one in read if isinstance(one, GivenRow)),
        faults=tuple(one for one in read if isinstance(one, RowFault)),
        remarks=(*workbook.notes, *sheet.notes, *_on_record(read)),
    )


def _opened(path: Path, command: str) -> Workbook:
    try:
        return open_spreadsheet(path)
    except SpreadsheetRefusedError as error:
        good = _QUOTED if error.is_line else command_with(command, error.good_file or _USUAL_FILE)
        raise SpreadsheetRefusedError(error.said, good, good_file=error.good_file, is_line=error.is_line) from error


def _columns(sheet: Sheet) -> Columns | None:
    for row in sheet.rows[:_SEARCHED]:
        heads = [(at, cell.text) for at, cell in enumerate(row.cells) if cell.text]
        plans = _first(heads, _PLAN_WORDS, _SITES)
        day = _first(heads, _DAY_WORDS, _DAYS)
        if plans is not None and day is not None:
            kind = _first(heads, _TYPE_WORDS, frozenset({What.EXERCISE_TYPE}))
            exercise = _first(heads, _ID_WORDS, frozenset({What.EXERCISE_ID}))
            return Columns(headings=row.number, plans=plans, day=day, type=kind, exercise=exercise)
    return None


def _first(heads: Sequence[tuple[int, str]], words: frozenset[str], whats: frozenset[What]) -> int | None:
    """Return the column whose heading is one of some words, else one that holds one of some things."""
    by_word = (at for at, text in heads if plain_heading(text) in words)
    by_what = (at for at, text in heads if what_is(text) in whats)
    return next(by_word, None) if any(plain_heading(text) in words for _, text in heads) else next(by_what, None)


def _read(row: SheetRow, columns: Columns, names: PlanNames, known: set[str], at: RowAt) -> GivenRow | RowFault | str:
    """Read one row; the id of an exercise on record where the row is one, for a programme leaves it as it is."""
    if columns.exercise is not None and row.cell(columns.exercise).text in known:
        return row.cell(columns.exercise).text
    problems: list[str] = []
    plans: tuple[str, ...] = ()
    try:
        plans = names.plans(row.cell(columns.plans).text)
    except PlanNameError as error:
        problems.append(str(error))
    day, remark = _day(row.cell(columns.day), problems)
    kind = _type(row.cell(columns.type).text if columns.type is not None else "", problems)
    if problems or day is None:
        return RowFault(at=at, message="; ".join(problems))
    return GivenRow(at=at, plans=plans, day=day, type=kind, remark=remark)


def _day(cell: Cell, problems: list[str]) -> tuple[date | None, str]:
    value = cell.value
    if isinstance(value, date):
        return (value.date() if isinstance(value, datetime) else value), ""
    good = f"write one day, such as {OFFICER_DATE_EXAMPLE.partition(',')[0]}"
    if not cell.text:
        problems.append(f"no day is given; {good}")
        return None, ""
    try:
        when = read_officer_date(cell.text)
    except NotADateError as error:
        problems.append(str(error))
        return None, ""
    if not when.is_day:
        problems.append(f"{printable(cell.text)!r} is no single day; {good}")
        return None, ""
    words = reading_words(cell.text, when)
    return when.earliest, words if "(" in words else ""


def _type(text: str, problems: list[str]) -> str:
    found = exercise_type(text) if text else None
    if text and found is None:
        problems.append(f"{printable(text)!r} is no type of exercise; write live, tabletop, control-post or seminar")
    return found.value if found else ""


def _on_record(read: Sequence[GivenRow | RowFault | str]) -> Iterator[str]:
    known = [one for one in read if isinstance(one, str)]
    if known:
        yield f"On record already, and counted as it stands there: {', '.join(known)}"
