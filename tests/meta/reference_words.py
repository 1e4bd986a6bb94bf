"""How the generated pages write Markdown: text that stays text, and tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

MADE: Final = "<!-- Made by tests/meta/make_reference.py from the code. Do not edit by hand. -->"
_SPECIAL: Final = str.maketrans({letter: f"\\{letter}" for letter in "\\`*_<>[]|#"})


def page(title: str, *parts: str) -> str:
    """Return a whole page, with a blank line between its parts."""
    return "\n\n".join((MADE, f"# {title}", *(part.strip("\n") for part in parts if part))) + "\n"


def text(words: str) -> str:
    """Write words so that Markdown takes them for words.

    >>> text("a * b | c")
    'a \\\\* b \\\\| c'
    """
    return " ".join(words.split()).translate(_SPECIAL)


def code(words: object) -> str:
    """Write words as they stand in a file or on the command line; nothing for nothing."""
    return f"`{words}`".replace("|", "\\|") if str(words) else ""


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table whose cells are Markdown."""
    head = tuple(head)
    lines = [_row(head), _row("---" for _ in head), *(_row(row) for row in rows)]
    return "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def sentence(words: str) -> str:
    """Begin with a capital and end with a full stop.

    >>> sentence("when it was held")
    'When it was held.'
    """
    whole = words.strip()
    return f"{whole[:1].upper()}{whole[1:]}{'' if whole.endswith(('.', '!', '?')) else '.'}" if whole else ""
