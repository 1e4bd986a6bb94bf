from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import tomli
from command_line import Done, Run, on_day, run_here
from register_text import write_register

from comah_cli import clock

NAME = "2027-northbank-live"
FILE = f"halton/exercises/{NAME}.toml"
AGENCIES = """
agencies = [{ id = "example-police", name = "Example Constabulary" }, { id = "example-fire", name = "Example Fire" }]
"""
RECORDS = {
    "register": f'schema = 1\nauthorities = [{{ id = "halton", name = "Halton" }}]\n{AGENCIES}\n',
    "authority": 'marking = "OFFICIAL"\n',
    "establishments/northbank": '[[plans]]\nregime = "comah"\nfirst_prepared_on = 2016-02-01\n',
    "exercises/2024-northbank": 'held_on = 2024-05-12\ncredits = [{ plan = "northbank", conclusion = "tested" }]\n'
    'lessons = [{ id = "l1", text = "Siren late", owner = "lead", due_on = 2026-12-31 }]\n',
    f"exercises/{NAME}": """\
# kept by the emergency planning team
will_test = ["northbank"]
planned_on = 2027-01-27
agencies = ["example-police", "example-fire"]
carries = ["2024-northbank/l1"]
phases = [{ id = "initiation", done_on = 2026-08-05 }, { id = "invite-agencies", done_on = 2026-08-19 }]
attendance = [{ agency = "example-police", asked_on = 2026-08-19 }]
meetings = [{ number = 3, held_on = 2026-10-28, attended = ["example-police"] }]   # fourth Wednesdays
lessons = [{ id = "m3-1", text = "Book the hall", owner = "lead", due_on = 2026-11-10 }]
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_register(tmp_path, RECORDS)
    return tmp_path


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``comah exercise meeting`` on the register, on Thursday 26 November 2026."""
    on_day(monkeypatch, date(2026, 11, 26))
    monkeypatch.setenv("COLUMNS", "200")

    def run_meeting(*arguments: str) -> Done:
        return run_here(monkeypatch, capsys, "exercise", "meeting", *arguments, "--sites", str(folder))

    return run_meeting


BY = ("--by", "emergency planning officer")


def test_the_agenda_of_the_next_meeting(run: Run) -> None:
    done = run(NAME, "--on", "2026-11-20")
    assert (done.status, done.err) == (0, "")
    lines = [" ".join(line.split()) for line in done.out.splitlines()]
    assert lines[:3] == [
        "OFFICIAL",
        f"{NAME} Planning meeting 4 as at Fri 20 Nov 2026",
        f"{NAME}: Wed 25 Nov 2026: usual day",
    ]
    assert lines[3:] == [
        "",
        "ACTIONS STILL OPEN",
        f"{NAME}/m3-1 Book the hall (lead, by 10 Nov 2026; OVERDUE) [{FILE}:13]",
        "",
        "LATE",
        "planning group Scenario and plan elements fixed: due 30 Sep; LATE 51 days; now by 3 Dec",
        "lead Date of the multi-agency debrief fixed and in calendars: due 28 Oct; LATE 23 days",
        "",
        "DUE BY 23 Dec",
        "EXCON Main events list and exercise instruction issued: 16 Dec",
        "",
        "OPEN",
        "Day not confirmed by operator and agencies",
        "Debrief no day booked for the multi-agency debrief",
        "Law, northbank Test by 11 May 2027 (safe date). The late steps do NOT endanger it.",
        "Moving Can move as late as Tue 11 May 2027 (last working day; 104 days).",
        "Reply awaited Example Constabulary",
        "Not asked Example Fire",
        "",
        "TO BE SHOWN AS LEARNT",
        "Objective show as learnt: Siren late (2024-northbank/l1, still open)",
        "",
        "NEXT",
        "Meeting 5 Wed 23 Dec 2026",
        "Exercise 27 Jan 2027, in 68 days",
    ]


def test_every_meeting_is_listed(run: Run) -> None:
    done = run(NAME, "--all")
    assert [line.strip() for line in done.out.splitlines()[3:]] == [
        "1  Wed 26 Aug 2026: not recorded as held",
        "2  Wed 23 Sep 2026: not recorded as held",
        f"3  Wed 28 Oct 2026: held; 1 attended  [{FILE}:12]",
        "4  Wed 25 Nov 2026: not recorded as held",
        "5  Wed 23 Dec 2026: usual day",
    ]
    found = json.loads(run(NAME, "--all", "--format", "json").out)
    assert (found["schema"], found["number"], len(found["parts"][0]["lines"])) == ("comah.meeting/1", None, 5)
    assert "# Planning meeting 5" in run(NAME, "--format", "md").out


def test_a_meeting_is_recorded_with_who_came_and_its_actions(run: Run, folder: Path) -> None:
    done = run(
        NAME, "4", "--held", "25/11/2026", "--attended", "example-police, halton", "--apologised", "example-fire",
        "--note", "scenario agreed", "--action", "Ask the port", "--action", "Book radios",
        "--owner", "duty officer", "--due", "2026-12-11", "--due", "2026-12-18", *BY,
    )  # fmt: skip
    assert (done.status, done.err) == (0, "")
    assert (
        f"{NAME}, planning meeting 4: held 25 Nov 2026, 2 attended, 1 sent apologies, note added, 2 actions" in done.out
    )
    text = (folder / FILE).read_text(encoding="utf-8")
    assert "# kept by the emergency planning team" in text
    found = tomli.loads(text)
    assert found["meetings"][1] == {
        "number": 4,
        "held_on": date(2026, 11, 25),
        "attended": ["example-police", "halton"],
        "apologies": ["example-fire"],
        "note": "scenario agreed",
    }
    assert [(one["id"], one["owner"], one["due_on"]) for one in found["lessons"][1:]] == [
        ("m4-1", "duty officer", date(2026, 12, 11)),
        ("m4-2", "duty officer", date(2026, 12, 18)),
    ]
    (entry,) = (folder / "halton/journal.jsonl").read_text(encoding="utf-8").splitlines()
    assert (json.loads(entry)["what"], json.loads(entry)["by"]) == ("meeting", "emergency planning officer")
    assert "WHO CAME" in run(NAME, "4").out
    assert run(NAME, "4", "--held", "25/11/2026", *BY).out.splitlines()[-1].startswith("already on record")


def test_where_all_usual_days_have_passed_the_meetings_not_recorded_and_the_next_are_named(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2027, 1, 26))
    done = run(NAME)
    assert done.status != 0
    assert "their usual days have passed, and meetings 1, 2, 4, 5 were never recorded as held" in done.err
    assert f"to call one: comah exercise meeting {NAME} 6 --called DATE --by POST" in done.err
    assert run(NAME, "6", "--called", "27/01/2027", *BY).status == 0


def test_a_meeting_is_called_for_another_day(run: Run, folder: Path) -> None:
    done = run(NAME, "5", "--called", "2026-12-16", *BY)
    assert done.status == 0
    assert tomli.loads((folder / FILE).read_text(encoding="utf-8"))["meetings"][1] == {
        "number": 5,
        "planned_on": date(2026, 12, 16),
    }
    assert "5  Wed 16 Dec 2026: called" in run(NAME, "--all").out


def test_a_dry_run_writes_nothing(run: Run, folder: Path) -> None:
    before = (folder / FILE).read_bytes()
    done = run(NAME, "4", "--held", "2026-11-25", "--dry-run", *BY)
    assert done.out.endswith("Dry run: nothing was written.\n")
    assert (folder / FILE).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--held", "2026-11-25", *BY), "Say which meeting: comah exercise meeting ID N --held DATE --by POST."),
        (("4", "--held", "2026-11-25"), "--by needs the post that records this"),
        (("4", "--held", "2026-12-25", *BY), "25 Dec 2026 is after 26 Nov 2026. Only what has happened is recorded"),
        (("4", "--held", "2026-11-25", "--attended", "example-pollice", *BY), "Did you mean example-police"),
        (("4", "--held", "2026-11-25", "--owner", "lead", *BY), "--owner is given 1 times for 0 actions."),
        (
            ("4", "--held", "2026-11-25", "--action", "a", "--action", "b", "--action", "c",
             "--due", "2026-12-01", "--due", "2026-12-02", *BY),
            "--due is given 2 times for 3 actions.",
        ),
        (("9", "--held", "2026-11-25", *BY), "planning meeting 9: there are 5 meetings, so the next number is 6"),
        (("9",), "no planning meeting 9; its meetings are 1 to 5"),
        (("0",), "no planning meeting 0; its meetings are 1 to 5"),
        (("5", "--called", "2027-01-28", *BY), "the exercise is planned for 27 Jan 2027, before a planning meeting"),
        (("4", "--called", "2026-10-27", *BY), "planning meeting 3 is on 28 Oct 2026; the numbers follow the days"),
        (("2", "--called", "2026-10-29", *BY), "planning meeting 3 is on 28 Oct 2026; the numbers follow the days"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(run: Run, folder: Path, arguments: tuple[str, ...], words: str) -> None:
    before = (folder / FILE).read_bytes()
    done = run(NAME, *arguments)
    assert done.status == 2
    assert words in done.err
    assert (folder / FILE).read_bytes() == before


@pytest.mark.parametrize(
    ("called", "words"),
    [
        ("2027-01-17", "! Sun 17 Jan 2027 is at a weekend"),
        ("2026-12-28", "! Mon 28 Dec 2026 is a bank holiday"),
        ("2027-01-12", "! Tue 12 Jan 2027 is in the diary: Audit (halton/diary.toml:2)"),
        ("2027-01-13", ""),
        ("2027-01", ""),
    ],
)
def test_a_meeting_called_for_a_bad_day_is_recorded_with_a_warning(
    run: Run, folder: Path, called: str, words: str
) -> None:
    diary = 'schema = 1\n[[entries]]\nid = "audit"\ntitle = "Audit"\non = 2027-01-12\n'
    (folder / "halton/diary.toml").write_text(diary, encoding="utf-8", newline="\n")
    done = run(NAME, "5", "--called", called, *BY)
    assert (done.status, done.err) == (0, f"{words}\n" if words else "")
    assert called in (folder / FILE).read_text(encoding="utf-8")


def test_an_exercise_without_meetings_says_so(run: Run) -> None:
    assert run("2024-northbank").err == (
        "2024-northbank: no planning meeting to come; it has none on record and none to come\n"
    )
    assert "None: the exercise has no day yet, is over" in run("2024-northbank", "--all").out
