"""What a workbook's cell is given: values as they are, and text that stays text.

A text from a record is never a formula, an error value or markup, whatever it looks like.
"""

from __future__ import annotations

import math
from datetime import date
from typing import Final

from comah.model.cell_text import cell_text
from comah.model.workbook_page import PageValue

FIRST_DAY: Final = date(1900, 3, 1)  # spreadsheets count a 29 February 1900 that never was
_LED: Final = ("=", "+", "-", "@", "'", "\t", "_x")  # what a spreadsheet may take for more than text when it is edited
_DIGITS: Final = 10**15  # a spreadsheet keeps fifteen
_HEADER_LIMIT: Final = 120  # of the 255 characters that a header and its codes may have


def held(value: PageValue) -> str | int | float | date | None:
    """Return a value as a cell holds it: a day, a number, or escaped text; nothing for an empty text.

    A day that spreadsheets miscount, and a number that they would round, are text.

    >>> held(date(2023, 5, 12)), held(date(1899, 12, 30)), held(0.1 + 0.2), held(True)
    (datetime.date(2023, 5, 12), '1899-12-30', '0.30000000000000004', 'yes')
    """
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value if value >= FIRST_DAY else value.isoformat()
    if isinstance(value, int):
        return value if abs(value) < _DIGITS else str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) and float(f"{value:.15g}") == value else repr(value)
    return cell_text(value)


def is_led(text: str) -> bool:
    """Whether a text is marked as text in its cell, so that editing the cell makes no formula of it.

    >>> is_led("=1+1"), is_led("-"), is_led("Quay Road")
    (True, True, False)
    """
    return text.startswith(_LED)


def header_text(text: str) -> str:
    """Return a text as a printed header or footer may hold it; its ampersands are no codes.

    >>> header_text("R&D: OFFICIAL"), header_text("12 copies")
    ('R&&D: OFFICIAL', ' 12 copies')
    """
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    if len(line) > _HEADER_LIMIT:
        line = f"{line[:_HEADER_LIMIT].rstrip()} ... (in full in the first row)"
    return line.replace("&", "&&") if not line[:1].isdigit() else f" {line.replace('&', '&&')}"
