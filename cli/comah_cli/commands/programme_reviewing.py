"""``comah programme review``: a programme made by hand, measured by the same rules and objective."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from comah_cli.commands.programme_asking import First, Forum, Seed, Years, YearsOf, asked_of, told
from comah_cli.options import Authority, On, Output, PageFormat, Sites, open_book


def review(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", show_default=False, help="A CSV file or a workbook: plans, day and type of each exercise."
        ),
    ],
    *,
    first: First = None,
    years: YearsOf = Years.SIX,
    authority: Authority = None,
    forum: Forum = False,
    seed: Seed = 0,
    on: On = None,
    form: Annotated[PageFormat, typer.Option("--format", help="How to write the answer.")] = PageFormat.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """Measure a programme made by hand by the same rules and objective, beside what is proposed.

    Every row that cannot be read is said with its number and left out; nothing is written.
    """
    from comah.law.load import load_law
    from comah.programme.compose import reviewed
    from comah.records.spreadsheets.programme_file import read_programme
    from comah_cli.output import emit_page

    _, book = open_book(sites)
    asked = asked_of(book, on=on, first=first, years=years, authority=authority, forum=forum, seed=seed)
    given = read_programme(file, book, "comah programme review")
    with told() as progress:
        page = reviewed(book, load_law(), asked, given, progress)
    emit_page(page, "programme_review", form, output)
