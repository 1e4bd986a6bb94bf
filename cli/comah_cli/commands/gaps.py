"""``comah gaps``: what is missing from the records, what would do, and where to look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pathlib import Path

    from comah.model.book import Book
    from comah.model.gap import GapReport
    from comah.model.provision import Law

from comah_cli import exits
from comah_cli.options import Authority, Format, On, Output, ReportFormat, Sites, open_book, reference_day


def gaps(
    sites_asked: Annotated[list[str] | None, typer.Argument(metavar="SITE", show_default=False)] = None,
    *,
    authority: Authority = None,
    on: On = None,
    form: Format = ReportFormat.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """Show what is missing, what day would be enough, where to look and what records it.

    With --output gaps.xlsx: a form, one row a fact, to be filled in by a site's contact and imported back.
    """
    from comah.assess import assess
    from comah.duties.gaps import Scope, gap_report
    from comah.law.load import load_law
    from comah_cli.names import authority_named, sites_named
    from comah_cli.output import emit_page
    from comah_cli.workbook_file import SUFFIX, refuse_workbook

    if output is not None and output.suffix.lower() == SUFFIX:
        refuse_workbook(output)
    day = reference_day(on)
    _, book = open_book(sites)
    law = load_law()
    scope = Scope(sites=sites_named(book, sites_asked or []), authority=authority_named(book, authority))
    report = gap_report(book, law, assess(book, law, day), scope)
    if output is not None and output.suffix.lower() == SUFFIX:
        _write_form(report, book, law, output, form)
        return
    emit_page(report, "gaps", form, output)
    if form is ReportFormat.CSV:  # the one form that has no place for it
        exits.say_unread(report.unreadable)


def _write_form(report: GapReport, book: Book, law: Law, output: Path, form: ReportFormat) -> None:
    """Write the form that a site's contact fills in."""
    from comah.duties.gap_form import gap_form
    from comah.render.workbook_xlsx import workbook_bytes
    from comah_cli.output import emit_bytes

    if form is not ReportFormat.TABLE:
        exits.usage(f"--format {form.value} is no workbook; leave it out, or give --output another ending")
    page = gap_form(report, book, law)
    emit_bytes(workbook_bytes(page), output)
    exits.say(f"  {len(page.sheets[0].rows)} to fill in; then: comah import {output.name}")
    for line in page.not_held:
        exits.say(f"  NOT IN IT: {line}")
    exits.say_unread(report.unreadable)
