"""An event as any program reads it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple


class Event(NamedTuple):
    """An event: a day is ``2027-03-28``, an instant ``2027-03-28T01:30:00Z``."""

    uid: str  # empty where the program keeps none
    summary: str
    starts: str
    ends: str  # the day after the last one, of an all-day event


class Reading(NamedTuple):
    """One file as a parser reads it: its events in the file's order, and how many faults it met."""

    events: tuple[Event, ...]
    faults: int = 0


def moment_text(at: date | None) -> str:
    """Write an end of an event: an instant in UTC, or a day."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if isinstance(at, datetime) else f"{at}"
