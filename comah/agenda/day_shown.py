"""On which day something that somebody owes is shown: its own, or where that has passed the next working day."""

from __future__ import annotations

from datetime import date

from comah.agenda.naming import View
from comah.workdays.working_days import work_calendar


def day_shown(view: View, authority: str, due_on: date) -> date | None:
    """Return the day of an entry for what is due on a day; None where that is outside the period.

    What is late is on the next working day, whatever the period, so that silence never looks like safety.
    """
    if due_on < view.on:
        return next_working_day(view, authority)
    return due_on if view.covers(due_on) else None


def next_working_day(view: View, authority: str) -> date:
    """Return the working day after the day looked at, by an authority's own calendar."""
    return work_calendar(view.book.register, view.records[authority].authority).next_after(view.on)
