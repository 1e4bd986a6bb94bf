"""The program ``comah``: its commands, and how errors become words and exit statuses."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from comah.errors import ComahError, RegisterNotFoundError, RegisterUnreadableError
from comah_cli import exits
from comah_cli.on_demand import OnDemandGroup

app = typer.Typer(
    name="comah",
    cls=OnDemandGroup,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback(invoke_without_command=True)
def comah(
    *,
    version: Annotated[bool, typer.Option("--version", help="Show the version of the program and of its law.")] = False,
) -> None:
    """Which external plans must be reviewed or tested, by what date, by what law."""
    if version:
        from comah import __version__
        from comah.law.load import load_law

        sys.stdout.write(f"comah {__version__}, law {load_law().version}\n")
        raise typer.Exit


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
            # no translation of line ends: on Windows a CSV's own would be doubled
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
