"""``comah programme propose``: the best dates, and how it is known that none are better."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comah_cli import exits
from comah_cli.commands.programme_asking import First, Forum, Seed, Years, YearsOf, asked_of, supposed_of, told
from comah_cli.options import Authority, DryRun, Format, On, Output, ReportFormat, Sites, open_book

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comah.model.book import Book
    from comah.programme.asked import Asked
    from comah.programme.compose import Proposed
    from comah.programme.problem import Published
    from comah.programme.what_if import Supposed
    from comah_cli.commands.record_writing import Writing

_PRESSED = """\
Planned in less than the usual time. Steps whose usual day has passed read as late from now on; comah exercise show
gives the day by which each is needed, from the start of planning. Agree these days with those who do the steps:"""


def propose(
    *,
    first: First = None,
    years: YearsOf = Years.SIX,
    authority: Authority = None,
    forum: Forum = False,
    seed: Seed = 0,
    keep_to: Annotated[
        Path | None,
        typer.Option(
            "--keep-to", metavar="FILE", help="A CSV or workbook published before; of equal programmes the nearest."
        ),
    ] = None,
    assume: Annotated[
        list[str] | None,
        typer.Option(
            "--assume", metavar="TEXT", help='Suppose a test: "northbank test 2026-03-01". May be given again.'
        ),
    ] = None,
    without_agency: Annotated[
        list[str] | None,
        typer.Option(
            "--without-agency", metavar="ID", help="Suppose that this agency takes no part. May be given again."
        ),
    ] = None,
    capacity: Annotated[
        int | None,
        typer.Option(
            "--capacity", metavar="N", min=1, max=100, help="Suppose at most so many exercises in planning at once."
        ),
    ] = None,
    apply: Annotated[
        bool, typer.Option("--apply", help="Put the proposed exercises on record, planned and not confirmed.")
    ] = False,
    by: Annotated[str, typer.Option("--by", metavar="POST", help="With --apply: the post that records them.")] = "",
    dry_run: DryRun = False,
    on: On = None,
    form: Format = ReportFormat.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """Propose dates for the exercises of all plans over several years, and say how good they are known to be.

    Exercises on record keep their days. Nothing is written without --apply. With --assume, --without-agency or
    --capacity the page says what that would change, and nothing can be written.
    """
    from comah_cli.commands.record_writing import Writing
    from comah_cli.output import emit_page

    if (by or dry_run) and not apply:
        exits.usage("--by and --dry-run go with --apply")
    if apply and (assume or without_agency or capacity is not None):
        exits.usage("what is only supposed is not written: leave out --apply")
    if apply and form is not ReportFormat.TABLE:
        exits.usage("--apply shows what it writes as a table; leave out --format")
    writing = Writing(sites, by, dry_run=dry_run) if apply else None
    book = writing.book if writing else open_book(sites)[1]
    asked = asked_of(book, on=on, first=first, years=years, authority=authority, forum=forum, seed=seed)
    supposed = supposed_of(book, assume or [], without_agency or [], capacity)
    found = _proposed(book, asked, keep_to, supposed)
    emit_page(found.page, "programme", form, output)
    if form is ReportFormat.CSV:  # the one form that has no place for it
        exits.say_unread(found.page.unreadable)
    if writing is not None:
        _write(writing, asked, found)


def _proposed(book: Book, asked: Asked, keep_to: Path | None, supposed: Supposed | None) -> Proposed:
    from comah.law.load import load_law
    from comah.programme.compose import proposed

    published = _published(book, keep_to) if keep_to is not None else ()
    with told() as progress:
        return proposed(book, load_law(), asked, published=published, supposed=supposed, progress=progress)


def _published(book: Book, file: Path) -> Sequence[Published]:
    """Read a programme published before; rows that cannot be read are said, and the rest counts."""
    from comah.programme.compose import published_in
    from comah.records.spreadsheets.programme_file import read_programme

    given = read_programme(file, book, "comah programme propose --keep-to")
    for fault in given.faults:
        exits.say(f"{fault.at}: {fault.message}. Not counted")
    return published_in(given)


def _write(writing: Writing, asked: Asked, found: Proposed) -> None:
    """Put the proposed exercises on record; what is on record is not touched."""
    from comah.model.words import day_words
    from comah.programme.recording import programme_changes

    sites = {ref.partition("/")[0] for one in found.programme.proposals for ref in one.choice.plans}
    files = [
        site.place.file.name
        for records in writing.book.authorities
        for site in records.establishments
        if site.id in sites
    ]
    writing.refuse_faulty(files)
    changes = tuple(programme_changes(writing.book, asked, found.problem, found.programme, writing.taken))
    if not changes:
        typer.echo("Nothing to record: the exercises on record are the programme.")
    writing.write(changes)
    pressed = [
        f"  {change.summary.partition(':')[0]}: planning from {day_words(one.planning_start)}"
        for change, one in zip(changes, found.programme.proposals, strict=True)
        if one.is_compressed
    ]
    if pressed:
        typer.echo("\n".join((_PRESSED, *pressed)))
