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
    from comah_cli.names import authority_named
    from comah_cli.output import emit_page

    day = reference_day(on)
    _, book = open_book(sites)
    is_listed = any(entry.id == authority for entry in book.register.authorities)  # with records or without
    asked = authority if is_listed else authority_named(book, authority)
    found = site_list(book, assess(book, load_law(), day), asked)
    emit_page(found, "site_list", form, output, of="site")


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
    from comah_cli import exits
    from comah_cli.names import sites_named
    from comah_cli.output import emit_page

    day = reference_day(on)
    _, book = open_book(sites)
    law = load_law()
    named = sorted(sites_named(book, [name]))
    if len(named) > 1:
        exits.usage(f"{name} is a group; name one of its sites: {', '.join(named)}")
    view = site_view(book, law, assess(book, law, day), named[0])
    emit_page(view, "site_view", form, output, of="site")
