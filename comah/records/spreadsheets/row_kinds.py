"""Rows that hold no record: sub-headings, totals, footnotes, headings again, empty rows."""

from __future__ import annotations

import re
from typing import Final

from comah.model.sheet import Cell, SheetRow
from comah.records.spreadsheets.find_headings import Headings
from comah.records.spreadsheets.headings import What, site_headings, what_is
from comah.records.spreadsheets.words import is_tier_heading

_TOTAL: Final = re.compile(r"^(?:grand |sub-?)?totals?\b|^(?:count|average|number of)\b", re.IGNORECASE)
_FOOTNOTE: Final = re.compile(
    r"^(?:[*\u2020\u2021\u00a7\u00b9\u00b2\u00b3^]|[(\[]?\d{1,2}[)\]]\s|n\.?b\.?\b|notes?\s*:|sources?\s*:|key\s*:)",
    re.IGNORECASE,
)
_LONG: Final = 60  # letters; a line of this length alone is a note, not a name
HEADINGS_AGAIN: Final = "the headings again"
_AGAIN: Final = 3  # recognised headings that make a row of words a heading row of its own


def why_passed(row: SheetRow, headings: Headings, site_at: int | None) -> str:
    """Say why a row below the headings holds no record; "" where it may hold one.

    Args:
        row: the row.
        headings: those of its table.
        site_at: the column of the site's name.
    """
    if row.is_empty:
        return "an empty row"
    if _is_heading_again(row, headings):
        return HEADINGS_AGAIN
    filled = [cell for cell in row.cells if cell.value is not None]
    first = filled[0].text
    if _TOTAL.match(first):
        return "a total"
    if lone_name(row):
        return _why_line_passed(first, filled[0], row, site_at)
    return ""


def other_headings(row: SheetRow, site_at: int | None) -> bool:
    """Whether a row is a heading row of another table: what stands below it is not under the first headings."""
    if not any(map(_is_site_heading, row.cells)):
        return False
    filled = [cell.value for cell in row.cells if cell.value is not None]
    if site_at is not None and _is_site_heading(row.cell(site_at)) and len(filled) > 1:
        return all(isinstance(value, str) for value in filled)
    whats = {what_is(cell.text) for cell in row.cells if isinstance(cell.value, str)} - {None}
    return len(whats) >= _AGAIN and What.SITE in whats


def lone_name(row: SheetRow) -> bool:
    """Whether a row holds one cell alone, so that it may be a site without facts or a sub-heading."""
    values = [cell.value for cell in row.cells if cell.value is not None]
    return bool(values) and all(value == values[0] for value in values[1:])


def why_struck(row: SheetRow, site_at: int | None) -> str:
    """Say that a row is struck through, wholly or in its site's name; "" where it is not."""
    filled = [cell for cell in row.cells if cell.value is not None]
    named = row.cell(site_at) if site_at is not None else None
    if all(cell.is_struck for cell in filled):
        return "the whole row is struck through; it is not taken"
    is_name_struck = named is not None and named.is_struck
    return "the site's name is struck through; the row is not taken" if is_name_struck else ""


def merged_sideways(cell: Cell, at: int) -> bool:
    """Whether a cell only continues one to the left that was merged over it.

    >>> [merged_sideways(Cell(value="x", merged_from="B3:D3"), at) for at in (1, 2)]
    [False, True]
    """
    found = re.match(r"([A-Z]+)\d+:", cell.merged_from) if cell.merged_from else None
    if not found:
        return False
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return at > column - 1


def _is_site_heading(cell: Cell) -> bool:
    return isinstance(cell.value, str) and cell.value.strip().casefold() in site_headings()


def _is_heading_again(row: SheetRow, headings: Headings) -> bool:
    named = [(column.heading, row.cell(column.at).value) for column in headings.columns if column.what]
    same = sum(isinstance(value, str) and heading.casefold().endswith(value.casefold()) for heading, value in named)
    return same > 1 and same * 2 > len(named)


def _why_line_passed(text: str, cell: Cell, row: SheetRow, site_at: int | None) -> str:
    applied = "nothing of it is applied to the rows below it"
    if _FOOTNOTE.match(text) or len(text) > _LONG:
        return f"a note: {text!r}"
    if is_tier_heading(text):
        return f'a sub-heading, {text!r}; {applied}. To give sites a tier, add a column "tier" or use --tier'
    is_across = bool(re.match(r"([A-Z]+)(\d+):(?!\1)[A-Z]+\2$", cell.merged_from))
    if is_across or (text.endswith(":") and row.cell(site_at or 0).text == text):
        return f"a sub-heading, {text!r}; {applied}"
    return ""
