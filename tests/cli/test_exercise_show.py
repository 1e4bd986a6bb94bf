from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from command_line import EXAMPLE, run_comah
from register_text import write_register

NAME = "2026-northbank-live"
RECORDS = {
    "authority": 'marking = "OFFICIAL"\nsource_note = "invented"\n',
    "establishments/northbank": '[[plans]]\nregime = "comah"\nfirst_prepared_on = 2024-02-14\n',
    f"exercises/{NAME}": 'will_test = ["northbank"]\nplanned_on = 2026-12-02\nconfirmed_on = 2026-07-14\n'
    'name = "Exercise [red]=1+1"\nphases = [{ id = "initiation", done_on = 2026-06-03 }]\n',
    "exercises/2025-secret": "planned_on = 2027-03-01\nno_notice = true\n",
    "exercises/2024-over": 'planned_on = 2024-06-05\ncancelled = { on = 2024-05-01, reason = "floods" }\n',
}
ON = ("--on", "2026-10-28")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_register(tmp_path, RECORDS)
    return tmp_path


def test_the_page_says_state_steps_law_and_what_to_do(folder: Path) -> None:
    done = run_comah("exercise", "show", NAME, *ON, "--sites", folder)
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[:5] == [
        "OFFICIAL",
        f"{NAME}  CONFIRMED, 4 STEPS LATE".ljust(51) + "as at Wed 28 Oct 2026",
        "Source: invented",
        "Exercise [red]=1+1. Live, Wed 2 Dec 2026, in 35 days.",
        "Meant to test: northbank, all elements",
    ]
    assert any(line.startswith("LAW Test by 13 Feb 2027 (safe date).") for line in lines)
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
def test_the_page_is_never_wider_than_the_screen(folder: Path, columns: int) -> None:
    for more in ((), ("--all",)):
        done = run_comah("exercise", "show", NAME, *more, *ON, "--sites", folder, columns=columns)
        assert max(map(len, done.out.splitlines())) <= columns


def test_all_shows_every_step_with_its_slack(folder: Path) -> None:
    done = run_comah("exercise", "show", NAME, "--all", *ON, "--sites", folder, columns=200)
    head = next(line for line in done.out.splitlines() if line.split()[:1] == ["Step"])
    assert head.split() == ["Step", "When", "Slack", "Chain"]
    assert "Not shown" not in done.out
    assert "BACK-PLANNING" in done.out
    assert "PLANNING MEETINGS" in done.out
    assert "Charge invoiced" in done.out


def test_json_holds_every_step_whether_shown_or_not(folder: Path) -> None:
    done = run_comah("exercise", "show", NAME, *ON, "--format", "json", "--sites", folder)
    found = json.loads(done.out)
    assert (found["schema"], found["on"], found["state"], found["steps_late"]) == (
        "comah.exercise/1",
        "2026-10-28",
        "confirmed",
        4,
    )
    assert len(found["steps"]) == 20
    booked = next(one for one in found["steps"] if one["step"] == "debrief-booked")
    assert (booked["position"], booked["due_on"], booked["days_late"]) == ("late", "2026-09-02", 56)
    assert found["plans"][0]["safe_on"] == "2027-02-13"
    assert found["movable_until"] == "2027-02-12"
    assert found["file"]["file"] == f"halton/exercises/{NAME}.toml"


def test_markdown_takes_names_for_text(folder: Path) -> None:
    done = run_comah("exercise", "show", NAME, *ON, "--format", "md", "--sites", folder)
    assert "Exercise \\[red\\]=1+1. Live, Wed 2 Dec 2026, in 35 days." in done.out
    assert "## Law" in done.out
    assert "## To do" in done.out


def test_an_unknown_exercise_is_answered_with_the_nearest(folder: Path) -> None:
    done = run_comah("exercise", "show", "2026-northbank-life", *ON, "--sites", folder)
    assert (done.status, done.out) == (2, "")
    assert done.err == f"2026-northbank-life: no such exercise. Did you mean {NAME}?\n"


def test_an_exercise_whose_file_cannot_be_read_is_said_so(folder: Path) -> None:
    (folder / f"halton/exercises/{NAME}.toml").write_text("schema = 1\nid =", encoding="utf-8")
    done = run_comah("exercise", "show", NAME, *ON, "--sites", folder)
    assert done.status == 2
    assert done.err == f"{NAME}: halton/exercises/{NAME}.toml cannot be read. See: comah validate\n"
    listed = run_comah("exercise", "list", *ON, "--sites", folder)
    assert listed.out.startswith("NOT READ AS WRITTEN")


def test_the_list_by_day(folder: Path) -> None:
    done = run_comah("exercise", "list", *ON, "--sites", folder)
    assert done.status == 0
    assert done.out.splitlines() == [
        "OFFICIAL",
        "Exercises".ljust(51) + "as at Wed 28 Oct 2026",
        f"{NAME}".ljust(47) + "CONFIRMED  Wed 2 Dec 2026",
        "  live, plans: northbank; 4 steps LATE",
        "2025-secret".ljust(49) + "PLANNED  Mon 1 Mar 2027",
        "  live, plans: none; 2 steps LATE; no notice",
        "Not shown: 1 exercise closed or cancelled (--all).",
    ]


def test_the_list_in_every_form(folder: Path) -> None:
    rows = list(
        csv.DictReader(io.StringIO(run_comah("exercise", "list", *ON, "--format", "csv", "--sites", folder).out))
    )
    assert [(row["exercise"], row["state"], row["first_on"], row["steps_late"]) for row in rows] == [
        (NAME, "confirmed", "2026-12-02", "4"),
        ("2025-secret", "planned", "2027-03-01", "2"),
    ]
    found = json.loads(run_comah("exercise", "list", *ON, "--all", "--format", "json", "--sites", folder).out)
    assert [one["exercise"] for one in found["exercises"]] == ["2024-over", NAME, "2025-secret"]
    assert f"| {NAME} | Wed 2 Dec 2026 | CONFIRMED |" in (
        run_comah("exercise", "list", *ON, "--format", "md", "--sites", folder).out
    )
    wide = run_comah("exercise", "list", *ON, "--sites", folder, columns=140).out
    assert wide.splitlines()[2].split() == ["Exercise", "Day", "State", "Type", "Plans"]


def test_the_list_by_state_and_year(folder: Path) -> None:
    cancelled = run_comah("exercise", "list", "--state", "cancelled", *ON, "--sites", folder)
    assert "2024-over" in cancelled.out
    assert "Exercises: cancelled" in cancelled.out
    none = run_comah("exercise", "list", "--year", "2019", *ON, "--sites", folder)
    assert none.out.splitlines()[-1] == "No exercise to show."


def test_every_exercise_of_the_example_can_be_shown_whole() -> None:
    found = json.loads(
        run_comah("exercise", "list", "--all", "--on", "2026-11-21", "--format", "json", "--sites", EXAMPLE).out
    )
    assert len(found["exercises"]) > 70


def test_at_80_columns_a_step_has_one_line_with_its_short_title(folder: Path) -> None:
    done = run_comah("exercise", "show", NAME, *ON, "--sites", folder, columns=80)
    lines = done.out.splitlines()
    start = lines.index("") + 1
    assert [line[3:25].rstrip() for line in lines[start : lines.index("", start) - 1]] == [
        "Commissioned",
        "Agencies asked",
        "Planning meetings",
        "Scenario fixed",
        "Debrief date booked",
        "Events list issued",
        "Players briefed",
        "Live-play safety",
        "Neighbours, press told",
        "EXERCISE, hot debrief",
        "Agency debriefs",
        "Multi-agency debrief",
        "Report published",
    ]


def test_full_titles_stand_where_there_is_room_and_in_every_file(folder: Path) -> None:
    full = "Main events list and exercise instruction issued"
    short = "Events list issued"
    show = ("exercise", "show", NAME, *ON, "--sites", folder)
    for more, columns, is_full in (((), 300, False), (("--all",), 300, True), (("--all",), 80, False)):
        out = run_comah(*show, *more, columns=columns).out.partition("LAW ")[0]
        assert (full in out, short in out) == (is_full, not is_full)
    assert f"| {full} |" in run_comah(*show, "--format", "md").out
    steps = json.loads(run_comah(*show, "--format", "json").out)["steps"]
    assert [(one["title"], one["short_title"]) for one in steps if one["step"] == "events-list"] == [(full, short)]
