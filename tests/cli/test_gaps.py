"""``comah gaps`` as an officer runs it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from command_line import EXAMPLE, ON, SHIPPED, run_comah
from register_text import write_register


def test_the_shipped_register_on_a_screen() -> None:
    done = run_comah("gaps", "--sites", SHIPPED, *ON)
    assert (done.status, done.err) == (0, "")
    assert all(len(line) <= 80 for line in done.out.splitlines())
    assert done.out.startswith(
        """\
Halton Borough Council: what is missing            as at Sat 21 Nov 2026
Source: public papers to Sep 2024, NOT the council's own records
120 facts missing; without them 9 tests and 9 reviews cannot be shown in date.

TESTS  COMAH 2015 reg 14(1)(b)
  All 9 plans: when the plan was last tested
  Enough   tested since 21 Nov 2023 (that day counts), or first prepared since
           then
  Write    comah record test SITE --on DATE --by POST
  Look in  exercise report; debrief minutes; HSE intervention plan; operator's
           letters; committee papers
"""
    )


def test_the_json_names_the_site_the_key_the_file_and_the_command() -> None:
    done = run_comah("gaps", "univar-widnes", "--sites", SHIPPED, *ON, "--format", "json")
    answer = json.loads(done.out)
    assert list(answer) == ["schema", "on", "law", "register", "gaps", "unreadable"]
    assert answer["schema"] == "comah.gaps/1"
    assert answer["gaps"][0] == {
        "kind": "test",
        "authority": "halton",
        "establishment": "univar-widnes",
        "plan": "comah",
        "exercise": None,
        "activation": None,
        "subject": "Univar Ltd",
        "what": "when the plan was last tested",
        "enough": "tested since 21 Nov 2023 (that day counts), or first prepared since then",
        "in_date_only_if_since": "2023-11-21",
        "key": "exercises: held_on, credits",
        "file": {"file": "halton/establishments/univar-widnes.toml", "line": 1},
        "command": "comah record test univar-widnes --on DATE --by POST",
        "where_to_look": [
            "exercise report",
            "debrief minutes",
            "HSE intervention plan",
            "operator's letters",
            "committee papers",
        ],
        "provision": "COMAH 2015 reg 14(1)(b)",
        "link": "https://www.legislation.gov.uk/uksi/2015/483/regulation/14",
    }


def test_the_csv_has_one_line_a_fact() -> None:
    done = run_comah("gaps", "runcorn", "--sites", SHIPPED, *ON, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    tests = [row for row in rows if row["kind"] == "test"]
    assert len(tests) == 6
    assert {row["on"] for row in rows} == {"2026-11-21"}
    credited = [row["command"] for row in rows if row["kind"] == "credit"]
    assert "comah record test koura-runcorn --exercise 2024-runcorn --on DATE --by POST" in credited


def test_the_commands_it_names_are_understood(tmp_path: Path) -> None:
    write_register(tmp_path, {"establishments/northbank": ""})
    gaps = json.loads(run_comah("gaps", "--sites", tmp_path, *ON, "--format", "json").out)["gaps"]
    commands = [gap["command"] for gap in gaps if gap["command"]]
    assert len(commands) == 5
    for command in commands:
        words = command.replace("DATE", "2024-05-01").replace("POST", "officer").split()
        done = run_comah(*words[1:], "--sites", tmp_path, "--dry-run")
        assert done.status == 0, (command, done.err)


def test_a_regime_a_group_and_elements_are_understood_too(tmp_path: Path) -> None:
    plan = '[[plans]]\nregime = "comah"\nmodular = true\n[[plans]]\nregime = "reppir"\n'
    write_register(
        tmp_path,
        {
            "establishments/northbank": plan,
            "exercises/e1": 'held_on = 2024-05-01\nwill_test = ["northbank"]\n',
        },
    )
    gaps = json.loads(run_comah("gaps", "--sites", tmp_path, *ON, "--format", "json").out)["gaps"]
    commands = {gap["command"] for gap in gaps if gap["kind"] in {"test", "credit"}}
    assert commands == {
        "comah record test northbank --on DATE --by POST --elements LIST",
        "comah record test northbank --exercise e1 --on DATE --by POST --elements LIST",
        "comah record test northbank --on DATE --by POST --regime reppir",
    }
    for command in commands:
        words = command.replace("DATE", "2024-05-01").replace("POST", "officer").replace("LIST", "warning").split()
        if "--exercise" not in words:
            words = [word.replace("2024-05-01", "2024-07-01") for word in words]
        done = run_comah(*words[1:], "--sites", tmp_path, "--dry-run")
        assert done.status == 0, (command, done.err)


def test_one_authority() -> None:
    done = run_comah("gaps", "--authority", "northexample", "--sites", EXAMPLE, *ON, "--format", "md")
    assert done.status == 0
    assert done.out.startswith("# Northexample Council: what is missing\n")
    assert "Exampleshire" not in done.out


def test_an_unknown_site_suggests_the_nearest() -> None:
    done = run_comah("gaps", "univer-widnes", "--sites", SHIPPED, *ON)
    assert (done.status, done.out) == (2, "")
    assert "Did you mean univar-widnes" in done.err


def test_text_from_records_stays_text(tmp_path: Path) -> None:
    write_register(
        tmp_path,
        {
            "authority": 'marking = "[red]OFFICIAL\\u001b[31m"\n',
            "establishments/northbank": 'name = "=cmd()\\u001b[2J"\n',
            "establishments/westbank": 'name = "[bold]West\\nbank"\n',
        },
    )
    for form in ("table", "json", "csv", "md"):
        done = run_comah("gaps", "--sites", tmp_path, *ON, "--format", form, columns=None)
        assert done.status == 0
        assert "\x1b" not in done.out
    table = run_comah("gaps", "westbank", "--sites", tmp_path, *ON, columns=None).out
    assert "[red]OFFICIAL\ufffd[31m" in table
    assert "[bold]West\ufffdbank: when the plan was last tested" in table
    rows = list(csv.DictReader(io.StringIO(run_comah("gaps", "--sites", tmp_path, *ON, "--format", "csv").out)))
    assert {row["subject"] for row in rows} == {"'=cmd()\ufffd[2J", "[bold]West\ufffdbank"}


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    done = run_comah("gaps", "--sites", EXAMPLE, *ON, "--format", "json", PYTHONHASHSEED="1")
    again = run_comah("gaps", "--sites", EXAMPLE, *ON, "--format", "json", PYTHONHASHSEED="2")
    assert done.out == again.out


def test_a_heading_in_markdown_keeps_the_name_of_the_law() -> None:
    done = run_comah("gaps", "--sites", SHIPPED, *ON, "--format", "md")
    assert "## Tests: COMAH 2015 reg 14(1)(b)\n" in done.out
    assert "## Exercises held, not credited: COMAH 2015 reg 14(1)(b)\n" in done.out


def test_a_register_without_sites_is_not_called_complete(tmp_path: Path) -> None:
    assert run_comah("init", tmp_path / "new").status == 0
    done = run_comah("gaps", "--sites", tmp_path / "new", *ON)
    assert done.out.endswith("NO ESTABLISHMENTS ON RECORD: nothing can be shown.\n")
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "register.toml").write_bytes((SHIPPED / "register.toml").read_bytes())
    for form in ("table", "md"):
        bare = run_comah("gaps", "--sites", tmp_path / "bare", *ON, "--format", form)
        assert "NO RECORDS OF ANY AUTHORITY: nothing can be shown" in bare.out
