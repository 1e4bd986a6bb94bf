"""``comah journal``: who changed which record, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from comah_cli import exits
from comah_cli.options import Format, On, Output, ReportFormat, Sites, open_book, reference_day

if TYPE_CHECKING:
    from datetime import date

    from comah.model.book import Book


def journal(
    *,
    exercise: Annotated[str, typer.Option("--exercise", metavar="ID", help="One exercise's record only.")] = "",
    site: Annotated[
        str, typer.Option("--site", metavar="ID", help="One site's record, its exercises' and its activations'.")
    ] = "",
    by: Annotated[str, typer.Option("--by", metavar="POST", help="What one post recorded.")] = "",
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="From this day on: 2026-11-21.")] = "",
    on: On = None,
    form: Format = ReportFormat.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """Show who changed which record, when and how. An edit by hand leaves no line."""
    from comah.records.journal_reading import Asked, journal_report
    from comah_cli.output import emit_page

    root, book = open_book(sites)
    _check_site(book, site)
    asked = Asked(
        exercise=exercise.strip(),
        site=site.strip(),
        by=by.strip(),
        since=_day(since) if since else None,
        until=reference_day(on) if on else None,
    )
    report = journal_report(root, book, asked)
    if asked.exercise and not report.rows:
        _check_exercise(book, asked.exercise)
    emit_page(report, "journal", form, output)
    if form is ReportFormat.CSV:  # the one form that has no place for it
        for fault in report.faults:
            exits.say(f"NOT READ: {fault.where} {fault.message}")


def _check_site(book: Book, site: str) -> None:
    from comah_cli.names import sites_named

    if site and len(found := sites_named(book, [site])) > 1:
        exits.usage(f"{site} is a group; name one of its sites: {', '.join(sorted(found))}")


def _check_exercise(book: Book, exercise: str) -> None:
    """Refuse an exercise of which neither the records nor the journal know anything."""
    from comah_cli.names import unknown

    known = {one.id for records in book.authorities for one in records.exercises}
    if exercise not in known:
        exits.usage(f"{unknown('exercise', exercise, known)} The journal has no line of it either.")


def _day(text: str) -> date:
    from comah.model.officer_dates import read_officer_date
    from comah.model.when import NotADateError

    try:
        return read_officer_date(text).earliest
    except NotADateError as error:
        exits.usage(f"--since: {error}")
