"""What the rows of a spreadsheet say, in the terms of the records, with where each was read.

These are statements, not facts yet: they are held against the records first.
"""

from __future__ import annotations

import msgspec

from comah.model.change import TomlValue
from comah.model.kinds import Conclusion, DutyTo, Regime
from comah.model.when import When


class RowAt(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a spreadsheet."""

    file: str
    sheet: str
    row: int  # from 1

    def __str__(self) -> str:
        """Write sheet and row as an officer finds them."""
        return f"{self.sheet} row {self.row}"

    @property
    def origin(self) -> str:
        """Where a fact is known from, as a record says it."""
        return f'{self.file}, sheet "{self.sheet}", row {self.row}'


class TableSaid(msgspec.Struct, frozen=True, kw_only=True):
    """What one row says of one table of one record.

    ``table`` names the table within the record: ``()`` the record itself (its single tables by path, such
    as ``("public_information", "sent_on")`` in ``values``), ``("plans",)`` a plan, ``("plans", "reviews")``
    an item of a plan's list, ``("lessons",)`` an item of the record's list.
    """

    kind: str  # register, authority, establishment, exercise, activation, diary, waivers
    authority: str = ""  # the authority's folder; "" for the register
    id: str  # the record's; the kind's own name where a folder has one such file
    table: tuple[str, ...] = ()
    regime: str = ""  # the plan, where the table is a plan or in one; in another list's item, its id
    values: dict[tuple[str, ...], TomlValue]  # by path below the table; nothing that was left blank
    at: RowAt
    refines: bool = False  # a vaguer date, or "unknown", on record may be made exact by this one
    is_own: bool = False  # of a sheet that comah wrote: each row is an item of its own, each list is whole


class ExerciseSaid(msgspec.Struct, frozen=True, kw_only=True):
    """That an exercise was held or is planned, by a row that does not name its record.

    Whether it is on record is found out by its day and its plans.
    """

    authority: str
    plans: tuple[str, ...]  # plan references
    own: tuple[str, ...] = ()  # of a joint exercise, those that this row itself speaks of; none: all
    when: When
    is_planned: bool = False  # a day ahead, not one on which it was held
    conclusion: Conclusion | None = None  # what the row says it did for its plans; None where it does not say
    type: str = ""
    name: str = ""
    lessons: tuple[str, ...] = ()
    note: str = ""
    exercise: str = ""  # the id of the record, where the row or the officer's answer names it
    at: RowAt


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """A due date that a spreadsheet states. It is compared with the law and never stored."""

    establishment: str
    regime: Regime = Regime.COMAH
    duty: DutyTo
    said: When
    heading: str  # the column's
    since: When | None = None  # the newest test or review that the same row states
    at: RowAt


Said = TableSaid | ExerciseSaid
