"""How the date in a cell was read: a date, no date, nothing that happened, or nothing that can be read."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Final

import msgspec

from comah.model.when import When
from comah.model.words import when_words
from comah.records.spreadsheets.date_words import Standing

EARLIEST_YEAR: Final = 1980  # no plan of this kind was asked for before; an earlier day is a slip
_YEARS_AHEAD: Final = 20
_YEAR_TYPED: Final = (1905, 1909)  # where Excel puts 2021 that was typed into a cell shown as a date


class DateKind(Enum):
    """What a cell in a column of dates holds."""

    NOTHING = "nothing"  # it is blank
    DATE = "date"  # one date or several
    NO_DATE = "no date"  # it says that there is none: TBC, n/a, never
    UNKNOWN = "unknown"  # it says that nobody knows
    NOT_AN_EVENT = "not an event"  # postponed, planned, due: with the date, where one is clear
    UNREAD = "unread"


class DateRead(msgspec.Struct, frozen=True, kw_only=True):
    """How a cell was read."""

    kind: DateKind
    whens: tuple[When, ...] = ()
    remark: str = ""  # the convention used, or why it was not read
    standing: Standing = Standing.DONE  # what words beside the date say of it
    type: str = ""  # the type of exercise that stood beside the date

    @property
    def when(self) -> When | None:
        """The date; the first of several."""
        return self.whens[0] if self.whens else None

    @property
    def words(self) -> str:
        """How the date was read, in words."""
        return " and ".join(when_words(when) for when in self.whens)


BLANK: Final = DateRead(kind=DateKind.NOTHING)


def implausible(year: int, on: date) -> str:
    """Say why a year cannot be meant; "" where it can."""
    if year in _YEAR_TYPED:
        return "which is what Excel makes of a year alone typed into a cell that shows dates. Write the year as text"
    if year < EARLIEST_YEAR:
        return f"before {EARLIEST_YEAR}, which is taken for a slip"
    return f"more than {_YEARS_AHEAD} years ahead, which is taken for a slip" if year > on.year + _YEARS_AHEAD else ""


def dated(when: When, remark: str = "") -> DateRead:
    """Say that one date was read."""
    return DateRead(kind=DateKind.DATE, whens=(when,), remark=remark)


def with_remark(read: DateRead, remark: str) -> DateRead:
    """Add a remark to what was read."""
    if read.kind in {DateKind.UNREAD, DateKind.NOTHING}:
        return read
    return msgspec.structs.replace(read, remark="; ".join(part for part in (read.remark, remark) if part))


def unread(reason: str) -> DateRead:
    """Say that nothing was read, and why."""
    return DateRead(kind=DateKind.UNREAD, remark=reason)
