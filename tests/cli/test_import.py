"""``comah import`` as an officer runs it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from command_line import EXAMPLE, Done, run_comah
from messy_workbooks import write
from openpyxl import Workbook, load_workbook
from register_text import write_register

BY = ("--by", "emergency planning officer")
AS_AT = ("--on", "2026-11-21")
RECORDS = {"establishments/northbank": 'name = "Northbank Chemicals"\noperator = "Northbank Chemicals Ltd"\n'}
NEW_SITES = [
    ("Site", "Town", "Tier", "Date of test", "Exercise type"),
    ("Westbank Acids", "Exampleton", "upper", "12/05/2023", "live"),
    ("Fernhill Gases", "Sampleford", "upper", "TBC", None),
]


@pytest.fixture
def sites(tmp_path: Path) -> Path:
    folder = tmp_path / "sites"
    folder.mkdir()
    write_register(folder, RECORDS)
    return folder


def workbook(path: Path, rows: Sequence[tuple[str | None, ...]]) -> Path:
    """Write a workbook of one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sites"
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def contents(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def records(folder: Path) -> dict[str, bytes]:
    """Read every record below a folder."""
    return {name: data for name, data in contents(folder).items() if name.endswith(".toml")}


def imported(file: Path, sites: Path, *more: str | Path) -> Done:
    """Import a file into a register."""
    return run_comah("import", file, *BY, *AS_AT, "--sites", sites, *more)


def test_every_row_is_shown_then_written_and_the_next_command_named(tmp_path: Path, sites: Path) -> None:
    done = imported(workbook(tmp_path / "old.xlsx", NEW_SITES), sites)
    assert (done.status, done.err) == (0, "")
    assert "Row 2: Westbank Acids -> westbank-acids: taken" in done.out
    assert "Row 3: Fernhill Gases -> fernhill-gases: taken" in done.out
    assert "halton/establishments/: fernhill-gases.toml, westbank-acids.toml" in done.out
    assert "2 rows: 2 taken." in done.out
    assert "entered in the journal as by: emergency planning officer" in done.out
    assert "comah due --sites" in done.out
    assert b"held_on = 2023-05-12" in contents(sites)["halton/exercises/2023-westbank-acids-live.toml"]
    assert contents(sites)["halton/journal.jsonl"].count(b"\n") == 3


def test_a_second_import_changes_nothing(tmp_path: Path, sites: Path) -> None:
    file = workbook(tmp_path / "old.xlsx", NEW_SITES)
    imported(file, sites)
    before = contents(sites)
    done = imported(file, sites)
    assert "2 rows: 2 already on record." in done.out
    assert "Nothing was written: there is nothing to add." in done.out
    assert contents(sites) == before


def test_a_dry_run_shows_the_same_and_writes_nothing(tmp_path: Path, sites: Path) -> None:
    file = write(tmp_path, "one-site-two-names")
    before = contents(tmp_path)
    done = run_comah("import", file, "--dry-run", *AS_AT, "--sites", sites)
    assert (done.status, done.err) == (0, "")
    assert "asked about" in done.out
    assert "Dry run: nothing was written." in done.out
    assert "one-site-two-names-left.xlsx" in done.out
    command = f'comah import {file} --by "emergency planning officer" --sites {sites}'
    assert done.out.endswith(f"Next:\n  {command}\n")
    assert contents(tmp_path) == before


def test_the_command_after_a_dry_run_keeps_what_was_asked_for(tmp_path: Path, sites: Path) -> None:
    file = workbook(tmp_path / "old sites.xlsx", NEW_SITES)
    mapping = tmp_path / "my map.toml"
    mapping.write_text("[columns]\n", encoding="utf-8")
    asked = ("--map", mapping, "--sheet", "Sites", "--tier", "upper")
    done = run_comah("import", file, "--dry-run", *asked, *AS_AT, "--sites", sites)
    options = f'--map "{mapping}" --sheet Sites --tier upper --by "emergency planning officer" --sites {sites}'
    assert done.out.endswith(f'Next:\n  comah import "{file}" {options}\n')


@pytest.mark.parametrize(
    ("name", "good"),
    [("no such.xlsx", "comah import sites.xlsx"), ("sites.xlsx", "comah import old/sites.xlsx")],
)
def test_a_missing_file_is_no_good_example(tmp_path: Path, sites: Path, name: str, good: str) -> None:
    done = imported(tmp_path / name, sites)
    assert (done.status, done.out) == (2, "")
    assert done.err.rstrip().endswith(f"Example: {good}")


def test_an_example_with_a_blank_in_it_is_quoted(tmp_path: Path, sites: Path) -> None:
    (tmp_path / "old sites.xlsx").write_bytes(b"")
    assert imported(tmp_path / "old sites.xlsx", sites).err.rstrip().endswith('Example: comah import "old sites.xlsx"')


def test_old_rows_of_one_site_give_no_false_due_dates(tmp_path: Path, sites: Path) -> None:
    lines = [
        ("Site", "Date of test", "Next test due"),
        ("Northbank Chemicals", "12/05/2017", "12/05/2020"),
        ("Northbank Chemicals", "11/05/2020", "11/05/2023"),
        ("Northbank Chemicals", "10/05/2023", "12/05/2026"),
    ]
    done = imported(workbook(tmp_path / "old.xlsx", lines), sites)
    assert "DUE DATES EARLIER" not in done.out
    assert "DUE DATES LATER THAN THE LAW ALLOWS, not stored (1)" in done.out


def test_rows_that_say_nothing_do_not_come_back_to_be_mended(tmp_path: Path, sites: Path) -> None:
    lines = [("Site", "Tier", "Date of test"), ("Fernhill Gases", "lower", "n/a"), ("Westbank", "lower", "TBC")]
    done = imported(workbook(tmp_path / "old.xlsx", lines), sites)
    assert "2 rows: 2 taken." in done.out
    assert not (tmp_path / "old-left.xlsx").exists()


def test_an_answered_row_above_the_row_that_makes_its_site(tmp_path: Path, sites: Path) -> None:
    lines = [
        ("Site", "Tier", "Date of test", "comah id"),
        ("Bridge St Tank Farm", "upper", "12/05/2023", "bridge-street-tank-farm"),
        ("Bridge Street Tank Farm", "upper", None, None),
    ]
    done = imported(workbook(tmp_path / "old.xlsx", lines), sites)
    assert "2 rows: 2 taken." in done.out
    assert b'name = "Bridge Street Tank Farm"' in contents(sites)["halton/establishments/bridge-street-tank-farm.toml"]


def test_a_post_is_needed_to_write(tmp_path: Path, sites: Path) -> None:
    done = run_comah("import", workbook(tmp_path / "old.xlsx", NEW_SITES), "--sites", sites)
    assert (done.status, done.out) == (2, "")
    assert "--by needs the post" in done.err


def test_rows_that_were_not_taken_go_to_a_workbook_that_is_never_written_over(tmp_path: Path, sites: Path) -> None:
    file = write(tmp_path, "one-site-two-names")
    imported(file, sites)
    left = tmp_path / "one-site-two-names-left.xlsx"
    book = load_workbook(left)
    assert [cell.value for cell in book["Sites"][1]][-3:] == ["comah id", "exercise id", "Why not taken *"]
    book.save(left)  # as an officer does who has begun to mend it
    mended = left.read_bytes()
    imported(file, sites)
    assert left.read_bytes() == mended
    assert (tmp_path / "one-site-two-names-left-2.xlsx").exists()


def test_the_workbook_to_mend_is_replaced_while_nobody_has_saved_it(tmp_path: Path, sites: Path) -> None:
    file = write(tmp_path, "one-site-two-names")
    imported(file, sites)
    imported(file, sites)
    assert sorted(path.name for path in tmp_path.glob("*.xlsx")) == [
        "one-site-two-names-left.xlsx",
        "one-site-two-names.xlsx",
    ]


def test_what_is_left_of_the_rest_goes_beside_it(tmp_path: Path, sites: Path) -> None:
    imported(write(tmp_path, "one-site-two-names"), sites)
    done = imported(tmp_path / "one-site-two-names-left.xlsx", sites)
    assert (tmp_path / "one-site-two-names-left-2.xlsx").exists()
    assert "asked about" in done.out


def test_the_rows_to_mend_go_where_they_are_asked_to(tmp_path: Path, sites: Path) -> None:
    file = write(tmp_path, "one-site-two-names")
    imported(file, sites, "--left", tmp_path / "mend.xlsx")
    assert (tmp_path / "mend.xlsx").exists()
    refused = imported(file, sites, "--left", file)
    assert refused.status == 2


def test_due_dates_against_the_law_are_told_and_not_stored(tmp_path: Path, sites: Path) -> None:
    done = imported(write(tmp_path, "next-due-against-the-law"), sites)
    assert "DUE DATES LATER THAN THE LAW ALLOWS, not stored (1)" in done.out
    assert "DUE DATES EARLIER THAN THE LAW ASKS, not stored (1)" in done.out
    assert not any(b"2027" in data for data in records(sites).values())


def test_the_answer_as_data(tmp_path: Path, sites: Path) -> None:
    done = imported(write(tmp_path, "next-due-against-the-law"), sites, "--format", "json")
    answer = json.loads(done.out)
    assert (answer["schema"], answer["on"], answer["written"]) == ("comah.import/1", "2026-11-21", True)
    assert [row["fate"] for row in answer["rows"]] == ["taken", "taken", "taken"]
    assert [claim["due_on"] for claim in answer["claims"]] == ["2026-05-12", "2026-01-25", "2027-05-22"]
    assert answer["left_file"] is None


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("old.xlsx", b"not a workbook", "old.xlsx"),
        ("old.xlsm", b"PK", "macro"),
        ("old.xlsx", b"", "is empty"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_and_nothing_is_written(
    tmp_path: Path, sites: Path, name: str, data: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(data)
    before = contents(tmp_path)
    done = imported(tmp_path / name, sites)
    assert (done.status, done.out) == (2, "")
    assert words in done.err
    assert "Traceback" not in done.err
    assert contents(tmp_path) == before


def test_a_sheet_that_is_not_there_is_said_with_those_that_are(tmp_path: Path, sites: Path) -> None:
    done = imported(workbook(tmp_path / "old.xlsx", NEW_SITES), sites, "--sheet", "Exercises")
    assert done.status == 2
    assert "has no sheet 'Exercises'. It has: Sites" in done.err


def test_an_officers_sheet_needs_a_register(tmp_path: Path) -> None:
    done = imported(workbook(tmp_path / "old.xlsx", NEW_SITES), tmp_path / "none")
    assert done.status == 2
    assert "comah init DIR" in done.err
    assert not (tmp_path / "none").exists()


def test_whose_sites_they_are_is_asked_where_there_are_several_councils(tmp_path: Path) -> None:
    example = tmp_path / "sites"
    shutil.copytree(EXAMPLE, example)
    file = workbook(tmp_path / "old.xlsx", NEW_SITES)
    refused = imported(file, example)
    assert refused.status == 2
    assert "--authority" in refused.err
    assert "exampleshire" in refused.err
    named = imported(file, example, "--authority", "exampleshire")
    assert named.status == 0
    assert (example / "exampleshire" / "establishments" / "westbank-acids.toml").exists()
    wrong = imported(file, example, "--authority", "westshire")
    assert (wrong.status, "no such council" in wrong.err) == (2, True)


def test_a_new_site_without_a_tier_is_asked_about_unless_the_tier_is_given(tmp_path: Path, sites: Path) -> None:
    rows = [("Site", "Date of test"), ("Westbank Acids", "12/05/2023")]
    file = workbook(tmp_path / "old.xlsx", rows)
    assert "asked about" in imported(file, sites).out
    assert "1 row: 1 taken." in imported(file, sites, "--tier", "upper").out


def test_a_map_file_says_what_a_column_means(tmp_path: Path, sites: Path) -> None:
    file = workbook(
        tmp_path / "old.xlsx", [("Where", "Tier", "Blue light day"), ("Westbank Acids", "upper", "12/05/2023")]
    )
    mapping = tmp_path / "map.toml"
    mapping.write_text('[columns]\n"Where" = "site"\n"Blue light day" = "date of test"\n', encoding="utf-8")
    assert "1 row: 1 taken." in imported(file, sites, "--map", mapping).out
    assert "halton/exercises/2023-westbank-acids-exercise.toml" in contents(tmp_path / "sites").keys() | {
        f"halton/exercises/{path.name}" for path in (sites / "halton" / "exercises").glob("*.toml")
    }


def test_the_template_is_written_once_and_filled_in_imports(tmp_path: Path, sites: Path) -> None:
    path = tmp_path / "to-fill-in.xlsx"
    assert run_comah("import", "--template", path).status == 0
    again = run_comah("import", "--template", path)
    assert (again.status, "is not replaced" in again.err) == (2, True)
    book = load_workbook(path)
    sheet = book["Sites"]
    headings = {cell.value: number for number, cell in enumerate(sheet[1], 1)}
    for heading, value in (("Site", "Westbank Acids"), ("Tier", "upper"), ("Date of test", "12/05/2023")):
        sheet.cell(2, headings[heading]).value = value
    book.save(path)
    assert "1 taken" in imported(path, sites).out
    assert any(b"2023-05-12" in data for data in records(sites).values())


@pytest.fixture(params=["workbook", "csv"])
def exported(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[Path]]:
    """The export of the example register: a workbook, or its CSV files."""
    example = tmp_path / "example"
    shutil.copytree(EXAMPLE, example)
    if request.param == "workbook":
        assert run_comah("export", tmp_path / "all.xlsx", *AS_AT, "--sites", example).status == 0
        yield [tmp_path / "all.xlsx"]
    else:
        done = run_comah("export", tmp_path / "all", "--format", "csv", *AS_AT, "--sites", example)
        assert done.status == 0
        yield sorted((tmp_path / "all").glob("*.csv"))


def test_importing_an_export_changes_no_byte(tmp_path: Path, exported: list[Path]) -> None:
    example = tmp_path / "example"
    before = contents(example)
    for file in exported:
        done = imported(file, example)
        assert (done.status, done.err) == (0, "")
        assert "Nothing was written" in done.out
    assert contents(example) == before


def test_an_export_brings_its_own_register_into_an_empty_folder(tmp_path: Path) -> None:
    assert run_comah("export", tmp_path / "all.xlsx", *AS_AT, "--sites", EXAMPLE).status == 0
    done = imported(tmp_path / "all.xlsx", tmp_path / "anew")
    assert (done.status, done.err) == (0, "")
    options = ("--format", "csv", "--all", "--operator", *AS_AT)
    old, new = (
        run_comah("due", *options, "--sites", folder).out.splitlines() for folder in (EXAMPLE, tmp_path / "anew")
    )
    digest = old[0].split(",").index("digest")
    assert [line.split(",")[:digest] for line in old] == [line.split(",")[:digest] for line in new]


def test_the_answers_of_the_gaps_form_come_back(tmp_path: Path, sites: Path) -> None:
    form = tmp_path / "gaps.xlsx"
    assert run_comah("gaps", "--output", form, *AS_AT, "--sites", sites).status == 0
    book = load_workbook(form)
    sheet = book.worksheets[0]
    headings = {cell.value: number for number, cell in enumerate(sheet[3], 1)}
    keys = {sheet.cell(row, headings["Key"]).value: row for row in range(4, sheet.max_row + 1)}
    answers = {"test|halton|northbank|comah|": "12 May 2024", "address|halton|northbank||": "Quay Road"}
    for key, answer in answers.items():
        sheet.cell(keys[key], headings["Your answer"]).value = answer
    book.save(form)
    done = imported(form, sites)
    assert (done.status, done.err) == (0, "")
    assert "2 taken" in done.out
    assert b'address = "Quay Road"' in records(sites)["halton/establishments/northbank.toml"]
    assert b"held_on = 2024-05-12" in records(sites)["halton/exercises/2024-northbank-exercise.toml"]
    assert "Nothing was written" in imported(form, sites).out
