"""``comah calendar --split`` and the options that choose whose calendar it is."""

from __future__ import annotations

import csv
import os
from datetime import date
from pathlib import Path

import pytest
from command_line import ON, Done, on_day, run_comah, run_here
from kept_register import BY, Kept
from register_text import REGISTER

import comah.render.calendar_ics
from comah.calendar_lint import lint

RECORDS = {
    "register": REGISTER.replace(
        "agencies = [", 'agencies = [{ id = "example-fire", name = "Example Fire and Rescue", category = 1 },'
    ),
    "establishments/northbank": 'name = "Northbank Chemicals"\n',
    "establishments/westbank": 'name = "Westbank Resins"\ngroup = "docks"\n',
    "exercises/2027-live": 'planned_on = 2027-03-10\nwill_test = ["northbank"]\nagencies = ["example-police"]\n',
    "exercises/2027-dock": 'planned_on = 2027-04-14\nwill_test = ["westbank"]\nagencies = ["example-fire"]\n',
    "exercises/2026-held": (
        'held_on = 2026-05-12\nwill_test = ["northbank"]\nlessons = [\n'
        '  { id = "l1", text = "Call sooner", owner = "Duty Officer", due_on = 2027-02-01 },\n'
        '  { id = "l2", text = "Sign the gate", owner = "con", due_on = 2027-02-02 },\n]\n'
    ),
}
ALL = ("--kind", "all")
LINKED = [] if os.name == "nt" else ["site"]  # there, a link needs rights of its own


@pytest.fixture(name="kept")
def register_on_disk(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "register", RECORDS)


def run(kept: Kept, *arguments: str | Path, on: str = ON[1]) -> Done:
    return run_comah(
        "calendar", *arguments, "--on", on, "--sites", kept.folder, folder=kept.folder.parent, columns=None
    )


def summaries(data: bytes) -> list[str]:
    text = data.decode().replace("\r\n ", "")
    return [line.removeprefix("SUMMARY:") for line in text.split("\r\n") if line.startswith("SUMMARY:")]


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def written(kept: Kept, *arguments: str) -> bytes:
    done = run(kept, "--output", "a.ics", *arguments)
    assert done.status == 0, done.err
    return (kept.folder.parent / "a.ics").read_bytes()


def shown(kept: Kept, *arguments: str) -> list[str]:
    return summaries(written(kept, "--kind", "exercises", *arguments))


class TestWhose:
    """The entries of a site, an authority, an agency, a post."""

    def test_a_site(self, kept: Kept) -> None:
        assert shown(kept, "--site", "northbank") == ["2027-live (live exercise\\, not confirmed)"]

    def test_a_group_of_sites(self, kept: Kept) -> None:
        assert shown(kept, "--site", "docks") == ["2027-dock (live exercise\\, not confirmed)"]

    def test_an_agency_whatever_the_case(self, kept: Kept) -> None:
        assert shown(kept, "--agency", "Example-Police") == ["2027-live (live exercise\\, not confirmed)"]

    def test_an_authority_and_the_forum_of_one_authority_are_the_same_entries(self, kept: Kept) -> None:
        assert shown(kept, "--authority", "halton") == shown(kept, "--forum") == shown(kept)
        assert len(shown(kept)) == 2

    def test_a_post_whatever_the_case(self, kept: Kept) -> None:
        held = summaries(written(kept, "--kind", "steps", "--person", "duty officer"))
        assert held == ["Lesson due: Call sooner (Duty Officer)"]

    def test_a_post_that_nothing_names_is_refused_with_the_nearest(self, kept: Kept) -> None:
        done = run(kept, "--output", "-", "--kind", "steps", "--person", "duty oficer")
        assert done.status == 2
        assert "Did you mean Duty Officer?" in done.err

    @pytest.mark.parametrize(
        ("arguments", "name"),
        [
            ((), "External plans: Example Resilience Forum (all)"),
            (("--authority", "halton"), "External plans: Halton (all)"),
            (("--site", "northbank"), "External plans: Northbank Chemicals (all)"),
            (("--site", "docks"), "External plans: docks (all)"),
            (("--agency", "example-fire"), "External plans: Example Resilience Forum; Example Fire and Rescue (all)"),
        ],
    )
    def test_the_calendar_is_named_so(self, kept: Kept, arguments: tuple[str, ...], name: str) -> None:
        text = written(kept, *ALL, "--to", "2030-01-01", *arguments).decode().replace("\r\n ", "")
        assert f"X-WR-CALNAME:{name}\r\n".replace(";", "\\;") in text


class TestSplit:
    """A file for each, and an index."""

    def test_a_file_for_each_site_agency_post_and_kind(self, kept: Kept, tmp_path: Path) -> None:
        done = run(kept, "--split", "out", *ALL)
        assert done.status == 0
        found = files(tmp_path / "out")
        assert {name for name in found if name.startswith(("site", "agency"))} == {
            "agency/example-fire.ics",
            "agency/example-police.ics",
            "site/northbank.ics",
            "site/westbank.ics",
        }
        assert {"kind/exercises.ics", "kind/meetings.ics", "kind/steps.ics", "kind/deadlines.ics"} <= set(found)
        assert "person/duty-officer.ics" in found
        for name in found:
            assert name.startswith("index.") or lint((tmp_path / "out" / name).read_bytes()) == ()

    def test_a_name_that_windows_keeps_is_not_a_file(self, kept: Kept, tmp_path: Path) -> None:
        run(kept, "--split", "out", *ALL)
        assert not (tmp_path / "out" / "person" / "con.ics").exists()
        assert [name for name in files(tmp_path / "out") if name.startswith("person/con-")] == [
            "person/con-1143da2b.ics"
        ]

    def test_each_holds_its_own(self, kept: Kept, tmp_path: Path) -> None:
        run(kept, "--split", "out", "--kind", "exercises")
        held = summaries((tmp_path / "out" / "agency" / "example-fire.ics").read_bytes())
        assert held == ["2027-dock (live exercise\\, not confirmed)"]

    @pytest.mark.parametrize(
        ("asked", "own"),
        [
            (("--site", "docks"), "site/westbank.ics"),
            (("--agency", "example-fire"), "agency/example-fire.ics"),
        ],
    )
    def test_of_what_was_asked_for_no_other_file_is_made(
        self, kept: Kept, tmp_path: Path, asked: tuple[str, str], own: str
    ) -> None:
        path = kept.folder / "halton" / "exercises" / "2027-dock.toml"
        text = path.read_text(encoding="utf-8").replace('["westbank"]', '["westbank", "northbank"]')
        path.write_text(text.replace('["example-fire"]', '["example-fire", "example-police"]'), encoding="utf-8")
        run(kept, "--split", "out", "--kind", "exercises", "--issue", "--by", BY)
        run(kept, "--split", "asked", "--kind", "exercises", *asked)
        folder = own.partition("/")[0]
        assert [name for name in files(tmp_path / "asked") if name.startswith(folder)] == [own]

    def test_of_a_post_that_was_asked_for_no_other_file_is_made(self, kept: Kept, tmp_path: Path) -> None:
        run(kept, "--split", "out", "--kind", "steps", "--person", "DUTY officer")
        people = [name for name in files(tmp_path / "out") if name.startswith("person")]
        assert people == ["person/duty-officer.ics"]

    def test_the_index_names_every_file(self, kept: Kept, tmp_path: Path) -> None:
        run(kept, "--split", "out", *ALL)
        out = tmp_path / "out"
        with (out / "index.csv").open(encoding="utf-8", newline="") as file:
            rows = {row["file"]: row for row in csv.DictReader(file)}
        assert sorted([*rows, "index.csv", "index.md"]) == files(out)
        row = rows["site/northbank.ics"]
        assert (row["sort"], row["of"], row["on"]) == ("site", "Northbank Chemicals", "2026-11-21")
        assert int(row["entries"]) == len(summaries((out / "site/northbank.ics").read_bytes()))
        page = (out / "index.md").read_text(encoding="utf-8")
        assert "## One calendar for each site" in page
        assert "- [Northbank Chemicals](site/northbank.ics): " in page

    def test_two_runs_give_the_same_octets_whatever_the_hash_seed(self, kept: Kept, tmp_path: Path) -> None:
        seeds = ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")
        for seed in seeds:
            done = run_comah(
                "calendar", "--split", seed, *ALL, *ON, "--sites", kept.folder, folder=tmp_path, PYTHONHASHSEED=seed
            )
            assert done.status == 0
        first = tmp_path / seeds[0]
        names = files(first)
        assert len(names) > 8
        for seed in seeds[1:]:
            assert files(tmp_path / seed) == names
            assert all((tmp_path / seed / name).read_bytes() == (first / name).read_bytes() for name in names)

    def test_a_calendar_that_holds_nothing_any_more_is_taken_away_and_others_are_left(
        self, kept: Kept, tmp_path: Path
    ) -> None:
        run(kept, "--split", "out", "--kind", "exercises")
        (tmp_path / "out" / "site" / "own.ics").write_bytes(b"BEGIN:VCALENDAR\r\n")
        (kept.folder / "halton" / "exercises" / "2027-dock.toml").unlink()
        done = run(kept, "--split", "out", "--kind", "exercises")
        assert "Taken away, since nothing falls in it any more: " in done.err
        assert files(tmp_path / "out") == [
            "agency/example-police.ics",
            "index.csv",
            "index.md",
            "kind/exercises.ics",
            "site/northbank.ics",
            "site/own.ics",
        ]

    def test_one_that_cannot_be_taken_away_is_taken_away_the_next_time(
        self, kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        split = ("--split", str(tmp_path / "out"), "--kind", "exercises")
        run(kept, *split)
        (kept.folder / "halton" / "exercises" / "2027-dock.toml").unlink()
        on_day(monkeypatch, date(2026, 11, 21))

        def held_open(path: Path, **_options: object) -> None:
            raise PermissionError(13, f"{path.name} is open in another program")

        with monkeypatch.context() as windows:
            windows.setattr(Path, "unlink", held_open)
            done = run_here(monkeypatch, capsys, "calendar", *split, "--sites", str(kept.folder))
        assert done.status == 2
        assert "holds nothing any more, and cannot be taken away" in done.err
        assert "Taken away" in run(kept, *split).err
        assert "site/westbank.ics" not in files(tmp_path / "out")

    def test_an_index_of_somebody_elses_making_takes_nothing_away(self, kept: Kept, tmp_path: Path) -> None:
        run(kept, "--split", "out", "--kind", "exercises")
        outside = tmp_path / "outside.ics"
        outside.write_bytes((tmp_path / "out" / "site" / "northbank.ics").read_bytes())
        index = tmp_path / "out" / "index.csv"
        index.write_text(index.read_text(encoding="utf-8") + "../outside.ics,site,x\n", encoding="utf-8")
        run(kept, "--split", "out", "--kind", "exercises")
        assert outside.exists()

    def test_what_was_issued_and_is_gone_is_sent_as_cancelled_before_its_file_goes(
        self, kept: Kept, tmp_path: Path
    ) -> None:
        issue = ("--split", "out", "--kind", "exercises", "--issue", "--by", BY)
        run(kept, *issue)
        (kept.folder / "halton" / "exercises" / "2027-dock.toml").unlink()
        run(kept, *issue, on="2026-11-28")
        held = (tmp_path / "out" / "agency" / "example-fire.ics").read_bytes()
        assert summaries(held) == ["CANCELLED: 2027-dock (live exercise\\, not confirmed)"]
        run(kept, *issue, on="2027-03-01")
        assert not (tmp_path / "out" / "agency" / "example-fire.ics").exists()

    def test_one_line_of_the_ledger_serves_every_calendar_of_an_issue(self, kept: Kept) -> None:
        done = run(kept, "--split", "out", "--kind", "exercises", "--issue", "--by", BY)
        assert "Issued: 2 lines entered" in done.err

    def test_the_changes_of_each_stand_beside_the_whole(self, kept: Kept, tmp_path: Path) -> None:
        run(kept, "--split", "out", "--kind", "exercises", "--issue", "--by", BY)
        before = {name: (tmp_path / "out" / name).read_bytes() for name in files(tmp_path / "out")}
        path = kept.folder / "halton" / "exercises" / "2027-dock.toml"
        path.write_text(path.read_text(encoding="utf-8").replace("04-14", "04-21"), encoding="utf-8")
        done = run(kept, "--split", "out", "--kind", "exercises", "--changes-only", on="2026-11-28")
        assert set(files(tmp_path / "out")) - set(before) == {
            "agency/example-fire-changes.ics",
            "index-changes.csv",
            "index-changes.md",
            "kind/exercises-changes.ics",
            "site/westbank-changes.ics",
        }
        assert all((tmp_path / "out" / name).read_bytes() == data for name, data in before.items())
        assert done.out.count("moved: 2027-dock") == 3

    def test_a_no_notice_exercise_is_in_none_of_them(self, tmp_path: Path) -> None:
        records = RECORDS | {
            "exercises/2027-secret": 'no_notice = true\nplanned_on = 2027-02-03\nwill_test = ["northbank"]\n'
            'agencies = ["example-police"]\nplayers = ["duty officer"]\n'
        }
        kept = Kept(tmp_path / "secret-register", records)
        done = run(kept, "--split", "out", *ALL, "--issue", "--by", BY)
        assert "2027-secret" not in done.err
        assert not [name for name in files(tmp_path / "out") if b"secret" in (tmp_path / "out" / name).read_bytes()]
        assert "secret" not in (kept.folder / "calendar-issued.jsonl").read_text(encoding="utf-8")

    def test_trying_writes_nothing(self, kept: Kept, tmp_path: Path) -> None:
        done = run(kept, "--split", "out", *ALL, "--issue", "--by", BY, "--dry-run")
        assert (done.status, "Dry run: would write" in done.err) == (0, True)
        assert [path.name for path in tmp_path.iterdir()] == ["register"]
        assert not (kept.folder / "calendar-issued.jsonl").exists()


class TestWhereItCannotGo:
    """Nothing is written that is not comah's own, and nothing outside the folder."""

    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("register", "inside the register"),
            ("register/halton/calendars", "inside the register"),
            ("nowhere/out", "there is no folder"),
            ("file", "this is a file"),
        ],
    )
    def test_a_place_that_is_refused(self, kept: Kept, tmp_path: Path, name: str, words: str) -> None:
        (tmp_path / "file").write_text("kept", encoding="utf-8")
        before = files(tmp_path)
        done = run(kept, "--split", name, *ALL)
        assert (done.status, words in done.err) == (2, True)
        assert files(tmp_path) == before

    @pytest.mark.parametrize("name", ["site/northbank.ics", "index.csv", "index.md"])
    def test_somebodys_file_is_not_replaced(self, kept: Kept, tmp_path: Path, name: str) -> None:
        (tmp_path / "out" / "site").mkdir(parents=True)
        (tmp_path / "out" / name).write_text("the only copy", encoding="utf-8")
        done = run(kept, "--split", "out", *ALL, "--issue", "--by", BY)
        assert done.status == 2
        assert files(tmp_path / "out") == [name]
        assert (tmp_path / "out" / name).read_text(encoding="utf-8") == "the only copy"
        assert not (kept.folder / "calendar-issued.jsonl").exists()

    def test_a_folder_where_the_index_goes(self, kept: Kept, tmp_path: Path) -> None:
        (tmp_path / "out" / "index.csv").mkdir(parents=True)
        done = run(kept, "--split", "out", *ALL)
        assert (done.status, "index.csv there is not comah's" in done.err) == (2, True)

    def test_a_folder_that_cannot_be_made(
        self, kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def full(path: Path, **_options: object) -> None:
            raise OSError(28, f"no space for {path.name}")

        on_day(monkeypatch, date(2026, 11, 21))
        monkeypatch.setattr(Path, "mkdir", full)
        done = run_here(monkeypatch, capsys, "calendar", "--split", str(tmp_path / "out"), "--sites", str(kept.folder))
        assert (done.status, "cannot be made" in done.err) == (2, True)

    @pytest.mark.parametrize("name", LINKED)
    def test_a_folder_that_leads_elsewhere(self, kept: Kept, tmp_path: Path, name: str) -> None:
        (tmp_path / "out").mkdir()
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "out" / name).symlink_to(tmp_path / "elsewhere")
        done = run(kept, "--split", "out", *ALL)
        assert (done.status, "leads out of the folder" in done.err) == (2, True)
        assert list((tmp_path / "elsewhere").iterdir()) == []

    def test_a_period_with_nothing_in_it(self, kept: Kept, tmp_path: Path) -> None:
        done = run(kept, "--split", "out", "--kind", "exercises", "--from", "2090-01-01", "--to", "2090-01-02")
        assert (done.status, "Nothing falls in that period" in done.err) == (2, True)
        assert not (tmp_path / "out").exists()


class TestTooLarge:
    """A file keeps to 1,000 events; here to three."""

    @pytest.fixture(name="here")
    def small_files(
        self, kept: Kept, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> object:
        monkeypatch.setattr(comah.render.calendar_ics, "MOST_EVENTS", 3)
        monkeypatch.chdir(tmp_path)
        on_day(monkeypatch, date(2026, 11, 21))

        def here(*arguments: str) -> Done:
            return run_here(monkeypatch, capsys, "calendar", *arguments, "--sites", str(kept.folder))

        return here

    def test_one_is_refused_with_what_to_do(self, here: object, tmp_path: Path) -> None:
        done = here("--output", "a.ics", "--kind", "meetings")  # type: ignore[operator]
        assert done.status == 2
        assert "write several with --split DIR, or ask for a shorter period with --from and --to" in done.err
        assert not (tmp_path / "a.ics").exists()

    def test_one_of_a_split_is_parted_by_year(self, here: object, kept: Kept, tmp_path: Path) -> None:
        for number, day in enumerate(("2026-12-01", "2027-01-12", "2027-02-16", "2028-01-11")):
            text = f'schema = 1\nid = "e{number}"\nname = "Exercise {number}"\ntype = "seminar"\nplanned_on = {day}\n'
            (kept.folder / "halton" / "exercises" / f"e{number}.toml").write_text(text, encoding="utf-8")
        (kept.folder / "halton" / "exercises" / "2027-live.toml").unlink()
        done = here("--split", "out", "--kind", "exercises")  # type: ignore[operator]
        assert done.status == 0, done.err
        kinds = [name for name in files(tmp_path / "out") if name.startswith("kind/")]
        assert kinds == ["kind/exercises-2026.ics", "kind/exercises-2027.ics", "kind/exercises-2028.ics"]
        held = summaries((tmp_path / "out" / "kind" / "exercises-2027.ics").read_bytes())
        assert len(held) == 3

    def test_two_that_would_be_one_file_are_refused(self, here: object, kept: Kept, tmp_path: Path) -> None:
        plans = {
            "2027-02-01": "'northbank', 'northbank-2027'",
            "2028-01-11": "'northbank'",
            "2028-02-01": "'northbank'",
        }
        site = 'schema = 1\nid = "northbank-2027"\nname = "Northbank 2027"\ntier = "upper"\n'
        (kept.folder / "halton" / "establishments" / "northbank-2027.toml").write_text(site, encoding="utf-8")
        for day, named in plans.items():
            text = (
                f'schema = 1\nid = "e{day}"\nname = "E"\ntype = "seminar"\nplanned_on = {day}\nwill_test = [{named}]\n'
            )
            (kept.folder / "halton" / "exercises" / f"e{day}.toml").write_text(text, encoding="utf-8")
        done = here("--split", "out", "--kind", "exercises")  # type: ignore[operator]
        assert (done.status, "two calendars would be site/northbank-2027.ics" in done.err) == (2, True)
        assert not (tmp_path / "out").exists()
