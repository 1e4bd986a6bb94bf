"""``comah oncall publish``: that people were told their turns, put on record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from comah_cli.commands.oncall_writing import THEN, OncallWriting, tell
from comah_cli.options import Authority, By, DryRun, Sites, one_day

if TYPE_CHECKING:
    from datetime import date


def publish(
    *,
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="Turns that begin by this day were told.")],
    by: By,
    role: Annotated[
        list[str] | None, typer.Option("--role", metavar="ROLE", help="One role only; may be given again. Else all.")
    ] = None,
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="When they were told. Left out: today.")] = "",
    authority: Authority = None,
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Record how far people were told their turns. These are then changed as little as can be."""
    from comah.oncall.publishing import Told, publish_turns
    from comah_cli.oncall_names import role_named

    writing = OncallWriting(sites, by, authority=authority, dry_run=dry_run)
    writing.refuse_faulty(sorted(writing.oncall.faulty_files))
    told = Told(
        roles=tuple(role_named(writing.oncall, name, then=THEN) for name in role or ()),
        until=_day(until, "--until"),
        on=_day(on, "--on") if on else writing.today,
    )
    draft = publish_turns(writing.serving, told, now=writing.now)
    writing.write(draft.changes)
    tell("! ", draft.notices)


def _day(text: str, option: str) -> date:
    """Read one exact day as an officer typed it, and say how it was read."""
    from comah.model.officer_dates import reading_words
    from comah.model.when import When

    day = one_day(text, option)
    typer.echo(reading_words(text, When.on_day(day)))
    return day
