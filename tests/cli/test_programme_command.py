"""``comah programme`` as an officer runs it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from command_line import Done, Run, on_day, run_here
from programme_register import ON, RECORDS
from register_text import write_register

import comah.programme.compose
import comah.programme.propose
from comah.programme.result import Programme
from comah.records.load import load_book
from comah_cli import clock
from comah_cli.progress import ProgressLine

BY = ("--by", "emergency planning officer")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_register(tmp_path / "sites", RECORDS)
    return tmp_path


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``comah programme`` over three years, on Saturday 21 November 2026."""
    on_day(monkeypatch, ON)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "200")

    def run_programme(command: str, *arguments: str) -> Done:
        return run_here(monkeypatch, capsys, "programme", command, *arguments, "--years", "3")

    return run_programme


@pytest.fixture
def no_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let OR-Tools not be installed."""
    for module in (comah.programme.propose, comah.programme.compose):
        monkeypatch.setattr(module, "solver_fault", lambda: "OR-Tools is not installed")


def test_dates_are_proposed_and_proved_the_best(run: Run) -> None:
    done = run("propose")
    assert (done.status, done.err) == (0, "")
    assert "1 exercise proposed beside 1 on record; every safe date is kept to 20 Nov 2029" in done.out
    assert "PROVED OPTIMAL: OR-Tools CP-SAT, from a greedy programme" in done.out
    assert "Thu 2 Dec 2027  tabletop  eastquay, westquay" in done.out


def test_the_same_seed_gives_the_same_bytes(run: Run) -> None:
    assert run("propose", "--seed", "7").out == run("propose", "--seed", "7").out


@pytest.mark.usefixtures("no_solver")
def test_without_the_solver_the_greedy_programme_says_what_it_is(run: Run) -> None:
    done = run("propose")
    assert done.status == 0
    assert "greedy with repair, and a lower bound by counting. OR-Tools is not installed" in done.out
    assert 'To install it (about 240 MB): pip install "ortools>=9.15"' in done.out


def test_nothing_is_written_without_apply(run: Run, folder: Path) -> None:
    before = sorted(path.name for path in folder.rglob("*"))
    run("propose")
    assert sorted(path.name for path in folder.rglob("*")) == before


def test_applied_once_it_is_on_record_and_applied_again_it_adds_nothing(run: Run, folder: Path) -> None:
    first = run("propose", "--apply", *BY)
    assert first.status == 0
    assert "2027-quays-tabletop: to test eastquay, westquay, planned for 2 Dec 2027" in first.out
    (records,) = load_book(folder / "sites").authorities
    (made,) = (one for one in records.exercises if one.id == "2027-quays-tabletop")
    assert (made.will_test, made.agencies, made.lead) == (("eastquay", "westquay"), ("example-police",), "halton")
    assert (made.planned_on and made.planned_on.text, made.planning_from and made.planning_from.text) == (
        "2027-12-02",
        "2027-08-05",
    )
    assert made.confirmed_on is None
    assert made.source == "comah programme propose, as at 21 Nov 2026, seed 0"
    files = {path: path.read_bytes() for path in folder.rglob("*.toml")}
    again = run("propose", "--apply", *BY)
    assert again.status == 0
    assert "0 exercises proposed beside 2 on record" in again.out
    assert "Nothing to record: the exercises on record are the programme." in again.out
    assert {path: path.read_bytes() for path in folder.rglob("*.toml")} == files


def test_what_was_applied_is_a_clean_record(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("propose", "--apply", *BY).status == 0
    assert run_here(monkeypatch, capsys, "validate").status == 0
    assert "2027-quays-tabletop" not in run_here(monkeypatch, capsys, "check").out


@pytest.mark.parametrize("years", ["4", "0", "three"])
def test_years_are_three_or_six(
    years: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    monkeypatch.chdir(folder)
    done = run_here(monkeypatch, capsys, "programme", "propose", "--years", years)
    assert done.status == 2
    assert f"'{years}' is not one of '3', '6'" in done.err


def test_a_record_that_appeared_meanwhile_is_not_written_over(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = folder / "sites" / "halton" / "exercises" / "2027-quays-tabletop.toml"
    real = comah.programme.propose.propose

    def slow(*arguments: Any, **named: Any) -> Programme:
        theirs.write_text("# somebody else's\n", encoding="utf-8")
        return real(*arguments, **named)

    monkeypatch.setattr(comah.programme.compose, "propose", slow)
    done = run("propose", "--apply", *BY)
    assert done.status == 2
    assert "2027-quays-tabletop" in done.err
    assert theirs.read_text(encoding="utf-8") == "# somebody else's\n"


def test_exercises_planned_in_a_hurry_are_named_when_they_are_put_on_record(run: Run, folder: Path) -> None:
    write_register(folder / "sites", RECORDS | {"establishments/dockside": RECORDS["establishments/northbank"]})
    done = run("propose", "--apply", *BY)
    assert done.status == 0
    assert done.out.endswith(
        "Agree these days with those who do the steps:\n  2027-dockside-live: planning from 23 Nov 2026\n"
    )


def test_steps_of_an_exercise_planned_in_a_hurry_read_late_with_the_day_by_which_each_is_needed(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_register(folder / "sites", RECORDS | {"establishments/dockside": RECORDS["establishments/northbank"]})
    told = run("propose", "--apply", *BY).out
    assert "read as late from now on; comah exercise show" in told
    shown = run_here(monkeypatch, capsys, "exercise", "show", "2027-dockside-live").out
    assert "Commissioned            16 Jul              LATE 128 days; now by 27 Nov" in shown


def test_a_dry_run_shows_the_records_and_writes_none(run: Run, folder: Path) -> None:
    done = run("propose", "--apply", *BY, "--dry-run")
    assert '+id = "2027-quays-tabletop"' in done.out
    assert "Dry run: nothing was written." in done.out
    assert not (folder / "sites" / "halton" / "exercises" / "2027-quays-tabletop.toml").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--apply",), "--by needs the post that records this"),
        (BY, "--by and --dry-run go with --apply"),
        (("--dry-run",), "--by and --dry-run go with --apply"),
        (("--apply", *BY, "--format", "json"), "--apply shows what it writes as a table; leave out --format"),
        (("--forum", "--authority", "halton"), "--forum is every authority, --authority one of them"),
        (("--authority", "hlton"), "hlton: no such authority. Did you mean halton?"),
        (("--from", "2026-11-20"), "--from 2026-11-20: this is before 2026-11-21"),
        (("--from", "next year"), "--from next year: "),
        (("--seed", "-1"), "'--seed': Input should be greater than or equal to 0"),
        (("--authority", ""), "no such authority"),
    ],
)
def test_what_is_asked_wrongly_is_answered_in_words(arguments: tuple[str, ...], words: str, run: Run) -> None:
    done = run("propose", *arguments)
    assert done.status == 2
    assert words in done.err


def test_a_record_at_fault_is_not_built_on(run: Run, folder: Path) -> None:
    site = folder / "sites" / "halton" / "establishments" / "eastquay.toml"
    site.write_text(f"{site.read_text(encoding='utf-8')}\n[[plans]]\nregime = 'gas'\n", encoding="utf-8")
    done = run("propose", "--apply", *BY)
    assert done.status == 2
    assert "Mend this first; nothing was recorded" in done.err


@pytest.mark.usefixtures("no_solver")
def test_a_name_that_would_be_a_formula_or_markup_is_mere_text(run: Run, folder: Path) -> None:
    site = folder / "sites" / "halton" / "establishments" / "eastquay.toml"
    lines = site.read_text(encoding="utf-8").split("\n")
    names = [line for line in lines if line.startswith("name")]
    text = "\n".join(line for line in lines if line not in names)
    site.write_text(f'name = "=cmd|x!A1 <b>*y*</b>"\n{text}', encoding="utf-8")
    assert ",=cmd" not in run("propose", "--format", "csv").out
    shown = run("propose", "--format", "md").out
    assert "<b>" not in shown
    assert "\\*y" in shown or "*y*" not in shown


@pytest.mark.usefixtures("no_solver")
def test_a_programme_may_begin_later_than_today(run: Run) -> None:
    done = run("propose", "--from", "1 April 2027", "--format", "json")
    assert json.loads(done.out)["first"] == "2027-04-01"
    assert json.loads(done.out)["on"] == "2026-11-21"


@pytest.mark.usefixtures("no_solver")
@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
def test_each_form_goes_to_a_file(form: str, run: Run, folder: Path) -> None:
    done = run("propose", "--format", form, "--output", "programme.txt")
    assert (done.status, done.out) == (0, "")
    assert "eastquay" in (folder / "programme.txt").read_text(encoding="utf-8")


def test_tests_moved_from_a_published_programme_are_counted(run: Run, folder: Path) -> None:
    published = folder / "published.csv"
    published.write_text("plan,day\nquays,2027-11-23\nnowhere,2027-11-23\n", encoding="utf-8")
    done = run("propose", "--keep-to", "published.csv")
    assert "published row 3: 'nowhere' is no plan on record" in done.err
    assert "published tests moved to another week: 2" in done.out  # days of life weigh more than the week
    assert "eastquay: published for 23 Nov 2027, now 2 Dec 2027" in done.out
    published.write_text("plan,day\nquays,2027-12-02\n", encoding="utf-8")
    kept = run("propose", "--keep-to", "published.csv")
    assert "published for" not in kept.out
    assert "published tests moved to another week: 0" in kept.out  # Thursday of the week that is best anyway


@pytest.mark.usefixtures("no_solver")
def test_what_is_supposed_shows_what_it_would_change_and_writes_nothing(run: Run, folder: Path) -> None:
    before = sorted(path.name for path in folder.rglob("*"))
    done = run(
        "propose", "--assume", "westquay test 1 Nov 2026", "--capacity", "1", "--without-agency", "example-police"
    )
    assert done.status == 0
    assert (
        "ONLY SUPPOSED, not the programme as it is: if westquay is tested on 1 Nov 2026 and "
        "example-police takes no part and at most 1 are in planning at once" in done.out
    )
    assert "Halton: 1 exercise in planning at once instead of 2" in done.out
    assert sorted(path.name for path in folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--assume", "westquay tested 1 Nov 2026"), "a plan, the word test and a day, such as"),
        (("--assume", "westquay test"), "a plan, the word test and a day, such as"),
        (("--assume", "westquay test Nov 2026"), "--assume westquay test Nov 2026: one exact day is needed"),
        (("--assume", "estquay test 1 Nov 2026"), "estquay is not among the plans that are to have dates"),
        (("--without-agency", "example-polce"), "no such agency. Did you mean example-police"),
        (("--capacity", "1", "--apply", *BY), "what is only supposed is not written: leave out --apply"),
    ],
)
def test_what_is_supposed_wrongly_is_answered_in_words(arguments: tuple[str, ...], words: str, run: Run) -> None:
    done = run("propose", *arguments)
    assert done.status == 2
    assert words in done.err


@pytest.mark.usefixtures("no_solver")
def test_a_programme_by_hand_is_measured_beside_what_is_proposed(run: Run, folder: Path) -> None:
    hand = folder / "hand.csv"
    hand.write_text("Site,Date,Type\neastquay,21/03/2028,TTX\neastquy,soon,TTX\n", encoding="utf-8")
    done = run("review", "hand.csv")
    assert (done.status, done.err) == (0, "")
    assert "1 exercise; 2 plans past the safe date, 429 days in all; no hard rule is broken" in done.out
    assert "row 2: Read as Tuesday 21 March 2028 (UK day/month/year)" in done.out
    assert "hand row 3: 'eastquy' is no plan on record; did you mean eastquay?" in done.out
    assert "WHAT IS PROPOSED" in done.out


@pytest.mark.usefixtures("no_solver")
@pytest.mark.parametrize("form", ["json", "md"])
def test_a_measured_programme_has_other_forms(form: str, run: Run, folder: Path) -> None:
    (folder / "hand.csv").write_text("plan,day\nnorthbank,2027-12-25\n", encoding="utf-8")
    assert "Sat 25 Dec 2027: not a working day" in run("review", "hand.csv", "--format", form).out


def test_a_file_that_is_none_is_refused_in_words(run: Run, folder: Path) -> None:
    (folder / "letter.csv").write_text("Dear all,\n", encoding="utf-8")
    for name, words in (("letter.csv", "has no headings for the plans"), ("gone.csv", "is not there")):
        done = run("review", name)
        assert done.status == 2
        assert words in done.err


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("review", "gone.csv"), "Example: comah programme review programme.csv"),
        (("review", "empty.csv"), "Example: comah programme review empty.csv"),
        (("review", "team draft.doc"), 'Example: comah programme review "team draft.xlsx"'),
        (("review", "unpaired.csv"), 'Example: "Northbank, known as ""the works""",12/05/2027,live'),
        (("propose", "--keep-to", "gone.csv"), "Example: comah programme propose --keep-to programme.csv"),
        (("propose", "--keep-to", "."), "Example: comah programme propose --keep-to programme.csv"),
    ],
)
def test_a_refused_file_has_an_example_of_the_command_that_was_given_it(
    command: tuple[str, ...], words: str, run: Run, folder: Path
) -> None:
    (folder / "empty.csv").write_text("\n\n", encoding="utf-8")
    (folder / "team draft.doc").write_text("eastquay in May", encoding="utf-8")
    (folder / "unpaired.csv").write_text('plans,day\n"eastquay,2027-05-04\n', encoding="utf-8")
    done = run(*command)
    assert done.status == 2
    assert done.err.rstrip().endswith(words)
    assert "comah import" not in done.err
    assert "import" not in done.err.lower()


class Terminal:
    """A terminal that keeps what is written."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> None:
        self.text += text

    def flush(self) -> None:
        """Nothing waits."""

    def isatty(self) -> bool:
        return True


def test_work_of_over_a_second_is_told_on_a_terminal_and_wiped_out(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal, now = Terminal(), iter([0.0, 0.5, 3.0])
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(clock, "seconds", lambda: next(now))
    with ProgressLine() as line:
        line.say("soon done")
        assert terminal.text == ""
        line.say("still at it")
        assert terminal.text == "\rstill at it (3 s)"
    assert terminal.text.endswith("\r" + " " * len("still at it (3 s)") + "\r")


def test_nothing_is_told_where_nobody_looks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = iter([0.0, 9.0])
    monkeypatch.setattr(clock, "seconds", lambda: next(now))
    with ProgressLine() as line:
        line.say("still at it")
    assert capsys.readouterr().err == ""


def test_the_clock_of_the_progress_only_grows() -> None:
    first = clock.seconds()
    assert first <= clock.seconds()
