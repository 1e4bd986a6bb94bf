"""The second of two exercises of one plan, on the command line: its page, its back-plan, its move, the findings."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from command_line import Run, on_day, run_here
from register_text import write_register

MEANT = 'will_test = ["northbank"]\n'
RECORDS = {
    "establishments/northbank": '[[plans]]\nregime = "comah"\nfirst_prepared_on = 2016-02-01\n',
    "exercises/y2024": (
        'held_on = 2024-05-12\nclosed_on = 2025-01-10\nwill_test = ["northbank"]\n'
        'credits = [{ plan = "northbank", conclusion = "tested", elements = ["all"] }]\n'
    ),  # safe date 11 May 2027
    "exercises/2027-northbank-live": f"{MEANT}planned_on = 2027-05-29\n",
    "exercises/2030-northbank-live": f"{MEANT}planned_on = 2030-02-06\n",
}
SECOND = "2030-northbank-live"
BY = (
    "Test by 28 May 2030 (safe date), counted from 2027-northbank-live, planned for 29 May 2027, if that one tests it. "
    "The present safe date, 11 May 2027, is for 2027-northbank-live to meet. [COMAH 2015 reg 14(1)(b)]"
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``comah`` on the register, on Saturday 21 November 2026."""
    write_register(tmp_path, RECORDS)
    on_day(monkeypatch, date(2026, 11, 21))
    monkeypatch.setenv("COLUMNS", "400")
    return lambda *arguments: run_here(monkeypatch, capsys, *arguments, "--sites", str(tmp_path))


def test_the_page_and_the_back_plan_say_what_the_date_is_counted_from(run: Run) -> None:
    for command in ("show", "plan"):
        done = run("exercise", command, SECOND)
        assert (done.status, done.err) == (0, "")
        assert f"LAW {BY}" in done.out.splitlines()
        assert "LATE" not in done.out.partition("LAW")[2]


@pytest.mark.parametrize("command", ["show", "plan"])
def test_the_answer_as_json_names_the_earlier_exercise(run: Run, command: str) -> None:
    follows = {}
    for name in ("2027-northbank-live", SECOND):
        (plan,) = json.loads(run("exercise", command, name, "--format", "json").out)["plans"]
        follows[name] = (plan["follows"], plan["safe_on"], plan["due_on"])
    assert follows == {
        "2027-northbank-live": (None, "2027-05-11", "2027-05-12"),
        SECOND: ("2027-northbank-live", "2030-05-28", "2030-05-29"),
    }


def test_a_move_is_held_against_the_date_counted_on(run: Run) -> None:
    by = ("--by", "emergency planning officer", "--dry-run")
    said = run("exercise", "move", SECOND, "--to", "2030-04-10", *by).out
    assert "test by 28 May 2030 (safe date), counted from 2027-northbank-live" in said
    assert "10 Apr 2030 is in time, 48 days before it." in said
    late = run("exercise", "move", SECOND, "--to", "2030-06-05", *by).out
    assert "5 Jun 2030 is 7 days LATE." in late


def test_the_first_alone_is_found_too_late(run: Run) -> None:
    found = [line for line in run("check", "--select", "TST005").out.splitlines() if "TST005" in line]
    assert found == [
        "WARN  TST005 2027-northbank-live: planned for 29 May 2027, 17 days after the last lawful day of northbank"
    ]
