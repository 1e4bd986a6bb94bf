"""``comah programme``: dates for the exercises of several years."""

from __future__ import annotations

import typer

from comah_cli.commands.programme_proposing import propose
from comah_cli.commands.programme_reviewing import review

programme = typer.Typer(
    help="Dates for the exercises of several years, chosen together.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

programme.command("propose")(propose)
programme.command("review")(review)
