"""The clock. It is read here and nowhere else."""

from __future__ import annotations

from datetime import date, datetime
from time import monotonic
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/London")


def today() -> date:
    """Return this computer's day in the United Kingdom."""
    return datetime.now(ZONE).date()


def now_text() -> str:
    """Return this computer's time in the United Kingdom as ISO 8601 with its offset, to the second."""
    return datetime.now(ZONE).isoformat(timespec="seconds")


def seconds() -> float:
    """Return seconds that only ever grow, from no day in particular: for how long something takes."""
    return monotonic()
