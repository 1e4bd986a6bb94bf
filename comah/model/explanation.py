"""What ``comah explain`` shows: the working of a date, a duty, or a status."""

from __future__ import annotations

from datetime import date

import msgspec

from comah.model.duty import Duty, MeasureResult
from comah.model.page import Part
from comah.model.problem import Problem


class Working(msgspec.Struct, frozen=True, kw_only=True):
    """How one duty or measure comes to stand as it does."""

    title: str
    position: str
    duty: Duty | None = None
    measure: MeasureResult | None = None
    parts: tuple[Part, ...]


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """The whole answer. Its parts hold what is the same for every working."""

    on: date
    law: str
    subject: str  # working, duty or status
    asked: str
    title: str
    register_name: str | None = None  # None where no register was read
    register_digest: str | None = None
    notices: tuple[str, ...] = ()  # marking and source, printed on every output
    unreadable: tuple[Problem, ...] = ()
    workings: tuple[Working, ...] = ()
    parts: tuple[Part, ...] = ()
