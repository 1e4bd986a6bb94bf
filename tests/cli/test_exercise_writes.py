from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pytest
from command_line import Done, Run, on_day, run_here
from register_text import write_register

from comah.model.change import Change
from comah.records import journal as journal_module
from comah.records.lock import holding
from comah.records.write import apply_change
from comah_cli import clock

NAME = "2027-northbank-live"
FILE = f"halton/exercises/{NAME}.toml"
AUTHORITY = 'marking = "OFFICIAL"\n'
RECORDS = {
    "authority": AUTHORITY,
    "establishments/northbank": '[[plans]]\nregime = "comah"\nfirst_prepared_on = 2016-02-01\n',
    "establishments/westbank": '[[plans]]\nregime = "comah"\n[[plans]]\nregime = "reppir"\n',
    "exercises/2024-northbank": 'held_on = 2024-05-12\ncredits = [{ plan = "northbank", conclusion = "tested" }]\n',
    f"exercises/{NAME}": """\
# kept by the emergency planning team
will_test = ["northbank"]
takes_part = ["westbank"]
planning_from = 2026-10-01
planned_on = 2027-04-14   # agreed with the operator
confirmed_on = 2026-11-02
agencies = ["example-police"]
phases = [
    { id = "initiation", done_on = 2026-10-14 },
    { id = "events-list", due_on = 2027-03-01 },
]
""",
    "diary": """\
[[entries]]
id = "holidays"
title = "School holidays"
on = "2027-04-05/2027-04-09"
blocks = true
[[entries]]
id = "audit"
title = "Audit week"
on = "2027-04-19/2027-04-23"
""",
    "eastshire/authority": 'id = "eastshire"\nname = "Eastshire"\n',
    "eastshire/exercises/2027-ash-road": 'planned_on = 2027-05-05\nagencies = ["example-police"]\n',
}
LAPSED = (
    "! NO LONGER CONFIRMED: the agreement of 2 Nov 2026 was to 14 Apr 2027. Have the new day agreed, then: "
    f"comah exercise confirm {NAME}"
)
IN_TIME = (
    "LAW COMAH 2015 reg 14(1)(b) northbank: test by 11 May 2027 (safe date), which does not move; 5 May 2027 is "
    f"in time, 6 days before it. Was ARRANGED, becomes PLANNED: live exercise {NAME} on 5 May 2027 is planned, "
    "not confirmed; safe date 11 May 2027"
)
BLOCKED = (
    f"{NAME}: Mon 5 Apr 2027 to Fri 9 Apr 2027 is blocked by the diary: School holidays (halton/diary.toml:2). "
    "If it must be then, add --despite-diary. Nothing was recorded.\n"
    "Nearest good days: Thu 1 Apr 2027, Fri 2 Apr 2027, Mon 12 Apr 2027\n"
)
PASSED = (
    f"{NAME}: 20 Nov 2026 has passed; what was held is recorded by comah exercise hold. Nothing was recorded.\n"
    "Nearest good days: Thu 7 Jan 2027, Fri 8 Jan 2027, Mon 11 Jan 2027\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_register(tmp_path, RECORDS)
    return tmp_path


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``comah exercise`` on the register, on Saturday 21 November 2026."""
    on_day(monkeypatch, date(2026, 11, 21))
    monkeypatch.setenv("COLUMNS", "400")

    def run_exercise(*arguments: str) -> Done:
        by = [] if "--by" in arguments else ["--by", "emergency planning officer"]
        return run_here(monkeypatch, capsys, "exercise", *arguments, *by, "--sites", str(folder))

    return run_exercise


def everything(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in folder.rglob("*") if path.is_file()
    }


def journal(folder: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (folder / "halton/journal.jsonl").read_bytes().decode().splitlines()]


def record(folder: Path) -> str:
    return (folder / FILE).read_bytes().decode()


def test_a_move_shows_before_and_after_the_days_around_and_the_law(run: Run, folder: Path) -> None:
    before = record(folder)
    done = run("move", NAME, "--to", "Wed 5 May 2027", "--reason", "shutdown")
    assert (done.status, done.err) == (0, "")
    lines = [" ".join(line.split()) for line in done.out.splitlines()]
    assert lines[:4] == [
        "Read as Wednesday 5 May 2027",
        "OFFICIAL",
        f"{NAME}: {NAME} as at Sat 21 Nov 2026",
        "Was CONFIRMED, Wed 14 Apr 2027",
    ]
    for expected in (
        "Now PLANNED, Wed 5 May 2027",
        "initiation 14 Oct 2026 14 Oct 2026 done",
        "invite-agencies Wed 28 Oct 2026 Wed 18 Nov 2026 LATE 3 days",
        "events-list Mon 1 Mar 2027 Mon 1 Mar 2027 set by the record, stays",
        "safety Wed 17 Mar 2027 Fri 2 Apr 2027",  # not 7 Apr: the diary blocks that week
        "multi-agency-debrief Wed 12 May 2027 Wed 2 Jun 2027",
        LAPSED,
        "! 2027-ash-road of eastshire, Wed 5 May 2027, wants example-police too, on the same day",
        "Nearest good days: Fri 16 Apr 2027, Mon 26 Apr 2027, Tue 27 Apr 2027",
        IN_TIME,
        f"{NAME}: planned for 5 May 2027 (was 14 Apr 2027); shutdown",
        "Entered in the journal as by: emergency planning officer",
    ):
        assert expected in lines
    row = 'on = 2026-11-21\nfrom = 2027-04-14\nto = 2027-05-05\nreason = "shutdown"\n'
    assert record(folder) == before.replace("2027-04-14   #", "2027-05-05   #") + f"\n[[postponements]]\n{row}"
    assert [(line["what"], line["by"]) for line in journal(folder)] == [("move", "emergency planning officer")]


def test_moved_past_the_safe_date_the_days_late_are_counted(run: Run) -> None:
    done = run("move", NAME, "--to", "29/05/2027", "--dry-run")
    assert done.status == 0
    assert "29 May 2027 is 17 days LATE. Was ARRANGED, becomes AT RISK: safe date 11 May 2027;" in done.out
    assert "! Sat 29 May 2027 is at a weekend\n" in done.out


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("12/05/2027", "12 May 2027 is the last lawful day itself"),
        ("11/05/2027", "11 May 2027 is in time, 0 days before it"),
        ("13/05/2027", "13 May 2027 is 1 day LATE"),
        ("31/05/2027", "! Mon 31 May 2027 is a bank holiday"),
        ("20/04/2027", "Fri 23 Apr 2027 is in the diary: Audit week (halton/diary.toml:7)"),
        ("07/12/2026", "! TOO SHORT: its steps not recorded as done need 30 working days at least, and 10 are left"),
    ],
)
def test_what_speaks_against_a_day_is_said(run: Run, to: str, words: str) -> None:
    done = run("move", NAME, "--to", to, "--dry-run")
    assert done.status == 0
    assert words in done.out


@pytest.mark.parametrize(
    ("to", "words"),
    [
        (
            "07/04/2027",
            BLOCKED,
        ),
        (
            "20/11/2026",
            PASSED,
        ),
    ],
)
def test_a_day_that_is_refused_comes_with_the_nearest_good_ones(run: Run, folder: Path, to: str, words: str) -> None:
    before = everything(folder)
    done = run("move", NAME, "--to", to)
    assert (done.status, done.err) == (2, words)
    assert everything(folder) == before


def test_a_blocked_day_is_taken_where_the_officer_says_so(run: Run, folder: Path) -> None:
    done = run("move", NAME, "--to", "07/04/2027", "--despite-diary")
    assert done.status == 0
    assert "! Mon 5 Apr 2027 to Fri 9 Apr 2027 is blocked by the diary: School holidays" in done.out
    assert "planned_on = 2027-04-07" in record(folder)


def test_an_exercise_from_move_to_close(run: Run, folder: Path) -> None:
    """Every command once, each on what the one before it left."""
    steps = [
        (("move", NAME, "--to", "10/11/2026"), 2, "10 Nov 2026 has passed"),
        (("done", NAME, "invite-agencies", "--on", "2 Nov 2026"), 0, "invite-agencies done 2 Nov 2026 (Agencies asked"),
        (("close", NAME, "--on", "20/11/2026"), 2, f"it is confirmed ({FILE}:10) and cannot be closed: it is not on"),
        (("hold", NAME, "--on", "18/11/2026"), 0, "! It was planned for 14 Apr 2027"),
        (("credit", NAME, "westbank/reppir", "--conclusion", "not-tested"), 0, "1 plan not tested: westbank/reppir"),
        (("close", NAME, "--on", "20/11/2026"), 2, "credit: nothing is decided for northbank"),
        (
            ("credit", NAME, "northbank", "--conclusion", "tested", "--elements", "all", "--evidence", "report, 4"),
            0,
            "northbank: safe date now 17 Nov 2029, last lawful day 18 Nov 2029. Was ARRANGED, becomes IN DATE",
        ),
        (("done", NAME, "report-published", "--on", "20/11/2026"), 0, "! It needs report-agreed, not recorded as done"),
        (("close", NAME, "--on", "20/11/2026"), 2, "lessons: none on record, nor why there are none"),
        (("close", NAME, "--on", "20/11/2026", "--no-lessons", "none"), 2, "decided 21 Nov 2026, after the closing of"),
        (("close", NAME, "--on", "21/11/2026", "--no-lessons", "all answered"), 0, f"{NAME}: closed 21 Nov 2026"),
        (("move", NAME, "--to", "05/05/2027"), 2, "it is closed"),
        (("cancel", NAME, "--reason", "flood", "--on", "20/11/2026"), 2, "it is closed"),
    ]
    for arguments, status, words in steps:
        done = run(*arguments)
        assert done.status == status, done
        assert words in done.out + done.err
    written = [line["what"] for line in journal(folder)]
    assert written == ["done", "hold", "credit", "credit", "done", "close"]


def test_confirmed_without_a_debrief_and_the_debrief_booked_later(run: Run, folder: Path) -> None:
    run("move", NAME, "--to", "05/05/2027")
    done = run("confirm", NAME, "--on", "21/11/2026")
    assert done.status == 0
    assert "! NO DEBRIEF DATE: EXR010 stands until the multi-agency debrief is booked" in done.out
    again = run("confirm", NAME, "--on", "21/11/2026", "--debrief", "2 June 2027")
    assert again.status == 0
    assert f"{NAME}: multi-agency debrief booked for 2 Jun 2027\n" in again.out
    assert "debrief_on = 2027-06-02" in record(folder)
    assert run("confirm", NAME, "--on", "21/11/2026").out.count("Nothing changed") == 1


def test_a_postponement_keeps_who_asked_and_what_was_checked_and_moves_no_date(run: Run, folder: Path) -> None:
    done = run(
        *("postpone", NAME, "--reason", "operator's shutdown", "--asked-by", "operator", "--on", "20/11/2026"),
        *("--ca-position", "no objection", "--reference", "CA/9", "--interim-check", "call-out tested"),
        *("--interim-check-by", "duty officer", "--interim-check-on", "20 Nov 2026"),
    )
    assert done.status == 0
    assert "! NO LONGER CONFIRMED: agreement to the old day lapses with it" in done.out
    assert "northbank: test by 11 May 2027 (safe date), which does not move; 171 days left" in done.out
    assert record(folder).endswith(
        "[[postponements]]\n"
        "on = 2026-11-20\n"
        "from = 2027-04-14\n"
        'reason = "operator\'s shutdown"\n'
        'asked_by = "operator"\n'
        'ca_position = "no objection"\n'
        'reference = "CA/9"\n'
        'interim_check = "call-out tested"\n'
        'interim_check_by = "duty officer"\n'
        "interim_check_on = 2026-11-20\n"
    )


def test_a_postponement_without_the_authoritys_position_or_a_check_says_what_is_missing(run: Run) -> None:
    done = run("postpone", NAME, "--reason", "shutdown", "--to", "05/05/2027", "--dry-run")
    assert done.status == 0
    assert "! The competent authority's position is not on record" in done.out
    assert "! No interim check is on record" in done.out
    assert "! 2027-ash-road of eastshire, Wed 5 May 2027, wants example-police too" in done.out


def test_a_cancelled_exercise_shows_what_becomes_of_its_plans(run: Run) -> None:
    done = run("cancel", NAME, "--reason", "operator in administration", "--on", "20/11/2026", "--dry-run")
    assert done.status == 0
    assert "Was ARRANGED, becomes AT RISK: safe date 11 May 2027; nothing is planned" in done.out


COMMANDS = [
    ("move", NAME, "--to", "26/04/2027"),
    ("confirm", NAME, "--on", "2 Nov 2026", "--debrief", "12/05/2027"),
    ("postpone", NAME, "--reason", "shutdown"),
    ("hold", NAME, "--on", "18/11/2026"),
    ("credit", "2024-northbank", "westbank", "--conclusion", "not-tested"),
    ("done", NAME, "scenario", "--on", "18/11/2026"),
    ("close", "2024-northbank", "--on", "18/11/2026", "--no-lessons", "none were raised"),
    ("cancel", NAME, "--reason", "flood", "--on", "18/11/2026"),
]


@pytest.fixture
def reported(folder: Path) -> None:
    """The exercise of 2024 has its report, so that it can be closed."""
    path = folder / "halton/exercises/2024-northbank.toml"
    report = 'phases = [{ id = "report-published", done_on = 2024-09-02 }]\n'
    path.write_text(path.read_text(encoding="utf-8") + report, encoding="utf-8", newline="\n")


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda arguments: str(arguments[0]))
def test_every_command_tried_dry_writes_nothing_and_shows_the_difference(
    run: Run, folder: Path, arguments: tuple[str, ...]
) -> None:
    before = everything(folder)
    done = run(*arguments, "--dry-run")
    assert (done.status, done.err) == (0, "")
    assert "\n+++ halton/exercises/" in done.out
    assert done.out.endswith("Dry run: nothing was written.\n")
    assert everything(folder) == before


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda arguments: str(arguments[0]))
def test_every_command_writes_one_record_and_one_line_of_the_journal(
    run: Run, folder: Path, arguments: tuple[str, ...]
) -> None:
    before = everything(folder)
    assert run(*arguments).status == 0
    after = everything(folder)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {f"halton/exercises/{arguments[1]}.toml", "halton/journal.jsonl"}
    assert [line["what"] for line in journal(folder)] == [arguments[0]]


def test_each_plan_has_its_own_participants_and_blanks_are_filled_in(run: Run, folder: Path) -> None:
    assert run("hold", NAME, "--on", "18/11/2026").status == 0
    first = ("credit", NAME, "northbank", "--conclusion", "tested")
    assert run(*first, "--participants", "example-police").status == 0
    assert run("credit", NAME, "westbank/reppir", "--conclusion", "partly-tested", "--elements", "warning").status == 0
    again = run("credit", NAME, "westbank/reppir", "--conclusion", "partly-tested", "--participants", "example-police")
    assert (again.status, "participants" in again.out) == (0, True)
    assert record(folder).count('participants = ["example-police"]') == 2
    other = run(*first, "--participants", "halton")
    assert other.status == 2
    assert "participants is example-police by the record" in other.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("move", "2027-northbank-liv", "--to", "2027-05-05"), f"no such exercise. Did you mean {NAME}"),
        (("move", NAME, "--to", "soon"), "--to: 'soon'"),
        (("move", NAME, "--to", "2027-05-05", "--by", " "), "--by needs the post"),
        (("done", NAME, "scenari", "--on", "18/11/2026"), "'scenari' is no step of it; did you mean scenario?"),
        (("credit", "2024-northbank", "northbnk", "--conclusion", "tested"), "northbnk: no such site or group."),
        (("credit", "2024-northbank", "northbank/nuclear", "--conclusion", "tested"), "nuclear is no regime"),
        (("credit", "2024-northbank", "northbank/reppir", "--conclusion", "tested"), "has no reppir plan on record"),
        (
            ("credit", "2024-northbank", "westbank", "--conclusion", "tested", "--on", "May 2024"),
            "--on May 2024: one exact day is needed",
        ),
        (
            ("credit", "2024-northbank", "westbank", "--conclusion", "tested", "--elements", "warnings"),
            "Did you mean warning?",
        ),
        (
            ("credit", "2024-northbank", "westbank", "--conclusion", "tested", "--participants", "example-fyre"),
            "example-fyre: no such agency.",
        ),
    ],
)
def test_what_cannot_be_recorded_is_said_with_status_2(
    run: Run, folder: Path, arguments: tuple[str, ...], words: str
) -> None:
    before = everything(folder)
    done = run(*arguments)
    assert done.status == 2
    assert words in done.err
    assert everything(folder) == before


def test_a_record_that_cannot_be_read_at_all_is_named(run: Run, folder: Path) -> None:
    (folder / FILE).write_text("id = [", encoding="utf-8")
    done = run("hold", NAME, "--on", "18/11/2026")
    assert done.status == 2
    assert done.err == f"{NAME}: {FILE} cannot be read. Nothing was recorded. See: comah validate\n"


def test_a_record_with_a_fault_is_mended_first(run: Run, folder: Path) -> None:
    path = folder / FILE
    path.write_text(f"{record(folder)}held_onn = 2026-11-18\n", encoding="utf-8", newline="\n")
    before = everything(folder)
    done = run("hold", NAME, "--on", "18/11/2026")
    assert done.status == 2
    assert "Mend this first; nothing was recorded" in done.err
    assert everything(folder) == before


# Somebody else at the same time


def edited_by_hand(folder: Path) -> str:
    text = record(folder).replace("planned_on = 2027-04-14", "planned_on = 2027-04-28")
    return text.replace('"example-police"', '"example-police", "example-fire"')


def interrupt(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Have something happen once after the register is read and before anything is written."""
    done: list[object] = []

    def now() -> str:
        if not done:
            done.append(None)
            act()
        return "2026-11-21T10:00:00+00:00"

    monkeypatch.setattr(clock, "now_text", now)


def test_a_file_edited_by_hand_meanwhile_is_kept_and_its_differences_named(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = edited_by_hand(folder)
    interrupt(monkeypatch, lambda: (folder / FILE).write_text(text, encoding="utf-8", newline="\n"))
    done = run("move", NAME, "--to", "26/04/2027")
    assert done.status == 2
    assert done.err == (
        f"{FILE} was changed by somebody else since it was read. Nothing was written. "
        "Run the command again: it starts from the record as it now is\n"
        f"{FILE} was changed meanwhile by hand (the journal has no line for it):\n"
        "  planned_on was 2027-04-14, is 2027-04-28\n"
        "  agencies[1] was not there, is example-fire\n"
    )
    assert record(folder) == text
    assert not (folder / "halton/journal.jsonl").exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# a remark\n{record}", "  in its words or layout, not in a fact\n"),
        ("id = [", "  it can no longer be read: comah validate\n"),
        (None, f"{FILE} is no longer there\n"),
    ],
)
def test_whatever_became_of_the_file_meanwhile_is_said(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, text: str | None, words: str
) -> None:
    path = folder / FILE

    def act() -> None:
        if text is None:
            path.unlink()
        else:
            path.write_text(text.format(record=record(folder)), encoding="utf-8", newline="\n")

    interrupt(monkeypatch, act)
    done = run("move", NAME, "--to", "26/04/2027")
    assert done.status == 2
    assert words in done.err


def test_of_two_commands_at_once_one_succeeds_and_the_other_says_what_changed(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other command runs whole between the reading and the writing of this one."""
    from comah.exercises.lifecycle.hold import hold_exercise
    from comah.model.when import When
    from comah.records.load import load_book

    def other() -> None:
        exercise = next(one for records in load_book(folder).authorities for one in records.exercises if one.id == NAME)
        draft = hold_exercise(exercise, When.read("2026-11-18"), on=date(2026, 11, 21))
        apply_change(folder, draft.change, by="duty officer", at="2026-11-21T09:59:59+00:00")

    interrupt(monkeypatch, other)
    done = run("move", NAME, "--to", "26/04/2027")
    assert done.status == 2
    assert (
        f"{FILE} was changed meanwhile by duty officer, 2026-11-21T09:59:59+00:00: {NAME}: held 18 Nov 2026:\n"
        "  held_on was not there, is 2026-11-18\n"
    ) in done.err
    assert "held_on = 2026-11-18" in record(folder)
    assert "planned_on = 2027-04-14" in record(folder)
    assert [line["what"] for line in journal(folder)] == ["hold"]


def test_while_another_writes_the_command_says_who_and_what(run: Run, folder: Path) -> None:
    change = Change(file=FILE, what="hold", summary=f"{NAME}: held 18 Nov 2026")
    before = record(folder)
    with holding(folder / "halton", [change], by="duty officer", at="2026-11-21T09:59:59+00:00"):
        done = run("move", NAME, "--to", "26/04/2027")
    assert done.status == 2
    assert "are being written by duty officer (process " in done.err
    assert f"It is recording: {FILE}: {NAME}: held 18 Nov 2026" in done.err
    assert record(folder) == before
    assert run("move", NAME, "--to", "26/04/2027").status == 0


def test_of_four_programs_at_once_whatever_succeeds_is_kept_and_the_others_say_why(folder: Path) -> None:
    steps = ("invite-agencies", "scenario", "safety", "player-briefing")
    program = [sys.executable, "-m", "comah_cli", "exercise", "done", NAME]
    rest = ["--on", "2024-01-10", "--by", "planning officer", "--sites", str(folder)]
    running = [
        subprocess.Popen([*program, step, *rest], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
        for step in steps
    ]
    done = dict(zip(steps, ((*each.communicate(), each.returncode) for each in running), strict=True))
    kept = {step for step, (_, _, status) in done.items() if status == 0}
    assert kept
    assert {line["summary"].split()[1] for line in journal(folder)} == kept
    assert len(journal(folder)) == len(kept)
    assert {step for step in steps if f'id = "{step}"' in record(folder)} == kept
    for step in set(steps) - kept:
        _, words, status = done[step]
        assert status == 2
        assert "was changed meanwhile by planning officer" in words or "are being written by" in words


# A disk that will not


def full(*_arguments: object) -> NoReturn:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def closed(*_arguments: object) -> NoReturn:
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


@pytest.mark.parametrize(
    ("name", "fault", "words"),
    [
        ("fsync", full, f"{NAME}.toml was not written: the disk is full."),
        ("replace", closed, "was not written: no permission, or the file is open in another program"),
    ],
)
def test_a_record_that_cannot_be_replaced_stays_as_it_was(  # noqa: PLR0913, PLR0917 -- fixtures among them
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, fault: object, words: str
) -> None:
    before = everything(folder)
    monkeypatch.setattr(os, name, fault)
    done = run("move", NAME, "--to", "26/04/2027")
    assert done.status == 2
    assert words in done.err
    assert everything(folder) == before


def test_in_a_folder_that_may_not_be_written_nothing_is_changed(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.open

    def opened(path: Path, mode: str = "r", *arguments: object, **named: object) -> object:
        if set(mode) & set("wax+"):
            closed()
        return real(path, mode, *arguments, **named)  # type: ignore[call-overload]

    before = everything(folder)
    monkeypatch.setattr(Path, "open", opened)
    done = run("move", NAME, "--to", "26/04/2027")
    assert done.status == 2
    assert f"Nothing can be written in {folder / 'halton'} (Permission denied). Nothing was changed" in done.err
    assert everything(folder) == before


def test_a_record_written_without_its_line_in_the_journal_is_said_loudly(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "os", SimpleNamespace(fsync=full, SEEK_END=os.SEEK_END))
    done = run("move", NAME, "--to", "26/04/2027")
    assert done.status == 2
    assert (
        f"THE RECORD WAS CHANGED, BUT THE JOURNAL {folder / 'halton' / 'journal.jsonl'} WAS NOT (No space left"
        in done.err
    )
    assert '"what": "move"' in done.err
    assert "planned_on = 2027-04-26" in record(folder)
