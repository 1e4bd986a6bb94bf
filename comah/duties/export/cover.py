"""The cover of the workbook: what it is, as at when, what each sheet is for, and what is not in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from comah.exercises.state import State, state_of
from comah.model.book import AuthorityBook, Book
from comah.model.duty import Assessment
from comah.model.kinds import Severity
from comah.model.problem import Problem
from comah.model.words import count_words, day_words, weekday_words
from comah.model.workbook_page import PageColumn, PageRow, SheetPage, SheetSort, Tone

TITLE: Final = "Cover"
_PURPOSE: Final = "What this workbook is. The register itself is the record files; this is made from them."
_COLUMNS: Final = (PageColumn(heading="About", width=30, has_tone=True), PageColumn(heading="What to know", width=100))
NOT_IN: Final = "NOT IN THIS WORKBOOK"
_OPEN: Final = frozenset({State.PLANNED, State.CONFIRMED, State.POSTPONED, State.UNDATED})
_READ_BACK: Final = {
    SheetSort.RECORDS: "Records; read back.",
    SheetSort.REPORT: "Worked out; not read back.",
}
_HOW: Final = (
    "Rows may be added and blank cells filled in on the record sheets; then: comah import FILE. Import adds what is "
    "not on record. It deletes nothing and changes nothing that is on record: what differs is listed and left."
)
_TODAY: Final = "The record sheets hold the records as they stand today, whatever day the workbook is as at."
_WORKED_OUT: Final = "Worked-out sheets, and columns whose heading ends in *, are as at"
_COLOURS: Final = "A colour repeats the word in its cell and says nothing of its own. comah import reads no colour."


def cover(
    book: Book,
    assessment: Assessment,
    shown: tuple[AuthorityBook, ...],
    sheets: tuple[SheetPage, ...],
    lost: tuple[str, ...],
) -> SheetPage:
    """Return the cover; ``lost`` is what no cell could hold."""
    lines = (*_about(book, assessment, shown), *not_in(assessment, shown, lost), *_use(assessment), *_sheets(sheets))
    rows = tuple(PageRow(values=(label, text), tone=tone) for label, text, tone in lines)
    return SheetPage(
        title=TITLE,
        sort=SheetSort.REPORT,
        purpose=_PURPOSE,
        columns=_COLUMNS,
        rows=rows,
        is_table=False,
    )


Line = tuple[str, str, Tone | None]


def _about(book: Book, assessment: Assessment, shown: tuple[AuthorityBook, ...]) -> Iterator[Line]:
    yield "Forum", book.name or "no name on record", None
    for records in shown:
        own = records.authority
        counts = (
            f"{count_words(len(records.establishments), 'site')}, {count_words(len(records.exercises), 'exercise')}"
        )
        yield "Council", f"{own.name}: {counts}", None
        if own.marking:
            yield "Marking", f"{own.marking} ({own.name})", None
        if own.source_note:
            yield "Source", f"{own.source_note} ({own.name})", None
    yield "As at", weekday_words(assessment.on), None
    yield "Law", f"as comah knows it, version {assessment.law}; research, not legal advice", None
    yield "Records", f"digest {assessment.register_digest}", None


def not_in(assessment: Assessment, shown: tuple[AuthorityBook, ...], lost: tuple[str, ...]) -> Iterator[Line]:
    """Yield what the workbook does not hold, and what must not be passed on with it."""
    for problem in assessment.problems:
        if problem.severity is Severity.ERROR:
            yield NOT_IN, _fault(problem), Tone.BAD
    for text in lost:
        yield NOT_IN, text, Tone.BAD
    secret = [one.id for records in shown for one in records.exercises if one.no_notice]
    coming = [one for one in secret if _is_to_come(one, assessment, shown)]
    if coming:
        text = (
            f"It holds {count_words(len(coming), 'exercise')} without notice still to come: keep it from the players."
        )
        yield "NOT TO BE PASSED ON", text, Tone.BAD
    yield NOT_IN, "Comments in the record files, the order of their keys, the journal, and names of people.", None
    if assessment.left_out:
        text = (
            f"{count_words(assessment.left_out, 'fact')} dated after {day_words(assessment.on)}: on the record sheets, "
        )
        yield "Left out", f"{text}but not counted in anything worked out.", Tone.WARNING


def _is_to_come(exercise: str, assessment: Assessment, shown: tuple[AuthorityBook, ...]) -> bool:
    found = (one for records in shown for one in records.exercises if one.id == exercise)
    return any(state_of(one, assessment.on) in _OPEN for one in found)


def _fault(problem: Problem) -> str:
    what = "; nothing of this file is in the workbook" if problem.hides_file else ""
    key = f" {problem.key}" if problem.key else ""
    return f"{problem.where}{key}: {problem.message}{what}. See comah validate"


def _use(assessment: Assessment) -> Iterator[Line]:
    yield "Days", f"{_TODAY} {_WORKED_OUT} {day_words(assessment.on)}.", None
    yield "To change facts", _HOW, None
    yield "Colours", _COLOURS, None


def _sheets(sheets: tuple[SheetPage, ...]) -> Iterator[Line]:
    for sheet in sheets:
        rows = count_words(len(sheet.rows), "row")
        yield f"Sheet: {sheet.title}", f"{_READ_BACK[sheet.sort]} {rows}.", None
