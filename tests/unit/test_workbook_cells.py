"""What the cells of a workbook hold: values as they are, and text that stays text."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date

import msgspec
import pytest
from workbook_pages import opened, page_of, second_row

from comah.model.cell_text import CELL_LIMIT, cell_text, fits_cell, items_of_text, list_text, text_of_cell
from comah.model.workbook_page import PageColumn, PageRow, SheetPage, SheetSort, WorkbookPage
from comah.render.workbook_cells import header_text
from comah.render.workbook_csv import workbook_csv
from comah.render.workbook_xlsx import workbook_bytes


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+44 1928",
        "-",
        "@SUM(A1)",
        '=HYPERLINK("http://example.org")',
        "#N/A",
        "#REF!",
        "'quoted",
        "<b>&amp;</b>",
        "1e5",
        "00123",
    ],
)
def test_a_text_that_looks_like_more_is_a_text_cell(text: str) -> None:
    cell = second_row(page_of(("a", text)))[1]
    assert (cell.data_type, cell.value) == ("s", text)


@pytest.mark.parametrize("text", ["=1+1", "+44", "-", "@x", "'x"])
def test_a_text_that_editing_would_make_a_formula_is_marked_as_text(text: str) -> None:
    assert second_row(page_of(("a", text)))[1].quotePrefix is True


def test_other_text_is_not_marked() -> None:
    assert not second_row(page_of(("a", "Quay Road")))[1].quotePrefix


def test_a_day_is_a_date_that_a_spreadsheet_can_sort() -> None:
    cell = second_row(page_of(("a", date(2023, 5, 12))))[1]
    assert (cell.is_date, cell.value.date(), cell.number_format) == (True, date(2023, 5, 12), "dd mmm yyyy")


def test_a_day_before_march_1900_is_text_as_spreadsheets_miscount_it() -> None:
    cell = second_row(page_of(("a", date(1900, 2, 28))))[1]
    assert (cell.data_type, cell.value) == ("s", "1900-02-28")


@pytest.mark.parametrize("number", [24, 0, -3, 0.25, 24.5, 999_999_999_999_999])
def test_a_number_is_a_number(number: float) -> None:
    cell = second_row(page_of(("a", number)))[1]
    assert (cell.data_type, cell.value) == ("n", number)


@pytest.mark.parametrize(
    ("number", "text"), [(0.1 + 0.2, "0.30000000000000004"), (float("inf"), "inf"), (10**15, "1000000000000000")]
)
def test_a_number_that_a_spreadsheet_would_round_is_text(number: float, text: str) -> None:
    cell = second_row(page_of(("a", number)))[1]
    assert (cell.data_type, cell.value) == ("s", text)


def test_what_is_not_on_record_leaves_no_cell() -> None:
    assert [cell.value for cell in second_row(page_of(("a", ""), ("b", None)))] == ["a", None]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("bell\x07", "bell_x0007_"),
        ("carriage\rreturn", "carriage_x000D_return"),
        ("_x0041_", "_x005F_x0041_"),
        (" outer ", "_x0020_outer_x0020_"),
        ("\ttab", "_x0009_tab"),
        ("last\n", "last_x000A_"),
        ("no character \ufffe", "no character _xFFFE_"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_what_xml_cannot_hold_is_escaped_as_excel_does(text: str, held: str) -> None:
    assert cell_text(text) == held
    assert text_of_cell(held) == text


@pytest.mark.parametrize(
    "items", [("one",), ("two\nlines", "b"), ("back\\slash", "\\n"), ("", "x"), ("",), ("a", "", "")]
)
def test_a_list_comes_back_from_its_cell(items: tuple[str, ...]) -> None:
    assert items_of_text(list_text(items)) == items


def test_an_empty_list_is_an_empty_text() -> None:
    assert (list_text(()), items_of_text("")) == ("", ())


def test_a_cell_holds_so_much_and_no_more() -> None:
    assert fits_cell("a" * CELL_LIMIT)
    assert not fits_cell("a" * (CELL_LIMIT + 1))
    assert not fits_cell("\U0001f525" * (CELL_LIMIT // 2 + 1)), "two units each"
    assert not fits_cell("\x07" * (CELL_LIMIT // 7 + 1)), "seven units each once escaped"


def test_a_marking_with_ampersands_is_printed_as_it_stands() -> None:
    sheet = opened(page_of(("a", "b"), marking="R&D &P: OFFICIAL")).worksheets[0]
    assert sheet.oddHeader.center.text == "R&&D &&P: OFFICIAL"


def test_a_marking_that_begins_with_a_number_is_no_size_of_letters() -> None:
    assert header_text("12 copies") == " 12 copies"


def test_a_long_marking_is_cut_in_the_header_and_says_so() -> None:
    assert header_text("A" * 300).endswith("... (in full in the first row)")
    first = opened(page_of(("a", "b"), marking="A" * 300)).worksheets[0][1]
    assert "A" * 300 in first[3].value


def test_a_header_of_nothing_but_line_breaks_and_controls() -> None:
    assert header_text("\n\x07 \u202e") == ""


def test_an_empty_sheet_has_an_empty_table() -> None:
    sheet = opened(page_of()).worksheets[0]
    assert [table.ref for table in sheet.tables.values()] == ["A3:B4"]


def test_the_table_has_the_headings_of_its_cells() -> None:
    sheet = opened(page_of(("a", "b"), ("c", "d"))).worksheets[0]
    (table,) = sheet.tables.values()
    assert (table.ref, table.autoFilter.ref, table.column_names) == ("A3:B5", "A3:B5", ["Id", "Text"])
    assert [cell.value for cell in sheet[3][:2]] == ["Id", "Text"]


def test_choices_too_long_for_a_spreadsheet_are_left_out() -> None:
    column = PageColumn(heading="Word", choices=tuple(f"word-number-{number}" for number in range(30)))
    sheet = SheetPage(title="Words", sort=SheetSort.RECORDS, columns=(column,), rows=(PageRow(values=("x",)),))
    page = WorkbookPage(title="Example", on=date(2026, 11, 21), sheets=(sheet,))
    assert opened(page).worksheets[0].data_validations.dataValidation == []


def test_nothing_of_the_clock_or_the_machine_goes_in() -> None:
    data = workbook_bytes(page_of(("a", "b")))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert {(one.date_time, one.create_system) for one in parts.infolist()} == {((1980, 1, 1, 0, 0, 0), 3)}
    properties = opened(page_of(("a", "b"))).properties
    assert (properties.creator, properties.lastModifiedBy) == ("comah", None)
    assert str(properties.created) == str(properties.modified) == "2026-11-21 00:00:00"


def test_a_title_of_another_day_gives_other_bytes() -> None:
    page = page_of(("a", "b"))
    assert workbook_bytes(page) == workbook_bytes(page)
    assert workbook_bytes(page) != workbook_bytes(msgspec.structs.replace(page, on=date(2026, 11, 22)))


def test_the_sheet_of_an_officer_has_its_headings_in_the_first_row() -> None:
    sheet = opened(page_of(("a", "b"), sort=SheetSort.OFFICER)).worksheets[0]
    assert [cell.value for cell in sheet[1][:2]] == ["Id", "Text"]


def rows_of_csv(text: str) -> list[str]:
    data = workbook_csv(page_of(("a", text)))["plans-and-duties.csv"]
    return next(row for row in list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[1:])


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("=1+1", "'=1+1"),
        ("+44", "'+44"),
        ("@x", "'@x"),
        ("-", "'-"),
        ("'=1+1", "_x0027_=1+1"),
        ("\t=1", "_x0009_=1"),
        ('two\nlines, and "more"', 'two\nlines, and "more"'),
    ],
)
def test_a_text_in_a_csv_file(text: str, held: str) -> None:
    assert rows_of_csv(text) == ["a", held]


def test_a_csv_file_tells_spreadsheets_that_it_is_utf_8() -> None:
    data = workbook_csv(page_of(("café", "£")))["plans-and-duties.csv"]
    assert data == "\ufeffId,Text\r\ncafé,£\r\n".encode()
