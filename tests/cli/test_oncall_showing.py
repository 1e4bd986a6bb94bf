"""``comah oncall now``, ``next``, ``at``, ``show``, ``history``, ``sheet``: what is asked at three in the morning."""

from __future__ import annotations

import csv
import io
import json
import os
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from command_line import Done, on_day, run_here
from oncall_rota import RECORDS
from register_text import write_register

from comah_cli import clock

TODAY = date(2026, 11, 21)


@pytest.fixture
def sites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "sites"
    write_register(folder, {"authority": 'marking = "OFFICIAL"\nsource_note = "invented"\n', **RECORDS})
    on_day(monkeypatch, TODAY)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("COMAH_PRIVATE", raising=False)
    return folder


class Ask:
    """``comah oncall`` on the small register, at ten in the morning of 21 November 2026."""

    def __init__(self, sites: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.sites, self.monkeypatch, self.capsys = sites, monkeypatch, capsys

    def __call__(self, *words: str) -> Done:
        return run_here(self.monkeypatch, self.capsys, "oncall", *words, "--sites", self.sites)


@pytest.fixture
def ask(sites: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    return Ask(sites, monkeypatch, capsys)


NOW = """\
OFFICIAL
Source: invented
ON CALL  Sat 21 Nov 2026 10:00:00 GMT (this PC's clock)      Halton rota
Duty officer  1 EP Officer A    until Mon 23 Nov 09:00
              2 EP Officer B    if no answer in 15 min
Tactical        Division Mgr B  until Mon 23 Nov 09:00
                ! covering Division Mgr D, agreed Fri 16:40; breaks rest rule
Strategic       Director A      until Mon 23 Nov 09:00
                ! course lapsed 31 Oct 2026 (Strategic course); no other cover
Rest centre     call-down list, 3 posts, ring in order
                Rest C, Rest A, Rest B
NEXT Mon 09:00 Duty officer first EP Officer C, Duty officer second NOBODY,
     Tactical Division Mgr D, Strategic NOBODY
No journal says when the rota was changed; verbal swaps are not here.
Numbers: sheet 47 at the contact centre, or --private
"""


def test_now_is_one_short_screen(ask: Ask) -> None:
    assert ask("now") == Done(0, NOW, "")


@pytest.mark.parametrize("columns", ["40", "60", "132"])
def test_now_is_never_wider_than_the_screen(ask: Ask, columns: str) -> None:
    ask.monkeypatch.setenv("COLUMNS", columns)
    lines = ask("now").out.splitlines()
    assert max(map(len, lines)) <= int(columns)


def test_now_says_when_the_rota_was_changed_and_whether_its_file_was_edited_since(ask: Ask) -> None:
    change = ("2026-w47-tactical-1", "--to", "division-b", "--by", "emergency planning officer")
    assert ask("swap", *change).status == 0
    text = ask("now").out
    assert "Rota changed Sat 21 Nov 10:00; later" in text  # roles.toml and others never were written: nothing is known
    assert "took it from Division Mgr D" not in text  # who covers has it still
    history = ask("history", "2026-w47-tactical-1").out
    assert "swap: was down for Division Mgr D" in history
    assert "JOURNAL" in history


def test_in_summer_instants_are_written_in_utc_too(ask: Ask) -> None:
    ask.monkeypatch.setattr(clock, "now_text", lambda: "2027-07-01T10:00:00+01:00")
    assert json.loads(ask("now", "--format", "json").out)["answers"][0]["at"] == "2027-07-01T09:00:00Z"
    assert json.loads(ask("next", "--format", "json").out)["at"] == "2027-07-01T09:00:00Z"
    assert "ON CALL  Thu 1 Jul 2027 10:00:00 BST (this PC's clock)" in ask("now").out


def test_now_says_that_the_file_of_the_rota_was_edited_since(ask: Ask) -> None:
    assert ask("swap", "2026-w48-tactical-1", "--to", "division-b", "--by", "emergency planning officer").status == 0
    rota = ask.sites / "halton" / "oncall" / "rota-2026.toml"
    rota.write_text(rota.read_text(encoding="utf-8") + "# seen\n", encoding="utf-8", newline="\n")
    assert "Rota changed Sat 21 Nov 10:00, and a file by hand since; later verbal" in ask("now").out


def test_at_asks_any_time_and_answers_a_repeated_one_twice(ask: Ask) -> None:
    text = ask("at", "25/10/2026 01:30").out
    assert "ON CALL  Sun 25 Oct 2026 01:30:00 BST (as asked for)" in text
    assert "ON CALL  Sun 25 Oct 2026 01:30:00 GMT (as asked for)" in text
    assert text.count("ON CALL") == 2
    assert ask("at", "25/10/2026 01:30 BST").out.count("ON CALL") == 1


def test_at_refuses_what_is_no_time(ask: Ask) -> None:
    done = ask("at", "tomorrow")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("'tomorrow': this is no day with a time of day. Good forms:")


def test_next_lists_the_changes_of_a_role(ask: Ask) -> None:
    lines = ask("next", "--role", "tactical", "--changes", "2").out.splitlines()
    assert " ".join(lines[3].split()) == "Mon 23 Nov 09:00 Tactical Division Mgr D"
    assert " ".join(lines[4].split()) == "Mon 30 Nov 09:00 Tactical NOBODY no turn on the rota"
    assert lines[5] == "Tactical: turns until Mon 30 Nov 09:00"


def test_a_role_that_there_is_none_of_is_answered_with_the_nearest(ask: Ask) -> None:
    done = ask("next", "--role", "tactcal")
    assert (done.status, done.err) == (2, "tactcal: no such role. Did you mean tactical or strategic?\n")


def test_show_is_a_list_where_the_grid_is_too_wide_and_a_grid_where_it_fits(ask: Ask) -> None:
    narrow = ask("show", "--from", "2026-11-16", "--weeks", "1").out
    assert "  Tactical             Division Mgr D; Division Mgr B from Fri 20 Nov 17:00\n" in narrow
    ask.monkeypatch.setenv("COLUMNS", "200")
    wide = ask("show", "--from", "2026-11-16", "--weeks", "1").out.splitlines()
    assert wide[3].split("  ")[0] == "From"
    assert wide[4].startswith("Mon 16 Nov 2026  EP Officer A")


def test_show_as_rows_has_one_for_each_holder(ask: Ask) -> None:
    done = ask("show", "--from", "2026-11-16", "--weeks", "1", "--role", "tactical", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [(row["from_utc"], row["person"], row["decided_by"]) for row in rows] == [
        ("2026-11-16T09:00:00Z", "division-d", "shift"),
        ("2026-11-20T17:00:00Z", "division-b", "cover"),
    ]


def test_show_of_a_post_by_its_words(ask: Ask) -> None:
    text = ask("show", "--from", "2026-11-09", "--person", "division mgr b", "--format", "md").out
    assert "| Mon 9 Nov 2026 |" in text
    assert "Director A" not in text


def test_history_of_a_post_and_of_a_turn(ask: Ask) -> None:
    post = ask("history", "Division Mgr B").out
    assert "Mon 9 Nov 2026 09:00 to Mon 16 Nov 2026 09:00  Tactical: Division Mgr B" in post
    assert "Altogether 232 hours; looked at from 20 Nov 2025 to 21 Nov 2026." in post
    turn = json.loads(ask("history", "2026-w47-tactical-1", "--format", "json").out)
    assert turn["schema"] == "comah.oncall-history/1"
    assert [one["person"] for one in turn["held"]] == ["division-d", "division-b"]
    nothing = ask("history", "rest-a", "--from", "2026-11-01", "--to", "2026-11-30").out
    assert "Nothing is on record; looked at from 1 Nov 2026 to 30 Nov 2026." in nothing
    assert "- Mon 16 Nov 2026 09:00 to" in ask("history", "division-d", "--format", "md").out


def test_history_of_what_is_neither(ask: Ask) -> None:
    done = ask("history", "divison-b")
    assert done.status == 2
    assert "division-b" in done.err
    backwards = ask("history", "division-b", "--from", "2026-12-01", "--to", "2026-11-01")
    assert (backwards.status, backwards.err) == (2, "--from 2026-12-01 is after --to 2026-11-01\n")


SHEET = """\
OFFICIAL
Source: invented
ON CALL: MONDAY 23 NOV 2026 TO SUNDAY 29 NOV 2026
Halton rota. Printed as at Sat 21 Nov 2026 10:00:00 GMT

DUTY OFFICER
  1 Mon 23 Nov 2026 00:00 to Mon 23 Nov 2026 09:00  EP Officer A
  1 Mon 23 Nov 2026 09:00 to Mon 30 Nov 2026 00:00  EP Officer C
  2 Mon 23 Nov 2026 00:00 to Mon 23 Nov 2026 09:00  EP Officer B
  2 Mon 23 Nov 2026 09:00 to Mon 30 Nov 2026 00:00  NOBODY (the rota has no
      turn for this time)
"""


@pytest.mark.parametrize("week", ["2026-W48", "2026-w48", "24/11/2026", "2026-11-29"])
def test_the_sheet_of_a_week_by_its_number_or_a_day_of_it(ask: Ask, week: str) -> None:
    text = ask("sheet", "--week", week).out
    assert text.startswith(SHEET)
    assert "REST CENTRE: call-down list, 3 posts, ring in order\n  1. Rest C\n" in text
    assert "Numbers: sheet 47 at the contact centre\n" in text
    assert "Rota sha256:" in text
    assert max(map(len, text.splitlines())) <= 78


@pytest.mark.parametrize("week", ["2026-11", "w47", "Nov 2026"])
def test_the_sheet_of_what_is_not_one_week_is_refused(ask: Ask, week: str) -> None:
    done = ask("sheet", "--week", week)
    assert (done.status, done.err) == (
        2,
        f"--week {week}: one week is needed, such as 2026-W47, or a day of it\n",
    )


class Page(HTMLParser):
    """What a browser would make of a page: its tags, its text, and what it would fetch."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []
        self.fetched: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.fetched += [str(value) for name, value in attrs if name in {"src", "href"}]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_sheet_as_html_loads_nothing_and_shows_records_as_mere_text(ask: Ask, sites: Path) -> None:
    people = sites / "halton" / "oncall" / "people.toml"
    hostile = "<script>alert(1)</script>&amp;\u202e"
    people.write_text(
        people.read_text(encoding="utf-8").replace("EP Officer A", hostile), encoding="utf-8", newline="\n"
    )
    page = Page(ask("sheet", "--format", "html").out)
    assert "script" not in page.tags
    assert page.fetched == []
    assert "<script>alert(1)</script>&amp;\ufffd" in page.words
    assert page.tags.count("table") == 3
    assert page.tags[:4] == ["html", "head", "meta", "title"]


def test_the_sheet_as_markdown(ask: Ask) -> None:
    text = ask("sheet", "--format", "md", "--week", "2026-W47").out
    assert "## Tactical\n\n- Mon 16 Nov 2026 00:00 to Mon 16 Nov 2026 09:00: **Division Mgr B**\n" in text
    assert "1. Rest C\n" in text


NUMBERS = '[telephone]\nofficer-a = "01632 960001"\nrest-c = "01632 960003"\n'


@pytest.fixture
def private(ask: Ask, tmp_path: Path) -> Ask:
    """The same, with a file of telephone numbers outside the register."""
    file = tmp_path / "private.toml"
    file.write_text(NUMBERS, encoding="utf-8")
    ask.monkeypatch.setenv("COMAH_PRIVATE", os.fspath(file))
    return ask


@pytest.mark.parametrize("form", ["table", "md", "json"])
def test_numbers_are_shown_only_with_private(private: Ask, form: str) -> None:
    assert "01632" not in private("now", "--format", form).out
    assert "01632 960001" in private("now", "--format", form, "--private").out


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_the_sheet_has_numbers_only_with_private_and_then_says_so(private: Ask, form: str) -> None:
    assert "01632" not in private("sheet", "--format", form).out
    text = private("sheet", "--format", form, "--private").out
    assert "01632 960001" in text
    assert "Rest C 01632 960003" in text
    assert "keep it where the public cannot read it" in text


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("", "", "--private needs COMAH_PRIVATE to name a file of telephone numbers"),
        ("sites/halton/private.toml", NUMBERS, "lies in the register"),
        ("private.toml", "[telephone]\nofficer-a = 1632\n", "a table [telephone] of numbers in quotation marks"),
        ("private.toml", "officer-a = \n", "the value cannot be read"),
        ("none.toml", None, "cannot be read"),
    ],
)
def test_private_details_are_refused_where_they_are_not_as_they_should_be(
    ask: Ask, tmp_path: Path, name: str, text: str | None, words: str
) -> None:
    if name and text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    ask.monkeypatch.setenv("COMAH_PRIVATE", os.fspath(tmp_path / name) if name else "")
    done = ask("now", "--private")
    assert (done.status, done.out) == (2, "")
    assert words in done.err


def test_now_as_json_names_the_person_the_flags_and_the_record(ask: Ask) -> None:
    found = json.loads(ask("now", "--format", "json").out)
    (answer,) = found["answers"]
    assert (found["schema"], answer["at"], answer["clock"]) == (
        "comah.oncall/1",
        "2026-11-21T10:00:00Z",
        "this PC's clock",
    )
    tactical = next(row for row in answer["on_call"] if row["role"] == "tactical")
    assert (tactical["person"], tactical["until"], tactical["decided_by"]) == (
        "division-b",
        "2026-11-23T09:00:00Z",
        "cover",
    )
    assert tactical["source"]["file"] == "halton/oncall/rota-2026.toml"
    assert [row["needs_somebody"] for row in answer["on_call"]] == [False, False, False, True]


def test_next_and_the_rota_as_json_and_markdown(ask: Ask) -> None:
    changes = json.loads(ask("next", "--format", "json").out)["changes"]
    assert {(one["role"], one["to"]) for one in changes} >= {("tactical", "division-d"), ("strategic", None)}
    assert "| Mon 23 Nov 09:00 | Strategic | 1 | NOBODY |  |" in ask("next", "--format", "md").out
    rota = json.loads(ask("show", "--format", "json", "--weeks", "1").out)
    assert [one["shift"] for one in rota["turns"]][:2] == ["2026-w47-duty-officer-1", "2026-w47-duty-officer-2"]
    assert "- Tactical: Division Mgr B, until Mon 23 Nov 09:00." in ask("now", "--format", "md").out


def test_a_broken_file_is_named_at_the_top_and_the_rest_is_answered(ask: Ask, sites: Path) -> None:
    (sites / "halton" / "oncall" / "people.toml").write_text("people = 5\n", encoding="utf-8")
    text = ask("now").out
    assert text.startswith("NOT READ AS WRITTEN\n  halton/oncall/people.toml")
    assert "Duty officer  1 officer-a" in text


def test_a_register_without_on_call_records(sites: Path, ask: Ask) -> None:
    folder = sites / "halton" / "oncall"
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    done = ask("now")
    assert (done.status, done.out) == (2, "")
    assert "on-call records: a folder oncall with roles.toml and people.toml" in done.err


def test_without_roles_nobody_is_on_call_by_these_records(ask: Ask, sites: Path) -> None:
    for name, text in (("roles", "schema = 1\n"), ("rota-2026", "schema = 1\n")):
        (sites / "halton" / "oncall" / f"{name}.toml").write_text(text, encoding="utf-8")
    assert "roles.toml has no role: nobody is on call by these records." in ask("now").out


def test_validate_and_check_read_the_on_call_files_and_due_does_not(
    sites: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rota = sites / "halton" / "oncall" / "rota-2026.toml"
    rota.write_text(rota.read_text(encoding="utf-8").replace('"officer-a"', '"officer-z"'), encoding="utf-8")
    done = run_here(monkeypatch, capsys, "validate", "--sites", sites)
    assert done.status == 1
    assert "officer-z is no post on call on record" in done.out
    assert "officer-z" in run_here(monkeypatch, capsys, "check", "--sites", sites, "--format", "json").out
    rota.write_text("this is no TOML", encoding="utf-8")
    assert "oncall" not in run_here(monkeypatch, capsys, "due", "--sites", sites).out
