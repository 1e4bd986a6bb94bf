"""Reading the names that a user types for what is on call: the authority, a role, a post, a turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comah.errors import UnknownNameError
from comah_cli.names import authority_named, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comah.model.book import AuthorityBook, Book
    from comah.model.oncall import Person, Role
    from comah.model.oncall_book import Oncall
    from comah.oncall.turns import Turn

NOBODY = "nobody"


def authority_on_call(book: Book, name: str | None) -> tuple[AuthorityBook, Oncall]:
    """Return the authority asked for, or the only one that has on-call records, with these.

    Raises:
        UnknownNameError: for an authority that is not known, that has none, or that has to be named.
    """
    wanted = authority_named(book, name)
    having = [one for one in book.authorities if one.oncall is not None and wanted in {None, one.authority.id}]
    if len(having) == 1 and having[0].oncall is not None:
        return having[0], having[0].oncall
    if having:
        names = " or ".join(one.authority.id for one in having)
        message = f"several authorities have on-call records; add --authority {names}"
    else:
        where = wanted or "no authority"
        message = (
            f"{where} has {'no ' if wanted else ''}on-call records: a folder oncall with roles.toml and people.toml, "
            f"such as {wanted or 'halton'}/oncall/roles.toml. comah init DIR --example writes a register that has them"
        )
    raise UnknownNameError(message)


def role_named(oncall: Oncall, name: str, *, then: str = "") -> Role:
    """Return a role by its id or its name, in any case of letters.

    Raises:
        UnknownNameError: for one that roles.toml does not have.
    """
    known = {word: role for role in oncall.roles for word in (_same(role.name), _same(role.id)) if word}
    if _same(name) not in known:
        ids = [role.id for role in oncall.roles]
        said = unknown("role", name, ids)
        every = "" if said.endswith("?") else f" Roles: {', '.join(ids)}."
        raise UnknownNameError(f"{said}{every} {then}".strip())
    return known[_same(name)]


def person_named(oncall: Oncall, name: str, *, then: str = "") -> Person:
    """Return somebody by their id or their post, in any case of letters.

    Raises:
        UnknownNameError: for one that people.toml does not have, or a post that several have.
    """
    ids = {_same(one.id): one for one in oncall.people}
    posts = [one for one in oncall.people if one.post and _same(one.post) == _same(name)]
    if _same(name) in ids:
        return ids[_same(name)]
    if len(posts) == 1:
        return posts[0]
    if posts:
        message = f"{name}: several have this post: {', '.join(one.id for one in posts)}. Give the id. {then}".strip()
        raise UnknownNameError(message)
    raise UnknownNameError(f"{unknown('post on call', name, _names(oncall.people))} {then}".strip())


def person_or_nobody(oncall: Oncall, name: str, *, then: str = "") -> str:
    """Return somebody's id; "" where nobody is meant."""
    return "" if _same(name) == NOBODY else person_named(oncall, name, then=then).id


def turn_named(oncall: Oncall, name: str, *, then: str = "") -> Turn:
    """Return a turn of the rota by its id.

    Raises:
        UnknownNameError: for one that the rota does not have, or whose times cannot be known.
    """
    from comah.oncall.turns import turns_of

    turns = {turn.shift.id: turn for turn in turns_of(oncall)}
    if name.lower() in turns:
        return turns[name.lower()]
    if any(shift.id == name.lower() for shift in oncall.shifts):
        message = f"{name}: when this turn begins and ends cannot be known. {then} See: comah validate".replace(
            "  ", " "
        )
        raise UnknownNameError(message)
    raise UnknownNameError(
        f"{unknown('turn on the rota', name, turns)} {then} See: comah oncall show".replace("  ", " ")
    )


def _names(people: Iterable[Person]) -> list[str]:
    return [name for one in people for name in (one.id, one.post) if name]


def _same(name: str) -> str:
    return " ".join(name.casefold().split())
