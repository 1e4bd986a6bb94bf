"""``comah check``: is it in order, what is not, which provision says so, and what must be done."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comah.model.kinds import Severity
from comah_cli import exits
from comah_cli.options import Authority, On, Output, Sites, faults_between, open_book_with_oncall, reference_day

if TYPE_CHECKING:
    from datetime import date

    from comah.model.book import Book
    from comah.model.finding import CheckReport
    from comah.model.problem import Problem
    from comah.rules.check import CheckSelection


class CheckFormat(StrEnum):
    """How a check is written."""

    TABLE = "table"
    JSON = "json"
    MD = "md"
    CSV = "csv"
    JUNIT = "junit"


_PAGES = frozenset({CheckFormat.TABLE, CheckFormat.MD})


def check(
    sites_asked: Annotated[list[str] | None, typer.Argument(metavar="SITE", show_default=False)] = None,
    *,
    authority: Authority = None,
    family: Annotated[
        list[str] | None, typer.Option("--family", metavar="FAMILY", help="Rules of this family only, such as TST.")
    ] = None,
    select: Annotated[
        list[str] | None, typer.Option("--select", metavar="CODE", help="This rule only, such as TST001.")
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="CODE", help="Do not show this rule's findings; they still count."),
    ] = None,
    fail_on: Annotated[
        Severity, typer.Option("--fail-on", help="Exit 1 for a finding as bad as this, or worse.")
    ] = Severity.ERROR,
    expiring_in: Annotated[
        int | None,
        typer.Option(
            "--expiring-in",
            metavar="DAYS",
            min=0,
            max=3650,
            help="List waivers and acknowledgements that end within so many days.",
        ),
    ] = None,
    measures: Annotated[
        bool, typer.Option("--measures", help="The local measures instead: last year, target, so far, forecast.")
    ] = False,
    forum: Annotated[bool, typer.Option("--forum", help="One row an authority instead, for the forum.")] = False,
    returns: Annotated[
        Path | None, typer.Option("--returns", metavar="DIR", help="With --forum: returns sent by other authorities.")
    ] = None,
    return_to: Annotated[
        Path | None, typer.Option("--return", metavar="FILE", help="Write one authority's return for the forum.")
    ] = None,
    on: On = None,
    form: Annotated[CheckFormat, typer.Option("--format", help="How to write the answer.")] = CheckFormat.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """Show what is not in order: the law first, then what is local, good practice, and the records.

    SITE, --authority, --family and --select say what is asked, and so what the exit status rests on.
    --ignore only hides. Both are counted in the answer as left out.
    """
    from comah.rules.check import CheckSelection
    from comah.rules.named import codes_named, codes_of_families
    from comah_cli.names import authority_named, sites_named
    from comah_cli.output import emit_page

    if measures or forum or returns or return_to:
        from comah_cli.commands.check_views import View, show_view

        has_filter = bool(sites_asked or family or select or ignore or expiring_in is not None)
        view = View(forum, measures, return_to, returns, authority, has_filter, fail_on, on, form.value, sites, output)
        raise typer.Exit(show_view(view))
    if expiring_in is not None and form in {CheckFormat.CSV, CheckFormat.JUNIT}:
        exits.usage("--expiring-in is written as table, md or json only")
    asked = codes_named(select or []) | codes_of_families(family or [])
    ignored = codes_named(ignore or [])
    day = reference_day(on)
    _, book = open_book_with_oncall(sites)
    selection = CheckSelection(
        sites=sites_named(book, sites_asked or []),
        authority=authority_named(book, authority),
        codes=asked or None,
        ignored=ignored,
        fail_on=fail_on,
        expiring_in=expiring_in,
        with_pages=form in _PAGES,
    )
    _refuse_nothing(book, selection)
    # facts dated after the day are faults only against today: --on looks back and leaves them out
    report = _report(book, day, faults_between(book, day if on is None else None), selection)
    emit_page(report, "check", form, output)
    if report.fails:
        raise typer.Exit(exits.FINDINGS)


def _refuse_nothing(book: Book, selection: CheckSelection) -> None:
    """Refuse sites of another authority: nothing would be looked at, and nothing found."""
    if not selection.sites or selection.authority is None:
        return
    own = next(each for each in book.authorities if each.authority.id == selection.authority)
    if not any(site.id in selection.sites for site in own.establishments):
        exits.usage(f"{', '.join(sorted(selection.sites))}: not of the authority {selection.authority}")


def _report(book: Book, day: date, between: tuple[Problem, ...], selection: CheckSelection) -> CheckReport:
    """Assess the register and run the rules."""
    from comah.assess import assess
    from comah.law.load import load_law
    from comah.rules.check import check_report

    law = load_law()
    problems = (*book.problems, *between)
    return check_report(book, law, assess(book, law, day), problems, selection)
