"""Texts of cells, with Excel's escapes undone."""

from __future__ import annotations

import re
from typing import Final

_ESCAPE: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_HALF_LETTERS: Final = re.compile("[\ud800-\udfff]")


def unescaped(text: str) -> str:
    r"""Undo the escapes with which Excel writes what XML cannot hold.

    >>> unescaped("a_x000D_b"), unescaped("_x005F_x000D_"), unescaped("_x20_")
    ('a\rb', '_x000D_', '_x20_')
    """
    if "_x" not in text:
        return text
    plain = _ESCAPE.sub(lambda found: chr(int(found.group(1), 16)), text)
    if not _HALF_LETTERS.search(plain):
        return plain
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def cleaned(text: str) -> str:
    r"""Take outer spaces off a text, then undo its escapes: an escaped outer space is meant.

    >>> cleaned("  Northbank "), cleaned("_x0020_a")
    ('Northbank', ' a')
    """
    return unescaped(text.strip())
