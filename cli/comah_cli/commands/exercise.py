"""``comah exercise``: exercises, from commission to close."""

from __future__ import annotations

import typer

from comah_cli.commands.exercise_days import cancel, confirm, move, postpone
from comah_cli.commands.exercise_meeting import meeting
from comah_cli.commands.exercise_new import new
from comah_cli.commands.exercise_outcome import close, credit, done, hold
from comah_cli.commands.exercise_plan import plan
from comah_cli.commands.exercise_showing import list_, show

exercise = typer.Typer(
    help="Exercises, from commission to close.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

exercise.command("list")(list_)
exercise.command("show")(show)
exercise.command("plan")(plan)
exercise.command("new")(new)
exercise.command("meeting")(meeting)
exercise.command("move")(move)
exercise.command("confirm")(confirm)
exercise.command("postpone")(postpone)
exercise.command("hold")(hold)
exercise.command("credit")(credit)
exercise.command("done")(done)
exercise.command("close")(close)
exercise.command("cancel")(cancel)
