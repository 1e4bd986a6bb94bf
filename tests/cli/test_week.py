from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import EXAMPLE, ON, SHIPPED, run_comah
from register_text import REGISTER, write_register

RECORDS = {
    "register": REGISTER.replace('name = "Halton" }]', 'name = "Halton" }, { id = "eastshire", name = "Eastshire" }]'),
    "authority": '[[local_duties]]\nid = "radio"\ntitle = "Radio test"\nevery = "1 month"\nlast_on = 2026-10-20\n',
    "establishments/northbank": '[[plans]]\nregime = "comah"\nfirst_prepared_on = 2016-02-01\n'
    'reviews = [{ on = 2024-01-20, kind = "full" }]\n',
    "exercises/2023-northbank": 'held_on = 2023-05-12\ncredits = [{ plan = "northbank", conclusion = "tested" }]\n'
    'closed_on = 2024-01-01\nlessons = [{ id = "l1", text = "Siren late", owner = "duty officer",'
    " due_on = 2026-11-01 },\n"
    '{ id = "l2", text = "Radio", owner = "lead", due_on = 2026-12-10 },\n'
    '{ id = "l3", text = "Later", owner = "lead", due_on = 2027-06-10 }, { id = "l4", text = "Nobody\'s" }]\n',
    "exercises/2027-northbank-live": 'will_test = ["northbank"]\nplanned_on = 2027-01-27\n'
    'agencies = ["example-police"]\n'
    'attendance = [{ agency = "example-police", asked_on = 2026-10-01, asked_under_14_5 = true }]\n'
    'phases = [{ id = "initiation", done_on = 2026-08-01 }, { id = "invite-agencies", done_on = 2026-10-01 },\n'
    '{ id = "scenario", done_on = 2026-10-20 }]\ndebrief_on = 2027-02-24\n',
    "exercises/2027-secret": "planned_on = 2026-12-15\nno_notice = true\n"
    'attendance = [{ agency = "example-police", asked_on = 2026-10-01 }]\n',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_register(tmp_path, RECORDS)
    return tmp_path


def parts(folder: Path, *more: str) -> dict[str, list[tuple[str, str]]]:
    found = json.loads(run_comah("week", *ON, "--format", "json", "--sites", folder, *more).out)
    return {part["part"]: [(line["label"], line["text"]) for line in part["lines"]] for part in found["parts"]}


def test_what_is_late_and_due_first_by_law(folder: Path) -> None:
    assert parts(folder)["duties"] == [
        ("LATE 193 d", "northbank, test: OVERDUE; live 27 Jan 2027, not confirmed"),
        ("59 d", "northbank, review: AT RISK; safe date 19 Jan 2027"),
    ]


def test_steps_by_who_acts(folder: Path) -> None:
    assert parts(folder)["steps"] == [
        ("EXCON", "2027-northbank-live: events list 16 Dec"),
    ]


def test_meetings_replies_lessons_and_what_is_local(folder: Path) -> None:
    found = parts(folder)
    assert found["meetings"] == [
        ("Wed 25 Nov", "Planning meeting 4: 2027-northbank-live (usual day, not called)"),
    ]
    assert found["replies"] == [("51 d", "Example Constabulary, for 2027-northbank-live; LATE, was due 29 Oct")]
    assert found["lessons"] == [
        ("LATE 20 d", "duty officer: Siren late (2023-northbank/l1)"),
        ("10 Dec", "lead: Radio (2023-northbank/l2)"),
        ("NO DAY", "NO OWNER: Nobody's (2023-northbank/l4)"),
    ]
    assert ("LATE 1 d", "Halton: radio test") in found["local"]


def test_a_no_notice_exercise_is_counted_and_nowhere_named(folder: Path) -> None:
    for form in ("table", "json", "md"):
        done = run_comah("week", *ON, "--format", form, "--sites", folder)
        assert "secret" not in done.out
        assert "1 no-notice exercise (comah exercise list)" in done.out.replace("\n  ", " ")


def test_an_authority_without_records_is_named(folder: Path) -> None:
    assert "no records of Eastshire" in " ".join(run_comah("week", *ON, "--sites", folder).out.split())
    assert "no records of" not in run_comah("week", "--authority", "halton", *ON, "--sites", folder).out
    done = run_comah("week", "--authority", "eastshire", *ON, "--sites", folder)
    assert (done.status, done.out) == (2, "")


def test_one_authority_alone() -> None:
    found = json.loads(
        run_comah("week", "--authority", "northexample", *ON, "--format", "json", "--sites", EXAMPLE).out
    )
    assert {line["authority"] for part in found["parts"] for line in part["lines"]} == {"northexample"}


def test_it_fits_a_screen_of_80_columns_and_says_what_it_leaves_out() -> None:
    lines = run_comah("week", *ON, "--sites", EXAMPLE).out.splitlines()
    assert max(map(len, lines)) <= 80
    assert len(lines) <= 50
    (duties,) = [line for line in lines if line.startswith("LAW, LATE OR DUE")]
    assert duties == "LAW, LATE OR DUE (8 of 13: comah due)"
    assert any(line.startswith("Left out: plans in date for three months and more") for line in lines)


def test_everybody_who_acts_has_a_line_before_anybody_has_many() -> None:
    found = json.loads(run_comah("week", *ON, "--format", "json", "--sites", EXAMPLE).out)
    steps = [line["label"] for part in found["parts"] if part["part"] == "steps" for line in part["lines"]]
    assert set(steps[:8]) == set(steps)


def test_nothing_to_show_is_said() -> None:
    done = run_comah("week", *ON, "--sites", SHIPPED)
    assert "MEETINGS AND EXERCISES: none\nREPLIES AWAITED: none\nLESSONS FALLING DUE: none\n" in done.out


def test_an_unreadable_file_is_said_first(folder: Path) -> None:
    (folder / "halton/exercises/2023-northbank.toml").write_text("schema = 1\nid =", encoding="utf-8")
    assert run_comah("week", *ON, "--sites", folder).out.startswith("NOT READ AS WRITTEN")


def test_an_exercise_whose_day_passed_unrecorded_is_said_and_nothing_that_would_follow_it(tmp_path: Path) -> None:
    passed = {"exercises/2026-past": "planned_on = 2026-11-01\nconfirmed_on = 2026-08-01\n"}
    write_register(tmp_path, RECORDS | passed)
    lines = [line for line in parts(tmp_path)["steps"] if "2026-past" in line[1]]
    assert lines == [("lead", "2026-past: its day passed 20 d ago, not recorded as held, put off or cancelled")]


def test_a_test_that_was_held_and_not_credited_is_not_shown_as_one_to_come(tmp_path: Path) -> None:
    held = {
        "establishments/eastquay": '[[plans]]\nregime = "comah"\nfirst_prepared_on = 2024-01-20\n',
        "exercises/2026-eastquay": 'type = "live"\nwill_test = ["eastquay"]\nheld_on = 2026-10-05\n',
    }
    write_register(tmp_path, RECORDS | held)
    found = [text for _, text in parts(tmp_path)["duties"] if text.startswith("eastquay, test")]
    assert found == ["eastquay, test: ARRANGED; live held 5 Oct 2026, not credited yet"]
