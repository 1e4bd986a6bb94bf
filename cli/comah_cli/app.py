"""The program ``comah``: its commands, and how errors become words and exit statuses."""

from __future__ import annotations

import sys

import typer

from comah.errors import ComahError, RegisterNotFoundError, RegisterUnreadableError
from comah_cli import exits
from comah_cli.commands.calendar import calendar
from comah_cli.commands.due import due
from comah_cli.commands.explain import explain
from comah_cli.commands.gaps import gaps
from comah_cli.commands.init import init
from comah_cli.commands.record import record
from comah_cli.commands.schema import schema
from comah_cli.commands.site import site
from comah_cli.commands.validate import validate

app = typer.Typer(
    name="comah",
    help="Which external plans must be reviewed or tested, by what date, by what law.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(due)
app.command()(explain)
app.add_typer(record, name="record")
app.add_typer(site, name="site")
app.command()(gaps)
app.command()(calendar)
app.command()(validate)
app.command()(schema)
app.command()(init)


def main() -> None:
    """Run the program; every error that is the user's to mend is said in words."""
    _speak_utf8()
    try:
        app()
    except (RegisterNotFoundError, RegisterUnreadableError) as error:
        exits.say(str(error))
        sys.exit(exits.NO_REGISTER)
    except ComahError as error:
        exits.say(str(error))
        sys.exit(exits.USAGE)
    except BrokenPipeError:  # the reader of a pipe, such as head, has had enough
        sys.stderr.close()
        sys.exit(exits.DONE)


def _speak_utf8() -> None:
    """Write UTF-8 to pipes and files, and never fail on a character that a console lacks."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="backslashreplace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace")
