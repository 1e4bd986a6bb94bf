"""``comah check --forum``, ``--return`` and ``--measures`` as a forum secretary and a member see them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from command_line import EXAMPLE, ON, SHIPPED, run_comah

HERE = ("--sites", EXAMPLE, *ON)


@pytest.fixture
def without_east(tmp_path: Path) -> Path:
    """The example register without the records of one council, as its forum holds it."""
    register = tmp_path / "sites"
    shutil.copytree(EXAMPLE, register)
    shutil.rmtree(register / "eastexample")
    return register


@pytest.fixture
def returns(tmp_path: Path) -> Path:
    """What that council sent."""
    folder = tmp_path / "returns"
    folder.mkdir()
    done = run_comah("check", "--return", folder / "east.json", "--authority", "eastexample", *HERE)
    assert done.status == 0, done.err
    return folder


def test_the_forum_on_a_monday() -> None:
    done = run_comah("check", "--forum", *HERE, columns=100)
    lines = done.out.splitlines()
    assert (done.status, done.err) == (1, "")
    assert lines[:2] == ["OFFICIAL", "comah check --forum: Example Resilience Forum      as at Sat 21 Nov 2026"]
    assert "3 of 3 authorities shown. Plans: 4 overdue, 2 may be overdue, 4 cannot be shown, 3 at risk" in done.out
    assert "  Wed 2 Dec 2026  exercise 2026-westbank-live" in lines
    assert lines[-1] == "Nothing left out. Exit 1."


def test_authorities_without_records_are_shown_as_such_and_never_with_a_nought() -> None:
    done = run_comah("check", "--forum", "--sites", SHIPPED, *ON, columns=120)
    row = next(line for line in done.out.splitlines() if line.startswith("Warrington") and "NO RECORDS" in line)
    assert row.split() == ["Warrington", "Borough", "Council", *["?"] * 5, "NO", "RECORDS"]
    data = json.loads(run_comah("check", "--forum", "--format", "json", "--sites", SHIPPED, *ON).out)
    assert [(one["authority"], one["basis"], one["plans"]) for one in data["authorities"]][1:] == [
        ("warrington", "no-records", None),
        ("cheshire-east", "no-records", None),
        ("cheshire-west-and-chester", "no-records", None),
    ]
    assert [one["code"] for one in data["findings"]] == ["FRM002"] * 3


def test_a_return_is_added_up_with_its_age(without_east: Path, returns: Path) -> None:
    asked = ("check", "--forum", "--sites", without_east, "--on", "2026-12-01", "--format", "json")
    alone = json.loads(run_comah(*asked).out)
    assert [one["basis"] for one in alone["authorities"]] == ["records", "records", "no-records"]
    data = json.loads(run_comah(*asked, "--returns", returns).out)
    assert data["schema"] == "comah.forum/1"
    east = data["authorities"][2]
    assert (east["basis"], east["file"], east["as_at"], east["days_old"]) == ("return", "east.json", "2026-11-21", 10)
    assert east["plans"]["in_date"] == 3
    page = run_comah(
        "check", "--forum", "--sites", without_east, "--on", "2026-12-01", "--returns", returns, columns=200
    )
    assert "return of 21 Nov 2026, 10 days old, year 2026/27" in page.out


def test_a_broken_return_is_named_and_hides_no_other(without_east: Path, returns: Path) -> None:
    (returns / "broken.json").write_text('{"schema": "comah.return/1",', encoding="utf-8", newline="\n")
    (returns / "letter.txt").write_text("Dear forum", encoding="utf-8", newline="\n")
    (returns / "evil.json").write_text('{"schema": "\\u001b[31mred"}', encoding="utf-8", newline="\n")
    done = run_comah("check", "--forum", "--sites", without_east, *ON, "--returns", returns, columns=200)
    assert "RETURNS NOT COUNTED" in done.out
    assert "  broken.json is no JSON" in done.out
    assert "  letter.txt is no .json file" in done.out
    assert "\x1b" not in done.out
    assert "return of 21 Nov 2026, of today, year 2026/27" in done.out
    assert done.out.splitlines()[-1] == "3 files among the returns not counted. Exit 1."


def test_the_forum_as_markdown() -> None:
    done = run_comah("check", "--forum", "--format", "md", *HERE)
    assert "| Exampleshire Council | 5 | 2 | 1 | 1 | 3 | 1 | 3 | 4 | 2 | 1 | 4 | records |" in done.out.splitlines()


def test_a_return_holds_neither_posts_nor_words_of_lessons(returns: Path) -> None:
    text = (returns / "east.json").read_text(encoding="utf-8")
    assert json.loads(text)["schema"] == "comah.return/1"
    assert [word for word in ("officer", "manager", "lead", "lesson ") if word in text.lower()] == []


def test_measures_as_members_read_them() -> None:
    done = run_comah("check", "--measures", "--sites", SHIPPED, *ON, columns=120)
    assert done.status == 0
    assert "Local measures, not law: meeting one shows no plan in date." in done.out
    row = next(line for line in done.out.splitlines() if line.startswith("ppt-06"))
    assert "0, missed" in row
    assert "0, 130 d left" in row


def test_measures_of_one_authority_as_json_and_markdown() -> None:
    asked = ("check", "--measures", "--authority", "exampleshire", *HERE)
    (measure,) = json.loads(run_comah(*asked, "--format", "json").out)["measures"]
    assert measure["last_year"] == {"period": "2025/26", "actual": 5, "status": "met"}
    assert (measure["this_year"]["actual"], measure["this_year"]["forecast"]) == (1, 4)
    page = run_comah(*asked, "--format", "md").out
    assert "| 5, met |" in page
    assert "| 2025/26 | Target 2026/27 |" in page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--forum", "--measures"), "--forum and --measures are asked for one at a time"),
        (("--returns", "."), "--returns goes with --forum"),
        (("--measures", "--returns", "."), "--returns goes with --forum"),
        (("--forum", "northbank"), "--forum takes neither a site nor a rule"),
        (("--measures", "--family", "TST"), "--measures takes neither a site nor a rule"),
        (("--forum", "--authority", "exampleshire"), "--forum shows every authority"),
        (("--forum", "--format", "csv"), "--forum is written as table, md or json only"),
        (("--return", "east.txt"), "a return is a .json file"),
        (("--return", "east.json"), "--return needs --authority: exampleshire, northexample, eastexample"),
        (("--return", "east.json", "--authority", "nowhere"), "nowhere: no such authority"),
        (("--return", "east.json", "--output", "x.json"), "--return names the file itself"),
        (("--forum", "--returns", "nowhere"), "--returns nowhere: cannot be looked into"),
    ],
)
def test_options_that_do_not_go_together_are_refused(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = run_comah("check", *arguments, *HERE, folder=tmp_path)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert list(tmp_path.iterdir()) == []


def test_the_only_authority_with_records_needs_no_naming(tmp_path: Path) -> None:
    done = run_comah("check", "--return", tmp_path / "halton.json", "--sites", SHIPPED, *ON)
    assert done.status == 0
    assert json.loads((tmp_path / "halton.json").read_text(encoding="utf-8"))["positions"]["cannot_be_shown"] == 9
