from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from command_line import run_comah
from register_text import write_register

LINES = [
    ("2026-11-20T23:30:00+00:00", "emergency planning officer", "done", "halton/exercises/2027-northbank-live.toml"),
    ("2026-11-18T09:00:00+00:00", "duty officer", "review", "halton/establishments/northbank.toml"),
    ("2026-11-21T10:05:00+00:00", "duty officer", "activation", "halton/activations/2026-northbank-standby.toml"),
    ("2026-11-22T10:05:00+00:00", "duty officer", "hold", "halton/exercises/2025-elsewhere.toml"),
]


def line(when: str, by: str, what: str, file: str, summary: str = "said") -> str:
    entry = {"when": when, "by": by, "what": what, "file": file, "summary": summary, "before": None, "after": "b" * 64}
    return json.dumps(entry, sort_keys=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_register(
        tmp_path,
        {
            "authority": 'marking = "OFFICIAL"\n',
            "establishments/northbank": 'group = "riverside"\n',
            "establishments/westbank": 'group = "riverside"\n',
            "exercises/2027-northbank-live": 'will_test = ["northbank/reppir"]\nplanned_on = 2027-04-14\n',
            "exercises/2025-elsewhere": 'held_on = 2025-04-14\ntakes_part = ["westbank"]\n',
            "activations/2026-northbank-standby": 'site = "northbank"\non = 2026-11-20\n',
            "eastshire/authority": 'id = "eastshire"\nname = "Eastshire"\n',
        },
    )
    save(tmp_path / "halton/journal.jsonl", *(line(*one) for one in LINES))
    east = line("2026-11-19T12:00:00+00:00", "resilience officer", "test", "eastshire/exercises/2026-ash.toml")
    save(tmp_path / "eastshire/journal.jsonl", east)
    return tmp_path


def save(path: Path, *lines: str) -> None:
    path.write_text("".join(f"{one}\n" for one in lines), encoding="utf-8", newline="\n")


def shown(folder: Path, *arguments: str) -> list[str]:
    done = run_comah("journal", *arguments, "--format", "json", "--sites", folder)
    assert done.status == 0
    return [one["what"] for one in json.loads(done.out)["changes"]]


def test_the_journals_of_all_authorities_are_one_list_in_the_order_of_time(folder: Path) -> None:
    done = run_comah("journal", "--sites", folder, columns=200)
    assert (done.status, done.err) == (0, "")
    lines = [" ".join(each.split()) for each in done.out.splitlines()]
    assert lines == [
        "OFFICIAL",
        "Example Resilience Forum: journal",
        "When By What Change",
        "Wed 18 Nov 2026 09:00 duty officer review said [halton/establishments/northbank.toml]",
        "Thu 19 Nov 2026 12:00 resilience officer test said [eastshire/exercises/2026-ash.toml]",
        "Fri 20 Nov 2026 23:30 emergency planning officer done said [halton/exercises/2027-northbank-live.toml]",
        "Sat 21 Nov 2026 10:05 duty officer activation said [halton/activations/2026-northbank-standby.toml]",
        "Sun 22 Nov 2026 10:05 duty officer hold said [halton/exercises/2025-elsewhere.toml]",
        "5 changes. An edit by hand leaves no line.",
    ]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["--exercise", "2027-northbank-live"], ["done"]),
        (["--exercise", "2026-ash"], ["test"]),  # the record need not be there any more
        (["--exercise", "2027-northbank-live", "--since", "21/11/2026"], []),
        (["--site", "northbank"], ["review", "done", "activation"]),
        (["--site", "westbank"], ["hold"]),
        (["--by", "Duty Officer"], ["review", "activation", "hold"]),
        (["--since", "20/11/2026"], ["done", "activation", "hold"]),
        (["--on", "19/11/2026"], ["review", "test"]),
        (["--since", "21 Nov 2026", "--site", "northbank"], ["activation"]),
    ],
)
def test_the_lines_asked_for(folder: Path, arguments: list[str], found: list[str]) -> None:
    assert shown(folder, *arguments) == found


def test_what_was_asked_for_and_how_many_there_are_is_said(folder: Path) -> None:
    done = run_comah("journal", "--by", "duty officer", "--since", "22/11/2026", "--sites", folder, columns=200)
    assert "journal (by duty officer; since 22 Nov 2026)\n" in done.out
    assert done.out.endswith("1 change of 5. An edit by hand leaves no line.\n")


def test_lines_that_cannot_be_read_are_said_and_the_others_shown(folder: Path) -> None:
    path = folder / "halton/journal.jsonl"
    good = path.read_bytes()
    bad = b'{"when": "2026-1\n\xff\xfe\n' + line("yesterday", "a", "b", "c").encode() + b'\n[1]\n"\x1b[2J"\n\n'
    path.write_bytes(bad + good)
    done = run_comah("journal", "--sites", folder, columns=200)
    assert done.status == 0
    assert "\x1b" not in done.out
    unread = [each for each in done.out.splitlines() if each.startswith("NOT READ: ")]
    assert [each.partition(" is no line")[0] for each in unread] == [
        f"NOT READ: halton/journal.jsonl:{number}" for number in (1, 2, 3, 4, 5)
    ]
    assert "5 changes; 5 lines not read." in done.out
    as_json = json.loads(run_comah("journal", "--format", "json", "--sites", folder).out)
    assert [one["line"] for one in as_json["not_read"]] == [1, 2, 3, 4, 5]
    as_csv = run_comah("journal", "--format", "csv", "--sites", folder)
    assert as_csv.err.count("NOT READ: halton/journal.jsonl:") == 5


def test_a_journal_that_is_a_folder_is_said(folder: Path) -> None:
    (folder / "eastshire/journal.jsonl").unlink()
    (folder / "eastshire/journal.jsonl").mkdir()
    done = run_comah("journal", "--sites", folder)
    assert done.status == 0
    assert "NOT READ: eastshire/journal.jsonl cannot be read (" in done.out
    assert "4 changes; 1 line not read." in done.out


def test_a_register_without_a_journal_has_no_lines(folder: Path) -> None:
    for path in folder.glob("*/journal.jsonl"):
        path.unlink()
    done = run_comah("journal", "--sites", folder)
    assert (done.status, done.err) == (0, "")
    assert done.out.endswith("journal\n0 changes. An edit by hand leaves no line.\n")


def test_csv_has_one_row_a_change_and_no_formula(folder: Path) -> None:
    save(folder / "eastshire/journal.jsonl", line("2026-11-19T12:00:00+00:00", "=1+1", "test", "eastshire/a.toml"))
    done = run_comah("journal", "--format", "csv", "--sites", folder)
    rows = list(csv.DictReader(done.out.splitlines()))
    assert [row["what"] for row in rows] == ["review", "test", "done", "activation", "hold"]
    assert rows[1]["by"] == "'=1+1"
    assert rows[0]["line"] == "2"


def test_markdown_is_one_table_whose_cells_stay_text(folder: Path) -> None:
    save(folder / "eastshire/journal.jsonl", line("2026-11-19T12:00:00+00:00", "a|b", "test", "e/a.toml", "<b>"))
    done = run_comah("journal", "--format", "md", "--sites", folder)
    assert "**OFFICIAL**\n\n# Example Resilience Forum: journal\n" in done.out
    assert r"| Thu 19 Nov 2026 12:00 | a\|b | test | \<b\> \[e/a.toml\] |" in done.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--site", "northbnk"], "northbnk: no such site. Did you mean northbank"),
        (["--site", "riverside"], "riverside is a group; name one of its sites: northbank, westbank"),
        (["--since", "soon"], "--since: 'soon'"),
    ],
)
def test_what_is_not_known_is_said_with_status_2(folder: Path, arguments: list[str], words: str) -> None:
    done = run_comah("journal", *arguments, "--sites", folder)
    assert done.status == 2
    assert words in done.err


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("2027-northbank-liv", "2027-northbank-liv: no such exercise. Did you mean 2027-northbank-live?"),
        ("northbank", "northbank: no such exercise."),  # a site: --site
    ],
)
def test_an_exercise_that_nothing_knows_is_not_passed_over_in_silence(folder: Path, name: str, words: str) -> None:
    done = run_comah("journal", "--exercise", name, "--sites", folder)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(words)
    assert done.err.endswith("The journal has no line of it either.\n")
