"""The empty workbook that officers fill in on the first day; its sheets are read as any officer's own."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

import msgspec
import tomli

from comah.model.workbook_page import PageColumn, PageRow, SheetPage, SheetSort, WorkbookPage

_ROWS: Final = 200  # to be filled in; more may be added
_WORDS_WIDTH: Final = 110
_MEANING_WIDTH: Final = 70


class _Heading(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One heading: what goes in."""

    meaning: str
    example: str
    width: int
    choices: tuple[str, ...] = ()


class _Sheet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One sheet to fill in."""

    title: str
    columns: tuple[str, ...]


class _Template(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``template.toml``."""

    title: str
    start: tuple[str, ...]
    sheets: tuple[_Sheet, ...]
    columns: dict[str, _Heading]


def import_template(on: date) -> WorkbookPage:
    """Return the empty workbook: how to fill it in, three sheets to fill in, and what goes in each column."""
    template = _template()
    return WorkbookPage(
        title=template.title,
        on=on,
        sheets=(_start(template), *(_to_fill_in(template, sheet) for sheet in template.sheets), _what(template)),
    )


@cache
def _template() -> _Template:
    text = files("comah.records.spreadsheets").joinpath("template.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomli.loads(text), _Template)


def _start(template: _Template) -> SheetPage:
    return SheetPage(
        title="Start here",
        sort=SheetSort.REPORT,
        purpose=template.title,
        columns=(PageColumn(heading="In twelve lines", width=_WORDS_WIDTH),),
        rows=tuple(PageRow(values=(line,)) for line in template.start),
        is_table=False,
    )


def _to_fill_in(template: _Template, sheet: _Sheet) -> SheetPage:
    columns = tuple(_column(heading, template.columns[heading]) for heading in sheet.columns)
    return SheetPage(title=sheet.title, sort=SheetSort.OFFICER, columns=columns, spare_rows=_ROWS)


def _column(heading: str, words: _Heading) -> PageColumn:
    return PageColumn(
        heading=heading,
        width=words.width,
        meaning=words.meaning,
        example=words.example,
        choices=words.choices,
    )


def _what(template: _Template) -> SheetPage:
    rows = (
        PageRow(values=(sheet.title, heading, words.meaning, words.example, ", ".join(words.choices)))
        for sheet in template.sheets
        for heading in sheet.columns
        for words in (template.columns[heading],)
    )
    heads = (("Sheet", 12), ("Heading", 18), ("What goes in", _MEANING_WIDTH), ("Good example", 30), ("Only these", 40))
    return SheetPage(
        title="What to write",
        sort=SheetSort.REPORT,
        purpose="Each heading of the sheets to fill in, with a good example. The examples are invented.",
        columns=tuple(PageColumn(heading=heading, width=width) for heading, width in heads),
        rows=tuple(rows),
        kept_in_sight=2,
        is_table=False,
    )
