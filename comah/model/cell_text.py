"""How a text stands in a cell, so that it comes back as it was: one way out, one way in.

XML and spreadsheets cannot hold every character. Excel's own escape is used for those that they cannot
(``_x0007_``), and for spaces at the ends, which people cannot see and readers take off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

CELL_LIMIT: Final = 32_767  # units of UTF-16 that Excel lets one cell hold
NOT_HELD: Final = "NOT IN THIS WORKBOOK"  # how the text begins that stands for one too long for a cell

_ESCAPE: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_LOOKS_ESCAPED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
# controls but tab and line feed, halves of a pair, and what is no character at all
_UNHELD: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_HALF_LETTERS: Final = re.compile("[\ud800-\udfff]")
_OUTER: Final = re.compile(r"^\s+|\s+$")


def cell_text(text: str) -> str:
    r"""Return a text as a cell holds it.

    >>> cell_text("a\rb"), cell_text("_x000D_"), cell_text("end "), cell_text("two\nlines")
    ('a_x000D_b', '_x005F_x000D_', 'end_x0020_', 'two\nlines')
    """
    if text.isascii() and text.isprintable() and "_x" not in text and text == text.strip():
        return text
    safe = _UNHELD.sub(_escaped, _LOOKS_ESCAPED.sub("_x005F_", text))
    return _OUTER.sub(_escaped, safe)


def text_of_cell(text: str) -> str:
    r"""Return the text that a cell's text stands for.

    >>> text_of_cell("a_x000D_b"), text_of_cell("_x005F_x000D_"), text_of_cell("end_x0020_"), text_of_cell("_x20_")
    ('a\rb', '_x000D_', 'end ', '_x20_')
    """
    if "_x" not in text:
        return text
    plain = _ESCAPE.sub(lambda found: chr(int(found.group(1), 16)), text)
    if not _HALF_LETTERS.search(plain):
        return plain
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def list_text(items: Iterable[str]) -> str:
    r"""Put several texts into one, one a line; an item's own backslashes and line ends are escaped.

    >>> list_text(["gate code", "two\nlines", "back\\slash"])
    'gate code\ntwo\\nlines\nback\\\\slash'
    """
    return "\n".join(one.replace("\\", "\\\\").replace("\n", "\\n") or "\\" for one in items)


def items_of_text(text: str) -> tuple[str, ...]:
    r"""Return the texts that were put into one, one a line.

    >>> items_of_text("gate code\ntwo\\nlines\nback\\\\slash")
    ('gate code', 'two\nlines', 'back\\slash')
    """
    return tuple(_item(line) for line in text.split("\n")) if text else ()


def fits_cell(text: str) -> bool:
    """Whether a cell can hold a text, as it is escaped."""
    if len(text) * 2 <= CELL_LIMIT and "_" not in text and text.isprintable():
        return True
    return len(cell_text(text).encode("utf-16-le", "surrogatepass")) // 2 <= CELL_LIMIT


def _escaped(found: re.Match[str]) -> str:
    return "".join(f"_x{ord(char):04X}_" for char in found.group())


def _item(line: str) -> str:
    if line == "\\":
        return ""
    return re.sub(r"\\(.)", lambda found: "\n" if found.group(1) == "n" else found.group(1), line)
