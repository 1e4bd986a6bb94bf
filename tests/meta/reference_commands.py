"""The reference of the commands: every one with its arguments, its options and its help."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Iterator
from enum import Enum
from importlib import import_module
from keyword import iskeyword
from typing import Annotated, Any, Final, NamedTuple, Union, get_args, get_origin, get_type_hints

from reference_words import code, page, sentence, table, text
from typer import Context, Typer
from typer.models import ArgumentInfo, OptionInfo

from comah_cli.on_demand import COMMANDS

Callback = Callable[..., Any]

_HEAD: Final = """\
Options come after the command. Dates are read day first; `comah` says how it read each one that it
records. Reports go to standard output; everything else goes to standard error. The
[exit statuses](exit-statuses.md) are the same for every command. The same words are printed by
`comah COMMAND --help`."""
# what an argument means, where its command leaves that to its name
_ARGUMENTS: Final = {
    "[SITE]...": "Sites or groups by their ids. Left out: all.",
    "SITE": "A site by its id.",
    "SITE|GROUP": "A site by its id, or a group of sites by its name.",
    "[SITE|DUTY|STATUS|CODE]": "A site by its id, before a duty; or a duty, a status or a rule, alone.",
    "KIND": "",
}


class Shown(NamedTuple):
    """An argument or an option as the page shows it."""

    names: tuple[str, ...]  # none for an argument
    value: str  # none for a switch
    meaning: str
    left_out: str


def commands_page() -> str:
    """Return the page of all commands."""
    parts = [part for name, callback in every_command() for part in _command(name, callback)]
    return page("Commands", _HEAD, _contents(), *parts)


def every_command() -> list[tuple[str, Callback]]:
    """Return every command by its whole name, in the order of ``comah --help``."""
    found: list[tuple[str, Callback]] = []
    for name in COMMANDS:
        own = f"{name}_" if iskeyword(name) else name
        command = getattr(import_module(f"comah_cli.commands.{own}"), own)
        whole = f"comah {name}"
        found.extend(_walk(whole, command) if isinstance(command, Typer) else [(whole, command)])
    return found


def _walk(name: str, group: Typer) -> Iterator[tuple[str, Callback]]:
    own = group.registered_callback  # a group that does something by itself
    if own is not None and own.callback is not None:
        yield name, own.callback
    for info in group.registered_commands:
        if info.callback is not None:
            yield f"{name} {info.name or info.callback.__name__.replace('_', '-')}", info.callback


def _contents() -> str:
    rows = ((f"[{code(name)}](#{name.replace(' ', '-')})", text(_help(each)[0])) for name, each in every_command())
    return table(("Command", "What it does"), rows)


def _command(name: str, callback: Callback) -> Iterator[str]:
    shown = list(_parameters(callback))
    arguments, options = [one for one in shown if not one.names], [one for one in shown if one.names]
    yield f"## {name}"
    yield from map(text, _help(callback))
    yield f"```text\n{_usage(name, arguments, options)}\n```"
    if arguments:
        yield table(("Argument", "Meaning"), ((code(one.value), text(one.meaning)) for one in arguments))
    if options:
        yield table(("Option", "Meaning", "Left out"), (_option(one) for one in options))


def _help(callback: Callback) -> list[str]:
    """Return the paragraphs of a command's help."""
    return [" ".join(part.split()) for part in (inspect.getdoc(callback) or "").split("\n\n")]


def _usage(name: str, arguments: list[Shown], options: list[Shown]) -> str:
    needed = [f"{one.names[0]} {one.value}" for one in options if one.left_out == "required"]
    return " ".join([name, *(one.value for one in arguments), *needed, "[OPTIONS]"])


def _option(one: Shown) -> tuple[str, str, str]:
    left_out = one.left_out if one.left_out == "required" else code(one.left_out)
    return f"{', '.join(map(code, one.names))} {code(one.value)}".strip(), text(one.meaning), left_out


def _parameters(callback: Callback) -> Iterator[Shown]:
    """Read a command's parameters as typer does, from its signature."""
    hints = get_type_hints(callback, include_extras=True)
    for name, parameter in inspect.signature(callback).parameters.items():
        if hints[name] is Context:
            continue
        inner, *words = get_args(hints[name]) if get_origin(hints[name]) is Annotated else (hints[name],)
        info = next((one for one in words if isinstance(one, ArgumentInfo | OptionInfo)), None)
        if info is None:
            message = f"{callback.__name__}: {name} says neither that it is an option nor an argument"
            raise ValueError(message)
        if not info.hidden:
            yield _shown(name, inner, info, parameter.default)


def _shown(name: str, hint: object, info: ArgumentInfo | OptionInfo, default: object) -> Shown:
    is_argument = isinstance(info, ArgumentInfo)
    kind = _bare(hint)
    # where a default stands in the signature, what is written in its place is the option's first name
    written = (one for one in (info.default, *(info.param_decls or ())) if isinstance(one, str) and one.startswith("-"))
    names = () if is_argument else tuple(written) or (f"--{name.replace('_', '-')}",)
    value = "" if kind is bool else info.metavar or _choices(kind)
    if is_argument:
        value = _as_typer_has_it(value, hint, is_needed=default is inspect.Parameter.empty)
    meaning = info.help or (_ARGUMENTS[value.strip("[]") if value == "[DUTY]" else value] if is_argument else "")
    if not meaning:
        message = f"{name}: it has no help"
        raise ValueError(message)
    return Shown(
        names, value, sentence(meaning), "required" if default is inspect.Parameter.empty else _default(default)
    )


def _as_typer_has_it(value: str, hint: object, *, is_needed: bool) -> str:
    """Write an argument as the help does: in brackets where it can be left out, with dots where it repeats."""
    is_many = list in {get_origin(part) for part in (hint, *get_args(hint))}
    return f"{value if is_needed else f'[{value}]'}{'...' if is_many else ''}"


def _bare(kind: Any) -> type:
    """Return the type of one value: of ``list[Kind] | None``, that is Kind."""
    while get_origin(kind) in (Union, types.UnionType, list):
        kind = next(part for part in get_args(kind) if part is not type(None))
    found: type = kind
    return found


def _choices(kind: type) -> str:
    if issubclass(kind, Enum):
        return "|".join(str(member.value) for member in kind)
    return {int: "NUMBER", str: "TEXT"}[kind]


def _default(value: object) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    return "" if value is None or value is False else str(value)
