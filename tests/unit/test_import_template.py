"""The empty workbook of the first day: every heading is recognised, and nothing in it is a fact."""

from __future__ import annotations

import io
from datetime import date

from openpyxl import load_workbook

from comah.records.spreadsheets.headings import what_is
from comah.records.spreadsheets.template import import_template
from comah.records.spreadsheets.words import exercise_type
from comah.render.workbook_xlsx import workbook_bytes

ON = date(2026, 11, 21)
PAGE = import_template(ON)
TO_FILL_IN = ("Sites", "Tests", "Reviews")


def test_its_sheets() -> None:
    assert [sheet.title for sheet in PAGE.sheets] == ["Start here", *TO_FILL_IN, "What to write"]
    assert len(PAGE.sheets[0].rows) == 12


def test_every_heading_is_recognised() -> None:
    unknown = [
        (sheet.title, column.heading)
        for sheet in PAGE.sheets
        if sheet.title in TO_FILL_IN
        for column in sheet.columns
        if what_is(column.heading) is None
    ]
    assert unknown == []


def test_every_word_offered_is_understood() -> None:
    types = next(column for column in PAGE.sheets[1].columns if column.heading == "Exercise type").choices
    assert [found.value for word in types if (found := exercise_type(word))] == list(types)


def test_what_is_to_be_filled_in_is_empty_and_what_explains_is_never_read_back() -> None:
    book = load_workbook(io.BytesIO(workbook_bytes(PAGE)))
    for title in TO_FILL_IN:
        below = list(book[title].iter_rows(min_row=2, values_only=True))
        assert not [row for row in below if any(row)]
        assert (book[title].freeze_panes, book[title].print_title_rows) == ("B2", "$1:$1")
    for title in ("Start here", "What to write"):
        assert book[title]["A1"].value == f"comah report: {title}"


def test_every_heading_is_explained_with_an_example() -> None:
    explained = {(row.values[0], row.values[1]) for row in PAGE.sheets[-1].rows if row.values[2] and row.values[3]}
    assert explained == {(sheet.title, one.heading) for sheet in PAGE.sheets[1:4] for one in sheet.columns}


def test_the_same_day_gives_the_same_bytes() -> None:
    assert workbook_bytes(import_template(ON)) == workbook_bytes(import_template(ON))
