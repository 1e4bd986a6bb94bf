"""Starting a register: never over anybody's files, and readable as it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

import comah.records.init
from comah.errors import RefusedError
from comah.records.consistency import check_book
from comah.records.init import init_empty, init_example
from comah.records.load import load_book
from comah_cli.commands.init import init

Start = Callable[[Path], tuple[Path, ...]]
PACKAGED = Path(comah.records.init.__file__).parent
EXAMPLE_LINE = re.compile(r"^(\s*)#(?=[^\s:])")  # a # with no space after it begins an example


def test_an_empty_register_reads_without_fault_and_has_no_establishments(tmp_path: Path) -> None:
    init_empty(tmp_path / "sites")
    book = load_book(tmp_path / "sites")
    assert book.problems == ()
    assert check_book(book, date(2026, 11, 21)) == ()
    (records,) = book.authorities
    assert (records.authority.id, records.establishments, records.exercises) == ("your-council", (), ())


def test_the_register_file_lies_in_the_folder_itself(tmp_path: Path) -> None:
    written = init_empty(tmp_path)
    assert tmp_path / "register.toml" in written
    assert sorted(written) == sorted(path for path in tmp_path.rglob("*") if path.is_file())


def test_every_example_of_the_empty_register_holds_once_uncommented(tmp_path: Path) -> None:
    init_empty(tmp_path)
    for path in [*tmp_path.rglob("example.txt"), *tmp_path.rglob("*.toml")]:
        lines = path.read_text(encoding="utf-8").splitlines()
        text = "\n".join(EXAMPLE_LINE.sub(r"\1", line) for line in lines) + "\n"
        assert text != "\n".join(lines) + "\n", path
        name = re.search(r'^id = "([^"]+)"', text, re.MULTILINE)
        target = path.with_name(f"{name[1]}.toml") if name and path.suffix == ".txt" else path
        target.write_text(text, encoding="utf-8")
    # The examples name one other site.
    northbank = tmp_path / "your-council" / "establishments" / "northbank.toml"
    westbank = northbank.read_text(encoding="utf-8").replace('id = "northbank"', 'id = "westbank"')
    northbank.with_name("westbank.toml").write_text(westbank, encoding="utf-8")
    book = load_book(tmp_path)
    assert book.problems == ()
    (records,) = book.authorities
    assert [one.id for one in records.establishments] == ["northbank", "westbank"]
    assert [one.id for one in records.exercises] == ["2026-northbank-live"]
    assert [one.id for one in records.activations] == ["2025-northbank-release"]
    assert records.diary is not None
    assert len(records.diary.entries) == 2
    assert records.waivers is not None
    assert len(records.waivers.waivers) == 1


@pytest.mark.parametrize("start", [init_empty, init_example])
def test_a_folder_that_holds_anything_is_refused_and_left_as_it_was(tmp_path: Path, start: Start) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(RefusedError, match=r"not empty \(it holds notes\.txt\)"):
        start(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("start", [init_empty, init_example])
def test_a_second_time_is_refused(tmp_path: Path, start: Start) -> None:
    start(tmp_path)
    with pytest.raises(RefusedError, match="not empty"):
        start(tmp_path)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "sites").write_text("", encoding="utf-8")
    with pytest.raises(RefusedError, match="cannot be written here"):
        init_empty(tmp_path / "sites")


def test_the_example_is_byte_for_byte_what_is_packaged(tmp_path: Path) -> None:
    init_example(tmp_path / "one")
    init_example(tmp_path / "two")
    packaged = sorted((PACKAGED / "example").rglob("*.toml"))
    assert len(packaged) > 100
    for path in packaged:
        name = path.relative_to(PACKAGED / "example")
        assert (tmp_path / "one" / name).read_bytes() == path.read_bytes()
    once = {path.relative_to(tmp_path / "one"): path.read_bytes() for path in (tmp_path / "one").rglob("*.*")}
    again = {path.relative_to(tmp_path / "two"): path.read_bytes() for path in (tmp_path / "two").rglob("*.*")}
    assert once == again


def test_an_empty_folder_that_is_there_already_will_do(tmp_path: Path) -> None:
    (tmp_path / "sites").mkdir()
    init_example(tmp_path / "sites")
    assert load_book(tmp_path / "sites").name == "Example Resilience Forum"


def run(folder: Path, *options: str) -> str:
    app = typer.Typer()
    app.command()(init)
    result = CliRunner().invoke(app, [*options, str(folder)], catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_the_command_says_what_it_wrote_and_what_to_do_next(tmp_path: Path) -> None:
    folder = tmp_path / "sites"
    printed = run(folder).splitlines()
    assert printed[0] == f"Wrote 18 files to {folder}"
    assert "  your-council/               authority.toml, diary.toml, waivers.toml" in printed
    shown = f'"{folder}"' if " " in str(folder) else str(folder)
    assert printed[-2:] == [f"  comah validate --sites {shown}", f"  comah due --sites {shown}"]


def test_the_command_writes_the_example_and_says_as_at_which_day_to_see_it(tmp_path: Path) -> None:
    folder = tmp_path / "my sites"
    printed = run(folder, "--example").splitlines()
    assert printed[-2:] == [
        f'  comah due --sites "{folder}" --on 2026-11-21',
        f'  comah site list --sites "{folder}"',
    ]


def test_the_command_leaves_a_refusal_to_the_program(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("", encoding="utf-8")
    with pytest.raises(RefusedError):
        run(tmp_path)
