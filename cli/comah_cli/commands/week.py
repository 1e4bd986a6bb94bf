"""``comah week``: one screen for Monday."""

from __future__ import annotations

from typing import Annotated

import typer

from comah_cli.options import Authority, On, Output, PageFormat, Sites, open_book_with_oncall, reference_day


def week(
    *,
    authority: Authority = None,
    on: On = None,
    form: Annotated[PageFormat, typer.Option("--format", help="How to write the answer.")] = PageFormat.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """Show one screen for Monday: what is late and due, steps by who acts, meetings, replies and lessons."""
    from comah.agenda.week import week_screen
    from comah.assess import assess
    from comah.law.load import load_law
    from comah_cli.names import authority_named
    from comah_cli.output import emit_page

    day = reference_day(on)
    _, book = open_book_with_oncall(sites)
    law = load_law()
    screen = week_screen(book, law, assess(book, law, day), authority=authority_named(book, authority))
    emit_page(screen, "week", form, output)
