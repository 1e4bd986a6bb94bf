"""``comah activation``: a plan put into effect for real, and what follows from it."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Annotated

import typer

from comah.model.kinds import ActivationKind
from comah_cli.commands.record_sites import site_named
from comah_cli.commands.record_writing import Writing, all_or_none, read_date
from comah_cli.options import Authority, By, DryRun, On, Output, PageFormat, Sites, open_book, reference_day

activation = typer.Typer(
    help="A plan put into effect for real: its debrief, its lessons, its review.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

Form = Annotated[PageFormat, typer.Option("--format", help="How to write the answer.")]
Site = Annotated[str, typer.Argument(metavar="SITE", show_default=False)]
Ident = Annotated[str, typer.Argument(metavar="ID", show_default=False, help="An activation by its id.")]


@activation.command("list")
def list_(
    sites_asked: Annotated[list[str] | None, typer.Argument(metavar="SITE", show_default=False)] = None,
    *,
    authority: Authority = None,
    on: On = None,
    form: Form = PageFormat.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """List activations, latest first, each with its debrief, its lessons and its review."""
    from comah.duties.activation_view import activation_list
    from comah_cli.names import authority_named, sites_named
    from comah_cli.output import emit_page

    day = reference_day(on)
    _, book = open_book(sites)
    asked = sites_named(book, sites_asked or [])
    found = activation_list(book, day, sites=asked, authority=authority_named(book, authority))
    emit_page(found, "activations", form, output)


@activation.command("show")
def show(
    name: Ident, *, on: On = None, form: Form = PageFormat.TABLE, sites: Sites = None, output: Output = None
) -> None:
    """Show one activation whole: what the law asked, the debrief, the lessons, the review."""
    from comah.duties.activation_view import activation_view
    from comah.errors import UnknownNameError
    from comah.law.load import load_law
    from comah_cli.names import unknown
    from comah_cli.output import emit_page

    day = reference_day(on)
    _, book = open_book(sites)
    known = {one.id for records in book.authorities for one in records.activations}
    if name not in known:
        raise UnknownNameError(unknown("activation", name, known))
    view = activation_view(book, load_law(), day, name)
    emit_page(view, "activation", form, output, of="activations")


@activation.command("new")
def new(
    name: Site,
    *,
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="When, day first: 09/03/2025 or 2025-03-09.")],
    by: By,
    kind: Annotated[ActivationKind, typer.Option("--kind", help="What was declared.")] = ActivationKind.MAJOR_INCIDENT,
    title: Annotated[str, typer.Option("--name", metavar="NAME", help="What it is called.")] = "",
    summary: Annotated[str, typer.Option("--summary", metavar="TEXT", help="What happened.")] = "",
    public_informed: Annotated[
        str, typer.Option("--public-informed", metavar="DATE", help="When people likely to be affected were informed.")
    ] = "",
    debrief: Annotated[str, typer.Option("--debrief", metavar="DATE", help="The day booked for the debrief.")] = "",
    source: Annotated[str, typer.Option("--source", metavar="TEXT", help="Where this is known from.")] = "",
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Record that a plan was put into effect for real. It is never by itself a test; it is a trigger for review."""
    from comah.plans.activation_recording import ActivationFacts, record_activation

    writing = Writing(sites, by, dry_run=dry_run)
    facts = ActivationFacts(
        when=read_date(on),
        kind=kind,
        name=title,
        summary=summary,
        public_informed_on=read_date(public_informed, "--public-informed") if public_informed else None,
        debrief_on=read_date(debrief, "--debrief") if debrief else None,
        source=source,
    )
    known = [one for records in writing.book.authorities for one in records.activations]
    site = site_named(writing, name)
    changes = all_or_none(
        [site], lambda one: record_activation(one, facts, on=writing.today, activations=known, taken=writing.taken)
    )
    writing.write(changes)
    if kind is ActivationKind.MAJOR_INCIDENT:
        made = PurePosixPath(changes[0].file).stem
        book_it = "" if debrief else f"book the debrief (comah activation debrief {made} --booked DATE --by POST), "
        typer.echo(
            f"Next: {book_it}"
            f"record the lessons (comah lesson add {made} --text TEXT --by POST), "
            f"start the review (comah review start {site.id} --on DATE --by POST)"
        )


@activation.command("debrief")
def debrief(
    name: Ident,
    *,
    by: By,
    booked: Annotated[str, typer.Option("--booked", metavar="DATE", help="The day booked for it.")] = "",
    held: Annotated[str, typer.Option("--held", metavar="DATE", help="When it was held.")] = "",
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Record the day booked for the debrief, or that it was held."""
    from comah.errors import UnknownNameError
    from comah.plans.activation_recording import record_debrief
    from comah_cli.names import unknown

    writing = Writing(sites, by, dry_run=dry_run)
    booked_on = read_date(booked, "--booked") if booked else None
    held_on = read_date(held, "--held") if held else None
    known = {one.id: one for records in writing.book.authorities for one in records.activations}
    if name not in known:
        message = f"{unknown('activation', name, known)} Nothing was recorded."
        raise UnknownNameError(message)
    writing.refuse_faulty([known[name].place.file.name])
    writing.write(
        all_or_none([known[name]], lambda one: record_debrief(one, booked=booked_on, held=held_on, on=writing.today))
    )
