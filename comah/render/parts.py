"""Parts of a page on a screen, in Markdown and in JSON."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from typing import Final

from comah.model.kinds import Regime
from comah.model.page import Line, Part, Source
from comah.render.markdown import md
from comah.render.plain import plain
from comah.render.screen import Screen

_INDENT: Final = "  "
_NARROWEST: Final = 24
_CAPITALS: Final = re.compile(r"\b[A-Z][A-Z']+")
_REGIMES: Final = frozenset(regime.value.upper() for regime in Regime)


def write_parts(screen: Screen, parts: Iterable[Part]) -> None:
    """Write every part: its heading, then its lines with their labels to the left."""
    for part in parts:
        if part.heading:
            screen.line()
            screen.line(part.heading, "bold")
        indent = _INDENT if part.heading else ""
        width = _label_width(part)
        for line in part.lines:
            _write(screen, line, indent, width)


def write_folded(screen: Screen, text: str, indent: str = "", hanging: str = "", style: str = "") -> None:
    """Write a text folded between words to the screen's width, never wider."""
    width = max(screen.width, len(hanging) + 1, len(indent) + 1)
    folded = textwrap.wrap(plain(text), width, initial_indent=indent, subsequent_indent=hanging, break_on_hyphens=False)
    for line in folded or [indent]:
        screen.line(line, style)


def _label_width(part: Part) -> int:
    """Return the columns for labels: none where no line of the part has one."""
    widest = max((len(line.label) for line in part.lines), default=0)
    return widest + len(_INDENT) if widest else 0


def _write(screen: Screen, line: Line, indent: str, width: int) -> None:
    if screen.width < len(indent) + width + _NARROWEST:
        width = 0  # too narrow for a column of labels
    label = f"{plain(line.label):<{width}}" if width else f"{plain(line.label)}: " if line.label else ""
    start = indent + label
    hanging = " " * len(start) if width and line.label else indent
    if not line.label:
        start = indent
    text = plain(line.text)
    source = f"  [{plain(str(line.source))}]" if line.source else ""
    if len(start) + len(text) + len(source) <= screen.width:
        screen.line(start + text + source)
        return
    write_folded(screen, text, start, hanging)
    if source:
        write_folded(screen, source.strip(), hanging + _INDENT, hanging + _INDENT)


def parts_md(parts: Iterable[Part], level: int = 2) -> list[str]:
    """Return the parts as Markdown lines: a heading each, then a list."""
    lines: list[str] = []
    for part in parts:
        if part.heading:
            lines += [f"{'#' * level} {md(_sentence(part.heading))}", ""]
        lines += _verbatim(part) if part.is_verbatim else [_item(line) for line in part.lines]
        lines.append("")
    return lines


def _verbatim(part: Part) -> list[str]:
    """Return lines of a file as code, which Markdown leaves alone."""
    return [f"    {plain(line.text)}".rstrip() for line in part.lines]


def _item(line: Line) -> str:
    label = f"**{md(line.label)}:** " if line.label else ""
    source = f" ({md(str(line.source))})" if line.source else ""
    return f"- {label}{md(line.text)}{source}"


def _sentence(heading: str) -> str:
    """Write a heading in capitals as a sentence; what stands apart after it, a provision, stays as it is."""
    words, _, rest = heading.partition("  ")
    lowered = _CAPITALS.sub(lambda word: word[0] if word[0] in _REGIMES else word[0].lower(), words)
    return lowered[:1].upper() + lowered[1:] + (f": {rest}" if rest else "")


def parts_json(parts: Iterable[Part]) -> list[dict[str, object]]:
    """Return the parts as JSON holds them."""
    return [
        {
            "part": part.id,
            "lines": [
                {
                    "label": line.label or None,
                    "text": line.text,
                    "on": line.on.isoformat() if line.on else None,
                    "source": source_json(line.source),
                }
                for line in part.lines
            ],
        }
        for part in parts
    ]


def source_json(source: Source | None) -> dict[str, object] | None:
    """Return a line of a record file as JSON holds it."""
    return {"file": source.file, "line": source.line} if source else None
