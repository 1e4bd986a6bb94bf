"""``comah oncall``: who is on call, the rota, and what became of it."""

from __future__ import annotations

import typer

from comah_cli.commands.oncall_build import build, fairness
from comah_cli.commands.oncall_call import call
from comah_cli.commands.oncall_changes import away, cover, swap
from comah_cli.commands.oncall_gaps import gaps, training
from comah_cli.commands.oncall_handover import handover
from comah_cli.commands.oncall_publish import publish
from comah_cli.commands.oncall_rota import history, sheet, show
from comah_cli.commands.oncall_showing import at, next_, now

oncall = typer.Typer(
    help="Who is on call, the rota, and what became of it.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

oncall.command("now")(now)
oncall.command("next")(next_)
oncall.command("at")(at)
oncall.command("show")(show)
oncall.command("history")(history)
oncall.command("sheet")(sheet)
oncall.command("swap")(swap)
oncall.command("cover")(cover)
oncall.command("away")(away)
oncall.command("build")(build)
oncall.command("publish")(publish)
oncall.command("fairness")(fairness)
oncall.command("gaps")(gaps)
oncall.command("training")(training)
oncall.command("handover")(handover)
oncall.add_typer(call, name="call")
