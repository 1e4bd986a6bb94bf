from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import tomli
from command_line import Done, Run, on_day, run_here
from register_text import write_register

PREPARED = '[[plans]]\nregime = "comah"\nfirst_prepared_on = 2016-02-01\n'
TESTED = 'credits = [{{ plan = "{}", conclusion = "tested" }}]\nclosed_on = 2026-09-01\nwill_test = ["{}"]\n'
RECORDS = {
    "authority": 'marking = "OFFICIAL"\n',
    "diary": '[[entries]]\nid = "fair"\ntitle = "Fair"\non = "2027-06-07/2027-06-11"\nblocks = true\n',
    "establishments/northbank": PREPARED,  # safe date 13 Feb 2029: time enough
    "establishments/eastquay": f'group = "quays"\nnext_test_type = "tabletop"\n{PREPARED}',  # overdue since 2024
    "establishments/westquay": f'group = "quays"\n{PREPARED}',
    "establishments/southbank": PREPARED,  # safe date 31 May 2027: the margin is lost
    "establishments/millbrook": PREPARED,  # safe date 19 Mar 2027: compressed
    "establishments/closed": f'history = [{{ on = 2022-06-30, event = "closed" }}]\n{PREPARED}',
    "establishments/lower": 'tier = "lower"\n',
    "establishments/nuclear": '[[plans]]\nregime = "reppir"\nfirst_prepared_on = 2025-06-01\n',
    "exercises/2026-northbank": "held_on = 2026-02-14\n" + TESTED.format("northbank", "northbank"),
    "exercises/2023-quays": "held_on = 2021-03-01\n" + TESTED.format("eastquay", "eastquay"),
    "exercises/2024-westquay": "held_on = 2026-03-02\n" + TESTED.format("westquay", "westquay"),
    "exercises/2024-southbank": "held_on = 2024-06-01\n" + TESTED.format("southbank", "southbank"),
    "exercises/2024-millbrook": "held_on = 2024-03-20\n"
    + TESTED.format("millbrook", "millbrook")
    + 'type = "live"\nformat = "hybrid"\nagencies = ["example-police"]\ntakes_part = ["westquay"]\n'
    'lessons = [{ id = "l1", text = "Siren late", owner = "lead", due_on = 2027-01-31 },\n'
    '{ id = "l2", text = "Done", closed_on = 2025-01-01, evidence = "x" }]\n',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_register(tmp_path, RECORDS)
    return tmp_path


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``comah exercise new`` on the register, on Saturday 21 November 2026."""
    on_day(monkeypatch, date(2026, 11, 21))
    monkeypatch.setenv("COLUMNS", "300")

    def run_new(*arguments: str) -> Done:
        by = ["--by", "emergency planning officer"]
        return run_here(monkeypatch, capsys, "exercise", "new", *arguments, *by, "--sites", str(folder))

    return run_new


def record(folder: Path, name: str) -> dict[str, object]:
    text = (folder / f"halton/exercises/{name}.toml").read_text(encoding="utf-8")
    assert text.startswith("#:schema ../../schema/exercise.json\n")
    return tomli.loads(text)


def test_from_a_site_with_time_enough_the_day_leaves_the_local_margin(run: Run, folder: Path) -> None:
    done = run("northbank")
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "OFFICIAL"
    assert "Live, Wed 15 Nov 2028" in lines  # 90 days before 13 February 2029
    assert (
        "  Why then: the last working day that leaves the local margin of 90 days before the safe date, 13 Feb 2029"
    ) in lines
    assert "LAW Test by 13 Feb 2029 (safe date). [COMAH 2015 reg 14(1)(b)]" in lines
    assert record(folder, "2028-northbank-live") == {
        "schema": 1,
        "id": "2028-northbank-live",
        "name": "Live exercise, northbank",
        "type": "live",
        "lead": "halton",
        "will_test": ["northbank"],
        "planned_on": date(2028, 11, 15),
    }
    assert lines[-1] == "Entered in the journal as by: emergency planning officer"


def test_where_the_margin_is_lost_the_usual_days_decide(run: Run, folder: Path) -> None:
    done = run("southbank")
    assert "the usual days, if started today, lead to Mon 24 May 2027; the local margin of 90 days before" in done.out
    assert record(folder, "2027-southbank-live")["planned_on"] == date(2027, 5, 24)


def test_a_due_duty_that_the_usual_days_no_longer_meet_is_compressed_and_marked_so(run: Run, folder: Path) -> None:
    done = run("--for", "comah-14-test", "millbrook")
    assert "COMPRESSED: the usual days no longer fit; each step at its least length still does." in done.out
    assert "the usual days lead to 24 May 2027, after the safe date, 19 Mar 2027" in done.out
    assert "Compressed" in next(line for line in done.out.splitlines() if line.startswith("Step"))
    assert "! 1 open lesson of 2024-millbrook not carried; --like 2024-millbrook does" in done.out
    made = record(folder, "2027-millbrook-live")
    assert (made["planned_on"], made["planning_from"]) == (date(2027, 3, 5), date(2026, 11, 21))


def test_a_group_goes_by_the_plan_that_is_due_first_and_the_soonest_day_is_late(run: Run, folder: Path) -> None:
    done = run("--group", "quays")
    assert "COMPRESSED, AND LATE: eastquay's safe date has passed, 29 Feb 2024; the soonest that can be" in done.out
    assert "eastquay: Test by 29 Feb 2024 (safe date), which HAS PASSED. Its day is 1046 days LATE." in done.out
    assert "westquay: Test by 1 Mar 2029 (safe date)." in done.out
    made = record(folder, "2027-quays-tabletop")
    assert (made["will_test"], made["type"]) == (["eastquay", "westquay"], "tabletop")
    assert made["planned_on"] == date(2027, 1, 11)


def test_the_last_exercise_gives_its_manner_its_agencies_and_its_open_lessons(run: Run, folder: Path) -> None:
    done = run("--like", "2024-millbrook", "--name", "Exercise Mill Race")
    assert "Objective: show as learnt: Siren late (2024-millbrook/l1)" in done.out
    made = record(folder, "2027-millbrook-live")
    assert made["name"] == "Exercise Mill Race"
    assert (made["format"], made["agencies"], made["takes_part"]) == ("hybrid", ["example-police"], ["westquay"])
    assert made["carries"] == ["2024-millbrook/l1"]


def test_a_site_without_a_comah_plan_is_tested_under_its_own_law(run: Run, folder: Path) -> None:
    done = run("nuclear", "--type", "tabletop")
    assert "LAW Test by 31 May 2028 (safe date). [REPPIR 2019 reg 12(1)]" in done.out
    assert record(folder, "2028-nuclear-reppir-tabletop")["will_test"] == ["nuclear/reppir"]


def test_a_day_that_is_asked_for_is_taken_and_what_speaks_against_it_said(run: Run, folder: Path) -> None:
    done = run("southbank", "--on", "2027-05-29", "--no-notice", "--type", "control-post")
    assert "! Sat 29 May 2027 is at a weekend" in done.out
    assert "Nearest good days: Wed 26 May 2027, Thu 27 May 2027, Fri 28 May 2027" in done.out
    made = record(folder, "2027-southbank-control-post")
    assert (made["planned_on"], made["no_notice"]) == (date(2027, 5, 29), True)


def test_an_exercise_that_is_meant_to_test_the_plan_already_is_named(run: Run) -> None:
    run("northbank")
    done = run("northbank")
    assert "2028-northbank-live-2: to test northbank" in done.out
    assert "! 2028-northbank-live, 15 Nov 2028, is meant to test northbank already" in done.out
    assert "! The authority's own exercise 2028-northbank-live is on Wed 15 Nov 2028" not in done.out  # moved for it
    assert "moved from Wed 15 Nov 2028: The authority's own exercise 2028-northbank-live is on" in done.out


def test_a_dry_run_shows_the_record_and_writes_nothing(run: Run, folder: Path) -> None:
    done = run("northbank", "--dry-run")
    assert done.status == 0
    assert '+id = "2028-northbank-live"' in done.out
    assert done.out.endswith("Dry run: nothing was written.\n")
    assert not (folder / "halton/exercises/2028-northbank-live.toml").exists()
    assert not (folder / "halton/journal.jsonl").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Say what it is to test: comah exercise new SITE, --group G, --for DUTY SITE or --like EXERCISE."),
        (("northbank", "--group", "quays"), "Say what it is to test:"),
        (("--for", "COMAH-14-TEST"), "Say what it is to test:"),
        (("closed",), "closed: the establishment closed (30 Jun 2022) (halton/establishments/closed.toml:"),
        (("lower",), "lower: it has no external plan under COMAH (halton/establishments/lower.toml:"),
        (("northbank/reppir",), "northbank/reppir: no such plan on record"),
        (("northbonk",), "northbonk: no such site. Did you mean northbank or southbank?"),
        (("--group", "quay"), "quay: no such group. Did you mean quays?"),
        (("--like", "2024-milbrook"), "2024-milbrook: no such exercise. Did you mean 2024-millbrook"),
        (("--for", "COMAH-14-REVIEW", "northbank"), "COMAH-14-REVIEW: an exercise meets a duty to test: COMAH-14-TEST"),
        (("--for", "COMAH-14-TEST", "nuclear/reppir"), "COMAH-14-TEST is not a duty of the reppir plan."),
        (("northbank", "--on", "2026-11-20"), "20 Nov 2026 is not ahead: a new exercise is planned. Nearest good days"),
        (("northbank", "--on", "2027-06"), "Jun 2027 is no day; give one, or the first and the last of several."),
        (
            ("northbank", "--on", "2027-06-09"),
            "is blocked by the diary: Fair (halton/diary.toml:2). If it must be then",
        ),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    run: Run, folder: Path, arguments: tuple[str, ...], words: str
) -> None:
    before = sorted(path.name for path in folder.rglob("*"))
    done = run(*arguments)
    assert done.status == 2
    assert words in done.err
    assert "Nothing was recorded" in done.err
    assert sorted(path.name for path in folder.rglob("*")) == before


def test_the_diary_can_be_overruled(run: Run, folder: Path) -> None:
    done = run("northbank", "--on", "2027-06-09", "--despite-diary")
    assert done.status == 0
    assert "! Mon 7 Jun 2027 to Fri 11 Jun 2027 is blocked by the diary: Fair" in done.out
    assert record(folder, "2027-northbank-live")["planned_on"] == date(2027, 6, 9)


def test_a_site_whose_record_has_faults_is_not_planned_for(run: Run, folder: Path) -> None:
    file = folder / "halton/establishments/northbank.toml"
    file.write_text(file.read_text(encoding="utf-8") + "typo = 1\n", encoding="utf-8", newline="\n")
    done = run("northbank")
    assert done.status == 2
    assert "Mend this first; nothing was recorded" in done.err


def test_where_no_safe_date_is_known_the_usual_days_decide(run: Run, folder: Path) -> None:
    (folder / "halton/establishments/unknown.toml").write_text(
        'schema = 1\nid = "unknown"\nname = "unknown"\ntier = "upper"\n', encoding="utf-8", newline="\n"
    )
    done = run("unknown", "--type", "tabletop")
    assert "Why then: no safe date is known; the usual days, if started today, lead to Mon 22 Mar 2027" in done.out
    assert record(folder, "2027-unknown-tabletop")["planned_on"] == date(2027, 3, 22)


def test_where_no_good_day_is_near_a_blocked_one_is_not_taken(run: Run, folder: Path) -> None:
    (folder / "halton/diary.toml").write_text(
        'schema = 1\n[[entries]]\nid = "year"\non = "2028-01-01/2029-12-31"\nblocks = true\n',
        encoding="utf-8",
        newline="\n",
    )
    refused = run("northbank")
    assert (refused.status, refused.out) == (2, "")
    assert "If it must be then, add --despite-diary. Nothing was recorded" in refused.err
    done = run("northbank", "--despite-diary")
    assert "  Why then: no good day is near" in done.out
    assert "! Sat 1 Jan 2028 to Mon 31 Dec 2029 is blocked by the diary: year" in done.out


def test_a_day_too_soon_is_marked_and_the_nearest_good_days_are_offered(run: Run) -> None:
    done = run("northbank", "--on", "2027-01-05", "--dry-run")
    assert done.status == 0
    assert "TOO SHORT: even compressed it needs 35 working days; the earliest exercise is Thu 14 Jan 2027." in done.out
    assert "Nearest good days: Thu 14 Jan 2027, Fri 15 Jan 2027, Mon 18 Jan 2027" in done.out


def test_a_new_exercise_has_no_late_steps_but_may_be_too_late_for_the_law(run: Run, folder: Path) -> None:
    done = run("eastquay", "--dry-run")
    assert "late step" not in done.out
    assert "LAW Test by 29 Feb 2024 (safe date), which HAS PASSED. Its day is " in done.out
    soon = {"2024-millbrook": ("held_on = 2024-03-20", "held_on = 2023-12-02")}  # safe date 1 December 2026
    for name, (was, now) in soon.items():
        path = folder / f"halton/exercises/{name}.toml"
        path.write_text(path.read_text(encoding="utf-8").replace(was, now), encoding="utf-8", newline="\n")
    done = run("millbrook", "--dry-run")
    assert "It cannot be met: not before " in done.out
    assert "COMPRESSED, AND LATE: even compressed it comes " in done.out


def test_lessons_of_an_exercise_still_to_come_are_not_missed(run: Run, folder: Path) -> None:
    text = (
        'schema = 1\nid = "2027-first"\nname = "First"\ntype = "live"\nwill_test = ["northbank"]\n'
        'planned_on = 2027-09-01\nlessons = [{ id = "m1-1", text = "Book the hall" }]\n'
    )
    (folder / "halton/exercises/2027-first.toml").write_text(text, encoding="utf-8", newline="\n")
    done = run("northbank", "--dry-run")
    assert "2027-first, 1 Sep 2027, is meant to test northbank already" in done.out
    assert "not carried" not in done.out


def test_at_80_columns_every_step_has_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = run("northbank", "--dry-run").out.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("Step"))
    assert [line.split("  ")[0] for line in lines[first + 1 : first + 4]] == [
        "Commissioned",
        "Agencies asked",
        "Planning meetings",
    ]
    assert lines[first + 21] == ""
