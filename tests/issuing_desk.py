"""A desk at which calendars are issued: entries in, what each calendar was sent out, the ledger kept between."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace

from comah.agenda.calendars import WholeAgenda, issue_calendars
from comah.agenda.naming import Wanted
from comah.model.book import Book
from comah.model.calendar_issue import CalendarIssue, EntryChange, Issue, Selection
from comah.model.entry import Entry, EntryKind
from comah.model.issued import Ledger, Outgoing
from comah.model.register import Register

WHOLE = Selection()
POLICE = Selection(agency="example-police")
FIRST_DAY = date(2026, 11, 21)


def entry(name: str = "live", day: date = date(2027, 3, 10), **fields: Any) -> Entry:
    """Return an exercise on a day."""
    plain: dict[str, Any] = {
        "identity": (name, "exercise"),
        "kind": EntryKind.EXERCISE,
        "first": day,
        "last": day,
        "title": f"Exercise {name}",
        "authority": "exampleshire",
        "exercise": name,
        "agencies": ("example-police",),
    }
    return Entry(**(plain | fields))


class Desk:
    """Issues what is on the desk."""

    def __init__(self, forum: str = "Example Resilience Forum") -> None:
        """Begin with no ledger."""
        self.forum = forum
        self.ledger = Ledger()

    def issue(self, *entries: Entry, calendar: Selection = WHOLE, **asked: Any) -> CalendarIssue:
        """Issue one calendar and keep what was issued."""
        made = self.made(entries, [calendar], **asked)
        self.keep(made)
        return made.calendars[0]

    def preview(self, *entries: Entry, calendar: Selection = WHOLE, **asked: Any) -> CalendarIssue:
        """Make one calendar and keep nothing."""
        return self.made(entries, [calendar], **asked).calendars[0]

    def made(  # noqa: PLR0913 - a test names those that it is about
        self,
        entries: Iterable[Entry],
        calendars: list[Selection],
        *,
        on: date = FIRST_DAY,
        first: date | None = None,
        last: date | None = None,
        hidden: frozenset[str] = frozenset(),
        unsure: frozenset[str] = frozenset(),
        is_counted: bool = True,
        only_changes: bool = False,
    ) -> Issue:
        """Make calendars and keep nothing."""
        every = tuple(one for one in entries if one.exercise not in hidden)
        starts, ends = first or on, last or on + timedelta(days=548)
        whole = WholeAgenda(
            on=on,
            wanted=Wanted(first=starts, last=ends),
            entries=tuple(one for one in every if one.first <= ends and one.last >= starts),
            everywhere=every,
            hidden=hidden,
            unsure=unsure,
        )
        book = Book(register=Register(schema=1, forum=self.forum), authorities=())
        return issue_calendars(whole, book, calendars, self.ledger, is_counted=is_counted, only_changes=only_changes)

    def keep(self, made: Issue) -> None:
        """Enter in the ledger what was made."""
        self.ledger = replace(self.ledger, lines=(*self.ledger.lines, *made.lines), digest="read")


def only(calendar: CalendarIssue) -> Outgoing:
    """Return the one entry that a calendar holds."""
    (found,) = calendar.outgoing
    return found


def change(calendar: CalendarIssue) -> EntryChange:
    """Return the one change of a calendar."""
    (found,) = calendar.changes
    return found
