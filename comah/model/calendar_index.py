"""The index of calendars that were written together."""

from __future__ import annotations

from datetime import date

import msgspec


class IndexRow(msgspec.Struct, frozen=True, kw_only=True):
    """One file."""

    file: str  # relative to the folder, forward slashes
    sort: str  # site, agency, person, kind
    of: str  # the site, the agency, the post, the kind, as officers call it
    calendar: str  # its name
    entries: int
    cancelled: int
    first: date
    last: date


class CalendarIndex(msgspec.Struct, frozen=True, kw_only=True):
    """The files of a folder."""

    title: str
    on: date
    marking: tuple[str, ...] = ()
    rows: tuple[IndexRow, ...]
