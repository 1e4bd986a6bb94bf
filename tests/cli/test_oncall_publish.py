"""``comah oncall publish``: how far people were told their turns is put on record, and then counts.

It is Saturday 21 November 2026, 10:00. Turns run from Monday 09:00 to Monday 09:00.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Done, Run
from kept_register import BY, Kept, runner
from oncall_text import PEOPLE, ROLES, ROTA, ROTA_2027, person, role, turn

RECORDS = {
    ROLES: role("tactical", 'name = "Tactical"', "publish_weeks_ahead = 8")
    + role("strategic", 'name = "Strategic"')
    + role("rest-centre", "call_down = true"),
    PEOPLE: person("ep-a", "away = [{ from = 2026-12-30 }]", roles="tactical") + person("ep-b", roles="strategic"),
    ROTA: "".join(turn(week, "ep-a" if week != 49 else "") for week in range(47, 54))
    + "".join(turn(week, "ep-b", of="strategic") for week in range(47, 54)),
    ROTA_2027: "".join(turn(week, "ep-a", year=2027) for week in (1, 2)),
}


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path, RECORDS)


@pytest.fixture
def run(kept: Kept, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(kept, monkeypatch, capsys)


def publish(run: Run, *words: str) -> Done:
    return run("oncall", "publish", *words, columns=400)


def test_what_one_role_was_told_stands_in_the_file_of_the_last_turn_told(run: Run, kept: Kept) -> None:
    before, of_2026 = kept.text(ROTA_2027), kept.text(ROTA)
    done = publish(run, "--until", "17/1/2027", "--role", "Tactical", "--on", "20/11/2026")
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines() == [
        "Read as Sunday 17 January 2027 (UK day/month/year)",
        "Read as Friday 20 November 2026 (UK day/month/year)",
        "Tactical: told on Fri 20 Nov 2026, turns that begin to Sun 17 Jan 2027",
        "  in halton/oncall/rota-2027.toml",
        f"Entered in the journal as by: {BY}",
        "! Tactical: NOBODY, Mon 30 Nov 2026 09:00 to Mon 7 Dec 2026 09:00",
        "! Tactical: EP-A CANNOT SERVE, Mon 28 Dec 2026 09:00 to Mon 4 Jan 2027 09:00",
        "! Tactical: EP-A CANNOT SERVE, Mon 4 Jan 2027 09:00 to Mon 11 Jan 2027 09:00",
        "! Tactical: EP-A CANNOT SERVE, Mon 11 Jan 2027 09:00 to Mon 18 Jan 2027 09:00",
    ]
    assert kept.text(ROTA_2027).startswith(before)
    assert kept.text(ROTA_2027).removeprefix(before).strip() == (
        '[[published]]\nrole = "tactical"\nuntil = 2027-01-17\non = 2026-11-20'
    )
    assert kept.text(ROTA) == of_2026
    (line,) = kept.journal()
    assert (line["by"], line["what"], line["file"]) == (BY, "oncall-publish", "halton/oncall/rota-2027.toml")


def test_without_a_role_all_that_have_turns_were_told_today(run: Run, kept: Kept) -> None:
    done = publish(run, "--until", "3/1/2027")
    assert done.status == 0
    assert "Tactical, Strategic: told on Sat 21 Nov 2026, turns that begin to Sun 3 Jan 2027" in done.out
    assert kept.text(ROTA).count("until = 2027-01-03\non = 2026-11-21") == 2
    assert len(kept.journal()) == 1


def test_a_day_of_a_turn_that_is_not_on_the_rota_is_refused_for_all_roles_at_once(run: Run, kept: Kept) -> None:
    done = publish(run, "--until", "18/1/2027")
    assert (done.status, done.err.splitlines()) == (
        2,
        [
            "Tactical: the rota ends Mon 18 Jan 2027 09:00; good: --until 2027-01-17 --role tactical",
            "Strategic: the rota ends Mon 4 Jan 2027 09:00; good: --until 2027-01-03 --role strategic",
            "Nothing was recorded",
        ],
    )
    assert kept.journal() == []


def test_what_is_known_already_is_not_written_again(run: Run, kept: Kept) -> None:
    publish(run, "--until", "17/1/2027", "--role", "tactical")
    done = publish(run, "--until", "3/1/2027")
    assert "already on record: Tactical, turns to 17 Jan 2027 (halton/oncall/rota-2027.toml:" in done.out
    assert "Strategic: told on Sat 21 Nov 2026" in done.out
    again = publish(run, "--until", "3/1/2027")
    assert again.out.count("already on record") == 2
    assert len(kept.journal()) == 2


def test_a_dry_run_writes_nothing(run: Run, kept: Kept) -> None:
    before = kept.text(ROTA)
    done = publish(run, "--until", "3/1/2027", "--dry-run")
    assert "+until = 2027-01-03" in done.out
    assert "Dry run: nothing was written." in done.out
    assert (kept.text(ROTA), kept.journal()) == (before, [])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--until", "3/1/2027", "--on", "22/11/2026"), "told on Sun 22 Nov 2026: that is still to come. Nothing"),
        (("--until", "19/11/2026", "--on", "20/11/2026"), "turns to Thu 19 Nov 2026: they had begun. Nothing"),
        (("--until", "Jan 2027"), "--until Jan 2027: one exact day is needed"),
        (("--until", "3/1/2027", "--role", "gold"), "gold: no such role. Roles: tactical, strategic, rest-centre. Not"),
        (("--until", "3/1/2027", "--role", "rest-centre"), "rest-centre: there are no turns on the rota\nNothing"),
        (
            ("--until", "15/11/2026", "--on", "10/11/2026"),
            "Tactical: the first turn on the rota begins Mon 16 Nov 2026",
        ),
    ],
)
def test_what_cannot_be_is_refused(run: Run, kept: Kept, words: tuple[str, ...], said: str) -> None:
    done = publish(run, *words)
    assert done.status == 2
    assert said in done.err
    assert kept.journal() == []


def test_a_rota_without_turns_was_told_to_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = Kept(tmp_path, {name: text for name, text in RECORDS.items() if name in {ROLES, PEOPLE}})
    done = publish(runner(bare, monkeypatch, capsys), "--until", "3/1/2027")
    assert (done.status, done.err) == (2, "there are no turns on the rota\nNothing was recorded\n")


def test_the_check_is_content_once_people_know_far_enough_ahead(run: Run) -> None:
    def told_late() -> str:
        return run("check", "--select", "OCL009", by="", columns=400).out

    assert "then: comah oncall publish --until DATE --by POST" in told_late()
    publish(run, "--until", "10/1/2027", "--role", "tactical")
    assert "people know their turns to 10 Jan 2027, less than 8 weeks ahead" in told_late()
    publish(run, "--until", "17/1/2027", "--role", "tactical")
    assert "OCL009" not in told_late()


def test_turns_told_are_not_chosen_anew_unasked(run: Run) -> None:
    publish(run, "--until", "3/1/2027")
    done = run("oncall", "build", "--from", "2026-12-14", "--weeks", "2")
    assert done.status == 2
    assert "people have been told 4 turns that would be chosen anew" in " ".join(done.err.split())
