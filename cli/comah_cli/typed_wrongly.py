"""What a command line that cannot be followed is answered with: not only what is wrong, but what to type."""

from __future__ import annotations

from typing import Any, Final

_POST: Final = '--by "emergency planning officer"'
_WORDS: Final = f'Several words need quotation marks: {_POST}, --on "12 May 2026"'


def say_what_to_type(error: Any) -> None:  # noqa: ANN401 -- typer keeps the types of its errors to itself
    """Add to a usage error what would have been right, as far as it can be known."""
    message = getattr(error, "message", None)
    if message is None:
        return
    param = getattr(error, "param", None)
    if not message and param is not None:
        error.message = _wanted(param)
    elif message.startswith("Got unexpected extra argument"):
        error.message = f"{message}. {_WORDS}"
    else:
        error.message = message.removeprefix("Value error, ")


def _wanted(param: Any) -> str:  # noqa: ANN401
    """Return what a missing option is for, in the words of its help."""
    says = getattr(param, "help", None) or ""
    return f"{says} Example: {_POST}" if getattr(param, "metavar", None) == "POST" else says
