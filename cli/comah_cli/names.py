"""Reading the names of sites, groups and authorities that a user types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comah.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comah.model.book import Book


def sites_named(book: Book, names: Iterable[str]) -> frozenset[str]:
    """Return the ids of the sites asked for; a group's name stands for its sites.

    Raises:
        UnknownNameError: for a name that is neither, with the nearest known ones.
    """
    groups: dict[str, set[str]] = {}
    for records in book.authorities:
        for site in records.establishments:
            groups.setdefault(site.id, set()).add(site.id)
            if site.group:
                groups.setdefault(site.group, set()).add(site.id)
    found: set[str] = set()
    for name in names:
        if name.lower() not in groups:
            raise UnknownNameError(unknown("site", name, groups))
        found |= groups[name.lower()]
    return frozenset(found)


def authority_named(book: Book, name: str | None) -> str | None:
    """Return an authority's id; one without records is named in the answer, not refused.

    Raises:
        UnknownNameError: for an authority that the register does not list, or that has no records.
    """
    if name is None:
        return None
    known = {records.authority.id for records in book.authorities}
    if name in known:
        return name
    if any(entry.id == name for entry in book.register.authorities):
        message = f"{name}: this authority is listed in the register and has no records, so nothing can be shown"
        raise UnknownNameError(message)
    raise UnknownNameError(unknown("authority", name, known))


def unknown(kind: str, name: str, known: Iterable[str]) -> str:
    """Say that a name is not known, with the nearest that are."""
    from difflib import get_close_matches

    typed, names = name.lower(), sorted(known)
    begun = [one for one in names if typed and (one.startswith(typed[:4]) or typed in one)][:3]
    near = get_close_matches(typed, names, n=3, cutoff=0.5) or begun
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    return f"{name}: no such {kind}.{hint}"


def bodies_named(book: Book, text: str) -> tuple[str, ...]:
    """Read the ids of agencies and authorities, one after another with commas between.

    Raises:
        UnknownNameError: for one that the register does not list, with the nearest known ones.
    """
    known = {one.id for one in book.register.agencies} | {one.id for one in book.register.authorities}
    wanted = [part.strip().lower() for part in text.split(",") if part.strip()]
    for one in wanted:
        if one not in known:
            message = f"{unknown('agency', one, known)} Agencies are listed in register.toml. Nothing was recorded."
            raise UnknownNameError(message)
    return tuple(wanted)
