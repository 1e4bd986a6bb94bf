"""Cells of a CSV file: what a spreadsheet may be given."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

from comah.render.plain import plain

# What a spreadsheet would take for a formula; and what looks as if it had been led by an apostrophe already.
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")


def csv_text(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """Return a heading and the rows; line ends are CRLF as RFC 4180 has them."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()


def cell(value: object) -> str:
    """Return a cell's text; a text that a spreadsheet would take for a formula is led by an apostrophe.

    One that has an apostrophe there of its own is led by one more: who reads the file takes one off.

    >>> cell("=1+1"), cell(-3), cell(None), cell(True)
    ("'=1+1", '-3', '', 'yes')
    >>> cell("'=1"), cell("''-"), cell("'tis")
    ("''=1", "'''-", "'tis")
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    marked = f"'{text}" if _FORMULA.match(text) else text
    return plain(marked)
