"""The reference of the commands: every one with its arguments, its options and its help."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import typer
from comah_cli.app import app
from reference_words import code, page, sentence, table, text

if TYPE_CHECKING:
    Command = Any  # typer carries its own copy of click, whose classes it does not name

_HEAD = """\
Options come after the command. Dates are read day first; `comah` says how it read each one that it
records. Reports go to standard output; everything else goes to standard error. The
[exit statuses](exit-statuses.md) are the same for every command."""


def commands_page() -> str:
    """Return the page of all commands."""
    parts = [part for name, command in every_command() for part in _command(name, command)]
    return page("Commands", _HEAD, _contents(), *parts)


def every_command() -> list[tuple[str, Command]]:
    """Return every command by its whole name, in the order of ``comah --help``."""
    return list(_walk("comah", typer.main.get_command(app)))


def _walk(name: str, command: Command) -> Iterator[tuple[str, Command]]:
    inside = getattr(command, "commands", None)
    if inside is None:
        yield name, command
        return
    for part, each in inside.items():
        if not each.hidden:
            yield from _walk(f"{name} {part}", each)


def _contents() -> str:
    rows = ((f"[{code(name)}](#{name.replace(' ', '-')})", text(_help(command)[0])) for name, command in every_command())
    return table(("Command", "What it does"), rows)


def _command(name: str, command: Command) -> Iterator[str]:
    yield f"## {name}"
    yield from map(text, _help(command))
    shown = [param for param in command.params if not getattr(param, "hidden", False)]
    arguments = [param for param in shown if param.param_type_name == "argument"]
    options = [param for param in shown if param.param_type_name == "option" and param.name != "help"]
    yield f"```text\n{_usage(name, arguments, options)}\n```"
    if arguments:
        yield table(("Argument", "Meaning"), ((code(_metavar(one)), _meaning(one)) for one in arguments))
    if options:
        yield table(("Option", "Meaning", "Left out"), (_option(one) for one in options))


def _help(command: Command) -> list[str]:
    """Return the paragraphs of a command's help."""
    return [" ".join(part.split()) for part in inspect.cleandoc(command.help or "").split("\n\n")]


def _usage(name: str, arguments: list[Command], options: list[Command]) -> str:
    needed = [f"{one.opts[0]} {_metavar(one)}" for one in options if one.required]
    return " ".join([name, *(_metavar(one) for one in arguments), *needed, "[OPTIONS]"])


def _metavar(param: Command) -> str:
    if getattr(param, "is_flag", False):
        return ""
    if param.metavar:
        return str(param.metavar)
    choices = getattr(param.type, "choices", None)
    if choices:
        return "|".join(str(getattr(choice, "value", choice)) for choice in choices)
    return str(param.type.name).upper()


def _option(param: Command) -> tuple[str, str, str]:
    names = ", ".join(f"`{name}`" for name in param.opts)
    return f"{names} {code(_metavar(param))}".strip(), _meaning(param), _left_out(param)


def _meaning(param: Command) -> str:
    again = " May be given more than once." if param.multiple and "repeated" not in (param.help or "") else ""
    return text(sentence(param.help or "") + again)


def _left_out(param: Command) -> str:
    if param.required:
        return "required"
    value = param.default() if callable(param.default) else param.default
    if value is None or value is False or value in ("", (), []):
        return ""
    return code(getattr(value, "value", value))
