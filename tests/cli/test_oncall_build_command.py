"""``comah oncall build`` and ``fairness``: what an officer types, sees and finds in the records."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from command_line import Done
from kept_register import Kept, runner
from oncall_text import PEOPLE, ROLES, ROTA, person, role, turn
from register_text import write_register

NOVEMBER = date(2026, 11, 2)
BUILD = ("oncall", "build", "--from", "09/11/2026", "--weeks", "6", "--by", "emergency planning manager")
FAIRNESS = ("oncall", "fairness", "--on", "2026-11-22")


class Desk(Kept):
    """A register, and the program run on it on 2 November 2026."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        super().__init__(folder, {})
        self._run = runner(self, monkeypatch, capsys, on=NOVEMBER)

    def put(self, roles: str = "", people: str = "", rota: str = "") -> None:
        """Put records there."""
        people = people or "".join(person(name) for name in "abc")
        records = {ROLES: roles or role("tactical", 'name = "Tactical"'), PEOPLE: people}
        write_register(self.folder, records | ({ROTA: rota} if rota else {}))

    def run(self, *arguments: str) -> Done:
        """Run the program on it."""
        return self._run(*arguments, by="", columns=110)

    def rota(self) -> str:
        """Return the rota's file of the year; nothing where there is none."""
        return self.text(ROTA) if (self.folder / "halton" / f"{ROTA}.toml").exists() else ""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    made = Desk(tmp_path, monkeypatch, capsys)
    made.put()
    return made


def test_it_shows_what_was_chosen_and_proved_and_writes_it(desk: Desk) -> None:
    done = desk.run(*BUILD)
    assert done.status == 0
    assert "Turns that begin Mon 9 Nov 2026 to Sun 20 Dec 2026: Tactical. Seed 1." in done.out
    assert "Cover: all 6 places filled. Proved: no rota leaves fewer places open" in done.out
    assert "rota-2026.toml: 6 turns chosen" in done.out
    assert "Entered in the journal as by: emergency planning manager" in done.out
    assert desk.rota().count("[[shifts]]") == 6
    assert 'id = "2026-w46-tactical-1"' in desk.rota()
    assert "Working on weeks ..." in done.err
    assert desk.run("validate").status == 0


def test_a_dry_run_writes_nothing(desk: Desk) -> None:
    done = desk.run(*BUILD, "--dry-run")
    assert "Dry run: nothing was written." in done.out
    assert desk.rota() == ""


def test_the_same_seed_writes_the_same_bytes(desk: Desk) -> None:
    desk.run(*BUILD, "--seed", "7")
    first = desk.rota()
    (desk.folder / "halton" / "oncall" / "rota-2026.toml").unlink()
    desk.run(*BUILD, "--seed", "7")
    assert desk.rota() == first


def test_weeks_are_added_behind_those_that_stand(desk: Desk) -> None:
    desk.run(*BUILD)
    first = desk.rota()
    done = desk.run("oncall", "build", "--from", "2026-12-21", "--weeks", "3", "--by", "x")
    assert "rota-2026.toml: 2 turns chosen" in done.out
    assert "rota-2027.toml: 1 turn chosen" in done.out
    assert desk.rota().startswith(first.partition("[[built]]")[0])
    assert desk.rota().count("[[built]]") == 2
    assert desk.rota().count("[[shifts]]") == 8
    assert desk.run("validate").status == 0


def test_what_was_told_is_kept_when_somebody_leaves(desk: Desk) -> None:
    desk.run(*BUILD)
    told = desk.rota() + '\n[[published]]\nrole = "tactical"\nuntil = 2026-12-20\non = 2026-11-02\n'
    desk.put(people=person("a", "until = 2026-11-02") + person("b") + person("c"), rota=told)
    refused = desk.run(*BUILD)
    assert refused.status == 2
    assert "people have been told 6 turns that would be chosen anew" in refused.err
    done = desk.run(*BUILD, "--keep-published")
    assert "Told: 2 of 6 turns that people had been told change hands." in done.out
    assert done.out.count("CHANGED  Tactical from") == 2
    assert "A was told, now" in done.out
    assert 'person = "a"' not in desk.rota()


def test_a_gap_is_shown_with_its_reason(desk: Desk) -> None:
    desk.put(people=person("a", "away = [{ from = 2026-11-23, to = 2026-11-29 }]"))
    done = desk.run("oncall", "build", "--from", "2026-11-23", "--weeks", "1", "--by", "x")
    assert "! NOBODY  Tactical from Mon 23 Nov 2026: 1 away" in done.out
    assert 'reason = "1 away"' in desk.rota()


def test_one_role_alone_leaves_the_others(desk: Desk) -> None:
    desk.put(roles=role("tactical") + role("duty"), people=person("a", roles="tactical, duty"))
    done = desk.run(*BUILD, "--role", "duty")
    assert done.status == 0
    assert "tactical-1" not in desk.rota()
    assert 'roles = ["duty"]' in desk.rota()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--role", "tacticle"), "tacticle: no such role. Did you mean tactical?"),
        (("--from", "soon"), "--from soon:"),
        (("--by", " "), "--by needs the post that records this"),
    ],
)
def test_what_is_typed_wrongly_is_said(desk: Desk, more: tuple[str, ...], words: str) -> None:
    done = desk.run(*BUILD, *more)
    assert done.status == 2
    assert words in done.err
    assert desk.rota() == ""


def test_without_or_tools_it_says_how_to_install_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comah.solver.find_spec", lambda _: None)
    done = desk.run(*BUILD)
    assert done.status == 2
    assert 'To install it (about 240 MB): pip install "ortools>=9.15"' in done.err


def test_a_faulty_file_is_mended_first(desk: Desk) -> None:
    desk.put(people='[[people]]\nid = "a"\nroles = "tactical"\n')
    done = desk.run(*BUILD)
    assert done.status == 2
    assert "Mend this first" in done.err


def test_fairness_shows_each_ledger_against_the_fair_share(desk: Desk) -> None:
    desk.put(rota=turn(52, "a") + turn(53, "b"))
    done = desk.run(*FAIRNESS)
    assert done.status == 0
    assert "Tactical: 2.0 weeks among 3 posts, 1 with NONE" in done.out
    assert _words(done.out, "A ") == ["A", "1.0", "/", "0.7", "+0.3", "1.0", "/", "0.7", "1.0", "/", "1.0", "2.0", "/",
                                      "1.3", "50%", "OVER", "30%", "1"]  # fmt: skip
    assert "NONE / 0.7" in done.out


def test_fairness_as_json_csv_and_markdown(desk: Desk) -> None:
    desk.put(rota=turn(52, "a") + turn(53, "b"))
    found = json.loads(desk.run(*FAIRNESS, "--format", "json").out)
    assert (found["schema"], found["from"], found["to"]) == ("comah.oncall-fairness/1", "2026-12-21", "2027-01-04")
    first = found["roles"][0]["people"][0]
    assert (first["person"], first["ledgers"]["christmas"]) == ("a", {"had": 2.0, "fair": 1.333})
    assert found["roles"][0]["people"][-1]["has_none"] is True
    rows = desk.run(*FAIRNESS, "--format", "csv").out.splitlines()
    assert rows[0].startswith("on,digest,from,to,role,person,post,weeks,weeks_fair,weekends")
    assert len(rows) == 4
    page = desk.run(*FAIRNESS, "--format", "md").out
    assert "| Post | Weeks | +/- | Weekends | Bank hols | Christmas | Share | Run |" in page


def test_fairness_of_part_of_the_time_and_of_one_role(desk: Desk) -> None:
    desk.put(roles=role("tactical") + role("duty"), rota=turn(47, "a") + turn(48, "b"))
    done = desk.run(*FAIRNESS, "--from", "23/11/2026", "--to", "29/11/2026", "--role", "tactical")
    assert "From Mon 23 Nov 2026 to Sun 29 Nov 2026, by who really held each turn." in done.out
    assert "duty" not in done.out


def _words(page: str, begins: str) -> list[str]:
    return next(line for line in page.splitlines() if line.startswith(begins)).split()
