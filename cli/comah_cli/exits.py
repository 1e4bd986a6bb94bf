"""Exit statuses, and the words that go to standard error."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NoReturn

import typer

if TYPE_CHECKING:
    from comah.model.problem import Problem

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


def say_unread(problems: Sequence[Problem]) -> None:
    """Say which record files were not read as written, where the answer itself has no place for it."""
    files = sorted({problem.file for problem in problems})
    if files:
        say(f"NOT READ AS WRITTEN: {', '.join(files)}. The answer may be wrong until these are mended: comah validate")
