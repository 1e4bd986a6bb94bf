"""One calendar for each site, agency, post and kind of a larger one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec
from msgspec.structs import replace

from comah.agenda.calendar_uid import calendar_identifier
from comah.agenda.calendars import WholeAgenda
from comah.agenda.compose import PART_OF
from comah.agenda.issued_history import History
from comah.agenda.naming import Part
from comah.agenda.selecting import holder, names_of, sites_of
from comah.model.book import Book
from comah.model.calendar_issue import CalendarIssue, Selection
from comah.model.entry import Entry
from comah.model.issued import Ledger


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """One of the calendars that a larger one is parted into."""

    sort: str  # site, agency, person, kind
    member: str  # the site, the agency, the post, the kind
    name: str  # as officers call it
    selection: Selection


_SORTS: Final = ("site", "agency", "person", "kind")


def groups(whole: WholeAgenda, book: Book, base: Selection, ledger: Ledger) -> tuple[Group, ...]:
    """Return a group for each site, agency, post and kind that an entry of a calendar names.

    One that was issued and has no entry any more is among them: it may have cancellations to send.
    """
    entries = tuple(filter(holder(base, book), whole.entries))
    keys = History(ledger).calendars()
    return tuple(_groups(entries, book, base, keys))


def _groups(entries: tuple[Entry, ...], book: Book, base: Selection, keys: frozenset[str]) -> Iterator[Group]:
    names = names_of(book)
    for sort in _SORTS:
        asked = _asked(sort, base, book)
        members = {member for entry in entries for member in _members(entry, sort)}
        found = {member.casefold(): member for member in sorted(members)}
        for member in sorted({*found.values(), *_issued(sort, base, keys, found)}):
            if asked and member.casefold() not in asked:
                continue
            yield Group(sort=sort, member=member, name=names.get(member, member), selection=_of(base, sort, member))


def _asked(sort: str, base: Selection, book: Book) -> frozenset[str]:
    """Return the only members that were asked for; none where all are: an entry of theirs may name others too."""
    if sort == "site":
        return sites_of(book, base.sites)
    named = {"agency": base.agency, "person": base.person}.get(sort)
    return frozenset({named.casefold()}) if named else frozenset()


def _members(entry: Entry, sort: str) -> Iterable[str]:
    if sort == "site":
        return entry.establishments
    if sort == "agency":
        return entry.agencies
    return entry.posts if sort == "person" else (PART_OF[entry.kind].value,)


def _issued(sort: str, base: Selection, keys: Iterable[str], found: Iterable[str]) -> Iterator[str]:
    """Yield the members that had a calendar when it was last issued, and have no entry now."""
    known = frozenset(found)
    for key in keys:
        for part in key.split("; "):
            word, _, member = part.partition(" ")
            is_known = word != sort or member.casefold() in known or not member
            if not is_known and _is_kind(sort, member) and _of(base, sort, member).key == key:
                yield member


def _is_kind(sort: str, member: str) -> bool:
    return sort != "kind" or member in {part.value for part in Part}


def _of(base: Selection, sort: str, member: str) -> Selection:
    if sort == "site":
        return replace(base, sites=(member,))
    if sort == "agency":
        return replace(base, agency=member)
    return replace(base, person=member) if sort == "person" else replace(base, kinds=(member,))


def by_year(calendar: CalendarIssue) -> tuple[tuple[int, CalendarIssue], ...]:
    """Part a calendar that is too large for one file by the years of its entries."""
    years = sorted({out.entry.first.year for out in calendar.outgoing})
    domain = calendar.identifier.rpartition("@")[2]
    return tuple(
        (
            year,
            replace(
                calendar,
                name=f"{calendar.name}, {year}",
                identifier=calendar_identifier(f"{calendar.selection.key}; year {year}", domain),
                outgoing=tuple(out for out in calendar.outgoing if out.entry.first.year == year),
            ),
        )
        for year in years
    )
