"""A screen as a drawing: what a command printed, in its colours, with fonts of the reader's own machine."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from rich.style import Style
from rich.text import Text

_LETTER: Final = 8  # units that a letter takes
_LINE: Final = 18
_MARGIN: Final = 16
_SIZE: Final = 13
_INK: Final = "#e6edf3"
_PAPER: Final = "#1f2733"
_COLOURS: Final = {1: "#ff8b82", 2: "#7ee787", 3: "#f2cc60", 4: "#79c0ff", 5: "#d2a8ff", 6: "#76e3ea"}  # as ANSI
_FONT: Final = "ui-monospace, Consolas, Menlo, 'DejaVu Sans Mono', monospace"


def screen_picture(printed: str, title: str, columns: int = 80) -> str:
    """Draw what was printed, with its escape codes for colour; ``title`` says it to those who cannot see it."""
    whole = Text.from_ansi(printed.rstrip("\n")).split("\n", allow_blank=True)
    lines = [part for line in whole for part in line.divide(range(columns, len(line), columns))]
    width, height = columns * _LETTER + 2 * _MARGIN, len(lines) * _LINE + 2 * _MARGIN
    drawn = [part for number, line in enumerate(lines, 1) for part in _line(line, _MARGIN + number * _LINE - 5)]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label={quoteattr(title)} font-family="{_FONT}" font-size="{_SIZE}" fill="{_INK}">'
    )
    paper = f'<rect width="{width}" height="{height}" rx="8" fill="{_PAPER}"/>'
    return "\n".join((head, f"<title>{escape(title)}</title>", paper, *drawn, "</svg>")) + "\n"


def _line(line: Text, y: int) -> Iterator[str]:
    """Draw one line, in as many pieces as it has looks; each is as long as its letters ask for."""
    ends = sorted({0, len(line), *(span.start for span in line.spans), *(span.end for span in line.spans)})
    for start, end in pairwise(ends):
        words = line.plain[start:end]
        bare = words.strip(" ")
        if bare:
            at = start + len(words) - len(words.lstrip(" "))
            look = _look([span.style for span in line.spans if span.start <= start and end <= span.end])
            yield (
                f'<text x="{_MARGIN + at * _LETTER}" y="{y}" textLength="{len(bare) * _LETTER}" '
                f'lengthAdjust="spacingAndGlyphs"{look} xml:space="preserve">{escape(bare)}</text>'
            )


def _look(styles: list[str | Style]) -> str:
    style = Style.combine([Style.null(), *(Style.parse(one) if isinstance(one, str) else one for one in styles)])
    weight = ' font-weight="bold"' if style.bold else ""
    return f'{weight} fill="{_COLOURS[style.color.number]}"' if style.color and style.color.number else weight
