"""What ``comah exercise meeting`` shows: a planning meeting with its agenda."""

from __future__ import annotations

from datetime import date

import msgspec

from comah.model.page import Part
from comah.model.problem import Problem


class MeetingPage(msgspec.Struct, frozen=True, kw_only=True):
    """A planning meeting of an exercise, or all of them."""

    on: date
    register_name: str
    register_digest: str
    marking: str
    authority: str
    exercise: str
    name: str
    number: int | None  # None: every meeting
    title: str
    about: str
    parts: tuple[Part, ...]
    unreadable: tuple[Problem, ...]
