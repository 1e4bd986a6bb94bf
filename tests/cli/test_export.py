"""``comah export`` and the gaps form, opened as a spreadsheet program opens them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from command_line import EXAMPLE, ON, SHIPPED, run_comah
from openpyxl import Workbook, load_workbook
from register_text import write_register

NORTHBANK = """
name = "Northbank Chemicals"
town = "Exampleton"
[[plans]]
regime = "comah"
first_prepared_on = 2017-03-14
history_complete = true
reviews = [{ on = 2024-05-01, kind = "full", approved_by = "head of service" }]
"""
TESTED = """
name = "Exercise Example"
held_on = 2023-05-12
will_test = ["northbank"]
credits = [{ plan = "northbank", conclusion = "tested", elements = ["all"], decided_on = 2023-06-01 }]
[[lessons]]
id = "l1"
text = "Rest centre keys were not to be found"
due_on = 2024-03-31
"""
RECORDS = {"establishments/northbank": NORTHBANK, "exercises/2023-northbank": TESTED}


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return exported(tmp_path_factory.mktemp("example"), EXAMPLE)


def exported(folder: Path, sites: Path, *options: str | Path) -> Any:
    done = run_comah("export", folder / "out.xlsx", "--sites", sites, *(options or ON))
    assert done.status == 0, done.err
    return load_workbook(folder / "out.xlsx")


def register(folder: Path, records: dict[str, str]) -> Path:
    write_register(folder / "register", records)
    return folder / "register"


def rows(book: Any, title: str) -> list[dict[str, Any]]:
    """Return the rows of a sheet by heading; a day as a day."""
    headings, *below = list(book[title].iter_rows(min_row=3, values_only=True))
    named = [name for name in headings if name]
    return [dict(zip(named, map(_plain, row), strict=False)) for row in below if any(row)]


def _plain(value: object) -> object:
    return value.date() if isinstance(value, datetime) else value


def test_the_sheets_and_their_order(example: Any) -> None:
    titles = example.sheetnames
    assert titles[:7] == ["Cover", "Register", "Plans and duties", "Exercises", "Lessons", "Gaps", "Measures"]
    assert titles[-1] == "What the columns mean"
    assert all(len(title) <= 31 for title in titles)


def test_the_first_cell_of_each_sheet_says_whether_it_is_read_back(example: Any) -> None:
    reports = {"Cover", "Plans and duties", "Gaps", "What the columns mean"}
    for sheet in example:
        kind = "report" if sheet.title in reports else "records"
        assert sheet["A1"].value == f"comah {kind}: {sheet.title}"


def test_every_sheet_can_be_filtered_scrolled_and_printed(example: Any) -> None:
    for sheet in example:
        assert sheet.print_title_rows == "$3:$3"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage is True
        assert (sheet.oddHeader.center.text, sheet.oddFooter.right.text) == ("OFFICIAL", "Page &P of &N")
        assert sheet.freeze_panes.endswith("4")
        assert sheet.sheet_properties.tabColor is not None
        if sheet.title != "Cover":
            (table,) = sheet.tables.values()
            headings = [cell.value for cell in sheet[3] if cell.value]
            assert table.column_names == headings
            assert table.ref.startswith("A3:")
            assert len({heading.lower() for heading in headings}) == len(headings)


def test_the_names_of_tables_are_unique(example: Any) -> None:
    names = [name for sheet in example for name in sheet.tables]
    assert len(set(names)) == len(names)


def test_no_cell_holds_a_formula_and_no_text_a_link(example: Any) -> None:
    kinds = {cell.data_type for sheet in example for row in sheet.iter_rows() for cell in row}
    assert kinds == {"s", "n", "d"}
    assert not [cell for sheet in example for row in sheet.iter_rows() for cell in row if cell.hyperlink]


def test_days_are_days_and_vague_days_are_the_records_own_words(example: Any) -> None:
    held = {row["Id"]: row["Held on"] for row in rows(example, "Exercises")}
    assert held["2023-northbank"] == date(2023, 5, 12)
    assert held["2023-eastquay"] == "2023-11"


def test_words_of_a_closed_set_are_offered(example: Any) -> None:
    sheet = example["Register"]
    offered = {one.formula1: str(one.sqref) for one in sheet.data_validations.dataValidation}
    heading = next(cell for cell in sheet[3] if cell.value == "Tier")
    assert offered['"upper,lower"'].startswith(f"{heading.column_letter}4:")


def test_the_position_has_a_word_wherever_it_has_a_colour(example: Any) -> None:
    for title in ("Register", "Plans and duties", "Exercises", "Lessons", "Measures", "Cover"):
        for row in example[title].iter_rows(min_row=4):
            assert not [cell.coordinate for cell in row if cell.fill.fill_type and not cell.value]
    northbank = next(row for row in rows(example, "Register") if row["Id"] == "northbank")
    assert northbank["Worst position *"] == "OVERDUE"


def test_plans_and_duties_agree_with_comah_due(example: Any) -> None:
    done = run_comah("due", "--sites", EXAMPLE, *ON, "--all", "--operator", "--format", "csv")
    due = list(csv.DictReader(io.StringIO(done.out)))
    shown = {
        (row["Site"] or "", row["Plan"] or "", row["Exercise"] or "", row["Duty"], str(row["Safe date"] or ""))
        for row in rows(example, "Plans and duties")
    }
    assert {(row["establishment"], row["plan"], row["exercise"], row["duty"], row["safe_on"]) for row in due} <= shown


def test_the_councils_own_duties_of_law_come_first(example: Any) -> None:
    found = rows(example, "Plans and duties")
    first = next(
        at for at, row in enumerate(found) if (row["Law or local"], row["Owed by"]) != ("law", "local authority")
    )
    assert first > 20
    assert found[0]["Position"] == "OVERDUE"
    assert not [row for row in found[first:] if (row["Law or local"], row["Owed by"]) == ("law", "local authority")]


def test_every_column_is_explained(example: Any) -> None:
    explained = {(row["Sheet"], row["Column"]) for row in rows(example, "What the columns mean")}
    for sheet in example:
        if sheet.title not in {"Cover", "What the columns mean"}:
            assert {(sheet.title, cell.value) for cell in sheet[3] if cell.value} <= explained


def test_the_cover_says_what_it_is(example: Any) -> None:
    said = {row["About"]: row["What to know"] for row in rows(example, "Cover")}
    assert said["Forum"] == "Example Resilience Forum"
    assert said["As at"] == "Sat 21 Nov 2026"
    assert said["Marking"] == "OFFICIAL (Exampleshire Council)"
    assert said["Records"].startswith("digest sha256:")
    assert said["NOT TO BE PASSED ON"] == "It holds 1 exercise without notice still to come: keep it from the players."
    assert said["Sheet: Told CA"] == "Records; read back. 1 row."


def test_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    answers = set()
    for seed in ("1", "77"):
        done = run_comah("export", tmp_path / f"{seed}.xlsx", "--sites", EXAMPLE, *ON, PYTHONHASHSEED=seed)
        assert done.status == 0
        answers.add((tmp_path / f"{seed}.xlsx").read_bytes())
    assert len(answers) == 1


def test_the_records_stand_as_today_and_only_what_is_worked_out_as_at_the_day(tmp_path: Path) -> None:
    sites = register(tmp_path, RECORDS)
    early, late = (exported(tmp_path, sites, "--on", day) for day in ("2023-05-01", "2026-11-21"))
    assert [row["Held on"] for row in rows(early, "Exercises")] == [date(2023, 5, 12)]
    assert [row["State *"] for row in rows(early, "Lessons")] == ["exercise to come"]
    assert [row["State *"] for row in rows(late, "Lessons")] == ["OVERDUE"]
    assert [row["Test *"] for row in rows(late, "Plans")] == ["OVERDUE"]
    assert [row["Test: safe date *"] for row in rows(late, "Plans")] == [date(2026, 5, 11)]
    said = {row["About"]: row["What to know"] for row in rows(early, "Cover")}
    assert "as they stand today" in said["Days"]
    assert "3 facts dated after 1 May 2023" in said["Left out"]


def test_a_file_that_cannot_be_read_is_named_on_the_cover(tmp_path: Path) -> None:
    sites = register(tmp_path, RECORDS)
    (sites / "halton" / "establishments" / "broken.toml").write_text("schema = 1\nid = [\n", encoding="utf-8")
    done = run_comah("export", tmp_path / "out.xlsx", "--sites", sites, *ON)
    assert done.status == 0
    assert "NOT READ AS WRITTEN: halton/establishments/broken.toml" in done.err
    missing = [
        row["What to know"] for row in rows(load_workbook(tmp_path / "out.xlsx"), "Cover") if "NOT IN" in row["About"]
    ]
    assert missing[0].startswith("halton/establishments/broken.toml:")
    assert "nothing of this file is in the workbook" in missing[0]


def test_a_text_too_long_for_a_cell_is_never_cut_silently(tmp_path: Path) -> None:
    sites = register(tmp_path, RECORDS | {"establishments/northbank": f'address = "{"a" * 40_000}"\n{NORTHBANK}'})
    done = run_comah("export", tmp_path / "out.xlsx", "--sites", sites, *ON)
    book = load_workbook(tmp_path / "out.xlsx")
    words = "Sheet Register, halton, northbank, Address: 40000 characters, too long for a cell"
    assert f"NOT IN IT: {words}" in done.err
    assert words in [row["What to know"] for row in rows(book, "Cover")]
    assert rows(book, "Register")[0]["Address"].startswith("NOT IN THIS WORKBOOK: 40000 characters")
    run_comah("export", tmp_path / "sheets", "--format", "csv", "--sites", sites, *ON)
    assert "a" * 40_000 in (tmp_path / "sheets" / "register.csv").read_text(encoding="utf-8-sig"), "a CSV file holds it"


def test_hostile_text_in_records_is_text(tmp_path: Path) -> None:
    hostile = NORTHBANK.replace('"Exampleton"', "'=HYPERLINK(\"http://example.org\")'")
    book = exported(tmp_path, register(tmp_path, RECORDS | {"establishments/northbank": hostile}))
    cell = next(cell for row in book["Register"].iter_rows(min_row=4) for cell in row if "HYPERLINK" in str(cell.value))
    assert (cell.data_type, cell.quotePrefix, cell.value) == ("s", True, '=HYPERLINK("http://example.org")')


def test_one_authority_alone(tmp_path: Path) -> None:
    book = exported(tmp_path, EXAMPLE, "--authority", "northexample", *ON)
    for title in ("Register", "Exercises", "Plans and duties", "Gaps"):
        assert {row["Authority"] for row in rows(book, title)} == {"northexample"}
    assert len(rows(book, "Forum councils")) == 3
    assert [row["What to know"] for row in rows(book, "Cover") if row["About"] == "Council"] == [
        "Northexample Council: 8 sites, 14 exercises"
    ]


def test_a_register_without_any_record(tmp_path: Path) -> None:
    book = exported(tmp_path, register(tmp_path, {}))
    assert rows(book, "Register") == []
    assert [table.ref for table in book["Lessons"].tables.values()] == [f"A3:{book['Lessons'].dimensions[3:-1]}4"]


def test_the_shipped_register(tmp_path: Path) -> None:
    book = exported(tmp_path, SHIPPED)
    assert {row["Worst position *"] for row in rows(book, "Register")} == {"CANNOT BE SHOWN"}


def test_an_export_is_replaced_until_somebody_has_saved_it(tmp_path: Path) -> None:
    book = exported(tmp_path, EXAMPLE)
    exported(tmp_path, EXAMPLE)
    book.save(tmp_path / "out.xlsx")
    saved = (tmp_path / "out.xlsx").read_bytes()
    done = run_comah("export", tmp_path / "out.xlsx", "--sites", EXAMPLE, *ON)
    assert done.status == 2
    assert "somebody has saved it since: it is not replaced" in done.err
    assert (tmp_path / "out.xlsx").read_bytes() == saved


def test_another_workbook_is_never_replaced(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "mine.xlsx")
    for command in (("export", tmp_path / "mine.xlsx"), ("gaps", "--output", tmp_path / "mine.xlsx")):
        done = run_comah(*command, "--sites", EXAMPLE, *ON)
        assert (done.status, "is not replaced" in done.err) == (2, True)


def test_a_workbook_that_is_open_is_said_to_be(tmp_path: Path) -> None:
    exported(tmp_path, EXAMPLE)
    (tmp_path / "~$out.xlsx").write_bytes(b"")
    done = run_comah("export", tmp_path / "out.xlsx", "--sites", EXAMPLE, *ON)
    assert (done.status, "open in Excel: close it there" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("target", "options", "words"),
    [
        ("out.txt", (), "a workbook's name ends in .xlsx"),
        ("out.xlsx", ("--format", "csv"), "--format csv writes a folder"),
        ("nowhere/out.xlsx", (), "there is no folder"),
        ("nowhere/sheets", ("--format", "csv"), "there is no folder"),
        ("folder.xlsx", (), "this is a folder; give a file in it"),
        ("file", ("--format", "csv"), "this is a file; --format csv writes a folder of files"),
        ("text.xlsx", (), "comah did not write this file"),
    ],
)
def test_where_it_cannot_go(target: str, options: tuple[str, ...], words: str, tmp_path: Path) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "text.xlsx").write_text("mine", encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    done = run_comah("export", tmp_path / target, "--sites", EXAMPLE, *ON, *options)
    assert (done.status, done.out, words in done.err) == (2, "", True), done.err
    assert sorted(tmp_path.iterdir()) == before
    assert (tmp_path / "text.xlsx").read_text(encoding="utf-8") == "mine"


def test_a_folder_of_sheets(tmp_path: Path) -> None:
    folder = tmp_path / "sheets"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    for _ in range(2):
        done = run_comah("export", folder, "--format", "csv", "--sites", EXAMPLE, *ON)
        assert done.status == 0, done.err
    assert (folder / "mine.txt").read_text(encoding="utf-8") == "mine"
    first = (folder / "plans-and-duties.csv").read_text(encoding="utf-8-sig").split(",")[0]
    assert first == "Site"


def test_other_files_in_the_folder_are_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "lessons.csv").write_text("my,own,lessons\n", encoding="utf-8")
    done = run_comah("export", tmp_path, "--format", "csv", "--sites", EXAMPLE, *ON)
    assert (done.status, "lessons.csv: not written by comah" in done.err) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["lessons.csv"]


@pytest.mark.parametrize("sheet", ["lessons", "measures", "told-ca"])
def test_sheets_of_the_example_as_csv(sheet: str, tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    assert run_comah("export", tmp_path, "--format", "csv", "--sites", EXAMPLE, *ON).status == 0
    golden(f"export_example_{sheet}.csv", (tmp_path / f"{sheet}.csv").read_bytes().decode("utf-8"))


def form(folder: Path, *arguments: str | Path, sites: Path = EXAMPLE) -> Any:
    done = run_comah("gaps", *arguments, "--output", folder / "gaps.xlsx", "--sites", sites, *ON)
    assert (done.status, done.out) == (0, ""), done.err
    return load_workbook(folder / "gaps.xlsx").worksheets[0]


def asked(sheet: Any) -> list[dict[str, Any]]:
    headings, *below = list(sheet.iter_rows(min_row=3, max_col=10, values_only=True))
    return [dict(zip(headings, row, strict=True)) for row in below]


def test_the_gaps_form_asks_one_fact_a_row(tmp_path: Path) -> None:
    sheet = form(tmp_path)
    assert sheet["A1"].value == "comah gaps form"
    found = asked(sheet)
    keys = [row["Key"] for row in found]
    assert len(set(keys)) == len(keys)
    assert all(key.count("|") == 4 for key in keys)
    assert "test-day|exampleshire|eastquay|comah|2023-eastquay" in keys
    assert "credit|exampleshire|dockside|comah|2025-dockside-tabletop" in keys
    assert "local-duty|eastexample|||plan-holders-list" in keys
    assert not [row for row in found if not (row["Why it is asked"] and row["How to answer"] and row["Where to look"])]
    assert {row["Your answer"] for row in found} == {None}


def test_the_columns_to_fill_in_are_yellow_and_named_in_words(tmp_path: Path) -> None:
    sheet = form(tmp_path)
    assert 'fill in the yellow columns, from "Your answer" on' in sheet["A2"].value
    yellow = {sheet.cell(3, cell.column).value for cell in sheet[4] if cell.fill.start_color.rgb == "00FFFF99"}
    assert yellow == {"Your answer", "Where it is known from", "Filled in by (post)"}


def test_a_form_for_one_site_holds_that_site_only(tmp_path: Path) -> None:
    assert {row["Key"].split("|")[2] for row in asked(form(tmp_path, "dockside"))} == {"dockside"}


def test_a_form_names_no_exercise_without_notice_that_is_not_held(tmp_path: Path) -> None:
    surprise = 'planned_on = 2026-01-14\nconfirmed_on = 2025-11-03\nwill_test = ["northbank"]\nno_notice = true\n'
    sites = register(tmp_path, RECORDS | {"exercises/2026-surprise": surprise})
    done = run_comah("gaps", "--output", tmp_path / "gaps.xlsx", "--sites", sites, *ON)
    assert "NOT IN IT: 1 question about an exercise without notice: answer it in its record" in done.err
    text = [
        str(cell)
        for row in load_workbook(tmp_path / "gaps.xlsx").worksheets[0].iter_rows(values_only=True)
        for cell in row
    ]
    assert not [cell for cell in text if "surprise" in cell]


def test_a_form_filled_in_is_not_written_over(tmp_path: Path) -> None:
    form(tmp_path)
    book = load_workbook(tmp_path / "gaps.xlsx")
    book.worksheets[0]["H4"] = "12 May 2023"
    book.save(tmp_path / "gaps.xlsx")
    done = run_comah("gaps", "--output", tmp_path / "gaps.xlsx", "--sites", EXAMPLE, *ON)
    assert (done.status, "comah import" in done.err) == (2, True)


def test_a_form_has_one_format(tmp_path: Path) -> None:
    done = run_comah("gaps", "--output", tmp_path / "gaps.xlsx", "--format", "csv", "--sites", EXAMPLE, *ON)
    assert (done.status, "--format csv is no workbook" in done.err) == (2, True)
    assert list(tmp_path.iterdir()) == []
