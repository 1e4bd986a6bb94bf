from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from command_line import Run
from kept_register import Kept, runner

RECORDS = {
    "establishments/northbank": 'name = "Northbank | Chemicals"\n[[plans]]\nregime = "comah"\n',
    "establishments/depot": 'tier = "lower"\n[[plans]]\nregime = "comah"\n',
    "exercises/2024-joint": """\
held_on = 2024-06-05
[[credits]]
plan = "northbank"
conclusion = "tested"
elements = ["activation", "warning", "resources", "on-site-help", "off-site-action"]
""",
    "exercises/2020-old": """\
held_on = 2020-06-05
credits = [{ plan = "northbank", conclusion = "tested", elements = ["all"] }]
""",
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(Kept(tmp_path / "sites", RECORDS), monkeypatch, capsys)


def test_the_matrix_as_a_page(run: Run) -> None:
    done = run("elements", by="")
    assert done.status == 0
    assert [" ".join(line.split()) for line in done.out.splitlines()] == [
        "Plan elements exercised as at Sat 21 Nov 2026",
        "",
        "Northbank | Chemicals (northbank) 1 of 6 NOT EXERCISED",
        "Cycle since 21 Nov 2023; every element over the cycle is good practice, not law",
        "Element Last 1",
        "(a) activation 5 Jun 2024 tested",
        "(b) warning 5 Jun 2024 tested",
        "(c) resources 5 Jun 2024 tested",
        "(d) on-site-help 5 Jun 2024 tested",
        "(e) off-site-action 5 Jun 2024 tested",
        "(f) public-information 5 Jun 2020 -",
        "1 2024-joint, live, 5 Jun 2024: tested",
        "1 earlier, outside the cycle",
        "Next meant to test it: none planned",
        "- exercise public information (public-information: element (f) not exercised",
        "over the cycle)",
        "",
        "Left out: depot: the establishment is of lower tier",
        "",
        "Elements: Schedule 4 Part 2 of COMAH 2015. A column is an exercise of the cycle,",
        "with what was decided for this plan alone. What to make an objective is for you",
        "to decide.",
    ]


def test_the_matrix_as_json_csv_and_markdown(run: Run) -> None:
    found = json.loads(run("elements", "northbank", "--format", "json", by="").out)
    assert found["schema"] == "comah.elements/1"
    assert found["plans"][0]["untested"] == ["public-information"]
    assert found["plans"][0]["exercises"][0]["elements"][1] == {"element": "warning", "mark": "tested"}
    rows = list(csv.DictReader(io.StringIO(run("elements", "northbank", "--format", "csv", by="").out)))
    assert [(row["letter"], row["is_covered"], row["exercises_of_the_cycle"]) for row in rows][-2:] == [
        ("e", "yes", "2024-joint tested"),
        ("f", "no", "2024-joint not"),
    ]
    page = run("elements", "northbank", "--format", "md", by="").out
    assert "## Northbank \\| Chemicals (northbank): 1 of 6 NOT EXERCISED" in page
    assert "| (f) public-information | 5 Jun 2020 | - |" in page


def test_a_site_that_is_not_on_record(run: Run) -> None:
    done = run("elements", "northbnk", by="")
    assert (done.status, done.err) == (2, "northbnk: no such site. Did you mean northbank?\n")


def test_a_modular_plan_shows_the_safe_date_of_each_element(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site = '[[plans]]\nregime = "comah"\nmodular = true\n'
    held = """\
will_test = ["northbank"]
held_on = DAY
agencies = ["example-police"]
credits = [{ plan = "northbank", conclusion = "partly-tested", elements = ["ELEMENT"] }]
"""
    records = {
        "authority": 'marking = "OFFICIAL"\n',
        "establishments/northbank": site,
        "exercises/2024-a": held.replace("DAY", "2024-06-05").replace("ELEMENT", "warning"),
        "exercises/2023-b": held.replace("DAY", "2023-06-05").replace("ELEMENT", "resources"),
    }
    run = runner(Kept(tmp_path / "sites", records), monkeypatch, capsys)
    lines = [" ".join(line.split()) for line in run("elements", by="", columns=120).out.splitlines()]
    assert lines[0] == "OFFICIAL"
    assert lines[5:9] == [
        "Element Last Safe date 1",
        "(a) activation NEVER cannot be shown -",
        "(b) warning 5 Jun 2024 4 Jun 2027 partly",
        "(c) resources 5 Jun 2023 4 Jun 2026, PASSED -",
    ]
    assert "1 2024-a, live, 5 Jun 2024: partly tested; example-police" in lines


def test_a_register_without_a_plan_to_test(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = runner(Kept(tmp_path / "sites", {"establishments/depot": 'tier = "lower"\n'}), monkeypatch, capsys)
    assert "No plan with a duty to be tested." in run("elements", by="").out
    assert "No plan with a duty to be tested." in run("elements", "--format", "md", by="").out
