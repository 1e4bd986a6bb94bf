"""Exit statuses, and the words that go to standard error."""

from __future__ import annotations

import sys
from typing import Final, NoReturn

import typer

DONE: Final = 0
FINDINGS: Final = 1  # findings at or above --fail-on
USAGE: Final = 2  # the command was used wrongly, or refused
NO_REGISTER: Final = 3  # no register, or nothing in it can be read


def say(message: str) -> None:
    """Write a message to standard error; what it quotes from a record or a command stays mere text."""
    from comah.render.plain import plain

    sys.stderr.write("".join(f"{plain(line)}\n" for line in message.split("\n")))


def usage(message: str) -> NoReturn:
    """Say how the command was used wrongly, and leave."""
    say(message)
    raise typer.Exit(USAGE)
