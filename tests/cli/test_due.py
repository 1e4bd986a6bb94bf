"""``comah due`` as an officer runs it."""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from command_line import EXAMPLE, ON, SHIPPED, run_comah
from register_text import write_register

from comah_cli.output import emit

NOT_LOADED = {"networkx", "icalendar", "holidays", "ortools", "openpyxl", "tomlkit", "jsonschema", "hypothesis"}


def due_json(*arguments: str | Path) -> dict[str, object]:
    done = run_comah("due", *arguments, *ON, "--format", "json")
    assert done.status == 0, done.err
    answer: dict[str, object] = json.loads(done.out)
    return answer


def test_on_the_shipped_register_no_plan_can_be_shown_in_date() -> None:
    answer = due_json("--sites", SHIPPED)
    duties = answer["duties"]
    assert isinstance(duties, list)
    tests = [one for one in duties if one["duty"] == "COMAH-14-TEST"]
    reviews = [one for one in duties if one["duty"] == "COMAH-14-REVIEW"]
    assert len(tests) == len(reviews) == 9
    for one in (*tests, *reviews):
        assert (one["status"], one["in_date_only_if_since"]) == ("unknown", "2023-11-21")
        assert (one["due_on"], one["days_left"], one["days_overdue"], one["trigger"]) == (None, None, 0, None)
    runcorn = [one for one in tests if one["establishment"].endswith("-runcorn") or "runcorn" in one["establishment"]]
    assert len(runcorn) == 6
    for one in runcorn:
        assert one["if_credited"] == [{"exercise": "2024-runcorn", "due_on": "2027-04-01", "safe_on": "2027-03-31"}]
    widnes = [one for one in tests if one not in runcorn]
    assert [one["if_credited"] for one in widnes] == [[], [], []]
    assert answer["unreadable"] == []


def test_the_json_has_the_keys_that_are_promised() -> None:
    answer = due_json("--sites", SHIPPED)
    assert list(answer) == ["schema", "on", "law", "register", "duties", "measures", "unreadable"]
    assert answer["schema"] == "comah.due/1"
    duties = answer["duties"]
    assert isinstance(duties, list)
    assert list(duties[0]) == [
        "duty", "authority", "establishment", "plan", "exercise", "who", "title", "provision", "link", "status",
        "reason", "trigger", "due_on", "due_latest_on", "safe_on", "days_left", "days_overdue", "latest_start",
        "start_by", "start_by_basis", "in_date_only_if_since", "arranged", "if_credited", "untested_elements",
    ]  # fmt: skip
    measures = answer["measures"]
    assert isinstance(measures, list)
    assert [(one["id"], one["period"], one["count"], one["target"], one["days_left"]) for one in measures] == [
        ("ppt-06", "2026/27", 0, 1, 130)
    ]


def test_worst_and_soonest_first_and_law_before_what_is_local() -> None:
    duties = due_json("--sites", EXAMPLE)["duties"]
    assert isinstance(duties, list)
    order = ["overdue", "may-be-overdue", "unknown", "at-risk", "planned", "due", "arranged"]
    law = [one for one in duties if one["link"]]
    assert duties[: len(law)] == law
    ranks = [order.index(one["status"]) for one in law]
    assert ranks == sorted(ranks)
    for status in order:
        dated = [one["due_on"] for one in law if one["status"] == status and one["due_on"]]
        assert dated == sorted(dated)


def test_the_window_never_hides_what_is_late_unknown_or_at_risk() -> None:
    def shown(*arguments: str) -> list[str]:
        duties = due_json("--sites", EXAMPLE, *arguments)["duties"]
        assert isinstance(duties, list)
        return [one["status"] for one in duties]

    narrow, usual, everything = shown("--within", "0"), shown(), shown("--all")
    for status in ("overdue", "may-be-overdue", "unknown", "at-risk"):
        assert narrow.count(status) == usual.count(status) == everything.count(status) > 0
    assert narrow.count("due") < usual.count("due") < everything.count("due")
    assert everything.count("not-applicable") > 0
    assert "not-applicable" not in usual


def test_the_operators_duties_only_when_asked_for() -> None:
    def owers(*arguments: str) -> set[str]:
        duties = due_json("--sites", EXAMPLE, *arguments)["duties"]
        assert isinstance(duties, list)
        return {one["who"] for one in duties}

    assert owers("--all") == {"local authority"}
    assert owers("--all", "--operator") == {"local authority", "operator"}


def test_one_site_or_one_group_or_one_authority() -> None:
    done = run_comah("due", "runcorn", "--sites", SHIPPED, *ON)
    assert done.status == 0
    assert "CANNOT BE SHOWN IN DATE: 6 of 6 tests, 6 of 6 reviews" in done.out
    assert "Univar" not in done.out
    one = due_json("univar-widnes", "--sites", SHIPPED)["duties"]
    assert isinstance(one, list)
    assert {duty["establishment"] for duty in one} == {"univar-widnes"}
    other = run_comah("due", "--sites", SHIPPED, "--authority", "warrington")
    assert other.status == 2
    assert "listed in the register and has no records" in other.err


def test_a_name_that_is_not_known_is_answered_with_the_nearest() -> None:
    done = run_comah("due", "univer-widnes", "--sites", SHIPPED)
    assert (done.status, done.out) == (2, "")
    assert "univer-widnes: no such site. Did you mean univar-widnes" in done.err


def test_no_register_says_where_it_looked_and_offers_the_example(tmp_path: Path) -> None:
    done = run_comah("due", folder=tmp_path)
    assert (done.status, done.out) == (3, "")
    assert str(tmp_path / "sites") in done.err
    assert "comah init --example" in done.err


def test_nothing_readable_is_status_three(tmp_path: Path) -> None:
    (tmp_path / "register.toml").write_bytes(b"\xff\xfe\x00")
    done = run_comah("due", "--sites", tmp_path)
    assert (done.status, done.out) == (3, "")
    assert "Traceback" not in done.err


def test_a_broken_file_is_named_at_the_top_and_hides_no_other_site(tmp_path: Path) -> None:
    sites = tmp_path / "sites"
    shutil.copytree(SHIPPED, sites)
    broken = sites / "halton" / "establishments" / "univar-widnes.toml"
    broken.write_text('schema = 1\nid = "univar-widnes\n', encoding="utf-8", newline="\n")
    done = run_comah("due", *ON, folder=tmp_path)
    assert done.status == 0
    assert done.out.startswith("NOT READ AS WRITTEN: halton/establishments/univar-widnes.toml")
    assert "CANNOT BE SHOWN IN DATE: 8 of 8 tests, 8 of 8 reviews" in done.out
    answer = json.loads(run_comah("due", *ON, "--format", "json", folder=tmp_path).out)
    assert {one["file"] for one in answer["unreadable"]} == {"halton/establishments/univar-widnes.toml"}
    assert any(one["whole_file"] for one in answer["unreadable"])


def test_a_spreadsheet_has_no_place_for_unread_files_so_they_are_said_beside_it(tmp_path: Path) -> None:
    write_register(tmp_path, {"establishments/northbank": "", "establishments/westbank": 'town = "Exampleton\n'})
    for command in ("due", "gaps"):
        done = run_comah(command, "--sites", tmp_path, *ON, "--format", "csv")
        assert done.status == 0
        assert done.err.startswith("NOT READ AS WRITTEN: halton/establishments/westbank.toml. The answer may be wrong")
    (tmp_path / "halton" / "establishments" / "westbank.toml").unlink()
    assert run_comah("due", "--sites", tmp_path, *ON, "--format", "csv").err == ""


def test_a_day_that_was_no_test_never_stands_bare_under_last_tested(tmp_path: Path) -> None:
    plan = '[[plans]]\nregime = "comah"\nfirst_prepared_on = 2019-05-12\nhistory_complete = true\n'
    write_register(tmp_path, {"establishments/northbank": f'name = "Northbank"\n{plan}'})
    done = run_comah("due", "--sites", tmp_path, *ON, columns=120)
    assert done.out.count("none; prepared 12 May 2019") == 2
    assert "OVERDUE" in done.out


def test_an_exercise_held_and_not_decided_on_is_shown_as_held(tmp_path: Path) -> None:
    write_register(
        tmp_path,
        {
            "establishments/holm": 'name = "Holm"\n',
            "exercises/2024-holm": "held_on = 2024-02-15\n"
            'credits = [{ plan = "holm", conclusion = "tested", elements = ["all"] }]\n',
            "exercises/2026-holm": 'held_on = 2026-10-01\nwill_test = ["holm"]\n',
        },
    )
    done = run_comah("due", "--sites", tmp_path, *ON, columns=120)
    assert "HELD live 1 Oct 2026, not credited" in done.out
    assert "ARRANGED" not in done.out


@pytest.mark.parametrize("columns", [60, 72, 80, 120])
def test_a_page_keeps_to_its_width(columns: int) -> None:
    done = run_comah("due", "--sites", EXAMPLE, *ON, columns=columns)
    assert max(len(line) for line in done.out.splitlines()) <= columns


def test_a_piped_page_with_no_width_given_folds_nothing() -> None:
    done = run_comah("due", "--sites", EXAMPLE, *ON, columns=None)
    assert "CANNOT BE SHOWN; only if tested since 21 Nov 2023 *" in done.out
    assert "\x1b" not in done.out


def test_text_from_records_is_data(tmp_path: Path) -> None:
    name = r"[red]Bold[/red] \u001b[31mRed\u0007 \u202eevil | =1+1"
    write_register(tmp_path, {"establishments/northbank": f'name = "{name}"\n'})
    for form in ("table", "md", "csv"):
        out = run_comah("due", "--sites", tmp_path, *ON, "--format", form, columns=200).out
        assert "\x1b" not in out
        assert "\x07" not in out
        assert "\u202e" not in out
    assert "[red]Bold[/red]" in run_comah("due", "--sites", tmp_path, *ON, columns=200).out
    markdown = run_comah("due", "--sites", tmp_path, *ON, "--format", "md").out
    assert r"\[red\]Bold\[/red\]" in markdown
    assert r"\| =1+1" in markdown


def test_an_answer_goes_to_a_file_as_utf8(tmp_path: Path) -> None:
    done = run_comah("due", "--sites", SHIPPED, *ON, "--format", "csv", "--output", tmp_path / "due.csv")
    assert (done.status, done.out) == (0, "")
    rows = (tmp_path / "due.csv").read_bytes()
    assert rows.startswith(b"on,digest,law,authority,")
    assert rows.count(b"\r\n") == rows.count(b"\n")


def test_an_impossible_date_is_refused_with_an_example() -> None:
    for text in ("2026-02-30", "May 2026", "yesterday"):
        done = run_comah("due", "--sites", SHIPPED, "--on", text)
        assert (done.status, done.out) == (2, "")
        assert text in done.err
        assert "Traceback" not in done.err


def test_due_loads_nothing_that_it_does_not_need() -> None:
    words = ["due", "--sites", str(SHIPPED), *ON]
    program = f"""
import atexit, sys
atexit.register(lambda: sys.stderr.write(" ".join(sorted({{name.split(".")[0] for name in sys.modules}}))))
sys.argv = ["comah", *{words!r}]
from comah_cli.app import main
main()
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    loaded = set(done.stderr.split())
    assert {"comah", "typer", "pendulum", "rich", "tomli"} <= loaded
    assert not loaded & NOT_LOADED


def test_an_empty_register_says_that_it_has_no_sites(tmp_path: Path) -> None:
    assert run_comah("init", tmp_path / "new").status == 0
    done = run_comah("due", "--sites", tmp_path / "new", *ON)
    assert done.status == 0
    assert "NO ESTABLISHMENTS ON RECORD: nothing can be shown" in done.out


@pytest.mark.parametrize("form", ["table", "md"])
def test_a_register_without_any_records_is_not_answered_with_silence(tmp_path: Path, form: str) -> None:
    shutil.copy(SHIPPED / "register.toml", tmp_path)
    done = run_comah("due", "--sites", tmp_path, *ON, "--format", form)
    assert done.status == 0
    assert "NO RECORDS OF ANY AUTHORITY: nothing can be shown" in done.out


def test_the_operators_duties_stand_after_the_authoritys_and_are_counted_apart() -> None:
    done = run_comah("due", "--sites", EXAMPLE, *ON, "--operator", "--authority", "exampleshire")
    assert "1 overdue, 1 may be overdue, 2 at risk, 3 cannot be shown, 17 in date\n" in done.out
    assert "CANNOT BE SHOWN IN DATE: 3 of 11 tests\n" in done.out
    assert "Operators' duties: 43 cannot be shown, 12 in date\n" in done.out
    assert "\nOPERATOR: REVIEW THE SAFETY REPORT  COMAH 2015 reg 10\n" in done.out
    assert done.out.index("\nREVIEW  REPPIR 2019") < done.out.index("\nOPERATOR: ")


def test_what_lengthened_a_date_is_said_below_the_tables() -> None:
    done = run_comah("due", "castlefield", "--sites", EXAMPLE, *ON, columns=None)
    note = "Castlefield Fuels, test (REPPIR 2019 reg 12(1)): extended to 30 Jun 2027 by the regulator (ONR/12).\n"
    assert note in done.out


def test_a_credit_that_would_come_too_late_says_that_its_safe_date_has_passed() -> None:
    done = run_comah("due", "--sites", SHIPPED, "--on", "2027-04-01", columns=None)
    assert "If it is credited: safe date 31 Mar 2027 (passed); latest start tabletop 2 Dec 2026 (passed)" in done.out
    before = run_comah("due", "--sites", SHIPPED, "--on", "2027-03-31", columns=None)
    assert "If it is credited: safe date 31 Mar 2027; latest start" in before.out


def test_a_fault_of_a_whole_file_has_no_line(tmp_path: Path) -> None:
    write_register(tmp_path, {"establishments/northbank": ""})
    (tmp_path / "halton" / "establishments" / "westbank.toml").mkdir()
    done = run_comah("due", "--sites", tmp_path, *ON, columns=None)
    assert "  halton/establishments/westbank.toml is a folder (nothing of this file is counted)\n" in done.out


def test_a_fault_that_leaves_nothing_out_does_not_say_so(tmp_path: Path) -> None:
    write_register(tmp_path, {"establishments/northbank": 'id = "westbank"\n'})
    done = run_comah("due", "--sites", tmp_path, *ON, columns=None)
    assert "northbank.toml:4 the id is westbank, and the file is called northbank\n" in done.out
    assert "1 of 1 test" in done.out  # it is counted


def test_a_report_is_never_written_over_a_record(tmp_path: Path) -> None:
    write_register(tmp_path, {"establishments/northbank": ""})
    record = tmp_path / "halton" / "establishments" / "northbank.toml"
    before = record.read_bytes()
    done = run_comah("due", "--sites", tmp_path, *ON, "--output", record)
    assert done.status == 2
    assert "this is a record and is not replaced" in done.err
    assert record.read_bytes() == before


class Refusing(io.StringIO):
    """An output that takes nothing."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def write(self, _text: str) -> int:
        raise OSError(self.number, os.strerror(self.number))


def test_a_full_disk_is_said_in_words(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdout", Refusing(errno.ENOSPC))
    with pytest.raises(typer.Exit) as left:
        emit("answer", None)
    assert left.value.exit_code == 2
    assert capsys.readouterr().err == f"the answer cannot be written ({os.strerror(errno.ENOSPC)})\n"


@pytest.mark.parametrize("number", [errno.EPIPE, errno.EINVAL])
def test_a_reader_that_has_gone_away_is_no_fault_on_any_system(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr(sys, "stdout", Refusing(number))
    with pytest.raises(BrokenPipeError):
        emit("answer", None)
