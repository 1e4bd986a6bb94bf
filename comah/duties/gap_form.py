"""The form of missing facts: one row a fact, to be filled in by a site's contact and imported back."""

from __future__ import annotations

from typing import Final

import msgspec

from comah.duties.export.sheets import fitted
from comah.model.book import Book
from comah.model.gap import GAP_WORDS, Gap, GapKind, GapReport
from comah.model.provision import Law
from comah.model.words import count_words
from comah.model.workbook_page import PageColumn, PageRow, SheetPage, SheetSort, WorkbookPage

_PURPOSE: Final = (
    'Please fill in the yellow columns, from "Your answer" on, one row a fact, and send this file back. '
    "Leave a row blank where you do not know; write no names of people."
)
_DAY: Final = "a day, such as 12 May 2023; a month or a year where the day is not known"
_ANSWERS: Final[dict[GapKind, str]] = dict.fromkeys(GapKind, _DAY) | {
    GapKind.TEST: f"{_DAY}. The type of exercise may follow: 12 May 2023, live",
    GapKind.HISTORY: "yes, where every test and full review since the plan was first prepared is on record; else no",
    GapKind.CREDIT: "the plans that it tested, such as northbank; or all, none; for this plan alone yes, partly, no",
    GapKind.UNHELD: "the day it was held; or cancelled; or postponed to 2 December 2026",
    GapKind.SAFETY_REPORT: "sent 12 May 2023; or reviewed 12 May 2023",
    GapKind.LOCAL: "the day it was last done; or how often it is owed, such as 1 year",
    GapKind.OPERATOR: "the operator's name, such as Northbank Chemicals Ltd",
    GapKind.ADDRESS: "the site's address, such as Quay Road, Exampleton",
}
_WHY: Final[dict[GapKind, str]] = {
    GapKind.PREPARED: "The time to the first review and the first test counts from it.",
    GapKind.INFORMATION: "The time allowed for preparing the plan counts from it.",
    GapKind.HISTORY: "Until then a later test or review may be missing from the records.",
    GapKind.EXERCISE_DAY: "The time to the next test counts from the day.",
    GapKind.UNHELD: "Only an exercise that was held can have tested the plan.",
    GapKind.LOCAL: "The council's own duty; no law.",
    GapKind.OPERATOR: "The plan and every letter name the operator.",
    GapKind.ADDRESS: "The plan and every letter name the site.",
}
_FOR_ANSWERS: Final = 30  # characters a column that is to be filled in
_COLUMNS: Final = (
    PageColumn(heading="Key", is_quiet=True),
    PageColumn(heading="Site"),
    PageColumn(heading="What is missing"),
    PageColumn(heading="What would do"),
    PageColumn(heading="Why it is asked"),
    PageColumn(heading="Where to look"),
    PageColumn(heading="How to answer"),
    PageColumn(heading="Your answer", is_answer=True),
    PageColumn(heading="Where it is known from", is_answer=True),
    PageColumn(heading="Filled in by (post)", is_answer=True),
)
_WIDTHS: Final = {"Key": 10} | {one.heading: _FOR_ANSWERS for one in _COLUMNS if one.is_answer}


def gap_form(report: GapReport, book: Book, law: Law) -> WorkbookPage:
    """Return the form of a report's gaps.

    It may go to those who are to be exercised, so that it names no exercise without notice that is not held yet.
    """
    secret = _secret(book)
    asked = [gap for gap in report.gaps if gap.exercise not in secret]
    rows = tuple(_row(gap, law) for gap in asked)
    columns = tuple(_sized(column) for column in fitted(_COLUMNS, rows))
    sheet = SheetPage(
        title="Gaps form", sort=SheetSort.FORM, purpose=_PURPOSE, columns=columns, rows=rows, kept_in_sight=2
    )
    left = len(report.gaps) - len(asked)
    said = f"{count_words(left, 'question')} about an exercise without notice: answer it in its record"
    return WorkbookPage(
        title=f"{report.register_name}: what is missing",
        on=report.on,
        marking=" / ".join(dict.fromkeys(page.marking for page in report.authorities if page.marking)),
        sheets=(sheet,),
        not_held=(said,) if left else (),
    )


def gap_key(gap: Gap) -> str:
    """Name the fact that a row asks for: ``kind|authority|establishment|regime|record id``.

    >>> gap_key(Gap(kind=GapKind.TEST, authority="exampleshire", establishment="northbank", plan="comah",
    ...     subject="", what="", enough="", key="", command="", file=None))
    'test|exampleshire|northbank|comah|'
    """
    record = gap.exercise or gap.activation or gap.local_duty or _exercise_of(gap)
    return "|".join((gap.kind.value, gap.authority, gap.establishment or "", gap.plan or "", record))


def _exercise_of(gap: Gap) -> str:
    """Return the exercise whose day is known only roughly, where the gap is of one."""
    folder, _, name = gap.file.file.rpartition("/") if gap.file else ("", "", "")
    is_exercise = gap.kind is GapKind.TEST_DAY and folder.endswith("/exercises")
    return name.removesuffix(".toml") if is_exercise else ""


def _secret(book: Book) -> frozenset[str]:
    found = (one for records in book.authorities for one in records.exercises)
    return frozenset(one.id for one in found if one.no_notice and one.held_on is None)


def _sized(column: PageColumn) -> PageColumn:
    return msgspec.structs.replace(column, width=_WIDTHS.get(column.heading, column.width))


def _row(gap: Gap, law: Law) -> PageRow:
    look = "; ".join(GAP_WORDS[gap.kind].look)
    known = (gap_key(gap), gap.subject, gap.what, gap.enough, _why(gap, law), look, _ANSWERS[gap.kind])
    return PageRow(values=(*known, None, None, None))


def _why(gap: Gap, law: Law) -> str:
    row = next((one for one in law.provisions if one.citation == gap.provision), None)
    if row is None:
        return gap.provision or _WHY.get(gap.kind, "")
    return f"{row.citation}: {row.title[:1].lower()}{row.title[1:]}"
