"""The Monday screen: what is late, due, met, awaited and learnt in the month to come, decided in full."""

from __future__ import annotations

from datetime import date

import msgspec

from comah.model.page import Source
from comah.model.problem import Problem


class WeekLine(msgspec.Struct, frozen=True, kw_only=True):
    """One statement of the screen."""

    label: str  # who acts, or when
    text: str
    on: date | None = None
    is_late: bool = False
    authority: str = ""
    source: Source | None = None


class WeekPart(msgspec.Struct, frozen=True, kw_only=True):
    """Statements of one sort, the most pressing first. ``id`` is for programs and never changes."""

    id: str
    heading: str
    lines: tuple[WeekLine, ...]
    shown: int  # so many of them fit on the screen
    see: str  # the command that shows the rest
    none: str  # what to say where there are none


class WeekScreen(msgspec.Struct, frozen=True, kw_only=True):
    """The screen."""

    on: date
    until: date
    law: str
    register_name: str
    register_digest: str
    marking: tuple[str, ...]
    title: str
    parts: tuple[WeekPart, ...]
    left_out: tuple[str, ...]
    unreadable: tuple[Problem, ...]
