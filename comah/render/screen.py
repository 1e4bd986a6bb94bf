"""Putting text and tables on a screen of a given width. Nothing from a record is read as markup."""

from __future__ import annotations

import io
from textwrap import wrap
from typing import TYPE_CHECKING

from comah.render.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_GAP = 2  # columns between two of a table's
PAGE = 72  # columns between the two ends of a heading
_LAID_OUT = 10_000  # wider than any table here: its columns then take their natural width


class Screen:
    """A page that is written to and then read as one text."""

    def __init__(self, width: int, *, colour: bool) -> None:
        """Make a page of so many columns."""
        self.width = min(width, _LAID_OUT)
        self._colour = colour
        self._out = io.StringIO()

    def line(self, text: str = "", style: str = "") -> None:
        """Write a paragraph, folded between words to the width; what follows hangs under its indent."""
        words = plain(text)
        for part in self._folded(words):
            self._out.write(f"{self._styled(part, style)}\n")

    def _folded(self, words: str) -> list[str]:
        if len(words) <= self.width and words.isprintable():  # as it is; to fold takes longer than all else
            return [words.rstrip()]
        indent = " " * (len(words) - len(words.lstrip(" ")))
        return wrap(words, self.width, subsequent_indent=indent, break_on_hyphens=False) or [""]

    def _styled(self, text: str, style: str) -> str:
        if not (self._colour and style and text):
            return text
        from rich.color import ColorSystem  # noqa: PLC0415 -- loaded only where colour is shown
        from rich.style import Style  # noqa: PLC0415

        return Style.parse(style).render(text, color_system=ColorSystem.STANDARD)

    def split(self, left: str, right: str, style: str = "") -> None:
        """Write two texts at the two ends of a line, or on two lines where one is too short."""
        gap = min(self.width, PAGE) - len(left) - len(right)
        if gap < 1:
            self.line(left, style)
            self.line(right, style)
        else:
            self.line(f"{left}{' ' * gap}{right}", style)

    def fits(self, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bool:
        """Return whether a table needs no cell folded."""
        columns = zip(heads, *rows, strict=True)
        widths = [max(len(plain(text)) for text in column) for column in columns]
        return sum(widths) + _GAP * (len(widths) - 1) <= self.width

    def table(self, heads: Sequence[str], rows: Iterable[tuple[Sequence[str], str]]) -> None:
        """Write a table; each row is its cells and a style. Cells fold; none is cut short."""
        from rich.console import Console  # noqa: PLC0415 -- loaded only where a table is drawn
        from rich.table import Table  # noqa: PLC0415
        from rich.text import Text  # noqa: PLC0415

        table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="", show_header=any(heads))
        written = list(rows)
        widths = _widths([heads, *(cells for cells, _ in written)], self.width)
        for column, head in enumerate(heads):
            table.add_column(Text(head), overflow="fold", width=widths[column] if widths else None)
        for cells, style in written:
            table.add_row(*(Text(plain(cell), style=style) for cell in cells))
        console = Console(
            file=self._out,
            width=self.width,
            color_system="standard" if self._colour else None,
            force_terminal=self._colour,
            legacy_windows=False,
        )
        console.print(table)

    def text(self) -> str:
        """Return what was written, without spaces at the ends of lines."""
        return "\n".join(line.rstrip() for line in self._out.getvalue().split("\n"))


def _widths(lines: Sequence[Sequence[str]], page: int) -> list[int]:
    """Return widths in which every word stays whole, the widest columns giving way; none where the page is too narrow.

    Left to itself a table narrows its columns without regard to words, and splits a name in two.
    """
    columns = [[plain(text) for text in column] for column in zip(*lines, strict=True)]
    widths = [max(map(len, column)) for column in columns]
    longest = [max(len(word) for text in column for word in (*text.split(), "")) for column in columns]
    room = page - _GAP * (len(columns) - 1)
    if sum(longest) > room:
        return []
    while sum(widths) > room:
        widest = max((width, at) for at, width in enumerate(widths) if width > longest[at])[1]
        widths[widest] -= 1
    return widths
