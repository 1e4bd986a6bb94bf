from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from command_line import Run
from kept_register import Kept, runner

RECORDS = {
    "authority": 'marking = "OFFICIAL"\n',
    "establishments/northbank": "",
    "exercises/2026-northbank": """\
held_on = 2026-07-20
[[lessons]]
id = "l1"
text = "=Two log keepers\\u001b[31m for three posts"
owner = "duty officer"
due_on = 2026-10-30

[[lessons]]
id = "l2"
text = "Messages missing"
""",
    "activations/2025-northbank-release": 'site = "northbank"\non = 2025-03-09\n',
}


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "sites", RECORDS)


@pytest.fixture
def run(kept: Kept, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(kept, monkeypatch, capsys)


def test_the_list_as_a_page(run: Run) -> None:
    done = run("lesson", "list", by="")
    assert done.status == 0
    assert (
        done.out
        == """\
OFFICIAL
Lessons                                            as at Sat 21 Nov 2026
2 open, 1 overdue, 1 without owner or day, 0 closed. Local targets, not law.

2026-northbank/l1                                        OVERDUE 22 days
  =Two log keepers\N{REPLACEMENT CHARACTER}[31m for three posts
  duty officer, by 30 Oct 2026

2026-northbank/l2                                                   open
  Messages missing
  NO OWNER, NO DAY
"""
    )


def test_the_list_as_json_csv_and_markdown(run: Run) -> None:
    found = json.loads(run("lesson", "list", "--format", "json", by="").out)
    assert found["schema"] == "comah.lessons/1"
    assert found["counts"] == {"open": 2, "overdue": 1, "without_owner_or_day": 1, "closed": 0}
    assert [(one["lesson"], one["status"], one["due_on"]) for one in found["lessons"]] == [
        ("2026-northbank/l1", "overdue", "2026-10-30"),
        ("2026-northbank/l2", "open", None),
    ]
    rows = list(csv.DictReader(io.StringIO(run("lesson", "list", "--format", "csv", by="").out)))
    assert rows[0]["text"] == "'=Two log keepers\N{REPLACEMENT CHARACTER}[31m for three posts"
    assert rows[0]["line"] == "7"
    page = run("lesson", "list", "--format", "md", by="").out
    assert "| 2026-northbank/l2 | Messages missing | no owner | no day | open |  |" in page


def test_a_lesson_from_add_to_reopen(run: Run, kept: Kept) -> None:
    added = run("lesson", "add", "2025-northbank-release", "--text", "No interpreter")
    assert added.out == (
        "2025-northbank-release/l1: No interpreter; no owner yet, no day yet\n"
        "  in halton/activations/2025-northbank-release.toml\n"
        "Entered in the journal as by: emergency planning officer\n"
    )
    ref = "2025-northbank-release/l1"
    assert run("lesson", "close", ref, "--on", "20/11/2026", "--evidence", "contract signed").status == 2
    given = run("lesson", "assign", ref, "--owner", "contact centre manager", "--due", "31/01/2027")
    assert given.out.startswith("Read as Sunday 31 January 2027 (UK day/month/year)\n")
    assert run("lesson", "close", ref, "--on", "20/11/2026", "--evidence", "contract signed").status == 0
    assert ref not in run("lesson", "list", by="").out
    again = run("lesson", "reopen", ref, "--on", "21/11/2026", "--reason", "contract lapsed")
    assert "open again 21 Nov 2026 (was closed 20 Nov 2026): contract lapsed" in again.out
    listed = run("lesson", "list", "--of", "2025-northbank-release", by="").out
    assert "Opened again 1 time" in listed
    assert [line["what"] for line in kept.journal()] == [
        "lesson-added",
        "lesson-assigned",
        "lesson-closed",
        "lesson-reopened",
    ]


def test_a_dry_run_shows_what_would_change_and_writes_nothing(run: Run, kept: Kept) -> None:
    before = kept.text("exercises/2026-northbank")
    done = run("lesson", "assign", "2026-northbank/l2", "--owner", "duty officer", "--dry-run")
    assert '+owner = "duty officer"' in done.out
    assert done.out.endswith("Dry run: nothing was written.\n")
    assert kept.text("exercises/2026-northbank") == before
    assert kept.journal() == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ("lesson", "close", "2026-northbank/l9", "--on", "20/11/2026"),
            (
                "2026-northbank/l9: no such lesson. Did you mean 2026-northbank/l2 or 2026-northbank/l1? "
                "Nothing was recorded. See: comah lesson list --all\n"
            ),
        ),
        (
            ("lesson", "add", "2026-northbnk", "--text", "x"),
            "2026-northbnk: no such exercise or activation. Did you mean 2026-northbank or 2025-northbank-release?\n",
        ),
        (
            ("lesson", "close", "2026-northbank/l2", "--on", "20/11/26"),
            (
                "--on: '20/11/26': a year of two digits can be taken for a day; write all four. Good forms: "
                '12/05/2023, "12 May 2023", "May 2023", "Q2 2024" or 2023-05-12. Nothing was recorded.\n'
            ),
        ),
    ],
)
def test_what_is_asked_wrongly_is_said_in_words(run: Run, arguments: tuple[str, ...], words: str) -> None:
    done = run(*arguments)
    assert (done.status, done.err) == (2, words)


def test_a_lesson_of_a_record_at_fault_is_not_written_to(run: Run, kept: Kept) -> None:
    path = kept.folder / "halton/exercises/2026-northbank.toml"
    path.write_text(path.read_text(encoding="utf-8") + 'ownr = "x"\n', encoding="utf-8", newline="\n")
    done = run("lesson", "assign", "2026-northbank/l2", "--owner", "duty officer")
    assert done.status == 2
    assert done.err.startswith("Mend this first; nothing was recorded:\n  halton/exercises/2026-northbank.toml:15: ")


def test_closed_lessons_and_those_met_again_are_shown_when_asked_for(run: Run) -> None:
    ref = "2026-northbank/l1"
    assert run("lesson", "close", ref, "--on", "20/11/2026", "--evidence", "crib sheet").status == 0
    run("lesson", "add", "2025-northbank-release", "--text", "Messages: missing")
    page = run("lesson", "list", "--all", "--owner", "duty officer", by="").out
    assert "Lessons: owner duty officer" in page
    assert "closed 20 Nov 2026" in page
    assert "  Evidence: crib sheet\n" in page
    assert "1 closed (not shown: --all)" in run("lesson", "list", by="").out
    assert "  MET AGAIN: 2025-northbank-release/l1\n" in run("lesson", "list", by="").out
    assert "No lesson to show." in run("lesson", "list", "--owner", "nobody", by="").out
    assert "No lesson to show." in run("lesson", "list", "--owner", "nobody", "--format", "md", by="").out
