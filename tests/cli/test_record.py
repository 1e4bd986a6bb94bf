from __future__ import annotations

import io
import json
import sys
from datetime import date
from pathlib import Path

import pytest
import tomli
from command_line import Done, Run, on_day, run_here

from comah_cli import app, clock

REGISTER = """\
schema = 1
forum = "Example Resilience Forum"
authorities = [{ id = "exampleshire", name = "Exampleshire Council" }]
"""
AUTHORITY = 'schema = 1\nid = "exampleshire"\nname = "Exampleshire Council"\n'
NORTHBANK = """\
# kept by the emergency planning team
schema = 1
id = "northbank"
name = "Northbank Chemicals"
tier = "upper"
group = "riverside"

[[plans]]
regime = "comah"   # since 2017
first_prepared_on = 2017-03-14

# what the operator holds
[internal_plan]
"""
WESTBANK = 'schema = 1\nid = "westbank"\nname = "Westbank \\u001b[31mGases"\ntier = "upper"\ngroup = "riverside"\n'
HELD = """\
schema = 1
id = "2024-riverside"
name = "Exercise Riverside"
type = "live"
takes_part = ["northbank", "westbank"]
held_on = "2024-04/2024-06"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {
        "register.toml": REGISTER,
        "exampleshire/authority.toml": AUTHORITY,
        "exampleshire/establishments/northbank.toml": NORTHBANK,
        "exampleshire/establishments/westbank.toml": WESTBANK,
        "exampleshire/exercises/2024-riverside.toml": HELD,
    }.items():
        path = tmp_path / "sites" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return tmp_path / "sites"


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``comah record`` on the register, on Saturday 21 November 2026."""
    on_day(monkeypatch, date(2026, 11, 21))

    def run_record(*arguments: str, answers: str | None = None) -> Done:
        monkeypatch.setattr(sys, "stdin", Terminal(answers) if answers is not None else io.StringIO())
        by = [] if "--by" in arguments else ["--by", "emergency planning officer"]
        return run_here(monkeypatch, capsys, "record", *arguments, *by, "--sites", str(folder))

    return run_record


class Terminal(io.StringIO):
    """Somebody at a keyboard."""

    def isatty(self) -> bool:
        return True


def everything(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in folder.rglob("*") if path.is_file()
    }


def journal(folder: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (folder / "exampleshire/journal.jsonl").read_bytes().decode().splitlines()]


def site(folder: Path, name: str) -> str:
    return (folder / f"exampleshire/establishments/{name}.toml").read_bytes().decode()


def test_a_review_is_recorded_and_the_date_echoed(run: Run, folder: Path) -> None:
    done = run("review", "northbank", "--on", "12/05/2023", "--approved-by", "head of service")
    assert done == Done(
        0,
        "Read as Friday 12 May 2023 (UK day/month/year)\n"
        "northbank, comah plan: full review of 12 May 2023\n"
        "  in exampleshire/establishments/northbank.toml\n"
        "Entered in the journal as by: emergency planning officer\n",
        "",
    )
    prepared = "first_prepared_on = 2017-03-14\n"
    row = '{ on = 2023-05-12, kind = "full", approved_by = "head of service" }'
    assert site(folder, "northbank") == NORTHBANK.replace(prepared, f"{prepared}reviews = [\n    {row},\n]\n")
    assert [(line["what"], line["by"], line["when"]) for line in journal(folder)] == [
        ("review", "emergency planning officer", "2026-11-21T10:00:00+00:00")
    ]


def test_the_same_review_again_changes_nothing_and_says_so(run: Run, folder: Path) -> None:
    run("review", "northbank", "--on", "12/05/2023")
    before = everything(folder)
    done = run("review", "northbank", "--on", "Fri 12 May 2023")
    assert done.status == 0
    assert "already on record (exampleshire/establishments/northbank.toml:12). Nothing changed" in done.out
    assert everything(folder) == before


def test_a_dry_run_prints_the_difference_and_writes_nothing(run: Run, folder: Path) -> None:
    before = everything(folder)
    done = run("info-received", "northbank", "--on", "Q3 2016", "--dry-run")
    assert done.status == 0
    assert (
        "Read as July to September 2016 (day not known; counted from 1 July 2016), the calendar quarter\n" in done.out
    )
    assert '\n+information_received_on = "2016-07/2016-09"\n' in done.out
    assert done.out.endswith("Dry run: nothing was written.\n")
    assert everything(folder) == before


def test_a_test_is_recorded_as_an_exercise(run: Run, folder: Path) -> None:
    done = run("test", "northbank", "--on", "3 Nov 2026", "--type", "live", "--elements", "activation, warning")
    assert done.status == 0
    assert "2026-northbank-live: held 3 Nov 2026; 1 plan tested: northbank\n" in done.out
    text = (folder / "exampleshire/exercises/2026-northbank-live.toml").read_bytes().decode()
    assert text == (
        "#:schema ../../schema/exercise.json\n"
        "\n"
        "schema = 1\n"
        'id = "2026-northbank-live"\n'
        'name = "Live exercise, Northbank Chemicals"\n'
        'type = "live"\n'
        "held_on = 2026-11-03\n"
        "credits = [\n"
        '    { plan = "northbank", conclusion = "tested", elements = ["activation", "warning"], '
        'decided_by = "emergency planning officer", decided_on = 2026-11-21 },\n'
        "]\n"
    )


def test_an_exercise_that_may_be_the_one_meant_is_offered(run: Run, folder: Path) -> None:
    before = everything(folder)
    done = run("test", "northbank", "--on", "16/05/2024")
    assert done.status == 2
    assert "add: --exercise 2024-riverside" in done.err
    assert everything(folder) == before


def test_an_exercise_on_record_is_credited_and_dated(run: Run, folder: Path) -> None:
    done = run("test", "riverside", "--all", "--on", "16/05/2024", "--exercise", "2024-riverside")
    assert done.status == 0
    assert "2024-riverside: held 16 May 2024 (was Apr-Jun 2024); 2 plans tested: northbank, westbank\n" in done.out
    text = (folder / "exampleshire/exercises/2024-riverside.toml").read_bytes().decode()
    assert text.startswith(HELD.replace('"2024-04/2024-06"', "2024-05-16"))
    assert [credit["plan"] for credit in tomli.loads(text)["credits"]] == ["northbank", "westbank"]


def test_a_group_is_confirmed_plan_by_plan_and_no_is_the_default(run: Run, folder: Path) -> None:
    done = run("prepared", "riverside", "--on", "14/03/2017", answers="\ny\n")
    assert done.status == 0
    assert "Northbank Chemicals (northbank): record when its comah plan was first prepared? [y/N]" in done.err
    assert "Westbank \\x1b[31mGases (westbank)" in done.err
    assert site(folder, "northbank") == NORTHBANK
    assert tomli.loads(site(folder, "westbank"))["plans"] == [
        {"regime": "comah", "first_prepared_on": date(2017, 3, 14)}
    ]


@pytest.mark.parametrize(("answers", "status", "words"), [("n\n\n", 0, "None was confirmed"), ("y\n", 2, "Broken off")])
def test_a_group_of_which_none_is_confirmed_is_left_alone(
    run: Run, folder: Path, answers: str, status: int, words: str
) -> None:
    before = everything(folder)
    done = run("complete", "riverside", answers=answers)
    assert done.status == status
    assert f"{words}" in done.err
    assert "Nothing was recorded." in done.err
    assert everything(folder) == before


def test_a_group_without_a_keyboard_needs_all(run: Run, folder: Path) -> None:
    before = everything(folder)
    done = run("review", "riverside", "--on", "12/05/2023")
    assert done.status == 2
    assert "riverside is a group of 2 sites, and each of them is to be confirmed. Add --all" in done.err
    assert everything(folder) == before


def test_where_one_of_a_group_is_refused_none_is_written(run: Run, folder: Path) -> None:
    before = everything(folder)
    done = run("review", "riverside", "--all", "--on", "13/03/2017")
    assert done.status == 2
    assert "northbank: the comah plan was first prepared 14 Mar 2017" in done.err
    assert "1 of 2 plans were refused, so nothing was recorded for any." in done.err
    assert everything(folder) == before


def test_all_of_a_group_are_recorded(run: Run, folder: Path) -> None:
    done = run("complete", "riverside", "--all")
    assert done.status == 0
    assert [line["file"] for line in journal(folder)] == [
        "exampleshire/establishments/northbank.toml",
        "exampleshire/establishments/westbank.toml",
    ]


def test_an_activation_is_recorded(run: Run, folder: Path) -> None:
    done = run("activation", "westbank", "--on", "9 March 2025", "--kind", "standby", "--summary", "odour\x1b[2J")
    assert done.status == 0
    text = (folder / "exampleshire/activations/2025-westbank-standby.toml").read_bytes().decode()
    assert tomli.loads(text)["summary"] == "odour\x1b[2J"
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["review", "northbnk", "--on", "12/05/2023"], "northbnk: no such site or group. Did you mean northbank"),
        (["review", "northbank", "--on", "12/5/23"], "--on: '12/5/23': a year of two digits"),
        (["review", "northbank", "--on", "Mon 12 May 2023"], "12 May 2023 was a Friday, not a Monday"),
        (["review", "northbank", "--on", "22/11/2026"], "22 Nov 2026 is after 21 Nov 2026"),
        (["prepared", "northbank", "--on", "2018"], "first prepared 14 Mar 2017 is on record"),
        (["review", "northbank", "--on", "2023", "--regime", "reppir"], "has no reppir plan on record (plans: comah)"),
        (["test", "northbank", "--on", "2023", "--exercise", "2024-rivrside"], "Did you mean 2024-riverside?"),
        (["test", "northbank", "--on", "2023", "--elements", "warnings"], "Did you mean warning?"),
        (
            ["test", "northbank", "--on", "2024", "--exercise", "2024-riverside", "--type", "live"],
            "leave them out with --exercise",
        ),
        (["activation", "riverside", "--on", "2024"], "name one of its sites: northbank, westbank"),
        (["complete", "northbank", "--by", "  "], "--by needs the post"),
    ],
)
def test_what_cannot_be_recorded_is_said_with_status_2(
    run: Run, folder: Path, arguments: list[str], words: str
) -> None:
    before = everything(folder)
    done = run(*arguments)
    assert done.status == 2
    assert words in done.err
    assert everything(folder) == before


def test_the_post_must_be_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["comah", "record", "complete", "northbank", "--sites", str(folder)])
    with pytest.raises(SystemExit) as left:
        app.main()
    assert left.value.code == 2
    assert "--by" in capsys.readouterr().err


def test_a_record_that_was_not_read_whole_is_mended_first(run: Run, folder: Path) -> None:
    path = folder / "exampleshire/establishments/northbank.toml"
    path.write_text(NORTHBANK.replace("2017-03-14", "2017-02-30"), encoding="utf-8", newline="")
    before = everything(folder)
    done = run("review", "northbank", "--on", "12/05/2023")
    assert done.status == 2
    assert "Mend this first; nothing was recorded:\n  exampleshire/establishments/northbank.toml:10: " in done.err
    assert everything(folder) == before


def test_a_record_that_cannot_be_read_is_named(run: Run, folder: Path) -> None:
    path = folder / "exampleshire/establishments/northbank.toml"
    path.write_text("[[[", encoding="utf-8", newline="")
    done = run("review", "northbank", "--on", "12/05/2023")
    assert done.status == 2
    assert "exampleshire/establishments/northbank.toml cannot be read" in done.err


def test_a_colleagues_edit_meanwhile_is_not_overwritten(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile = NORTHBANK.replace("since 2017", "since 2016")

    def now_text() -> str:
        path = folder / "exampleshire/establishments/northbank.toml"
        path.write_text(meanwhile, encoding="utf-8", newline="")
        return "2026-11-21T10:00:00+00:00"

    monkeypatch.setattr(clock, "now_text", now_text)
    done = run("review", "northbank", "--on", "12/05/2023")
    assert done.status == 2
    assert "was changed by somebody else since it was read. Nothing was written." in done.err
    assert site(folder, "northbank") == meanwhile
