"""One calendar issued again and again, by the ledger of what was issued before."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Final

import msgspec
from checklist.files import FORUM, NAME, ON, ZONE
from issuing_desk import Desk

from comah.agenda import Part
from comah.model.calendar_issue import Selection
from comah.model.entry import Entry
from comah.render.calendar_ics import calendar_bytes

_WEEK: Final = timedelta(days=7)
_EVERY_KIND: Final = Selection(kinds=tuple(part.value for part in Part))
_SPAN: Final = {"first": date(2000, 1, 1), "last": date(2099, 12, 31)}


@cache
def issues(entries: tuple[Entry, ...]) -> tuple[bytes, ...]:
    """Return five issues a day apart: as the entries are, unchanged, retitled, moved by a week, and cancelled."""
    moved = tuple(msgspec.structs.replace(one, first=one.first + _WEEK, last=one.last + _WEEK) for one in entries)
    told = (
        entries,
        entries,
        tuple(msgspec.structs.replace(one, title=f"Other {one.title}") for one in entries),
        moved,
        tuple(msgspec.structs.replace(one, is_cancelled=not one.is_cancelled) for one in moved),
    )
    desk, made = Desk(FORUM), []
    for number, one in enumerate(told):
        issue = desk.issue(*one, calendar=_EVERY_KIND, on=ON + timedelta(days=number), **_SPAN)
        made.append(calendar_bytes(issue.outgoing, name=NAME, identifier=issue.identifier, timezone=ZONE))
    return tuple(made)
