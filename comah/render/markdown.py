"""Text from records in a Markdown page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from comah.render.plain import plain

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!~&])")


def md(text: str) -> str:
    """Return a text with every character that Markdown would read made literal."""
    return _SPECIAL.sub(r"\\\1", plain(text))


def md_table(heads: Sequence[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """Return the lines of a table; its headings are our own words, its cells are texts from records.

    >>> md_table(("Post", "Until"), [("EP Officer A", "31 Oct 2026")])
    ['| Post | Until |', '|---|---|', '| EP Officer A | 31 Oct 2026 |']
    """
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    return [*lines, *(f"| {' | '.join(map(md, cells))} |" for cells in rows)]
