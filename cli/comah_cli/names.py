"""Reading the names of sites, groups and authorities that a user types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comah.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comah.model.book import Book
    from comah.model.exercise import Exercise


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


def exercise_of(book: Book, name: str, *, then: str = "") -> Exercise:
    """Return an exercise by its id; ``then`` is what a refusal adds, such as "Nothing was recorded.".

    Raises:
        UnknownNameError: for one that no record bears, or whose file cannot be read.
    """
    known = {one.id: one for records in book.authorities for one in records.exercises}
    wanted = name.strip().lower()
    if wanted in known:
        return known[wanted]
    added = f" {then}" if then else ""
    file = next((file for file in sorted(book.faulty_files) if file.endswith(f"/exercises/{wanted}.toml")), "")
    message = f"{name}: {file} cannot be read.{added} See: comah validate" if file else ""
    raise UnknownNameError(message or f"{unknown('exercise', name, known)}{added}")


def body_named(book: Book, name: str) -> str:
    """Return the id of an agency, or of an authority that takes part.

    Raises:
        UnknownNameError: for one that the register does not list, with the nearest known ones.
    """
    known = {one.id for one in book.register.agencies} | {one.id for one in book.register.authorities}
    if name not in known:
        message = f"{unknown('agency', name, known)} Agencies are listed in register.toml."
        raise UnknownNameError(message)
    return name


def bodies_named(book: Book, text: str) -> tuple[str, ...]:
    """Read the ids of those whose part is to be recorded, one after another with commas between.

    Raises:
        UnknownNameError: for one that the register does not list, with the nearest known ones.
    """
    try:
        return tuple(body_named(book, part.strip().lower()) for part in text.split(",") if part.strip())
    except UnknownNameError as error:
        message = f"{error} Nothing was recorded."
        raise UnknownNameError(message) from error
