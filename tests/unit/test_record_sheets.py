from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from record_sheets_text import read_sheet, sheet_named, sheet_of
from register_text import register

from comah.model.declared import declared, item_of, record_fields
from comah.model.import_report import RowRead
from comah.model.place import Fact
from comah.model.record_kinds import STRUCTS
from comah.model.record_lines import rows_of
from comah.model.record_sheets import ColumnForm, RecordSheet, record_sheets
from comah.model.sheet import Cell, Sheet, SheetRow
from comah.records.spreadsheets.record_rows import read_record_sheet, record_sheet_of

LONGEST_TITLE = 31


def keys_of(
    struct: type[Fact], kind: str, table: tuple[str, ...], path: tuple[str, ...]
) -> Iterator[tuple[object, ...]]:
    """Every key of a struct, as (kind, table, path below it)."""
    for name, field in record_fields(struct).items():
        key = declared(field.type)
        if key.is_table:
            yield from keys_of(key.type, kind, table, (*path, name))
        elif key.is_list and item_of(key).is_table:
            yield from keys_of(item_of(key).type, kind, (*table, *path, name), ())
        elif name != "schema":
            yield kind, table, (*path, name)


@pytest.mark.parametrize("kind", STRUCTS)
def test_every_key_of_every_record_has_one_column(kind: str) -> None:
    columns = [(s.kind, s.table, c.path) for s in record_sheets() for c in s.columns if c.path and s.kind == kind]
    assert sorted(map(str, columns)) == sorted(map(str, keys_of(STRUCTS[kind], kind, (), ())))


def test_titles_are_what_a_workbook_can_hold() -> None:
    titles = [sheet.title for sheet in record_sheets()]
    assert len({title.lower() for title in titles}) == len(titles)
    assert all(len(title) <= LONGEST_TITLE and not set(title) & set("[]:*?/\\") for title in titles)


def test_headings_are_found_again_whatever_their_capitals() -> None:
    for sheet in record_sheets():
        headings = [column.heading.lower() for column in sheet.columns]
        assert len(set(headings)) == len(headings), sheet.title


def test_a_row_tells_whose_it_is() -> None:
    whose = {
        sheet.title: [c.heading for c in sheet.columns if c.form.value in {"authority", "id", "regime", "item"}]
        for sheet in record_sheets()
    }
    assert whose["Register"] == ["Authority", "Id"]
    assert whose["Plans"] == ["Authority", "Establishment", "Regime"]
    assert whose["Lessons"] == ["Authority", "Exercise"]
    assert whose["Measures"] == ["Authority"]
    assert whose["Agencies"] == []


def test_cells_hold_real_days_words_and_what_leaving_out_means() -> None:
    book = register(
        {
            "establishments/northbank": 'public_information = { sent_on = 2024-03-01, reviewed_on = "2024-02" }\n'
            'notes = ["", "two\\nlines"]\n[[plans]]\nregime = "comah"\nreviews = [{ on = 2023-11-01 }]\n',
        }
    )
    site = next(rows_of(book, sheet_named("Register")))
    assert site.authority == "halton"
    assert cell("Register", site.cells, "Public information: sent on") == date(2024, 3, 1)
    assert cell("Register", site.cells, "Public information: reviewed on") == "2024-02"
    assert cell("Register", site.cells, "Notes") == ("", "two\nlines")
    assert cell("Register", site.cells, "Town") is None
    review = next(rows_of(book, sheet_named("Reviews")))
    assert (review.id, review.regime) == ("northbank", "comah")
    assert cell("Reviews", review.cells, "Kind") == "full"


def cell(title: str, cells: tuple[object, ...], heading: str) -> object:
    return cells[[column.heading for column in sheet_named(title).columns].index(heading)]


@pytest.mark.parametrize(
    ("title", "heading", "value", "path", "expected"),
    [
        ("Register", "Tier", "Upper", ("tier",), "upper"),
        ("Register", "Name", 42.0, ("name",), "42"),
        ("Register", "Notes", "one\n\ntwo", ("notes",), ["one", "two"]),
        ("Register", "Public information: sent on", "12/05/2023", ("public_information", "sent_on"), date(2023, 5, 12)),
        ("Register", "Public information: sent on", "May 2023", ("public_information", "sent_on"), "2023-05"),
        ("Register", "Public information: sent on", 2021, ("public_information", "sent_on"), "2021"),
        ("Exercises", "Held on", "Unknown", ("held_on",), "unknown"),
        ("Exercises", "No notice", "YES", ("no_notice",), True),
    ],
)
def test_a_cell_is_read_as_its_column_is_declared(
    title: str, heading: str, value: str | float, path: tuple[str, ...], expected: object
) -> None:
    read = one_row(title, {"Authority": "halton", "Id": "northbank", heading: value})
    assert [said.values for said in read.said] == [{path: expected}]  # type: ignore[union-attr]


def one_row(title: str, cells: dict[str, str | float | date | None]) -> RowRead:
    [row] = read_sheet(sheet_of(title, [dict(cells)]))
    return row


@pytest.mark.parametrize(
    ("title", "heading", "value", "words"),
    [
        ("Register", "Tier", "uper", "did you mean upper?"),
        ("Register", "Public information: sent on", "05/13/2023", "no month 13"),
        ("Register", "Public information: sent on", 45058.5, "A good example: 2024-03-01"),
        ("Register", "Name", date(2024, 5, 1), "a date, 2024-05-01, where a text is expected"),
        ("Exercises", "No notice", "perhaps", "'perhaps' is not what this column holds"),
        ("Exercises", "Starts at", "25:00", "A good example: 10:00"),
        ("Exercises", "Agencies", "Example Police", "is not what this column holds"),
    ],
)
def test_a_cell_that_is_not_of_its_form_is_said_with_a_good_example(
    title: str, heading: str, value: str | float | date, words: str
) -> None:
    read = one_row(title, {"Authority": "halton", "Id": "northbank", heading: value})
    [remark] = read.remarks
    assert (remark.heading, remark.is_blocking) == (heading, True)
    assert words in remark.text
    assert [said.values for said in read.said] == [{}]  # type: ignore[union-attr]


def test_a_date_cell_that_shows_only_a_month_is_that_month() -> None:
    shown = Cell(value=date(2023, 5, 1), number_format="mmm\\-yy")
    sheet = sheet_of("Register", [{"Authority": "halton", "Id": "northbank", "Safety report: sent on": "x"}])
    row = SheetRow(number=4, cells=(*sheet.rows[3].cells[:2], shown))
    [read] = read_sheet(Sheet(title="Register", rows=(*sheet.rows[:3], row)))
    assert [said.values for said in read.said] == [{("safety_report", "sent_on"): "2023-05"}]  # type: ignore[union-attr]
    assert read.remarks[0].text == "read as 2023-05: the cell shows no day"


def test_a_row_that_does_not_say_whose_it_is_is_not_taken() -> None:
    read = one_row("Lessons", {"Authority": "halton", "Id": "l1", "Text": "keys"})
    assert read.said == ()
    assert "says which exercise this is" in read.remarks[0].text


def test_strange_renamed_and_missing_headings_are_said_and_worked_out_ones_passed_over() -> None:
    sheet = sheet_of("Measures", [{"Authority": "halton", "Id": "m", "Titel": "x", "So far *": 3}])
    records = record_sheet_of(sheet)
    assert records is not None
    read = read_record_sheet(sheet, records, "export.xlsx")
    assert '"Titel" is no column of this sheet, perhaps renamed from "title"; it was not read' in read.remarks
    assert 'there is no column "Target"; nothing was read for it' in read.remarks
    assert not any("So far" in remark for remark in read.remarks)
    [row] = read.rows
    assert [said.values for said in row.said] == [{("id",): "m"}]  # type: ignore[union-attr]


def test_a_csv_file_is_known_by_its_name_and_headings() -> None:
    headings = tuple(Cell(value=column.heading) for column in sheet_named("Plan issues").columns)
    assert title_of(Sheet(title="plan-issues", rows=(SheetRow(number=1, cells=headings),))) == "Plan issues"
    own = tuple(Cell(value=heading) for heading in ("Site", "Operator", "Name"))
    assert title_of(Sheet(title="register", rows=(SheetRow(number=1, cells=own),))) == ""
    assert title_of(Sheet(title="register", rows=())) == ""


def title_of(sheet: Sheet) -> str:
    found: RecordSheet | None = record_sheet_of(sheet)
    return found.title if found else ""


def test_forms_cover_what_the_records_hold() -> None:
    used = {column.form for sheet in record_sheets() for column in sheet.columns}
    assert used == set(ColumnForm)
