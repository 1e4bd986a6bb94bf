"""``comah oncall swap``, ``cover``, ``away`` and ``call``: recorded as it happened, and what it breaks is said.

It is Saturday 21 November 2026, 10:00. Turns run from Monday 09:00 to Monday 09:00.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from command_line import Done, Run
from kept_register import BY, Kept, runner
from oncall_text import CALLS, PEOPLE, ROLES, ROTA, ROTA_2027, call, person, role, turn

from comah.oncall.agreement import RotaDraft, judged

DUTY = role(
    "duty",
    'name = "Duty officer"',
    "second = true",
    "minimum_gap_days = 7",
    "test_call_days = 31",
    "answer_within_minutes = 10",
    'courses = [{ id = "duty", name = "Duty course", valid_months = 36 }]',
)
TRAINED = 'training = [{ course = "duty", passed_on = 2025-03-11 }]'
RECORDS = {
    ROLES: f"# who is on call\n{DUTY}" + role("tactical", 'name = "Tactical"'),
    PEOPLE: "".join(person(name, TRAINED, roles="duty, tactical") for name in ("ep-a", "ep-b", "ep-c"))
    + person("ep-d", roles="duty"),
    ROTA: "# built in October\n"
    + turn(47, "ep-a", of="duty")
    + turn(47, "ep-b", of="duty", place=2)
    + turn(49, "ep-b", of="duty")
    + turn(49, "ep-c", of="duty", place=2)
    + turn(53, "ep-a", of="duty"),
    ROTA_2027: turn(2, "ep-c", of="duty", year=2027),
}
FIRST = "2026-w47-duty-1"


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path, RECORDS)


@pytest.fixture
def run(kept: Kept, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(kept, monkeypatch, capsys)


def oncall(run: Callable[..., Done], *words: str, by: str = BY) -> Done:
    return run("oncall", *words, by=by, columns=400)


# --- swap ----------------------------------------------------------------------------------------------


def test_a_turn_is_given_away(run: Run, kept: Kept) -> None:
    before = kept.text(ROTA)
    done = oncall(
        run,
        "swap",
        "2026-w49-duty-1",
        "--to",
        "EP-A",
        "--agreed-by",
        "head of service",
        "--agreed-at",
        "20/11/2026 16:40",
    )
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines() == [
        "Read as Friday 20 November 2026 16:40",
        "2026-w49-duty-1: EP-A for EP-B, agreed Fri 20 Nov 2026 16:40 by head of service",
        "  in halton/oncall/rota-2026.toml",
        f"Entered in the journal as by: {BY}",
        "On call: 2026-w49-duty-1: Mon 30 Nov 2026 09:00 to Mon 7 Dec 2026 09:00: EP-A",
    ]
    assert kept.text(ROTA) == before + (
        '\n[[swaps]]\nshift = "2026-w49-duty-1"\nperson = "ep-a"\n'
        'agreed_by = "head of service"\nagreed_at = "2026-11-20 16:40"\n'
    )
    (line,) = kept.journal()
    assert (line["by"], line["what"], line["file"]) == (BY, "oncall-swap", "halton/oncall/rota-2026.toml")


def test_now_names_who_holds_the_telephone_and_what_is_broken(run: Run) -> None:
    done = oncall(run, "swap", FIRST, "--to", "ep-d")
    assert done.status == 0
    assert f"! {FIRST}: EP-D course Duty course: never taken" in done.out.splitlines()
    now = oncall(run, "now", by="").out
    assert "Duty officer  1 EP-D    until Mon 23 Nov 09:00" in now
    assert "! took it from EP-A, agreed Sat 10:00" in now


def test_two_turns_are_exchanged(run: Run, kept: Kept) -> None:
    done = oncall(run, "swap", FIRST, "--with", "2026-w49-duty-1")
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines() == [
        f"{FIRST} to EP-B, 2026-w49-duty-1 to EP-A, agreed Sat 21 Nov 2026 10:00 by {BY}",
        "  in halton/oncall/rota-2026.toml",
        f"Entered in the journal as by: {BY}",
        f"On call: {FIRST}: Mon 16 Nov 2026 09:00 to Mon 23 Nov 2026 09:00: EP-B",
        "On call: 2026-w49-duty-1: Mon 30 Nov 2026 09:00 to Mon 7 Dec 2026 09:00: EP-A",
        f"! {FIRST}: EP-B is on call as Duty officer second from Mon 16 Nov 2026 09:00 then",
    ]
    assert 'in_return = "2026-w49-duty-1"' in kept.text(ROTA)
    assert len(kept.journal()) == 1


def test_the_same_exchange_again_changes_nothing(run: Run, kept: Kept) -> None:
    words = ("swap", FIRST, "--with", "2026-w49-duty-1", "--agreed-at", "20/11/2026 16:40")
    oncall(run, *words)
    done = oncall(run, *words)
    assert done.out.splitlines()[1].startswith(f"already on record: {FIRST} for 2026-w49-duty-1 (halton/oncall/rota-")
    again = oncall(run, "swap", "2026-w49-duty-1", "--with", FIRST, "--agreed-at", "20/11/2026 16:40")
    assert "already on record" in again.out
    assert len(kept.journal()) == 1


def test_turns_exchanged_are_exchanged_back_by_a_later_agreement(run: Run, kept: Kept) -> None:
    oncall(run, "swap", FIRST, "--with", "2026-w49-duty-1", "--agreed-at", "20/11/2026 16:40")
    done = oncall(run, "swap", FIRST, "--with", "2026-w49-duty-1")
    assert f"On call: {FIRST}: Mon 16 Nov 2026 09:00 to Mon 23 Nov 2026 09:00: EP-A" in done.out
    assert len(kept.journal()) == 2


def test_turns_of_two_years_are_exchanged_in_both_files(run: Run, kept: Kept) -> None:
    done = oncall(run, "swap", "2026-w53-duty-1", "--with", "2027-w02-duty-1")
    assert done.status == 0
    assert 'person = "ep-c"\nin_return = "2027-w02-duty-1"' in kept.text(ROTA)
    assert 'person = "ep-a"\nin_return = "2026-w53-duty-1"' in kept.text(ROTA_2027)
    assert {line["file"] for line in kept.journal()} == {
        "halton/oncall/rota-2026.toml",
        "halton/oncall/rota-2027.toml",
    }


def test_nobody_takes_a_turn(run: Run, kept: Kept) -> None:
    done = oncall(run, "swap", FIRST, "--to", "nobody", "--note", "taken ill")
    assert f"On call: {FIRST}: Mon 16 Nov 2026 09:00 to Mon 23 Nov 2026 09:00: NOBODY" in done.out
    assert f"! {FIRST}: nobody has it Mon 16 Nov 2026 09:00 to Mon 23 Nov 2026 09:00. Could: EP-C" in done.out
    assert f'[[swaps]]\nshift = "{FIRST}"\nagreed_by = "{BY}"' in kept.text(ROTA)
    assert "taken ill" in oncall(run, "gaps", "--days", "2", by="").out


def test_what_was_agreed_later_decides(run: Run, kept: Kept) -> None:
    oncall(run, "swap", FIRST, "--to", "ep-c", "--agreed-at", "20/11/2026 16:40")
    done = oncall(run, "swap", FIRST, "--to", "ep-d", "--agreed-at", "20/11/2026 16:00")
    assert f"! {FIRST}: EP-D does not have it: what was agreed later decides" in done.out
    assert f"On call: {FIRST}: Mon 16 Nov 2026 09:00 to Mon 23 Nov 2026 09:00: EP-C" in done.out
    assert len(kept.journal()) == 2


def test_a_dry_run_writes_nothing(run: Run, kept: Kept) -> None:
    before = kept.text(ROTA)
    done = oncall(run, "swap", FIRST, "--to", "ep-c", "--dry-run")
    assert '+person = "ep-c"' in done.out
    assert "Dry run: nothing was written." in done.out
    assert (kept.text(ROTA), kept.journal()) == (before, [])


def test_the_same_swap_again_changes_nothing(run: Run, kept: Kept) -> None:
    words = ("swap", FIRST, "--to", "ep-c", "--agreed-at", "20/11/2026 16:40")
    oncall(run, *words)
    done = oncall(run, *words)
    assert done.out.splitlines()[1].startswith(f"already on record: {FIRST} EP-C (halton/oncall/rota-2026.toml:")
    assert len(kept.journal()) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("swap", FIRST), "swap needs either --to PERSON or --with SHIFT. Nothing was recorded."),
        (("swap", FIRST, "--to", "ep-a", "--with", "2026-w49-duty-1"), "swap needs either"),
        (("swap", FIRST, "--to", "ep-a"), f"{FIRST}: EP-A has this turn already. Nothing was recorded"),
        (("swap", FIRST, "--to", "ep-z"), "ep-z: no such post on call. Did you mean ep-"),
        (
            ("swap", "2026-w47-duti-1", "--to", "ep-b"),
            "2026-w47-duti-1: no such turn on the rota. Did you mean 2026-w47",
        ),
        (("swap", FIRST, "--with", "2026-w53-duty-1"), f"{FIRST} and 2026-w53-duty-1 are both with EP-A."),
        (
            ("swap", FIRST, "--to", "ep-b", "--agreed-at", "21/11/2026 10:01"),
            "agreed Sat 21 Nov 2026 10:01: that is still to come. Nothing was recorded",
        ),
        (
            ("swap", FIRST, "--to", "ep-b", "--agreed-at", "yesterday"),
            "--agreed-at: 'yesterday': this is no day with a time of day. Good forms:",
        ),
        (
            ("cover", FIRST, "ep-b", "--from", "20 Nov 2026"),
            "--from: '20 Nov 2026': this is no day with a time of day.",
        ),
        (
            ("cover", FIRST, "ep-b", "--from", "16/11/2026 08:59"),
            f"{FIRST}: the turn is Mon 16 Nov 2026 09:00 to Mon 23 Nov 2026 09:00; the cover has to lie in it.",
        ),
        (("cover", FIRST, "ep-b", "--to", "23/11/2026 09:01"), "the cover has to lie in it."),
        (("cover", FIRST, "ep-b", "--to", "16/11/2026 09:00"), "the cover has to lie in it."),
        (
            ("cover", FIRST, "ep-b", "--from", "20/11/2026 18:00", "--to", "20/11/2026 18:00"),
            "the cover would end before it begins",
        ),
        (
            ("cover", FIRST, "ep-b", "--from", "20/11/2026 18:00 BST"),
            "--from 2026-11-20 18:00 BST: the clocks show GMT then; leave the zone out.",
        ),
        (
            ("away", "ep-a", "--from", "2/12/2026", "--to", "1/12/2026"),
            "EP-A: away to 1 Dec 2026, which is before 2 Dec",
        ),
        (("away", "ep-a", "--from", "soon"), "--from: 'soon': this is no date"),
        (("call", "log", "dutty", "--at", "18/11/2026 19:05"), "dutty: no such role. Did you mean duty?"),
        (("call", "log", "duty", "--at", "21/11/2026 19:05"), "--at 2026-11-21 19:05: that is still to come."),
        (("call", "log", "duty", "--at", "18/11/2026 19:05", "--after", "3"), "--answered-by is missing."),
        (
            ("call", "log", "duty", "--at", "18/11/2026 19:05", "--kind", "drill"),
            "--kind drill: one of test or call-out.",
        ),
    ],
)
def test_what_is_refused(run: Run, kept: Kept, words: tuple[str, ...], said: str) -> None:
    before = {name: kept.text(name) for name in (ROTA, PEOPLE)}
    done = oncall(run, *words)
    assert done.status == 2
    assert said in done.err
    assert {name: kept.text(name) for name in (ROTA, PEOPLE)} == before
    assert kept.journal() == []


def test_a_rota_with_a_fault_is_not_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = Kept(tmp_path, RECORDS | {ROTA: RECORDS[ROTA] + '[[swaps]]\nshift = "x"\nperson = 3\n'})
    done = oncall(runner(kept, monkeypatch, capsys), "swap", FIRST, "--to", "ep-c")
    assert done.status == 2
    assert "Mend this first; nothing was recorded:" in done.err
    assert "halton/oncall/rota-2026.toml" in done.err


def test_a_rota_changed_meanwhile_is_not_written_over(run: Run, kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    path = kept.folder / "halton/oncall/rota-2026.toml"

    def judged_late(*given: Any) -> RotaDraft:
        path.write_text(path.read_text(encoding="utf-8") + "# somebody else\n", encoding="utf-8", newline="\n")
        return judged(*given)

    monkeypatch.setattr("comah.oncall.swaps.judged", judged_late)
    done = oncall(run, "swap", FIRST, "--to", "ep-c")
    assert done.status == 2
    assert "halton/oncall/rota-2026.toml was changed by somebody else since it was read." in done.err
    assert path.read_text(encoding="utf-8").endswith("# somebody else\n")


# --- cover ---------------------------------------------------------------------------------------------


def test_a_part_of_a_turn_is_covered(run: Run, kept: Kept) -> None:
    done = oncall(run, "cover", FIRST, "ep-c", "--from", "Sat 21 Nov 2026 18:00", "--to", "22/11/2026 09:00")
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines()[2:] == [
        f"{FIRST}: EP-C covers Sat 21 Nov 2026 18:00 to Sun 22 Nov 2026 09:00, agreed Sat 21 Nov 2026 10:00 by {BY}",
        "  in halton/oncall/rota-2026.toml",
        f"Entered in the journal as by: {BY}",
        f"On call: {FIRST}: Mon 16 Nov 2026 09:00 to Sat 21 Nov 2026 18:00: EP-A",
        f"On call: {FIRST}: Sat 21 Nov 2026 18:00 to Sun 22 Nov 2026 09:00: EP-C",
        f"On call: {FIRST}: Sun 22 Nov 2026 09:00 to Mon 23 Nov 2026 09:00: EP-A",
    ]
    assert kept.text(ROTA).endswith(
        f'[[cover]]\nshift = "{FIRST}"\nperson = "ep-c"\nfrom = "2026-11-21 18:00"\nto = "2026-11-22 09:00"\n'
        f'agreed_by = "{BY}"\nagreed_at = "2026-11-21 10:00"\n'
    )
    assert kept.journal()[0]["what"] == "oncall-cover"


def test_days_away_without_an_end_are_ended_by_naming_their_first_day_again(run: Run, kept: Kept) -> None:
    oncall(run, "away", "ep-b", "--from", "1/12/2026")
    done = oncall(run, "away", "ep-b", "--from", "1/12/2026", "--to", "4/12/2026")
    assert "EP-B away from 1 Dec 2026 to 4 Dec 2026" in done.out
    assert (kept.text(PEOPLE).count("2026-12-01"), kept.text(PEOPLE).count("2026-12-04")) == (1, 1)
    assert len(kept.journal()) == 2
    assert "away" not in oncall(run, "gaps", "--on", "2026-12-05", "--days", "60", by="").out


def test_days_away_inside_others_without_an_end_do_not_end_them_and_that_is_said(run: Run) -> None:
    oncall(run, "away", "ep-b", "--from", "1/12/2026")
    done = oncall(run, "away", "ep-b", "--from", "2/12/2026", "--to", "4/12/2026")
    said = next(line for line in done.out.splitlines() if line.startswith("! still away after it"))
    assert said.startswith("! still away after it: from 1 Dec 2026, until not known yet (halton/oncall/people.toml:")
    assert said.endswith('To end that: comah oncall away "EP-B" --from "1 Dec 2026" --to DATE --by POST')
    ended = oncall(run, "away", "EP-B", "--from", "1 Dec 2026", "--to", "4/12/2026")
    assert (ended.status, "still away" in ended.out) == (0, False)


def test_who_is_covered_while_away_is_not_said_to_be_away(run: Run) -> None:
    oncall(run, "away", "ep-a", "--from", "21/11/2026", "--to", "21/11/2026")
    done = oncall(run, "cover", FIRST, "ep-c", "--from", "21/11/2026 00:00", "--to", "22/11/2026 00:00")
    assert "!" not in done.out
    done = oncall(
        run, "cover", FIRST, "ep-c", "--from", "21/11/2026 09:00", "--to", "22/11/2026 00:00", "--note", "late"
    )
    assert "!" not in done.out  # what was agreed first still has the night before


def test_who_is_away_on_a_part_that_is_left_is_said_once(run: Run) -> None:
    oncall(run, "away", "ep-a", "--from", "17/11/2026", "--to", "22/11/2026")
    done = oncall(run, "cover", FIRST, "ep-c", "--from", "18/11/2026 09:00", "--to", "20/11/2026 09:00")
    assert done.out.splitlines()[-1] == f"! {FIRST}: EP-A is away"
    assert done.out.count("EP-A is away") == 1


def test_the_same_cover_again_changes_nothing_and_one_that_was_agreed_later_is_another(run: Run, kept: Kept) -> None:
    words = ("cover", FIRST, "ep-c", "--from", "22/11/2026 09:00", "--agreed-at", "20/11/2026 16:40")
    oncall(run, *words)
    assert f"already on record: {FIRST}: EP-C covers Sun 22 Nov 2026 09:00" in oncall(run, *words).out
    done = oncall(run, *words[:-1], "20/11/2026 17:00")
    assert done.status == 0
    assert len(kept.journal()) == 2


def test_a_part_that_nobody_has(run: Run, kept: Kept) -> None:
    done = oncall(run, "cover", FIRST, "nobody", "--from", "22/11/2026 09:00", "--note", "taken ill")
    assert f"On call: {FIRST}: Sun 22 Nov 2026 09:00 to Mon 23 Nov 2026 09:00: NOBODY" in done.out
    assert kept.text(ROTA).count("person") == RECORDS[ROTA].count("person")


def test_a_turn_of_a_role_that_is_gone_is_still_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = (
        '[[shifts]]\nid = "old"\nrole = "gone"\nperson = "ep-a"\nfrom = "2026-11-20 09:00"\nto = "2026-11-22 09:00"\n'
    )
    kept = Kept(tmp_path, RECORDS | {ROTA: RECORDS[ROTA] + gone})
    run = runner(kept, monkeypatch, capsys)
    done = oncall(run, "swap", "old", "--to", "ep-b")
    assert "On call: old: Fri 20 Nov 2026 09:00 to Sun 22 Nov 2026 09:00: EP-B" in done.out
    assert "gone" not in oncall(run, "gaps", by="").out
    assert "could take it" in oncall(run, "away", "ep-b", "--from", "21/11/2026").out


@pytest.mark.parametrize(("days", "is_said"), [(7, False), (8, True)])
def test_cover_that_leaves_too_little_rest_is_recorded_and_said(
    days: int, is_said: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    roles = RECORDS[ROLES].replace("minimum_gap_days = 7", f"minimum_gap_days = {days}")
    kept = Kept(tmp_path, RECORDS | {ROLES: roles})
    done = oncall(runner(kept, monkeypatch, capsys), "cover", "2026-w47-duty-2", "ep-c", "--from", "23/11/2026 08:00")
    assert "EP-C covers Mon 23 Nov 2026 08:00 to Mon 23 Nov 2026 09:00" in done.out
    said = (
        "! 2026-w47-duty-2: EP-C has 7 days between this and the turn as Duty officer second from "
        f"Mon 30 Nov 2026 09:00; {days} asked for"
    )
    assert (said in done.out) is is_said
    assert len(kept.journal()) == 1


def test_a_time_that_comes_twice_needs_its_zone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = Kept(
        tmp_path, RECORDS | {ROTA: turn(43, "ep-a", of="duty"), ROTA_2027: turn(12, "ep-a", of="duty", year=2027)}
    )
    run = runner(kept, monkeypatch, capsys)
    name = "2026-w43-duty-1"
    done = oncall(run, "cover", name, "ep-b", "--from", "25/10/2026 01:30")
    assert (done.status, done.err) == (
        2,
        "--from 2026-10-25 01:30: the clocks go back and this time comes twice; add BST or GMT. Nothing was recorded\n",
    )
    done = oncall(run, "cover", name, "ep-b", "--from", "25/10/2026 01:30 BST", "--to", "25/10/2026 01:30 GMT")
    assert f"On call: {name}: Sun 25 Oct 2026 01:30 BST to Sun 25 Oct 2026 01:30 GMT: EP-B" in done.out
    assert 'from = "2026-10-25 01:30 BST"\nto = "2026-10-25 01:30 GMT"' in kept.text(ROTA)
    done = oncall(run, "cover", "2027-w12-duty-1", "ep-b", "--from", "28/03/2027 01:30")
    assert "the clocks go forward and there is no such time" in done.err


# --- away ----------------------------------------------------------------------------------------------


def test_days_away_show_which_turns_they_hit_and_who_could_take_them(run: Run, kept: Kept) -> None:
    done = oncall(run, "away", "EP-B", "--from", "1/12/2026", "--to", "4/12/2026")
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines()[2:] == [
        "EP-B away from 1 Dec 2026 to 4 Dec 2026",
        "  in halton/oncall/people.toml",
        f"Entered in the journal as by: {BY}",
        "1 turn hit, and still theirs until somebody takes them:",
        "! 2026-w49-duty-1  Duty officer first, Mon 30 Nov 2026 09:00 to Mon 7 Dec 2026 09:00",
        "  could take it: EP-A",
        "  comah oncall swap 2026-w49-duty-1 --to ep-a --by POST",
    ]
    assert "away = [\n    { from = 2026-12-01, to = 2026-12-04 },\n]" in kept.text(PEOPLE)
    assert kept.journal()[0]["what"] == "oncall-away"
    assert "reason" not in kept.text(PEOPLE)


def test_nobody_can_take_a_turn(run: Run) -> None:
    done = oncall(run, "away", "ep-a", "--from", "21/11/2026", "--to", "21/11/2026")
    assert "  could take it: nobody: 1 not trained, 1 on call elsewhere, 1 too soon" not in done.out
    assert "  could take it: EP-C" in done.out
    oncall(run, "away", "ep-c", "--from", "20/11/2026")
    done = oncall(run, "away", "ep-a", "--from", "22/11/2026")
    assert "  could take it: nobody: 1 away, 1 not trained, 1 on call elsewhere" in done.out


def test_a_part_that_is_covered_is_not_hit(run: Run) -> None:
    oncall(run, "cover", FIRST, "ep-c", "--from", "21/11/2026 18:00", "--to", "22/11/2026 09:00")
    done = oncall(run, "away", "ep-a", "--from", "22/11/2026", "--to", "22/11/2026")
    assert done.out.splitlines()[-3:] == [
        f"! {FIRST}  Duty officer first, Sun 22 Nov 2026 09:00 to Mon 23 Nov 2026 09:00",
        "  could take it: EP-C",
        f'  comah oncall cover {FIRST} ep-c --from "2026-11-22 09:00" --to "2026-11-23 09:00" --by POST',
    ]


def test_the_same_days_again_and_days_that_hit_nothing(run: Run, kept: Kept) -> None:
    words = ("away", "ep-b", "--from", "1/2/2027", "--to", "7/2/2027")
    assert oncall(run, *words).out.splitlines()[-1] == "No turn on the rota is hit."
    done = oncall(run, *words)
    assert "already on record: EP-B away from 1 Feb 2027 to 7 Feb 2027 (halton/oncall/people.toml:" in done.out
    assert len(kept.journal()) == 1


def test_a_person_in_an_inline_table_is_edited_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    people = (
        'people = [\n    { id = "ep-a", roles = ["duty"] },  # the first\n    { id = "ep-b", roles = ["duty"] },\n]\n'
    )
    kept = Kept(tmp_path, RECORDS | {PEOPLE: people})
    oncall(runner(kept, monkeypatch, capsys), "away", "ep-a", "--from", "1/2/2027")
    assert kept.text(PEOPLE).splitlines()[1:] == [
        "people = [",
        '    { id = "ep-a", roles = ["duty"], away = [{ from = 2027-02-01}]},  # the first',
        '    { id = "ep-b", roles = ["duty"] },',
        "]",
    ]


# --- call ----------------------------------------------------------------------------------------------


def test_a_test_call_answered_late_by_the_second(run: Run, kept: Kept) -> None:
    done = oncall(
        run, "call", "log", "Duty officer", "--at", "18/11/2026 19:05", "--answered-by", "ep-b", "--after", "25"
    )
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines()[1:] == [
        "Duty officer test Wed 18 Nov 2026 19:05: answered by EP-B after 25 minutes",
        "  in the new file halton/oncall/calls-2026.toml",
        f"Entered in the journal as by: {BY}",
        "! LATE: 25 minutes; Duty officer is to answer within 10",
        "! the second on call answered, not the first",
    ]
    assert kept.text(CALLS).splitlines() == [
        "#:schema ../../schema/calls.json",
        "",
        "schema = 1",
        "",
        "[[calls]]",
        'at = "2026-11-18 19:05"',
        'role = "duty"',
        'kind = "test"',
        "rung = [",
        '    { person = "ep-a", place = 1 },',
        '    { person = "ep-b", place = 2, answered = true },',
        "]",
        'answered_by = "ep-b"',
        "place = 2",
        "after_minutes = 25",
    ]


def test_a_call_out_that_nobody_answered(run: Run, kept: Kept) -> None:
    oncall(run, "call", "log", "duty", "--at", "18/11/2026 19:05", "--answered-by", "ep-a", "--after", "10")
    done = oncall(
        run, "call", "log", "duty", "--at", "19/11/2026 03:00", "--kind", "call-out", "--note", "smoke at Northbank"
    )
    assert "! nobody answered as Duty officer: find out why, and ring again" in done.out
    assert "  in halton/oncall/calls-2026.toml" in done.out
    rows = json.loads(oncall(run, "call", "list", "--format", "json", by="").out)["calls"]
    assert [(row["at"], row["answered_by"], row["rung"], row["is_late"]) for row in rows] == [
        ("2026-11-19T03:00:00Z", None, ["EP-A", "EP-B"], False),
        ("2026-11-18T19:05:00Z", "ep-a", [], False),
    ]
    assert len(kept.journal()) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--answered-by", "ep-a", "--after", "10"), ""),
        (("--answered-by", "ep-a", "--after", "11"), "! LATE: 11 minutes; Duty officer is to answer within 10"),
        (("--answered-by", "ep-a"), "! after how many minutes it was answered is not on record"),
        (("--answered-by", "ep-c", "--after", "1"), "! EP-C was not on call as Duty officer then"),
    ],
)
def test_what_is_said_of_an_answer(run: Run, words: tuple[str, ...], said: str) -> None:
    done = oncall(run, "call", "log", "duty", "--at", "18/11/2026 19:05", *words)
    assert said in done.out
    assert ("!" in done.out) is bool(said)


def test_a_call_when_the_rota_has_nobody(run: Run) -> None:
    done = oncall(run, "call", "log", "tactical", "--at", "18/11/2026 19:05", "--answered-by", "ep-c", "--after", "2")
    assert "! the rota has nobody on call as Tactical then" in done.out


def test_who_was_rung_can_be_said(run: Run, kept: Kept) -> None:
    words = ("--answered-by", "ep-c", "--after", "3", "--rung", "ep-b", "--rung", "EP-A")
    oncall(run, "call", "log", "duty", "--at", "18/11/2026 19:05", *words)
    assert (
        '    { person = "ep-b", place = 2 },\n    { person = "ep-a", place = 1 },\n'
        '    { person = "ep-c", answered = true },\n'
    ) in kept.text(CALLS)


def test_the_same_call_again_and_one_that_says_otherwise(run: Run, kept: Kept) -> None:
    words = ("call", "log", "duty", "--at", "18/11/2026 19:05", "--answered-by", "ep-a", "--after")
    oncall(run, *words, "4")
    assert "already on record: Duty officer test (halton/oncall/calls-2026.toml:5)" in oncall(run, *words, "4").out
    done = oncall(run, *words, "5")
    assert done.status == 2
    assert "a call of Duty officer at that time is on record" in done.err
    assert len(kept.journal()) == 1


def test_calls_are_listed_the_newest_first_with_the_next_test(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls = call("2026-10-02 19:05", 'answered_by = "ep-a"', "after_minutes = 25", "place = 1", of="duty")
    calls += call("2026-10-14 19:05", of="duty") + call("2026-12-01 19:05", of="duty")
    run = runner(Kept(tmp_path, RECORDS | {CALLS: calls}), monkeypatch, capsys)
    done = oncall(run, "call", "list", by="")
    assert done.out.splitlines() == [
        "Halton rota: calls                                 as at Sat 21 Nov 2026",
        "2 calls, 1 answered late, 1 not answered.",
        "When                   Role          Kind  Answered by  After                     Rung  Note",
        "Wed 14 Oct 2026 19:05  Duty officer  test  NOBODY",
        "Fri 2 Oct 2026 19:05   Duty officer  test  EP-A (1)     25 min, LATE (within 10)",
        "Duty officer: a test call every 31 days; last 14 Oct 2026, MISSED, was due 14 Nov 2026",
    ]
    assert oncall(run, "call", "list", "--person", "ep-b", by="").out.splitlines()[1] == "ep-b: No call on record."
    assert "2 calls" in oncall(run, "call", "list", "--role", "duty", "--format", "md", by="").out
    rows = oncall(run, "call", "list", "--format", "csv", by="").out.splitlines()
    assert rows[2].endswith(",2026-10-02T18:05:00Z,duty,test,,ep-a,1,25,10,yes,,halton/oncall/calls-2026.toml,2")
    later = oncall(run, "call", "list", "--on", "2026-12-02", by="").out
    assert "last 1 Dec 2026, next by 1 Jan 2027" in later


def test_on_call_records_are_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = runner(Kept(tmp_path, {"establishments/northbank": ""}), monkeypatch, capsys, date(2026, 11, 21))
    done = oncall(run, "gaps", by="")
    assert (done.status, done.out) == (2, "")
    assert "on-call records: a folder oncall with roles.toml and people.toml" in done.err
