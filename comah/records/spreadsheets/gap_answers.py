"""The answers of the gaps form: each row is asked about one missing fact, and says it or says nothing."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

import msgspec

from comah.model.gap import GapKind
from comah.model.import_report import Remark, RowRead, SheetRead
from comah.model.kinds import Regime
from comah.model.said import RowAt
from comah.records.shown import printable
from comah.records.spreadsheets import gap_answers_exercise as of_exercise
from comah.records.spreadsheets import gap_answers_plan as of_plan
from comah.records.spreadsheets import gap_answers_site as of_site
from comah.records.spreadsheets.gap_asked import Answer, Asked, NotAnAnswerError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from comah.model.book import Book
    from comah.model.sheet import Sheet, SheetRow

FORM_TITLE: Final = "comah gaps form"
KEY: Final = "key"
ANSWER: Final = "your answer"
KNOWN_FROM: Final = "where it is known from"
FILLED_IN_BY: Final = "filled in by (post)"
SITE: Final = "site"
EXERCISE_ID: Final = "exercise id"  # of a row that was asked about
_LAST_HEADING_ROW: Final = 10
_KEY_PARTS: Final = 5
_ANSWERS: Final[Mapping[GapKind, Callable[[Asked], Answer]]] = {
    GapKind.TEST: of_plan.test,
    GapKind.TEST_DAY: of_plan.test_day,
    GapKind.REVIEW: of_plan.review,
    GapKind.REVIEW_DAY: of_plan.review_day,
    GapKind.PREPARED: of_plan.prepared,
    GapKind.INFORMATION: of_plan.information,
    GapKind.HISTORY: of_plan.history,
    GapKind.ZONE_REVIEWED: of_site.operator_day,
    GapKind.ZONE_SENT: of_site.operator_day,
    GapKind.EXERCISE_DAY: of_exercise.exercise_day,
    GapKind.CREDIT: of_exercise.credit,
    GapKind.UNHELD: of_exercise.not_recorded_as_held,
    GapKind.PUBLIC_INFORMED: of_site.public_informed,
    GapKind.INTERNAL_REVIEW: of_site.operator_day,
    GapKind.INTERNAL_TEST: of_site.operator_day,
    GapKind.SAFETY_REPORT: of_site.safety_report,
    GapKind.LOCAL: of_site.local_duty,
    GapKind.OPERATOR: of_site.text_of_site,
    GapKind.ADDRESS: of_site.text_of_site,
}
_NO_ANSWER: Final = re.compile(
    r"(not known|unknown|don'?t know|do not know|no idea|n/?a|none on file|tbc|tba|to be confirmed|\?+|-+)\.?",
    re.IGNORECASE,
)


def is_gaps_form(sheet: Sheet) -> bool:
    """Whether a sheet is a gaps form that comah wrote."""
    return bool(sheet.rows) and sheet.rows[0].cell(0).text.strip().lower() == FORM_TITLE


def read_gap_answers(sheet: Sheet, file: str, book: Book, *, on: date, by: str) -> SheetRead:
    """Read the answers that a gaps form came back with.

    Args:
        sheet: the form.
        file: the workbook's name.
        book: the register that the form was made from, or a later state of it.
        on: the reference day; nothing that happened can lie after it.
        by: the post that imports; it decides what an exercise is credited with.
    """
    heading, columns = _heading(sheet)
    if heading is None:
        text = 'this gaps form has lost its headings: "Key" and "Your answer" are needed, as comah gaps wrote them'
        return SheetRead(sheet=sheet, remarks=(text,))
    below = [row for row in sheet.rows if row.number > heading.number and not row.is_empty]
    form = _Form(file=file, sheet=sheet, columns=columns, book=book, on=on, by=by)
    return SheetRead(
        sheet=sheet,
        heading_row=heading.number,
        columns=tuple((heading.cell(at).text, _USES.get(name, "")) for name, at in columns.items()),
        rows=tuple(_row(form, row) for row in below),
    )


_USES: Final = {
    KEY: "which fact is asked for",
    ANSWER: "the answer",
    KNOWN_FROM: "where it is known from",
    FILLED_IN_BY: "who answered",
    SITE: "the site, for the reader",
    EXERCISE_ID: "which exercise on record is meant",
}


class _Form(msgspec.Struct, frozen=True, kw_only=True):
    """A form with what it is read against."""

    file: str
    sheet: Sheet
    columns: Mapping[str, int]
    book: Book
    on: date
    by: str

    def text(self, row: SheetRow, name: str) -> str:
        """Return the text of a column by its heading; "" where the form has no such column."""
        return row.cell(self.columns[name]).text.strip() if name in self.columns else ""


def _heading(sheet: Sheet) -> tuple[SheetRow | None, dict[str, int]]:
    """Find the heading row, and each column by its heading in small letters."""
    for row in sheet.rows:
        if row.number > _LAST_HEADING_ROW:
            break
        columns = {cell.text.strip().lower(): at for at, cell in enumerate(row.cells) if cell.text.strip()}
        if KEY in columns and ANSWER in columns:
            return row, columns
    return None, {}


def _row(form: _Form, row: SheetRow) -> RowRead:
    at = RowAt(file=form.file, sheet=form.sheet.title, row=row.number)
    site, text = form.text(row, SITE), form.text(row, ANSWER)
    if not form.text(row, KEY):
        return _passed(at, site, "this row has no key, so it is not known which fact it answers", is_lost=bool(text))
    if not text:
        return _passed(at, site, "not answered")
    if _NO_ANSWER.fullmatch(text):
        return _passed(at, site, f'answered "{printable(text)}": the fact stays missing')
    asked = _asked(form, row, at)
    if isinstance(asked, str):
        return RowRead(at=at, site=site, remarks=(Remark(text=asked, heading="Key", is_blocking=True),))
    return _answered(asked, site)


def _passed(at: RowAt, site: str, why: str, *, is_lost: bool = False) -> RowRead:
    return RowRead(at=at, site=site, remarks=(Remark(text=why, is_blocking=is_lost),), is_passed=not is_lost)


def _answered(asked: Asked, site: str) -> RowRead:
    who = asked.site.id if asked.site else ""
    try:
        answer = _ANSWERS[asked.kind](asked)
    except NotAnAnswerError as error:
        remark = Remark(text=str(error), heading="Your answer", is_blocking=True)
        return RowRead(at=asked.at, site=site, establishment=who, remarks=(remark,))
    return RowRead(
        at=asked.at,
        site=site,
        establishment=who,
        understood=answer.understood,
        said=answer.said,
        remarks=tuple(Remark(text=text, heading="Your answer") for text in answer.remarks),
        is_passed=not answer.said,
    )


def _asked(form: _Form, row: SheetRow, at: RowAt) -> Asked | str:
    """Find what a key names; say in words what of it is not on record."""
    key = form.text(row, KEY)
    kind, authority, site, regime, record = (*key.split("|"), *[""] * _KEY_PARTS)[:_KEY_PARTS]
    known_kinds = {one.value: one for one in GapKind}
    if key.count("|") != _KEY_PARTS - 1 or kind not in known_kinds:
        return f'"{printable(key)}" is no key of a gaps form; make the form anew: comah gaps --output gaps.xlsx'
    records = next((one for one in form.book.authorities if one.authority.id == authority), None)
    if records is None:
        return f'this form was made from another register: no authority "{printable(authority)}" has records here'
    found = next((one for one in records.establishments if one.id == site), None)
    if site and found is None:
        return f'no site "{printable(site)}" is on record (any more)'
    if regime not in {"", *(one.value for one in Regime)}:
        return f'"{printable(regime)}" is no regime: comah, reppir or pipeline'
    return Asked(
        kind=known_kinds[kind],
        records=records,
        site=found,
        regime=Regime(regime) if regime else Regime.COMAH,
        record=record,
        cell=row.cell(form.columns[ANSWER]),
        has_serials_from_1904=form.sheet.has_serials_from_1904,
        known_from=form.text(row, KNOWN_FROM),
        filled_in_by=form.text(row, FILLED_IN_BY),
        on=form.on,
        by=form.by,
        at=at,
        exercise_id=form.text(row, EXERCISE_ID).lower(),
    )
