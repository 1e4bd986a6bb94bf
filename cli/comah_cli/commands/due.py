"""``comah due``: which plans must be reviewed or tested, by what date, by what law."""

from __future__ import annotations

from typing import Annotated

import typer

from comah_cli import exits
from comah_cli.options import Authority, Format, On, Output, ReportFormat, Sites, open_book, reference_day


def due(
    sites_asked: Annotated[list[str] | None, typer.Argument(metavar="SITE", show_default=False)] = None,
    *,
    within: Annotated[
        int,
        typer.Option(
            "--within",
            metavar="MONTHS",
            min=0,
            max=600,
            help="How many months ahead to show; the worst is always shown.",
        ),
    ] = 18,
    show_all: Annotated[bool, typer.Option("--all", help="Every duty, whatever its date and status.")] = False,
    operator: Annotated[bool, typer.Option("--operator", help="The operators' duties too.")] = False,
    authority: Authority = None,
    on: On = None,
    form: Format = ReportFormat.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """Show what is due: worst and soonest first, with the date, the provision and when to start."""
    from comah.assess import assess
    from comah.duties.report import due_report
    from comah.duties.selection import Selection
    from comah.law.load import load_law
    from comah_cli.names import authority_named, sites_named
    from comah_cli.output import emit_page

    day = reference_day(on)
    _, book = open_book(sites)
    law = load_law()
    selection = Selection(
        sites=sites_named(book, sites_asked or []),
        authority=authority_named(book, authority),
        within_months=within,
        show_all=show_all,
        with_operator=operator,
    )
    has_pages = form in {ReportFormat.TABLE, ReportFormat.MD}
    report = due_report(book, law, assess(book, law, day), selection, with_pages=has_pages)
    emit_page(report, "due", form, output)
    if form is ReportFormat.CSV:  # the one form that has no place for it
        exits.say_unread(report.unreadable)
