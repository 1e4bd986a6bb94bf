"""``comah elements``: which elements of a plan were exercised, and what the next exercise should try."""

from __future__ import annotations

from typing import Annotated

import typer

from comah_cli import exits
from comah_cli.options import Authority, Format, On, Output, ReportFormat, Sites, open_book, reference_day


def elements(
    sites_asked: Annotated[list[str] | None, typer.Argument(metavar="SITE", show_default=False)] = None,
    *,
    authority: Authority = None,
    on: On = None,
    form: Format = ReportFormat.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """Show each plan's elements against the exercises of its cycle, and objectives for the next."""
    from comah.duties.element_matrix import element_matrix
    from comah.law.load import load_law
    from comah_cli.names import authority_named, sites_named
    from comah_cli.output import emit_page

    day = reference_day(on)
    _, book = open_book(sites)
    asked = sites_named(book, sites_asked or [])
    found = element_matrix(book, load_law(), day, sites=asked, authority=authority_named(book, authority))
    emit_page(found, "elements", form, output)
    if form is ReportFormat.CSV:  # the one form that has no place for it
        exits.say_unread(found.unreadable)
