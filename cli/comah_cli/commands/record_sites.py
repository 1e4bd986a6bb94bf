"""Which sites a ``comah record`` command means, and the confirmation of each of a group."""

from __future__ import annotations

import sys
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import typer

from comah_cli import exits
from comah_cli.commands.record_writing import Writing, safe

if TYPE_CHECKING:
    from comah.model.establishment import Establishment


def sites_chosen(writing: Writing, name: str, what: str, *, is_all: bool) -> list[Establishment]:
    """Return the site of a name, or the sites of a group that are confirmed one by one."""
    sites, is_group = _sites_named(writing, name)
    if is_group and not is_all:
        if not sys.stdin.isatty():
            exits.usage(
                f"{name} is a group of {len(sites)} sites, and each of them is to be confirmed. "
                "Add --all to record it for every one, or name one site. Nothing was recorded."
            )
        sites = [site for site in sites if _is_confirmed(site, what)]
        if not sites:
            exits.say("None was confirmed. Nothing was recorded.")
            raise typer.Exit(exits.DONE)
    writing.refuse_faulty([site.place.file.name for site in sites])
    return sites


def site_named(writing: Writing, name: str) -> Establishment:
    """Return one site."""
    sites, is_group = _sites_named(writing, name)
    if is_group:
        ids = ", ".join(site.id for site in sites)
        exits.usage(f"{name} is a group; name one of its sites: {ids}. Nothing was recorded.")
    writing.refuse_faulty([sites[0].place.file.name])
    return sites[0]


def _sites_named(writing: Writing, name: str) -> tuple[list[Establishment], bool]:
    """Return the sites that a name means, and whether it is a group's."""
    from comah.errors import UnknownNameError
    from comah_cli.names import unknown

    every = [site for records in writing.book.authorities for site in records.establishments]
    wanted = name.strip().lower()
    single = [site for site in every if site.id == wanted]
    if single:
        return single, False
    group = [site for site in every if site.group and site.group.lower() == wanted]
    if group:
        return group, True
    faulty = sorted(file for file in writing.book.faulty_files if PurePosixPath(file).stem == wanted)
    if faulty:
        exits.usage(f"{name}: {faulty[0]} cannot be read. Nothing was recorded. See: comah validate")
    known = {site.id for site in every} | {site.group for site in every if site.group}
    message = f"{unknown('site or group', name, known)} Nothing was recorded."
    raise UnknownNameError(message)


def _is_confirmed(site: Establishment, what: str) -> bool:
    try:
        return typer.confirm(f"{safe(site.name)} ({site.id}): {what}?", default=False, err=True)
    except typer.Abort:
        exits.usage("\nBroken off. Nothing was recorded.")
