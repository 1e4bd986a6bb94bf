"""Commands that are read and built only when they are asked for.

An officer runs one command at a time; reading and building all of them would cost each a tenth of
its time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from importlib import import_module
from keyword import iskeyword
from typing import Any, Final

import typer
from typer.core import TyperGroup
from typer.main import get_command

# command -> what the list of commands says of it; each is a function, or a group, of that name in the
# module of that name under comah_cli.commands (import_ for import, which Python keeps to itself)
COMMANDS: Final = {
    "due": "What is due, worst and soonest first.",
    "week": "One screen for Monday.",
    "check": "What is not in order, and who answers for it.",
    "explain": "The working of a date, a duty, a status or a rule.",
    "record": "Put a fact on record: what was done, and when.",
    "exercise": "Exercises, from commission to close.",
    "oncall": "Who is on call, the rota, and what became of it.",
    "programme": "Dates for the exercises of several years, chosen together.",
    "journal": "Who changed which record, and when.",
    "elements": "Which elements of a plan were exercised, and what comes next.",
    "lesson": "Lessons: who owns them, by when, and what shows that they were learnt.",
    "attendance": "Which agencies were asked, replied and came.",
    "activation": "A plan put into effect for real: its debrief, its lessons, its review.",
    "review": "A plan's review from start to sign-off, step by step.",
    "site": "The sites on record, and one site whole.",
    "gaps": "What is missing, and where to look for it.",
    "import": "A spreadsheet into the records, shown row by row first.",
    "export": "The register as a workbook, to hand on and to take back.",
    "calendar": "A calendar file that Outlook takes.",
    "validate": "Every fault in the records.",
    "schema": "The form of a record, as JSON Schema.",
    "init": "Start a register in a new folder.",
}


class OnDemand(MutableMapping[str, Any]):
    """Commands by name, each built when it is first looked up."""

    def __init__(self, added: Mapping[str, Any]) -> None:
        """Begin with commands already built, if any."""
        self._built: dict[str, Any] = dict(added)

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 -- typer keeps the type of a command to itself
        """Return a command."""
        if name not in self._built and name in COMMANDS:
            self._built[name] = _build(name)
        return self._built[name]

    def __setitem__(self, name: str, command: Any) -> None:  # noqa: ANN401
        """Add a command."""
        self._built[name] = command

    def __delitem__(self, name: str) -> None:
        """Take a command away."""
        del self._built[name]

    def __iter__(self) -> Iterator[str]:
        """Go through the names in the order of the help."""
        return iter((*COMMANDS, *(name for name in self._built if name not in COMMANDS)))

    def __len__(self) -> int:
        """Count the commands."""
        return len(tuple(iter(self)))


class OnDemandGroup(TyperGroup):
    """A group whose commands are built when they are asked for."""

    def __init__(self, **attributes: Any) -> None:  # noqa: ANN401
        """Make the group as typer does, with its commands on demand."""
        super().__init__(**attributes)
        self.commands = OnDemand(self.commands)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 -- typer keeps the type to itself
        """Run the command; what was typed wrongly is answered with what to type."""
        try:
            return super().invoke(ctx)
        except typer.exceptions.TyperException as error:
            from comah_cli.typed_wrongly import say_what_to_type

            say_what_to_type(error)
            raise


def _build(name: str) -> Any:  # noqa: ANN401
    own = f"{name}_" if iskeyword(name) else name
    found = getattr(import_module(f"comah_cli.commands.{own}"), own)
    if isinstance(found, typer.Typer):
        command = get_command(found)
        command.name = name
        _show_whole(command)
    else:
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(name)(found)
        command = get_command(alone)
    command.short_help = COMMANDS[name]
    return command


def _show_whole(group: Any) -> None:  # noqa: ANN401
    """Let the list of a group's commands say each one's first paragraph whole; typer would cut it short."""
    for command in getattr(group, "commands", {}).values():
        first, _, _ = (command.help or "").partition("\n\n")
        command.short_help = " ".join(first.split())
