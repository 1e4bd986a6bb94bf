"""``comah explain`` as an officer runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import EXAMPLE, ON, SHIPPED, run_comah
from register_text import write_register

HOSTILE = {
    "authority": 'source_note = "[red]papers[/red]\\u001b[31m"\n',
    "establishments/northbank": 'name = "North\\u001b]8;;http://x\\u0007bank\\n[bold]"\n[[plans]]\nregime = "comah"\n',
    "exercises/e1": """
held_on = 2024-06-01
[[credits]]
plan = "northbank"
conclusion = "tested"
decided_by = "[blink]\\u001b[2J"
evidence = "line\\nbreak | *x*"
""",
}


def test_the_working_of_a_date_fits_eighty_columns_and_leads_with_the_answer() -> None:
    done = run_comah("explain", "eastquay", "comah-14-test", "--sites", EXAMPLE, *ON)
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert lines[:10] == [
        "OFFICIAL",
        "Source: invented records, to learn on",
        "Eastquay Terminal, external COMAH plan             as at Sat 21 Nov 2026",
        "MAY BE OVERDUE",
        "Duty             Test the external plan",
        "Owed by          local authority; COMAH 2015 reg 14(1)(b) (law)",
        "Safe date        31 Oct 2026",
        "Last lawful day  1 Nov 2026, or up to 30 Nov 2026 on the latest reading",
        "Left             none: 21 days past the safe date",
        "",
    ]
    for text in ("exampleshire/exercises/2023-eastquay.toml:14", "Dodds v", "text as at 1 January 2017"):
        assert text in done.out


def test_the_shipped_register_says_what_crediting_would_mean() -> None:
    done = run_comah("explain", "koura-runcorn", "COMAH-14-TEST", "--sites", SHIPPED, *ON, columns=None)
    assert (
        "no test on record; in date only if tested, or first prepared, since 21 Nov 2023 (that day counts)" in done.out
    )
    assert "2024-runcorn, held Apr-Jun 2024: last lawful day 1 Apr 2027, safe date 31 Mar 2027" in done.out
    assert "Source: public papers to Sep 2024, NOT the council's own records" in done.out


def test_a_status_and_a_duty_need_no_register(tmp_path: Path) -> None:
    for word, start in (
        ("MAY-BE-OVERDUE", "may-be-overdue: shown as MAY BE OVERDUE"),
        ("psr-25-review", "PSR-25-REVIEW:"),
    ):
        done = run_comah("explain", word, *ON, folder=tmp_path)
        assert (done.status, done.err) == (0, "")
        assert done.out.startswith(start)


def test_a_local_duty_is_explained_by_its_own_name() -> None:
    done = run_comah("explain", "radio-test", "--sites", EXAMPLE, *ON)
    assert done.status == 0
    assert "The next day of FREQ=YEARLY;BYMONTH=6,12;BYDAY=1WE is 2 Dec 2026" in done.out


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("overdu",), "overdue"),
        (("nortbank", "COMAH-14-TEST"), "northbank"),
        (("northbank", "COMAH-14-TES"), "COMAH-14-TEST"),
        (("northbank",), "comah site show northbank"),
    ],
)
def test_an_unknown_name_is_the_users_to_mend(words: tuple[str, ...], hint: str) -> None:
    done = run_comah("explain", *words, "--sites", EXAMPLE, *ON)
    assert (done.status, done.out) == (2, "")
    assert hint in done.err
    assert "Traceback" not in done.err


def test_an_unknown_word_without_any_register(tmp_path: Path) -> None:
    done = run_comah("explain", "overdu", *ON, folder=tmp_path)
    assert (done.status, done.out) == (2, "")
    assert "Did you mean overdue" in done.err


def test_the_json_holds_the_duty_and_the_words() -> None:
    done = run_comah("explain", "castlefield", "REPPIR-12-TEST", "--sites", EXAMPLE, *ON, "--format", "json")
    answer = json.loads(done.out)
    assert list(answer) == [
        "schema", "on", "law", "register", "subject", "asked", "title", "workings", "parts", "unreadable",
    ]  # fmt: skip
    assert (answer["schema"], answer["subject"], answer["asked"]) == (
        "comah.explain/1",
        "working",
        "castlefield REPPIR-12-TEST",
    )
    (working,) = answer["workings"]
    assert working["duty"]["due_on"] == "2027-06-30"
    assert working["measure"] is None
    (steps,) = (part for part in working["parts"] if part["part"] == "steps")
    assert steps["lines"][1]["source"] == {"file": "exampleshire/establishments/castlefield.toml", "line": 34}
    assert steps["lines"][1]["on"] == "2027-06-30"
    measure = json.loads(run_comah("explain", "northbank", "POL-KPI", "--sites", EXAMPLE, *ON, "--format", "json").out)
    assert measure["workings"][0]["measure"]["count"] == 1
    status = json.loads(run_comah("explain", "overdue", *ON, "--format", "json").out)
    assert (status["register"], status["subject"]) == (None, "status")


def test_markdown_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "note.md"
    done = run_comah(
        "explain", "northbank", "COMAH-14-TEST", "--sites", EXAMPLE, *ON, "--format", "md", "--output", target
    )
    assert (done.status, done.out) == (0, "")
    text = target.read_text(encoding="utf-8")
    assert text.startswith("# northbank COMAH-14-TEST: Test the external plan\n")
    assert "## Northbank Chemicals, external COMAH plan: OVERDUE" in text
    assert "### Counted from" in text


@pytest.mark.parametrize("form", ["table", "json", "md"])
def test_text_from_records_stays_text(form: str, tmp_path: Path) -> None:
    write_register(tmp_path, HOSTILE)
    done = run_comah("explain", "northbank", "COMAH-14-TEST", "--sites", tmp_path, *ON, "--format", form)
    assert done.status == 0
    assert "\x1b" not in done.out
    assert "\x07" not in done.out
    if form == "table":
        assert "[red]papers[/red]" in done.out
        assert "North\ufffd]8;;http://x\ufffdbank\ufffd[bold], external COMAH plan" in done.out
        assert "line\ufffdbreak | *x*" in " ".join(done.out.split())
    if form == "md":
        assert "\\[red\\]papers\\[/red\\]" in done.out
        assert "break \\| \\*x\\*" in done.out


def test_a_file_that_cannot_be_read_is_named_at_the_top(tmp_path: Path) -> None:
    write_register(tmp_path, {"establishments/northbank": "", "establishments/westbank": 'tier = "middle"\n'})
    table = run_comah("explain", "northbank", "COMAH-14-TEST", "--sites", tmp_path, *ON)
    assert table.status == 0
    assert table.out.startswith("NOT READ AS WRITTEN\n  halton/establishments/westbank.toml:")
    note = run_comah("explain", "northbank", "COMAH-14-TEST", "--sites", tmp_path, *ON, "--format", "md")
    assert "**Not read as written:** halton/establishments/westbank.toml" in note.out


def test_on_a_very_narrow_screen_nothing_is_lost() -> None:
    done = run_comah("explain", "eastquay", "COMAH-14-TEST", "--sites", EXAMPLE, *ON, columns=30)
    assert all(len(line) <= 30 for line in done.out.splitlines())
    assert "Dodds" in done.out
