"""``comah calendar`` as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import comah
from comah.calendar_lint import lint

EXAMPLE = Path(comah.__file__).parent / "records" / "example"
SHIPPED = Path(comah.__file__).parent.parent / "sites"
ON = "2026-11-21"


def run(folder: Path, *arguments: str, sites: Path = EXAMPLE) -> subprocess.CompletedProcess[bytes]:
    program = [sys.executable, "-c", "from comah_cli.app import main; main()", "calendar"]
    return subprocess.run(
        [*program, *arguments, "--sites", str(sites)],
        cwd=folder,
        env={**os.environ, "COLUMNS": "200"},
        capture_output=True,
        check=False,
    )


def events(data: bytes) -> list[str]:
    return [line for line in data.decode().replace("\r\n ", "").split("\r\n") if line.startswith("SUMMARY:")]


def test_the_shipped_register_says_that_no_plan_can_be_shown_in_date(tmp_path: Path) -> None:
    found = run(tmp_path, "--output", "plans.ics", "--on", ON, sites=SHIPPED)
    assert (found.returncode, found.stdout) == (0, b"")
    data = (tmp_path / "plans.ics").read_bytes()
    assert lint(data) == ()
    assert len(events(data)) == 9
    assert all(line.endswith(": external plan CANNOT BE SHOWN IN DATE") for line in events(data))
    assert data.count(b"DTSTART;VALUE=DATE:20261123\r\n") == 9  # the Monday after
    said = found.stderr.decode()
    assert "Wrote 9 entries to plans.ics" in said
    assert "21 Nov 2026 to 21 May 2028" in said
    assert "NOT IN DATE, or not known: 9, entered on 23 Nov 2026" in said
    assert "2024-widnes-live" in said


def test_two_runs_give_the_same_octets_on_screen_and_in_the_file(tmp_path: Path) -> None:
    written = run(tmp_path, "--output", "a.ics", "--on", ON, "--kind", "all")
    shown = run(tmp_path, "--output", "-", "--on", "21/11/2026", "--kind", "all")
    assert (written.returncode, shown.returncode) == (0, 0)
    assert shown.stdout == (tmp_path / "a.ics").read_bytes()
    assert lint(shown.stdout) == ()


def test_a_calendar_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    run(tmp_path, "--output", "a.ics", "--on", ON)
    before = (tmp_path / "a.ics").read_bytes()
    assert run(tmp_path, "--output", "a.ics", "--on", "2026-11-22").returncode == 0
    assert (tmp_path / "a.ics").read_bytes() != before
    assert [path.name for path in tmp_path.iterdir()] == ["a.ics"]


def test_a_file_that_is_no_calendar_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(b"the only copy")
    found = run(tmp_path, "--output", "report.docx", "--on", ON)
    assert found.returncode == 2
    assert b"no calendar and is not replaced" in found.stderr
    assert (tmp_path / "report.docx").read_bytes() == b"the only copy"


@pytest.mark.parametrize("name", ["register.toml", "new.toml", "exampleshire/authority.toml"])
def test_no_record_is_ever_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "exampleshire").mkdir()
    (tmp_path / "register.toml").write_text("schema = 1\n", encoding="utf-8")
    found = run(tmp_path, "--output", name, "--on", ON, sites=tmp_path)
    assert found.returncode == 2
    assert b"inside the register" in found.stderr
    assert (tmp_path / "register.toml").read_text(encoding="utf-8") == "schema = 1\n"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["exampleshire", "register.toml"]


@pytest.mark.parametrize(
    ("output", "words"),
    [("nowhere/a.ics", b"there is no folder"), (".", b"no ordinary file"), (os.devnull, b"ordinary")],
)
def test_where_a_calendar_cannot_go(tmp_path: Path, output: str, words: bytes) -> None:
    found = run(tmp_path, "--output", output, "--on", ON)
    assert found.returncode == 2
    assert words in found.stderr


def test_one_site_one_period_one_kind(tmp_path: Path) -> None:
    found = run(
        tmp_path, "--output", "-", "--on", ON, "--site", "westbank", "--kind", "deadlines", "--from", "1 Feb 2027",
        "--to", "28/02/2027",
    )  # fmt: skip
    assert found.returncode == 0
    assert events(found.stdout) == ["SUMMARY:Westbank Resins: safe date\\, test the external plan"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--site", "westbnk"], "Did you mean westbank"),
        (["--authority", "nowhere"], "no such authority"),
        (["--no-notice", "2027-northbank-live"], "no such no-notice exercise"),
        (["--from", "2027-02-30"], "--from 2027-02-30"),
        (["--from", "May 2027"], "one exact day is needed"),
        (["--from", "2027-05-02", "--to", "2027-05-01"], "ends before it starts"),
        (["--kind", "everything"], "everything"),
    ],
)
def test_a_wrong_word_is_named_and_nothing_is_written(tmp_path: Path, arguments: list[str], words: str) -> None:
    found = run(tmp_path, "--output", "a.ics", "--on", ON, *arguments)
    assert found.returncode == 2
    assert words in found.stderr.decode()
    assert b"Traceback" not in found.stderr
    assert not list(tmp_path.iterdir())


def test_a_period_with_nothing_in_it_leaves_the_old_file(tmp_path: Path) -> None:
    run(tmp_path, "--output", "a.ics", "--on", ON)
    before = (tmp_path / "a.ics").read_bytes()
    found = run(
        tmp_path, "--output", "a.ics", "--on", ON, "--kind", "exercises", "--from", "2090-01-01", "--to", "2090-01-02"
    )
    assert found.returncode == 2
    assert b"Nothing falls in that period" in found.stderr
    assert (tmp_path / "a.ics").read_bytes() == before


def test_a_no_notice_exercise_is_shown_only_when_named(tmp_path: Path) -> None:
    plain = run(
        tmp_path, "--output", "-", "--on", ON, "--kind", "exercises", "--from", "2010-01-01", "--to", "2035-12-31"
    )
    assert plain.returncode == 0
    hidden = [path for path in EXAMPLE.rglob("*.toml") if "no_notice = true" in path.read_text(encoding="utf-8")]
    assert hidden
    assert not [path.stem for path in hidden if f"UID:{path.stem}." in plain.stdout.decode()]
    name = hidden[0].stem
    named = run(
        tmp_path, "--output", "-", "--on", ON, "--kind", "exercises", "--from", "2010-01-01", "--to", "2035-12-31",
        "--no-notice", name,
    )  # fmt: skip
    assert f"UID:{name}.exercise@" in named.stdout.decode().replace("\r\n ", "")


def test_without_a_register_the_exit_status_is_three(tmp_path: Path) -> None:
    found = run(tmp_path, "--output", "a.ics", "--on", ON, sites=tmp_path)
    assert found.returncode == 3
    assert not list(tmp_path.iterdir())
