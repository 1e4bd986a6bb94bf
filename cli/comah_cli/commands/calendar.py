"""``comah calendar``: what is due, planned and to be done, as calendar files that Outlook takes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from comah_cli import options
from comah_cli.calendar_asked import Asked, refuse_what_does_not_go_together
from comah_cli.commands.calendar_lint import lint

calendar = typer.Typer(
    help="Calendar files that Outlook takes.", add_completion=False, rich_markup_mode=None, invoke_without_command=True
)

_Many = list[str] | None


@calendar.callback()
def write(
    ctx: typer.Context,
    *,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="The .ics file to write; - is the screen.")
    ] = None,
    split: Annotated[
        Path | None,
        typer.Option(
            "--split", metavar="DIR", help="A file for each site, agency, post and kind instead, with an index."
        ),
    ] = None,
    kind: Annotated[
        _Many,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="deadlines, exercises, meetings (left out: these), steps, oncall, local, diary, all; may be repeated.",
        ),
    ] = None,
    site: Annotated[
        _Many, typer.Option("--site", metavar="ID", help="One site or group only; may be repeated.")
    ] = None,
    authority: options.Authority = None,
    forum: Annotated[bool, typer.Option("--forum", help="All authorities; so it is where none is named.")] = False,
    agency: Annotated[
        str | None,
        typer.Option("--agency", metavar="ID", help="Only what names this agency, or authority, as taking part."),
    ] = None,
    person: Annotated[
        str | None, typer.Option("--person", metavar="POST", help="Only what names this post, as records write it.")
    ] = None,
    role: Annotated[
        str | None, typer.Option("--role", metavar="ROLE", help="Only what names this role on the on-call rota.")
    ] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day; left out: today.")] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Last day; left out: 18 months after the first.")
    ] = None,
    no_notice: Annotated[
        _Many,
        typer.Option("--no-notice", metavar="ID", help="A no-notice exercise to show; never shown unless named here."),
    ] = None,
    changes_only: Annotated[
        bool, typer.Option("--changes-only", help="Only what changed since this calendar was last issued, with a list.")
    ] = False,
    list_to: Annotated[
        Path | None, typer.Option("--list", metavar="FILE", help="Write the list of changes to this file.")
    ] = None,
    issue: Annotated[
        bool, typer.Option("--issue", help="Keep what is written as issued, so that later files update it. Needs --by.")
    ] = False,
    by: Annotated[str, typer.Option("--by", metavar="POST", help="With --issue: the post that issues.")] = "",
    dry_run: options.DryRun = False,
    on: options.On = None,
    sites: options.Sites = None,
) -> None:
    """Write deadlines and exercises to calendar files that Outlook takes."""
    if ctx.invoked_subcommand is not None:
        return
    from comah_cli.calendar_writing import write_one, write_several

    asked = Asked(
        output=output,
        split=split,
        kinds=kind or [],
        sites=site or [],
        authority=authority,
        is_forum=forum,
        agency=agency,
        person=person,
        role=role,
        first=first,
        last=last,
        no_notice=no_notice or [],
        only_changes=changes_only,
        list_to=list_to,
        is_issue=issue,
        by=by,
        dry_run=dry_run,
        on=options.reference_day(on),
        register=sites,
    )
    refuse_what_does_not_go_together(asked)
    if output is not None:
        write_one(asked, output)
    elif split is not None:
        write_several(asked, split)


calendar.command("lint")(lint)
