"""``comah validate`` and ``comah schema`` as an officer runs them."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from command_line import EXAMPLE, ON, SHIPPED, run_comah
from register_text import write_register


@pytest.mark.parametrize("sites", [SHIPPED, EXAMPLE])
def test_the_registers_that_ship_are_clean(sites: Path) -> None:
    done = run_comah("validate", "--sites", sites, *ON)
    assert (done.status, done.err) == (0, "")
    assert "No fault found." in done.out


def test_every_fault_of_every_file_in_one_pass(tmp_path: Path) -> None:
    write_register(
        tmp_path,
        {
            "establishments/northbank": 'opertor = "Northbank Ltd"\ntown = 7\n',
            "exercises/2026-live": 'type = "life"\nheld_on = 2026-02-30\n',
            "exercises/2025-live": 'held_on = "Fri 2025-05-13"\nwill_test = ["nortbank"]\n',
        },
    )
    done = run_comah("validate", "--sites", tmp_path, "--format", "json", *ON)
    assert done.status == 1
    answer = json.loads(done.out)
    assert answer["schema"] == "comah.validate/1"
    found = {(one["file"], one["key"]): one for one in answer["problems"]}
    assert found["halton/establishments/northbank.toml", "opertor"]["nearest"] == "operator"
    assert found["halton/establishments/northbank.toml", "town"]["expected"].startswith("a text in quotation marks")
    assert found["halton/exercises/2026-live.toml", "type"]["nearest"] == "live"
    assert "2026-02-30" in found["halton/exercises/2026-live.toml", "held_on"]["message"]
    assert found["halton/exercises/2025-live.toml", "held_on"]["severity"] == "warning"
    assert "13 May 2025 was a Tuesday, not a Friday" in found["halton/exercises/2025-live.toml", "held_on"]["message"]
    assert any(one["nearest"] == "northbank" for one in answer["problems"])
    assert all(one["line"] for one in answer["problems"])


def test_a_weekday_that_disagrees_is_a_warning_and_no_failure(tmp_path: Path) -> None:
    write_register(tmp_path, {"exercises/2010-bridge": 'held_on = "Fri 2010-09-30"\n'})
    done = run_comah("validate", "--sites", tmp_path, *ON)
    assert done.status == 0
    assert "30 September 2010 was a Thursday, not a Friday" in done.out


def test_a_future_day_marked_as_held_is_a_fault_against_today_alone(tmp_path: Path) -> None:
    write_register(tmp_path, {"exercises/2099-live": "held_on = 2099-05-12\n"})
    today = run_comah("validate", "--sites", tmp_path)
    assert today.status == 1
    assert "2099" in today.out
    looking_back = run_comah("validate", "--sites", tmp_path, *ON)
    assert looking_back.status == 0


def test_a_page_of_faults_keeps_to_its_width(tmp_path: Path) -> None:
    write_register(tmp_path, {"establishments/northbank": 'opertor = "a very long name of an operator indeed"\n' * 1})
    done = run_comah("validate", "--sites", tmp_path, *ON, columns=60)
    assert done.status == 1
    assert max(map(len, done.out.splitlines())) <= 60


def test_the_schema_of_a_record_is_written(tmp_path: Path) -> None:
    done = run_comah("schema", "exercise")
    assert done.status == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(done.out))
    to_file = run_comah("schema", "exercise", "--output", tmp_path / "exercise.json")
    assert to_file.status == 0
    assert (tmp_path / "exercise.json").read_text(encoding="utf-8") == done.out


def test_an_unknown_kind_is_answered_with_the_nearest() -> None:
    done = run_comah("schema", "exercice")
    assert (done.status, done.out) == (2, "")
    assert "Did you mean exercise" in done.err
