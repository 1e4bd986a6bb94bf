"""``comah site``: the sites of a register, and one site whole."""

from __future__ import annotations

from typing import Annotated

import typer

from comah_cli.options import Authority, On, Output, PageFormat, Sites, open_book, reference_day

Form = Annotated[PageFormat, typer.Option("--format", help="How to write the answer.")]

site = typer.Typer(
    help="The sites on record, and one site whole.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)


@site.command("list")
def list_(
    *,
    authority: Authority = None,
    on: On = None,
    form: Form = PageFormat.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """List the sites of every authority, each with its worst position."""
    from comah.assess import assess
    from comah.duties.site_view import site_list
    from comah.law.load import load_law
    from comah.render.site_json import site_list_json
    from comah.render.site_md import site_list_md
    from comah.render.site_table import site_list_table
    from comah_cli.names import authority_named
    from comah_cli.output import emit, has_colour, width

    day = reference_day(on)
    _, book = open_book(sites)
    is_listed = any(entry.id == authority for entry in book.register.authorities)  # with records or without
    asked = authority if is_listed else authority_named(book, authority)
    found = site_list(book, assess(book, load_law(), day), asked)
    if form is PageFormat.JSON:
        emit(site_list_json(found), output)
    elif form is PageFormat.MD:
        emit(site_list_md(found), output)
    else:
        emit(site_list_table(found, width(), colour=has_colour()), output)


@site.command("show")
def show(
    name: Annotated[str, typer.Argument(metavar="SITE", show_default=False)],
    *,
    on: On = None,
    form: Form = PageFormat.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """Show one site whole: facts, duties, plans, exercises, lessons, and what is not known."""
    from comah.assess import assess
    from comah.duties.site_view import site_view
    from comah.law.load import load_law
    from comah.render.site_json import site_view_json
    from comah.render.site_md import site_view_md
    from comah.render.site_table import site_view_table
    from comah_cli import exits
    from comah_cli.names import sites_named
    from comah_cli.output import emit, has_colour, width

    day = reference_day(on)
    _, book = open_book(sites)
    law = load_law()
    named = sorted(sites_named(book, [name]))
    if len(named) > 1:
        exits.usage(f"{name} is a group; name one of its sites: {', '.join(named)}")
    view = site_view(book, law, assess(book, law, day), named[0])
    if form is PageFormat.JSON:
        emit(site_view_json(view), output)
    elif form is PageFormat.MD:
        emit(site_view_md(view), output)
    else:
        emit(site_view_table(view, width(), colour=has_colour()), output)
