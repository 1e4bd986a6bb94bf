"""Which entries a calendar holds: those of a site, an authority, an agency, a post, a role, a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from comah.agenda.compose import PART_OF
from comah.agenda.naming import DEFAULT_PARTS, Part
from comah.agenda.not_shown import is_of_every_calendar
from comah.model.book import Book
from comah.model.calendar_issue import Selection
from comah.model.entry import Entry

ALL: Final = "all"


def parts_of(kinds: Iterable[str]) -> frozenset[Part]:
    """Return the parts of the agenda that kinds ask for; none asks for those of every calendar."""
    named = frozenset(kinds)
    return frozenset(Part) if ALL in named else frozenset(Part(kind) for kind in named) or DEFAULT_PARTS


def holder(selection: Selection, book: Book) -> Callable[[Entry], bool]:
    """Return whether an entry belongs in a calendar; one of the whole register belongs in every one."""
    sites, parts = sites_of(book, selection.sites), parts_of(selection.kinds)
    person, role = selection.person.casefold(), selection.role.casefold()

    def holds(entry: Entry) -> bool:
        if PART_OF[entry.kind] not in parts and not is_of_every_calendar(entry):
            return False
        return not entry.authority or (
            (not selection.sites or not sites.isdisjoint(entry.establishments))
            and selection.authority in {"", entry.authority}
            and (not selection.agency or selection.agency in entry.agencies)
            and (not person or person in {post.casefold() for post in entry.posts})
            and (not role or role in {one.casefold() for one in entry.roles})
        )

    return holds


def calendar_name(selection: Selection, book: Book) -> str:
    """Name a calendar by what it holds, so that a rebuild replaces it and no other."""
    names = names_of(book)
    authority = names.get(selection.authority, selection.authority)
    of = ", ".join(sorted(names.get(site, site) for site in selection.sites)) or authority or book.name
    whose = [names.get(selection.agency, selection.agency), selection.person, selection.role]
    held = ", ".join(sorted(selection.kinds))
    named = f"External plans: {'; '.join([of, *filter(None, whose)])}" + (f" ({held})" if held else "")
    return f"{named}, with no-notice exercises" if selection.no_notice else named


def names_of(book: Book) -> dict[str, str]:
    """Return the names of agencies, authorities and sites, by their ids."""
    names = {agency.id: agency.name for agency in book.register.agencies}
    names |= {one.id: one.name for one in book.register.authorities}
    for records in book.authorities:
        names[records.authority.id] = records.authority.name
        names |= {site.id: site.name for site in records.establishments}
    return names


def sites_of(book: Book, named: Iterable[str]) -> frozenset[str]:
    """Return the sites by their ids; a group's name stands for its sites."""
    wanted = {name.lower() for name in named}
    every = (site for records in book.authorities for site in records.establishments)
    return frozenset(site.id for site in every if not wanted.isdisjoint({site.id, site.group}))
