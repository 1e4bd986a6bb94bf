"""``comah oncall gaps``, ``training`` and ``handover``: what is missing, who can still serve, what is handed on.

As at Saturday 21 November 2026.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from command_line import Run
from kept_register import Kept, runner
from oncall_text import CALLS, PEOPLE, ROLES, ROTA, ROTA_2027, call, cover, person, role, swap, turn

ROLES_TEXT = (
    role("duty", 'name = "Duty officer"', "second = true", "minimum_gap_days = 7")
    + role(
        "tactical",
        'name = "Tactical"',
        "minimum_pool = 2",
        'courses = [{ id = "command", name = "Tactical command", valid_months = 24, played_in_counts = true }]',
    )
    + role("rest", 'name = "Rest centre"', "call_down = true")
)
PEOPLE_TEXT = (
    person("ep-a", roles="duty")
    + person("ep-b", "away = [{ from = 2026-12-01, to = 2026-12-04 }]", roles="duty")
    + person("ep-c", roles="duty")
    + person("div-a", 'training = [{ course = "command", passed_on = 2024-10-31 }]')
    + person("div-b", 'training = [{ course = "command", passed_on = 2025-01-11 }]')
    + person("div-c", 'training = [{ course = "command", passed_on = 2020-01-06 }]')
    + person("div-d")
    + person("div-e", 'training = [{ course = "command", passed_on = "2024-12" }]', "until = 2026-11-30")
)
ROTA_TEXT = (
    turn(47, "ep-a", of="duty")
    + turn(47, "ep-c", of="duty", place=2)
    + turn(48, "", 'reason = "1 away"', of="duty")
    + turn(48, "ep-b", of="duty", place=2)
    + turn(49, "ep-b", of="duty")
    + turn(49, "ep-a", of="duty", place=2)
    + turn(47, "div-b")
    + turn(48, "div-a")
    + turn(49, "div-b")
)
RECORDS = {
    "authority": 'marking = "OFFICIAL"\n',
    "establishments/northbank": 'name = "Northbank Chemicals"\n[[plans]]\nregime = "comah"\n',
    "exercises/2023-northbank": "held_on = 2023-05-12\nclosed_on = 2023-09-01\n"
    'credits = [{ plan = "northbank", conclusion = "tested" }]\n',
    "exercises/2025-flare": 'name = "Exercise Flare"\nheld_on = 2025-11-05\nplayers = ["DIV-C"]\n'
    'lessons = [{ id = "l1", text = "Two log keepers", owner = "duty officer", due_on = 2026-10-30 }]\n',
    "exercises/2026-winter": 'name = "Exercise Winter"\nplanned_on = 2026-12-02\nconfirmed_on = 2026-10-01\n',
    "exercises/2027-summer": 'name = "Exercise Summer"\nplanned_on = 2027-06-02\n',
    "exercises/2026-secret": 'name = "Exercise Secret"\nplanned_on = 2026-12-09\nno_notice = true\n',
    "activations/2026-release": 'site = "northbank"\non = 2026-11-09\nsummary = "gas release, stood down"\n',
    ROLES: ROLES_TEXT,
    PEOPLE: PEOPLE_TEXT,
    ROTA: ROTA_TEXT,
    CALLS: call("2026-11-02 19:05", 'answered_by = "ep-b"', "after_minutes = 25", 'note = "drill"', of="duty")
    + call("2026-10-01 19:05", of="duty"),
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(Kept(tmp_path, RECORDS), monkeypatch, capsys)


GAPS = """\
OFFICIAL
Halton rota: gaps                                  as at Sat 21 Nov 2026
6 gaps to 21 Dec 2026.

Duty officer first: NOBODY
  Mon 23 Nov 2026 09:00 to Mon 30 Nov 2026 09:00  2026-w48-duty-1
  Why: 1 away
  Could: nobody: 1 on call elsewhere, 2 too soon

Tactical: DIV-A CANNOT SERVE
  Mon 23 Nov 2026 09:00 to Mon 30 Nov 2026 09:00  2026-w48-tactical-1
  Why: course Tactical command: lapsed on 31 Oct 2026
  Could: DIV-C, DIV-E, DIV-B
  Do: comah oncall swap 2026-w48-tactical-1 --to div-c --by POST

Duty officer first: EP-B CANNOT SERVE
  Mon 30 Nov 2026 09:00 to Mon 7 Dec 2026 09:00  2026-w49-duty-1
  Why: is away
  Could: EP-C
  Do: comah oncall swap 2026-w49-duty-1 --to ep-c --by POST

Duty officer first: NOT ON THE ROTA
  Mon 7 Dec 2026 09:00 to Tue 22 Dec 2026 00:00
  Do: comah oncall build --from 2026-12-07 --weeks N --role duty --by POST

Duty officer second: NOT ON THE ROTA
  Mon 7 Dec 2026 09:00 to Tue 22 Dec 2026 00:00
  Do: comah oncall build --from 2026-12-07 --weeks N --role duty --by POST

Tactical: NOT ON THE ROTA
  Mon 7 Dec 2026 09:00 to Tue 22 Dec 2026 00:00
  Do: comah oncall build --from 2026-12-07 --weeks N --role tactical --by POST

The rota reaches, without a break: Duty officer to Mon 7 Dec 2026 09:00;
  Tactical to Mon 7 Dec 2026 09:00.
Rung down a list, without turns: Rest centre.
"""


def test_the_gaps_of_a_month(run: Run) -> None:
    done = run("oncall", "gaps", "--days", "30", by="")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(GAPS)


def test_the_gaps_as_json_md_and_csv(run: Run) -> None:
    found = json.loads(run("oncall", "gaps", "--days", "30", "--format", "json", by="").out)
    assert (found["schema"], found["on"], found["until"]) == ("comah.oncall-gaps/1", "2026-11-21", "2026-12-21")
    assert found["gaps"][1] == {
        "role": "tactical",
        "place": 1,
        "kind": "cannot serve",
        "from": "2026-11-23T09:00:00Z",
        "to": "2026-11-30T09:00:00Z",
        "shift": "2026-w48-tactical-1",
        "person": "div-a",
        "why": ["course Tactical command: lapsed on 31 Oct 2026"],
        "could": ["DIV-C", "DIV-E", "DIV-B"],
        "nobody": None,
        "file": {"file": "halton/oncall/rota-2026.toml", "line": 44},
    }
    assert found["reach"][0] == {"role": "duty", "until": "2026-12-07T09:00:00Z"}
    page = run("oncall", "gaps", "--days", "30", "--format", "md", by="").out
    assert "## Tactical: DIV-A CANNOT SERVE\n\n- Mon 23 Nov 2026 09:00 to Mon 30 Nov 2026 09:00" in page
    rows = list(csv.DictReader(io.StringIO(run("oncall", "gaps", "--days", "30", "--format", "csv", by="").out)))
    assert [(row["role"], row["place"], row["kind"]) for row in rows] == [
        ("duty", "1", "nobody"),
        ("tactical", "1", "cannot serve"),
        ("duty", "1", "cannot serve"),
        ("duty", "1", "not on the rota"),
        ("duty", "2", "not on the rota"),
        ("tactical", "1", "not on the rota"),
    ]


def test_nothing_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    records = {ROLES: role("tactical"), PEOPLE: person("a"), ROTA: turn(47, "a", 'to = "2027-06-01 09:00"')}
    done = runner(Kept(tmp_path, records), monkeypatch, capsys)("oncall", "gaps", by="")
    assert done.out.splitlines()[1:4] == [
        "Nothing is missing: every turn has somebody who can serve. Looked at to 19 Feb",
        "2027.",
        "",
    ]
    assert "The rota reaches, without a break: tactical to Tue 1 Jun 2027 09:00." in done.out


def test_a_time_between_two_turns_is_a_gap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rota = (
        turn(47, "a", 'to = "2026-11-22 09:00"')
        + turn(48, "a")
        + swap(48, "b")
        + cover(48, "z", "2026-11-24 09:00", "2026-11-25 09:00")
    )
    records = {ROLES: role("tactical"), PEOPLE: person("a") + person("b", "until = 2026-11-27"), ROTA: rota}
    run = runner(Kept(tmp_path, records), monkeypatch, capsys)
    rows = json.loads(run("oncall", "gaps", "--days", "7", "--format", "json", by="").out)["gaps"]
    assert [(row["kind"], row["from"][5:16], row["to"][5:16], row["person"], row["why"]) for row in rows] == [
        ("not on the rota", "11-22T09:00", "11-23T09:00", None, []),
        ("cannot serve", "11-24T09:00", "11-25T09:00", "z", ["is not in people.toml"]),
        ("cannot serve", "11-25T09:00", "11-30T09:00", "b", ["has left"]),
    ]


def test_what_is_missing_before_the_next_turn_is_built_from_its_handover_and_no_further(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    records = {ROLES: role("tactical"), PEOPLE: person("a") + person("b"), ROTA: turn(49, "a")}
    kept = Kept(tmp_path, records)
    run = runner(kept, monkeypatch, capsys)
    done = run("oncall", "gaps", "--days", "30", by="", columns=200)
    build = "oncall build --from 2026-11-16 --weeks 2 --role tactical"  # today is in the turn of Monday 16 November
    assert f"Do: comah {build} --by POST" in done.out
    assert "Do: comah oncall build --from 2026-12-07 --weeks N --role tactical --by POST" in done.out
    assert run(*build.split(), columns=200).status == 0
    assert "NOT ON THE ROTA" not in run("oncall", "gaps", "--days", "14", by="").out
    assert 'id = "2026-w49-tactical-1"\nrole = "tactical"\nplace = 1\nperson = "a"\n' in kept.text(ROTA)


def test_who_gave_a_turn_to_nobody_is_not_asked_to_take_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    swaps = swap(48, "b", "agreed_at = 2026-11-19") + swap(48, "", "agreed_at = 2026-11-20")
    people = person("a") + person("b") + person("c")
    records = {ROLES: role("tactical"), PEOPLE: people, ROTA: turn(47, "c") + turn(48, "a") + swaps}
    run = runner(Kept(tmp_path, records), monkeypatch, capsys)
    rows = json.loads(run("oncall", "gaps", "--days", "7", "--format", "json", by="").out)["gaps"]
    assert [(row["kind"], row["could"]) for row in rows] == [("nobody", ["A", "C"])]


def test_gaps_begin_now_and_with_the_day_that_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    records = {ROLES: role("tactical"), PEOPLE: person("a") + person("b"), ROTA: turn(47)}
    run = runner(Kept(tmp_path, records), monkeypatch, capsys)
    done = run("oncall", "gaps", "--days", "1", by="", columns=200)
    assert (
        'Do: comah oncall cover 2026-w47-tactical-1 a --from "2026-11-21 10:00" --to "2026-11-23 09:00" --by POST'
    ) in done.out
    done = run("oncall", "gaps", "--days", "1", "--on", "2026-11-21", by="", columns=200)
    assert "Sat 21 Nov 2026 00:00 to Mon 23 Nov 2026 09:00" in done.out


TRAINING = """\
OFFICIAL
Halton rota: training                              as at Sat 21 Nov 2026
1 course valid beyond 19 Feb 2027 (not shown: --all). Local rules, not law.
Post   Role      Course            Stands       Until        Passed
DIV-A  Tactical  Tactical command  LAPSED       31 Oct 2026  2024-10-31
DIV-D  Tactical  Tactical command  NEVER TAKEN
DIV-E  Tactical  Tactical command  lapsing      1 Dec 2026   2024-12
DIV-B  Tactical  Tactical command  lapsing      11 Jan 2027  2025-01-11
Duty officer: 3 of 3 can serve
  Can: EP-A, EP-B, EP-C
Tactical: 3 of 5 can serve, 2 needed
  Can: DIV-B, DIV-C, DIV-E
  Cannot: DIV-A, DIV-D
  TOO FEW from 12 Jan 2027, if nobody is trained until then
Rest centre: 0 of 0 can serve
  Can: nobody
"""


def test_training_worst_first_and_who_can_still_serve(run: Run) -> None:
    done = run("oncall", "training", by="")
    assert (done.status, done.err, done.out) == (0, "", TRAINING)


def test_training_of_one_role_or_post(run: Run) -> None:
    done = run("oncall", "training", "--person", "DIV-C", "--all", by="")
    assert "DIV-C  Tactical  Tactical command  valid   5 Nov 2027  2020-01-06, played" in done.out
    assert "div-c: 1 course valid beyond 19 Feb 2027. Local rules" in done.out
    done = run("oncall", "training", "--role", "duty", by="")
    assert "Tactical" not in done.out
    done = run("oncall", "training", "--days", "1", by="")
    assert "DIV-E" in done.out.split("Duty officer:", maxsplit=1)[1]
    assert "DIV-E" not in done.out.split("Duty officer:", maxsplit=1)[0]


def test_training_looks_back_with_what_was_passed_by_then(run: Run) -> None:
    done = run("oncall", "training", "--on", "2024-10-30", "--person", "div-a", by="")
    assert "DIV-A  Tactical  Tactical command  NEVER TAKEN" in done.out
    assert run("oncall", "training", "--on", "2024-10-31", "--person", "div-a", by="").out.count("NEVER") == 0


def test_training_as_json_md_and_csv(run: Run) -> None:
    found = json.loads(run("oncall", "training", "--format", "json", by="").out)
    assert found["courses"][0] == {
        "person": "div-a",
        "post": "DIV-A",
        "role": "tactical",
        "course": "command",
        "status": "lapsed",
        "until": "2026-10-31",
        "passed": "2024-10-31",
        "played": None,
        "file": {"file": "halton/oncall/people.toml", "line": 22},
    }
    assert found["pools"][1]["short_from"] == "2027-01-12"
    assert found["pools"][1]["can_serve_at_the_end"] == 1
    assert "| DIV-A | Tactical | Tactical command | LAPSED | 31 Oct 2026 | 2024-10-31 |" in (
        run("oncall", "training", "--format", "md", by="").out
    )
    rows = list(csv.DictReader(io.StringIO(run("oncall", "training", "--all", "--format", "csv", by="").out)))
    assert [(row["person"], row["status"], row["played"]) for row in rows] == [
        ("div-a", "lapsed", ""),
        ("div-d", "never taken", ""),
        ("div-e", "lapsing", ""),
        ("div-b", "lapsing", ""),
        ("div-c", "valid", "2025-11-05"),
    ]


HANDOVER = """\
OFFICIAL
Halton rota: handover                 as at Sat 21 Nov 2026 10:00:00 GMT

WHO HANDS TO WHOM
  Mon 23 Nov 09:00  Duty officer first: EP-A to NOBODY
  Mon 23 Nov 09:00  Duty officer second: EP-C to EP-B
  Mon 23 Nov 09:00  Tactical: DIV-B to DIV-A

NOT COVERED, next 28 days
"""


def test_the_note_at_a_change_of_duty(run: Run) -> None:
    done = run("oncall", "handover", by="")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(HANDOVER)
    text = " ".join(done.out.split())
    for said in (
        "Duty officer first NOBODY (1 away), Mon 23 Nov 2026 09:00 to Mon 30 Nov 2026 09:00",
        "Tactical DIV-A CANNOT SERVE (course Tactical command: lapsed on 31 Oct 2026)",
        "AWAY, next 28 days EP-B 1 Dec 2026 to 4 Dec 2026",
        "LATE 193 d Northbank Chemicals, test: OVERDUE",
        "Exercise Flare (2025-flare): held",
        "Exercise Winter (2026-winter): confirmed",
        "duty officer: Two log keepers (2025-flare/l1)",
        "Duty officer test, answered by EP-B after 25 min, LATE: drill",
        "9 Nov Northbank Chemicals: gas release, stood down (2026-release)",
        "1 no-notice exercise (comah exercise list)",
    ):
        assert said in text
    for hidden in ("Secret", "Summer", "Thu 1 Oct"):
        assert hidden not in text


def test_the_note_for_one_role(run: Run) -> None:
    text = " ".join(run("oncall", "handover", "--role", "tactical", by="").out.split())
    assert "Halton rota: handover, Tactical" in text
    assert "Duty officer" not in text
    assert "AWAY, next 28 days nobody." in text
    assert "gas release" in text


def test_the_note_as_json_and_md(run: Run) -> None:
    found = json.loads(run("oncall", "handover", "--on", "2026-11-21", "--format", "json", by="").out)
    assert [part["part"] for part in found["parts"]] == [
        "hands-over",
        "gaps",
        "away",
        "law",
        "exercises",
        "lessons",
        "calls",
    ]
    assert found["parts"][0]["lines"][0] == {
        "label": "Mon 23 Nov 09:00",
        "text": "Duty officer first: EP-A to NOBODY",
        "on": "2026-11-23",
        "source": None,
    }
    page = run("oncall", "handover", "--on", "2026-11-21", "--format", "md", by="").out
    assert "## Who hands to whom\n\n- **Mon 23 Nov 09:00:** Duty officer first: EP-A to NOBODY" in page
    assert "As at Sat 21 Nov 2026 00:00:00 GMT." in page


def test_a_note_with_nothing_to_say_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    records = {
        ROLES: role("tactical"),
        PEOPLE: person("a"),
        ROTA: turn(47, "a", 'to = "2027-06-01 09:00"'),
        ROTA_2027: "",
    }
    done = runner(Kept(tmp_path, records), monkeypatch, capsys)("oncall", "handover", "--on", "2026-11-21", by="")
    lines = [line.strip() for line in done.out.splitlines()]
    assert lines.count("none.") == 3
    assert "none on record." in lines
