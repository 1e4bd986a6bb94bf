"""One row of a gaps form: the fact that it asks for, the answer that came back, and what an answer says."""

from __future__ import annotations

from datetime import date
from typing import Final

import msgspec

from comah.model.book import AuthorityBook
from comah.model.change import TomlValue
from comah.model.establishment import Establishment, Plan, plan_ref
from comah.model.exercise import Exercise
from comah.model.gap import GapKind
from comah.model.kinds import Regime
from comah.model.record_lines import folder_of
from comah.model.said import RowAt, Said, TableSaid
from comah.model.sheet import Cell
from comah.model.when import When
from comah.model.words import day_words
from comah.records.shown import printable
from comah.records.spreadsheets.date_read import DateKind, DateRead
from comah.records.spreadsheets.import_dates import read_import_date

Values = dict[tuple[str, ...], TomlValue]

GOOD_DAY: Final = "Good answers: 12 May 2023, or May 2023 where the day is not known"


class NotAnAnswerError(ValueError):
    """An answer that is not of the form asked for; its message has a good example."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What an answer says."""

    said: tuple[Said, ...] = ()
    understood: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """The fact that a row asks for, and what came back."""

    kind: GapKind
    records: AuthorityBook
    site: Establishment | None
    regime: Regime
    record: str  # the exercise, activation or local duty; "" where the gap is of none
    cell: Cell
    has_serials_from_1904: bool
    known_from: str
    filled_in_by: str
    on: date
    by: str
    at: RowAt
    exercise_id: str = ""  # which exercise on record is meant, where that was asked; or "new"

    @property
    def authority(self) -> str:
        """The authority's folder."""
        return folder_of(self.records.authority, self.records.authority.id)

    @property
    def text(self) -> str:
        """The answer as text."""
        return self.cell.text.strip()

    @property
    def plan(self) -> Plan | None:
        """The plan of the row, where it is on record."""
        plans = self.site.plans if self.site else ()
        return next((plan for plan in plans if plan.regime is self.regime), None)

    @property
    def ref(self) -> str:
        """The plan as records name it."""
        return plan_ref(self.named_site.id, self.regime)

    @property
    def named_site(self) -> Establishment:
        """The site of the row.

        Raises:
            NotAnAnswerError: where the key names none.
        """
        if self.site is None:
            message = "the key of this row names no site; make the form anew: comah gaps --output gaps.xlsx"
            raise NotAnAnswerError(message)
        return self.site

    @property
    def exercise(self) -> Exercise:
        """The exercise of the row.

        Raises:
            NotAnAnswerError: where it is not on record.
        """
        found = next((one for one in self.records.exercises if one.id == self.record), None)
        if found is None:
            message = f'no exercise "{printable(self.record)}" is on record (any more)'
            raise NotAnAnswerError(message)
        return found

    @property
    def origin(self) -> str:
        """Where the answer is known from and who gave it; "" where neither is said."""
        parts = [self.known_from, f"answered by {self.filled_in_by}" if self.filled_in_by else ""]
        return "; ".join(part for part in parts if part)

    def of_site(self, *table: str, **values: TomlValue) -> TableSaid:
        """Say something of the row's site, or of a table of it."""
        keys: Values = {(name,): value for name, value in values.items()}
        return self.of("establishment", self.named_site.id, table, keys, regime=self.regime.value if table else "")

    def of(  # noqa: PLR0913 - two are named
        self, kind: str, record: str, table: tuple[str, ...], values: Values, *, regime: str = "", refines: bool = False
    ) -> TableSaid:
        """Say something of a record."""
        return TableSaid(
            kind=kind,
            authority=self.authority,
            id=record,
            table=table,
            regime=regime,
            values=values,
            at=self.at,
            refines=refines,
        )

    def with_origin(self, said: Said, words: str, remarks: tuple[str, ...] = ()) -> Answer:
        """Answer, with where it is known from as a note of the site's record."""
        notes = (self.of_site(notes=[f"{words}: {self.origin}"]),) if self.origin and self.site else ()
        return Answer(said=(said, *notes), understood=(words,), remarks=remarks)


def past_day(asked: Asked, text: str | None = None) -> tuple[When, tuple[str, ...]]:
    """Read the answer, or a part of it, as the date of something that has happened.

    Raises:
        NotAnAnswerError: where it is no date, or lies ahead.
    """
    when, remarks = any_day(asked, text)
    if when.earliest > asked.on:
        message = f"{day_words(when.earliest)} is still to come: answer when it has happened"
        raise NotAnAnswerError(message)
    return when, remarks


def any_day(asked: Asked, text: str | None = None) -> tuple[When, tuple[str, ...]]:
    """Read the answer, or a part of it, as one date, with what there is to remark on the reading.

    Raises:
        NotAnAnswerError: where it is no date, or more than one.
    """
    read = read_answer(asked, text)
    if read.type:
        message = f'"{printable(asked.text)}" says more than a day. {GOOD_DAY}'
        raise NotAnAnswerError(message)
    return read.whens[0], (read.remark,) if read.remark else ()


def read_answer(asked: Asked, text: str | None = None) -> DateRead:
    """Read the answer, or a part of it, as one date, perhaps with a type of exercise beside it.

    Raises:
        NotAnAnswerError: where it is no date, or more than one.
    """
    cell = asked.cell if text is None else Cell(value=text.strip() or None)
    read = read_import_date(cell, on=asked.on, has_serials_from_1904=asked.has_serials_from_1904)
    if read.kind is not DateKind.DATE or len(read.whens) != 1:
        reason = read.remark or f'"{printable(cell.text)}" is not one day'
        raise NotAnAnswerError(reason if "Good forms" in reason else f"{reason}. {GOOD_DAY}")
    return read
