"""``comah calendar --issue`` and ``--changes-only`` as a user runs them, from one month to the next."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from command_line import Done, on_day
from kept_register import BY, Kept, runner

from comah.calendar_lint import lint

LIVE = 'planned_on = 2027-03-10\nstarts_at = "10:00"\nends_at = "14:00"\nwill_test = ["northbank"]\n'
RECORDS = {
    "establishments/northbank": "",
    "exercises/2027-live": LIVE,
    "exercises/2027-tabletop": 'type = "tabletop"\nplanned_on = 2027-04-14\nwill_test = ["northbank"]\n',
    "exercises/2027-secret": "no_notice = true\nplanned_on = 2027-02-03\n",
}
EXERCISES = ("--kind", "exercises")
Run = Callable[..., Done]


@pytest.fixture(name="kept")
def register_on_disk(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "register", RECORDS)


@pytest.fixture(name="run")
def calendar_runner(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Run:
    """Return what runs ``comah calendar`` on a day; ``--by`` is added where something is issued."""
    ask = runner(kept, monkeypatch, capsys)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, on: str = "2026-11-21", by: str | None = None, kinds: tuple[str, ...] = EXERCISES) -> Done:
        on_day(monkeypatch, date.fromisoformat(on))
        return ask("calendar", *arguments, *kinds, by=(BY if "--issue" in arguments else "") if by is None else by)

    return run


def events(path: Path) -> dict[str, dict[str, str]]:
    """Return the properties of each event by the first part of its UID."""
    text = path.read_bytes().decode().replace("\r\n ", "")
    assert lint(path.read_bytes()) == ()
    found = {}
    for block in re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", text, flags=re.DOTALL):
        pairs = dict(line.split(":", 1) for line in block.split("\r\n") if ":" in line)
        found[pairs["UID"].partition(".")[0]] = {name.partition(";")[0]: value for name, value in pairs.items()}
    return found


def rewrite(kept: Kept, name: str, old: str, new: str) -> None:
    path = kept.folder / "halton" / f"{name}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def ledger(kept: Kept) -> list[dict[str, object]]:
    path = kept.folder / "calendar-issued.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def test_without_issue_nothing_is_kept_and_every_number_is_nought(kept: Kept, run: Run, tmp_path: Path) -> None:
    done = run("--output", "a.ics")
    assert (done.status, done.out) == (0, "")
    assert {one["SEQUENCE"] for one in events(tmp_path / "a.ics").values()} == {"0"}
    assert (ledger(kept), (kept.folder / "journal.jsonl").exists()) == ([], False)


def test_an_issue_is_entered_with_its_post_and_told(kept: Kept, run: Run, tmp_path: Path) -> None:
    done = run("--output", "a.ics", "--issue")
    assert done.status == 0
    assert f"Issued: 2 lines entered in calendar-issued.jsonl, by: {BY}" in done.err
    assert [line["identity"] for line in ledger(kept)] == [["2027-live", "exercise"], ["2027-tabletop", "exercise"]]
    assert {one["SEQUENCE"] for one in events(tmp_path / "a.ics").values()} == {"9821"}
    (entered,) = (kept.folder / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(entered)["summary"] == "External plans: Example Resilience Forum (exercises), to a.ics"


def test_the_same_again_is_the_same_file_and_adds_nothing(kept: Kept, run: Run, tmp_path: Path) -> None:
    run("--output", "a.ics", "--issue")
    done = run("--output", "b.ics", "--issue", on="2026-12-05")
    assert "Issued before as it stands" in done.err
    assert (tmp_path / "a.ics").read_bytes() == (tmp_path / "b.ics").read_bytes()
    assert len(ledger(kept)) == 2


def test_from_one_month_to_the_next(kept: Kept, run: Run, tmp_path: Path) -> None:
    run("--output", "a.ics", "--issue")
    rewrite(kept, "exercises/2027-live", "planned_on = 2027-03-10", "planned_on = 2027-03-17")
    (kept.folder / "halton" / "exercises" / "2027-tabletop.toml").unlink()
    (kept.folder / "halton" / "exercises" / "2027-new.toml").write_text(
        'schema = 1\nid = "2027-new"\nname = "New"\ntype = "live"\nplanned_on = 2027-05-05\n', encoding="utf-8"
    )
    done = run("--output", "b.ics", "--issue", on="2026-12-05")
    assert "Since the last issue: 1 moved, 1 cancelled, 1 added" in done.err
    found = events(tmp_path / "b.ics")
    assert {name: (one["SEQUENCE"], one["STATUS"], one["DTSTART"]) for name, one in found.items()} == {
        "2027-live": ("9822", "TENTATIVE", "20270317T100000"),
        "2027-tabletop": ("9822", "CANCELLED", "20270414"),
        "2027-new": ("9835", "TENTATIVE", "20270505"),
    }
    assert found["2027-tabletop"]["SUMMARY"].startswith("CANCELLED: ")


CHANGES = """\
Calendar changes since the last issue, as at Sat 5 Dec 2026

External plans: Example Resilience Forum (exercises), changes
  moved: 2027-live (live exercise, not confirmed), from Wed 10 Mar 2027 10:00-14:00 to Wed 17 Mar 2027 10:00-14:00
  cancelled: 2027-tabletop (tabletop exercise, not confirmed), Wed 14 Apr 2027
"""


def changed(kept: Kept) -> None:
    rewrite(kept, "exercises/2027-live", "planned_on = 2027-03-10", "planned_on = 2027-03-17")
    (kept.folder / "halton" / "exercises" / "2027-tabletop.toml").unlink()


def test_the_changes_alone_with_the_list_for_the_e_mail(kept: Kept, run: Run, tmp_path: Path) -> None:
    run("--output", "a.ics", "--issue")
    changed(kept)
    done = run("--output", "changes.ics", "--changes-only", on="2026-12-05")
    assert (done.status, done.out) == (0, CHANGES)
    assert set(events(tmp_path / "changes.ics")) == {"2027-live", "2027-tabletop"}
    # an identifier of its own: it never replaces the whole calendar
    assert b"X-WR-RELCALID:calendar.kind.exercises.changes@" in (tmp_path / "changes.ics").read_bytes()
    assert len(ledger(kept)) == 2


def test_the_list_goes_to_a_file(kept: Kept, run: Run, tmp_path: Path) -> None:
    run("--output", "a.ics", "--issue")
    changed(kept)
    done = run("--output", "changes.ics", "--changes-only", "--list", "changes.txt", on="2026-12-05")
    assert (done.status, done.out) == (0, "")
    assert (tmp_path / "changes.txt").read_text(encoding="utf-8") == CHANGES


def test_the_whole_calendar_can_come_with_the_list(kept: Kept, run: Run, tmp_path: Path) -> None:
    run("--output", "a.ics", "--issue")
    changed(kept)
    done = run("--output", "b.ics", "--list", "-", on="2026-12-05")
    assert done.out == CHANGES.replace(", changes", "")
    assert not (tmp_path / "-").exists()


def test_changes_are_issued_in_one_step(kept: Kept, run: Run) -> None:
    run("--output", "a.ics", "--issue")
    changed(kept)
    assert run("--output", "changes.ics", "--changes-only", "--issue", on="2026-12-05").out == CHANGES
    assert len(ledger(kept)) == 4
    again = run("--output", "again.ics", "--changes-only", "--issue", on="2026-12-05")
    assert (again.status, again.out) == (0, "")
    assert again.err == "Nothing has changed since the last issue, so no calendar was written.\n"


def test_nothing_changed_leaves_no_file(run: Run, tmp_path: Path) -> None:
    run("--output", "a.ics", "--issue")
    done = run("--output", "changes.ics", "--changes-only", on="2026-12-05")
    assert (done.status, "Nothing has changed" in done.err) == (0, True)
    assert not (tmp_path / "changes.ics").exists()


def test_nothing_changed_is_said_of_the_files_of_the_last_time(run: Run, kept: Kept, tmp_path: Path) -> None:
    run("--output", "a.ics", "--issue")
    changed(kept)
    sent = ("--output", "changes.ics", "--changes-only", "--issue", "--list", "changes.txt")
    run(*sent, on="2026-12-05")
    done = run(*sent, on="2026-12-05")
    assert "changes.ics is there from before: do not send it again." in done.err
    text = (tmp_path / "changes.txt").read_text(encoding="utf-8")
    assert text.splitlines()[-1] == "nothing changed"


def test_the_first_list_says_that_all_is_new(run: Run) -> None:
    done = run("--output", "changes.ics", "--changes-only")
    assert "not issued before: all of its 2 entries are new" in done.out


def test_trying_writes_nothing(kept: Kept, run: Run, tmp_path: Path) -> None:
    done = run("--output", "a.ics", "--issue", "--dry-run", "--list", "changes.txt")
    assert done.status == 0
    assert "Dry run: would write 2 entries to a.ics" in done.err
    assert "Dry run: nothing was written; calendar-issued.jsonl would gain 2 lines" in done.err
    assert ([path.name for path in tmp_path.iterdir()], ledger(kept)) == (["register"], [])


@pytest.mark.parametrize(
    ("arguments", "by", "words"),
    [
        ((), "", "One of --output FILE.ics"),
        (("--output", "a.ics", "--split", "out"), "", "One of --output FILE.ics"),
        (("--output", "a.ics", "--issue"), "", "--issue needs --by"),
        (("--output", "a.ics", "--issue"), " ", "--issue needs --by"),
        (("--output", "a.ics"), BY, "--by goes with --issue"),
        (("--output", "a.ics", "--dry-run"), "", "--dry-run goes with --issue"),
        (("--output", "-", "--issue", "--dry-run"), BY, "nothing for the screen"),
        (("--output", "a.ics", "--list", "a.ics"), "", "the same file"),
        (("--output", "a.ics", "--list", "register/../a.ics"), "", "the same file"),
        (("--output", "a.ics", "--forum", "--authority", "halton"), "", "--forum is for all authorities"),
        (("--output", "a.ics", "--person", "duty officer"), "", "duty officer: no such post."),
        (("--output", "a.ics", "--role", "tactical"), "", "tactical: no such role."),
        (("--output", "a.ics", "--agency", "example-polic"), "", "Did you mean example-police"),
        (("--output", "a.ics", "--kind", "meeting"), "", "Did you mean meetings"),
    ],
)
def test_what_does_not_go_together(run: Run, tmp_path: Path, arguments: tuple[str, ...], by: str, words: str) -> None:
    done = run(*arguments, by=by)
    assert (done.status, done.out) == (2, "")
    assert words in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["register"]


def test_a_calendar_that_cannot_be_written_is_not_entered(kept: Kept, run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.ics").write_bytes(b"somebody's notes")
    done = run("--output", "a.ics", "--issue")
    assert (done.status, ledger(kept)) == (2, [])
    assert "no calendar and is not replaced" in done.err


def test_a_list_that_cannot_be_written_is_not_lost_with_its_issue(kept: Kept, run: Run, tmp_path: Path) -> None:
    run("--output", "a.ics", "--issue")
    changed(kept)
    ask = ("--output", "changes.ics", "--changes-only", "--issue", "--list")
    done = run(*ask, "nowhere/changes.txt", on="2026-12-05")
    assert (done.status, len(ledger(kept))) == (2, 2)
    assert run(*ask, "changes.txt", on="2026-12-05").status == 0
    assert (tmp_path / "changes.txt").read_text(encoding="utf-8") == CHANGES


def test_lines_that_cannot_be_read_are_said_by_number_and_kept(kept: Kept, run: Run, tmp_path: Path) -> None:
    run("--output", "a.ics", "--issue")
    path = kept.folder / "calendar-issued.jsonl"
    damaged = path.read_bytes() + b"<<<<<<< HEAD\n"
    path.write_bytes(damaged)
    done = run("--output", "b.ics", "--issue", on="2026-12-05")
    assert "calendar-issued.jsonl:3: is no line of the ledger: <<<<<<< HEAD" in done.err
    assert path.read_bytes().startswith(damaged)
    assert {one["SEQUENCE"] for one in events(tmp_path / "b.ics").values()} == {"9835"}
    assert run("--output", "c.ics", "--issue", on="2026-12-05").status == 0
    assert (tmp_path / "c.ics").read_bytes() == (tmp_path / "b.ics").read_bytes()


def test_of_many_lines_that_cannot_be_read_the_first_are_named_and_the_rest_counted(kept: Kept, run: Run) -> None:
    run("--output", "a.ics", "--issue")
    path = kept.folder / "calendar-issued.jsonl"
    path.write_bytes(b"saved by another program\n" * 300)
    said = run("--output", "b.ics", "--issue", on="2026-12-05").err.splitlines()
    named = [line for line in said if line.startswith("calendar-issued.jsonl:")]
    assert named[0] == "calendar-issued.jsonl:1: is no line of the ledger: saved by another program"
    assert (len(named), "and 295 more lines that cannot be read" in said) == (5, True)


def test_a_record_that_cannot_be_read_cancels_nothing(kept: Kept, run: Run, tmp_path: Path) -> None:
    run("--output", "a.ics", "--issue")
    (kept.folder / "halton" / "exercises" / "2027-tabletop.toml").write_text("= what", encoding="utf-8")
    done = run("--output", "b.ics", "--issue", on="2026-12-05")
    assert "NOT SENT AS CANCELLED: 1 entry" in done.err
    assert set(events(tmp_path / "b.ics")) == {"2027-live", "register"}
    assert b"SUMMARY:Register: 1 record file CANNOT BE READ" in (tmp_path / "b.ics").read_bytes()
    assert done.err.startswith("NOT READ AS WRITTEN: halton/exercises/2027-tabletop.toml. The answer may be wrong")


def test_neither_does_a_register_that_cannot_be_read_as_written(kept: Kept, run: Run) -> None:
    run("--output", "a.ics", "--issue")
    (kept.folder / "halton" / "exercises" / "2027-tabletop.toml").unlink()
    path = kept.folder / "register.toml"
    path.write_text(path.read_text(encoding="utf-8") + 'nation = "atlantis"\n', encoding="utf-8")
    assert "NOT SENT AS CANCELLED: 1 entry" in run("--output", "b.ics", "--issue", on="2026-12-05").err


class TestNoNotice:
    """An exercise without notice is in what is issued by its name, and in nothing else."""

    def test_it_is_said_whom_the_file_is_for(self, run: Run, tmp_path: Path) -> None:
        done = run("--output", "secret.ics", "--no-notice", "2027-secret", "--issue")
        assert "HOLDS NO-NOTICE EXERCISES (2027-secret): only for those who may know of them" in done.err
        assert "2027-secret" in events(tmp_path / "secret.ics")

    def test_the_next_issue_for_everybody_says_nothing_of_it(self, run: Run, tmp_path: Path) -> None:
        run("--output", "secret.ics", "--no-notice", "2027-secret", "--issue")
        run("--output", "all.ics", "--issue")
        changes = run("--output", "changes.ics", "--changes-only", on="2026-12-05")
        assert b"secret" not in (tmp_path / "all.ics").read_bytes()
        assert "secret" not in changes.out + changes.err

    def test_those_who_had_it_are_told_that_it_is_off(self, kept: Kept, run: Run, tmp_path: Path) -> None:
        run("--output", "secret.ics", "--no-notice", "2027-secret", "--issue")
        rewrite(kept, "exercises/2027-secret", "no_notice = true", "no_notice = true\ncancelled = { on = 2026-12-01 }")
        done = run("--output", "changes.ics", "--changes-only", "--no-notice", "2027-secret", on="2026-12-05")
        assert "cancelled: NO NOTICE: 2027-secret" in done.out
        assert events(tmp_path / "changes.ics")["2027-secret"]["STATUS"] == "CANCELLED"
