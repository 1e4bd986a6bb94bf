"""``comah elements``: which elements of a plan were exercised, and what the next exercise should try."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comah_cli import exits
from comah_cli.options import Authority, Format, On, Output, ReportFormat, Sites, open_book, reference_day

if TYPE_CHECKING:
    from comah.model.element_matrix import ElementMatrix


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
    from comah_cli.output import emit

    day = reference_day(on)
    _, book = open_book(sites)
    asked = sites_named(book, sites_asked or [])
    found = element_matrix(book, load_law(), day, sites=asked, authority=authority_named(book, authority))
    emit(_render(found, form, output), output)
    if form is ReportFormat.CSV:  # the one form that has no place for it
        exits.say_unread(found.unreadable)


def _render(found: ElementMatrix, form: ReportFormat, output: Path | None) -> str:
    """Write the answer in the form asked for."""
    if form is ReportFormat.JSON:
        from comah.render.elements_json import elements_json

        return elements_json(found)
    if form is ReportFormat.CSV:
        from comah.render.elements_csv import elements_csv

        return elements_csv(found)
    if form is ReportFormat.MD:
        from comah.render.elements_md import elements_md

        return elements_md(found)
    from comah.render.elements_table import elements_table
    from comah_cli.output import has_colour, width

    return elements_table(found, width(output), colour=has_colour(output))
