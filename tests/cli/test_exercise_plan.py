from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import EXAMPLE, ON, Done, run_comah
from register_text import write_register


def plan(*arguments: str, columns: int = 80) -> Done:
    return run_comah("exercise", "plan", *arguments, "--sites", EXAMPLE, *ON, columns=columns)


def test_the_page_fits_a_screen_and_says_the_day_the_latest_start_the_chain_and_the_law() -> None:
    done = plan("westbank")
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[:2] == ["OFFICIAL", "westbank  BACK-PLAN                                as at Sat 21 Nov 2026"]
    assert "Exercise on Fri 12 Feb 2027, counted back from the safe date, 13 Feb 2027" in lines
    assert "Latest start: Fri 14 Aug 2026, passed 99 days ago; compressed, Tue 22 Dec 2026." in lines
    assert "COMPRESSED: the usual days no longer fit; each step at its least length still" in lines
    assert "   Step                    Who                Compressed   Latest       Slack" in lines
    assert "*  Commissioned            lead               27 Nov 2026  30 Dec 2026  21 d" in lines
    assert "   Planning meetings       planning group     29 Jan 2027  11 Feb 2027  9 d" in lines
    assert "*  Exercise                EXCON              12 Feb 2027  12 Feb 2027  0 d" in lines
    assert "LAW Test by 13 Feb 2027 (safe date). [COMAH 2015 reg 14(1)(b)]" in lines
    assert lines[-1] == "! 2026-westbank-live, 2 Dec 2026, is meant to test westbank already"


def test_full_titles_stand_where_there_is_room() -> None:
    assert "Agencies asked; Category 1 responders in writing under reg 14(5)" in plan("westbank", columns=200).out


def test_a_group_its_plans_and_whose_safe_date_decides() -> None:
    found = json.loads(plan("elm-park", "--format", "json").out)
    assert (found["schema"], found["asked"], found["exercise"]) == ("comah.back-plan/1", "elm-park", None)
    assert [(one["plan"], one["safe_on"], one["days_late"]) for one in found["plans"]] == [
        ("elm-park-acids", "2029-09-29", 0),
        ("elm-park-gases", "2029-09-29", 0),
        ("elm-park-solvents", "2026-10-10", 92),
    ]
    # 32 working days from Monday 23 November
    assert (found["counted_from"], found["counted_on"], found["exercise_on"]) == ("start", "2026-11-21", "2027-01-11")
    assert found["if_started_today"] == {
        "usual_on": "2027-03-22",
        "compressed_on": "2027-01-11",
        "working_days_needed": 32,
    }


def test_an_exercise_on_record_keeps_what_is_done() -> None:
    done = plan("2027-northbank-live", "--exercise-on", "27/01/2027")
    lines = done.out.splitlines()
    assert "Exercise on Wed 27 Jan 2027" in lines
    assert "   Commissioned            lead               29 Jul 2026               done" in lines
    assert "! 2027-northbank-live" not in done.out  # it is no other exercise


@pytest.mark.parametrize("name", ["castlefield/reppir", "Castlefield --regime reppir"])
def test_a_plan_under_another_regime_is_named_either_way(name: str) -> None:
    found = json.loads(plan(*name.split(), "--type", "tabletop", "--format", "json").out)
    assert (found["plans"][0]["plan"], found["type"], found["template"]) == (
        "castlefield/reppir",
        "tabletop",
        "tabletop",
    )


def test_a_site_without_a_comah_plan_has_the_one_it_has() -> None:
    found = json.loads(plan("coastal-pipeline", "--start", "2027-01-04", "--format", "json").out)
    assert (found["plans"][0]["plan"], found["plans"][0]["safe_on"]) == ("coastal-pipeline/pipeline", None)
    assert (found["exercise_on"], found["movable_until"]) == ("2027-07-05", None)


def test_without_a_safe_date_there_are_no_steps_and_a_day_is_asked_for() -> None:
    done = plan("dockside")
    assert done.status == 0
    assert "No day to plan from" in done.out
    assert "Step" not in done.out
    found = json.loads(plan("dockside", "--format", "json").out)
    assert (found["exercise_on"], found["steps"], found["fits"], found["latest_start"]) == (None, [], None, None)


def test_as_markdown_for_a_planning_groups_papers(tmp_path: Path) -> None:
    done = plan("westbank", "--exercise-on", "2027-02-06", "--format", "md", "--output", str(tmp_path / "plan.md"))
    assert (done.status, done.out) == (0, "")
    text = (tmp_path / "plan.md").read_text(encoding="utf-8")
    assert text.startswith("**OFFICIAL**\n\n# westbank: back-plan\n\nAs at Sat 21 Nov 2026.\n")
    assert "\n|  | Step | Who | Compressed | Latest | Slack |\n|---|---|---|---|---|---|\n" in text
    assert "\n## To know\n\n- Sat 6 Feb 2027 is at a weekend\n" in text
    assert "\n- Can move as late as Fri 12 Feb 2027 (last working day; 6 days).\n" in text
    bare = plan("jetty-storage", "--format", "md").out
    assert "**OFFICIAL**" not in bare
    assert "## To know" not in plan("harbour-terminal", "--format", "md").out


def test_an_exercise_that_tests_no_plan_has_no_statutory_date(tmp_path: Path) -> None:
    write_register(tmp_path, {"exercises/next": "planned_on = 2027-03-10\n"})
    done = run_comah("exercise", "plan", "next", "--start", "2026-11-23", "--sites", tmp_path, *ON)
    assert "LAW No plan is to be tested by it, so that no statutory date hangs on it." in done.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("norhtbank", "norhtbank: no such site, group or exercise. Did you mean northbank"),
        ("old-tannery", "There is no plan to test:\n  old-tannery: the establishment closed (30 Jun 2022)"),
        ("northbank/nuclear", "northbank/nuclear: a plan is named SITE/REGIME, one of comah, pipeline, reppir"),
        ("castlefield/reppir --regime comah", "castlefield/reppir: a plan is named SITE/REGIME"),
        ("2026-westbank-live --regime comah", "2026-westbank-live is an exercise: its record names the plans"),
        ("2024-westbank", "2024-westbank was held (14 Feb 2024, exampleshire/exercises/2024-westbank.toml:"),
        ("westbank --exercise-on 2026-10-01", "Thu 1 Oct 2026 has passed (as at Sat 21 Nov 2026)"),
        ("westbank --start 2027-13", "--start 2027-13: "),
        ("westbank --first-meeting 2027-01", "--first-meeting 2027-01: "),
        ("westbank --start 2027-01-04 --exercise-on 2027-06-09", "Only one of --exercise-on, --first-meeting"),
    ],
)
def test_what_cannot_be_planned_is_refused_in_words(arguments: str, words: str) -> None:
    done = plan(*arguments.split())
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(words)


def test_a_record_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    write_register(tmp_path, {"establishments/northbank": "tier = [\n", "establishments/eastquay": ""})
    done = run_comah("exercise", "plan", "northbank", "--sites", tmp_path, *ON)
    assert (done.status, done.err) == (
        2,
        "northbank: halton/establishments/northbank.toml cannot be read. See: comah validate\n",
    )
