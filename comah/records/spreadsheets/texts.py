"""Texts of cells, without the spaces around them."""

from __future__ import annotations

from comah.model.cell_text import text_of_cell


def cleaned(text: str) -> str:
    r"""Take outer spaces off a text, then undo its escapes: an escaped outer space is meant.

    >>> cleaned("  Northbank "), cleaned("_x0020_a")
    ('Northbank', ' a')
    """
    return text_of_cell(text.strip())
