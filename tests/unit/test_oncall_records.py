"""On-call files read as the other records are: what is wrong with them is said, and hides no more than it must."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from register_text import register, write_register

from comah.model.book import Book
from comah.model.kinds import Severity
from comah.model.oncall_book import Oncall
from comah.model.problem import Problem
from comah.oncall.turn_faults import turn_faults
from comah.records.consistency import check_book
from comah.records.load import load_book
from comah.records.oncall_load import with_oncall
from comah.records.write import file_digests

ROLES = """
[[roles]]
id = "duty-officer"
second = true
courses = [{ id = "duty", valid_months = 36 }]
[[roles]]
id = "rest-centre"
call_down = true
rung_in_order = ["officer-b"]
"""
PEOPLE = """
[[people]]
id = "officer-a"
roles = ["duty-officer"]
training = [{ course = "duty", passed_on = 2025-03-11 }]
[[people]]
id = "officer-b"
roles = ["duty-officer", "rest-centre"]
"""
ROTA = """
[[shifts]]
id = "2026-w47-duty-officer-1"
role = "duty-officer"
person = "officer-a"
"""
SOUND = {"oncall/roles": ROLES, "oncall/people": PEOPLE, "oncall/rota-2026": ROTA}
TODAY = date(2026, 11, 21)


def oncall_of(book: Book) -> Oncall:
    found = book.authorities[0].oncall
    assert found is not None
    return found


def faults(**changed: str) -> list[Problem]:
    """Every fault of a register whose on-call files are the sound ones but for those given."""
    records = SOUND | {f"oncall/{name.replace('_', '-')}": text for name, text in changed.items()}
    book = register(records)
    return [*book.problems, *check_book(book, TODAY), *turn_faults(book)]


def said(**changed: str) -> list[tuple[str, str]]:
    return [(one.key, one.message) for one in faults(**changed)]


def test_sound_files_are_read_without_a_fault() -> None:
    oncall = oncall_of(register(SOUND))
    assert [role.id for role in oncall.roles] == ["duty-officer", "rest-centre"]
    assert [person.id for person in oncall.people] == ["officer-a", "officer-b"]
    assert [(shift.id, shift.seat, shift.person) for shift in oncall.shifts] == [
        ("2026-w47-duty-officer-1", 1, "officer-a")
    ]
    assert (oncall.folder, oncall.faulty_files) == ("halton/oncall", frozenset())
    assert faults() == []


def test_what_is_left_out_has_the_values_of_the_key_pages() -> None:
    role = oncall_of(register(SOUND)).roles[1]
    assert (role.handover_day.value, role.handover_at, role.shift_days, role.second) == ("monday", "09:00", 7, False)
    assert (role.ring_on_minutes, role.minimum_pool, role.share_note_percent, role.share_warning_percent) == (
        15,
        0,
        30,
        50,
    )
    assert (role.minimum_gap_days, role.longest_run, role.office_hours, role.test_call_days) == (0, None, (), None)


def test_a_register_without_an_oncall_folder_has_no_on_call_records() -> None:
    assert register({}).authorities[0].oncall is None


def test_loading_a_register_reads_nothing_of_on_call(tmp_path: Path) -> None:
    write_register(tmp_path, SOUND | {"oncall/people": "this is no TOML"})
    book = load_book(tmp_path)
    assert (book.problems, book.authorities[0].oncall) == ((), None)
    assert [one.file for one in with_oncall(tmp_path, book).problems] == ["halton/oncall/people.toml"]


def test_the_rota_has_a_digest_of_its_own_and_counts_in_the_register_s(tmp_path: Path) -> None:
    write_register(tmp_path, SOUND)
    before = with_oncall(tmp_path, load_book(tmp_path))
    file = tmp_path / "halton" / "oncall" / "rota-2026.toml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    windows = with_oncall(tmp_path, load_book(tmp_path))
    assert (oncall_of(windows).digest, windows.digest) == (oncall_of(before).digest, before.digest)
    file.write_bytes(file.read_bytes().replace(b"officer-a", b"officer-b"))
    changed = with_oncall(tmp_path, load_book(tmp_path))
    assert oncall_of(changed).digest != oncall_of(before).digest
    assert changed.digest != before.digest


def test_each_file_has_a_digest_to_be_compared_before_it_is_written(tmp_path: Path) -> None:
    write_register(tmp_path, SOUND)
    found = [name for name in file_digests(tmp_path) if "/oncall/" in name]
    assert sorted(found) == [f"halton/oncall/{name}.toml" for name in ("people", "roles", "rota-2026")]


def test_a_broken_file_hides_itself_alone_and_blames_no_name_in_the_others() -> None:
    found = faults(people='[[people]]\nid = "officer-a"\nroles = "duty-officer"\nid = "again"\n')
    assert [(one.file, one.line, one.hides_file) for one in found] == [("halton/oncall/people.toml", 5, True)]


def test_a_faulty_shift_is_left_out_and_the_others_stay() -> None:
    second = '[[shifts]]\nid = "2026-w48-duty-officer-1"\nrole = "duty-officer"\nplace = 3\nperson = "officer-b"\n'
    text = ROTA + second + '[[shifts]]\nid = "x"\nperson = "officer-b"\n'
    found = faults(rota_2026=text)
    assert [(one.key, one.message) for one in found] == [
        ("shifts[1].place", "place is 3"),
        ("shifts[2].role", "role is missing or empty"),
    ]
    assert found[0].expected.startswith("a whole number from 1 to 2")


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-16T09:00:00",
        '"2026-11-16 09:00"',
        '"2026-11-16T09:00"',
        "2026-11-16T09:00:00Z",
        '"2026-11-16 09:00 GMT"',
    ],
)
def test_a_day_and_time_is_read_in_each_of_its_forms(written: str) -> None:
    text = ROTA + f"from = {written}\n"
    assert said(rota_2026=text) == []


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2026-11-16", "from: this is no day with a time of day"),
        ('"2026-11-16"', "from: '2026-11-16' is no day with a time of day"),
        ('"2026-02-30 09:00"', "from: '2026-02-30': there is no such day"),
        ('"16/11/2026 09:00"', "from: '16/11/2026 09:00' is no day with a time of day"),
        ('"2026-11-16 24:00"', "from: '2026-11-16 24:00' is no day with a time of day"),
        ("5", "from: this is no day with a time of day"),
    ],
)
def test_a_day_and_time_that_cannot_be_read(written: str, words: str) -> None:
    (found,) = faults(rota_2026=ROTA + f"from = {written}\n")
    assert found.message == words
    assert found.expected.startswith('a day and a time of day such as "2026-11-20 16:40"')


AWAY_BACKWARDS = "away = [{ from = 2026-12-20, to = 2026-12-01 }]\n"
ROLE_MISSPELT = PEOPLE.replace('"duty-officer", "rest', '"dutyofficer", "rest')
OFFICE_BACKWARDS = 'office_hours = [{ days = ["monday"], from = "18:00", to = "08:00" }]\n'
NEVER_PASSED = PEOPLE.replace(", passed_on = 2025-03-11", "")
OF_THE_TURN = 'shift = "2026-w47-duty-officer-1"\n'
CALL = '[[calls]]\nat = "2026-11-18 19:05"\nrole = "duty-officer"\n'


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        (PEOPLE + AWAY_BACKWARDS, "people[1].away[0].to", "away until a day before the first"),
        (PEOPLE + "from = 2026-12-20\nuntil = 2026-12-01\n", "people[1].until", "serves until a day before the first"),
        (PEOPLE + 'exempt_dates = ["30 Feb"]\n', "people[1].exempt_dates[0]", "there is no 30 Feb"),
        (ROLE_MISSPELT, "people[1].roles[0]", "dutyofficer is no role on record"),
        (
            PEOPLE.replace('"duty",', '"dutty",'),
            "people[0].training[0].course",
            "dutty is a course that no role needs, so it counts for none",
        ),
        (
            NEVER_PASSED,
            "people[0].training[0].course",
            "neither when it was passed nor how long it is valid is on record; it counts as never taken",
        ),
        (PEOPLE + '[[people]]\nid = "officer-a"\n', "people[2].id", "a second post officer-a; the first is on line 3"),
        (
            PEOPLE.replace("2025-03-11", "2027-03-11"),
            "people[0].training[0].passed_on",
            "11 Mar 2027 is after 21 Nov 2026; it does not count before that day",
        ),
    ],
)
def test_a_fault_of_a_post_is_said_where_it_stands(text: str, key: str, words: str) -> None:
    assert said(people=text) == [(key, words)]


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        (
            ROLES.replace('["officer-b"]', '["officer-z"]'),
            "roles[1].rung_in_order[0]",
            "officer-z is no post on call on record",
        ),
        (ROLES + OFFICE_BACKWARDS, "roles[1].office_hours[0].to", "the office closes at 08:00, and opens at 18:00"),
        (
            ROLES + "share_warning_percent = 20\n",
            "roles[1].share_warning_percent",
            "the share that warns is smaller than the one that is noted",
        ),
        (
            ROLES.replace("call_down = true\n", ""),
            "roles[1].rung_in_order",
            "rung_in_order has no effect on a role with turns",
        ),
        (
            ROLES.replace("valid_months = 36 }]", 'valid_months = 36 }, { id = "duty" }]'),
            "roles[0].courses[1].id",
            "a second course duty; the first is on line 6",
        ),
    ],
)
def test_a_fault_of_a_role_is_said_where_it_stands(text: str, key: str, words: str) -> None:
    assert said(roles=text) == [(key, words)]


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        (ROTA.replace('"officer-a"', '"officer-x"'), "shifts[0].person", "officer-x is no post on call on record"),
        (ROTA + ROTA, "shifts[1].id", "a second turn 2026-w47-duty-officer-1; the first is on line 3"),
        (
            ROTA + '[[swaps]]\nshift = "2026-w48-duty-officer-1"\nperson = "officer-b"\n',
            "swaps[0].shift",
            "2026-w48-duty-officer-1 is no turn on record",
        ),
        (
            ROTA + f'[[swaps]]\n{OF_THE_TURN}in_return = "2026-w49-duty-officer-1"\n',
            "swaps[0].in_return",
            "2026-w49-duty-officer-1 is no turn on record",
        ),
        (
            ROTA + f'[[cover]]\n{OF_THE_TURN}person = "officer-z"\n',
            "cover[0].person",
            "officer-z is no post on call on record",
        ),
        (
            ROTA + '[[published]]\nrole = "tactical"\nuntil = 2027-01-31\n',
            "published[0].role",
            "tactical is no role on record",
        ),
        (ROTA + '[[built]]\nroles = ["tactical"]\n', "built[0].roles[0]", "tactical is no role on record"),
        (
            ROTA + f'[[cover]]\n{OF_THE_TURN}from = "2026-12-01 09:00"\n',
            "cover[0].shift",
            "covers no part of 2026-w47-duty-officer-1, which is Mon 16 Nov 2026 09:00 to Mon 23 Nov 2026 09:00",
        ),
        (
            ROTA + f'[[cover]]\n{OF_THE_TURN}from = "2026-11-18 09:00"\nto = "2026-11-17 09:00"\n',
            "cover[0].to",
            "the cover ends before it begins",
        ),
        (
            ROTA + 'from = "2026-11-23 09:00"\nto = "2026-11-16 09:00"\n',
            "shifts[0].to",
            "the turn ends before it begins",
        ),
        (
            ROTA.replace("2026-w47-duty-officer-1", "first-turn"),
            "shifts[0].id",
            "when the turn begins and ends cannot be known",
        ),
        (
            ROTA.replace("w47", "w54"),
            "shifts[0].id",
            "when the turn begins and ends cannot be known",
        ),
        (
            ROTA + 'to = "2027-03-28 01:30"\n',
            "shifts[0].to",
            "the clocks skip 2027-03-28 01:30; it is taken as Sun 28 Mar 2027 02:00",
        ),
        (
            ROTA + 'to = "2027-10-31 01:30"\n',
            "shifts[0].to",
            "the clocks show 2027-10-31 01:30 twice; the first, in BST, is taken",
        ),
    ],
)
def test_a_fault_of_the_rota_is_said_where_it_stands(text: str, key: str, words: str) -> None:
    assert said(rota_2026=text) == [(key, words)]


def test_a_time_that_comes_twice_is_no_fault_where_its_zone_is_said() -> None:
    assert said(rota_2026=ROTA + 'to = "2027-10-31 01:30 GMT"\n') == []


def test_a_turn_belongs_to_the_file_of_the_year_in_which_it_begins() -> None:
    new_year = ROTA.replace("2026-w47", "2026-w53")  # from Monday 28 December 2026
    assert said(rota_2026=ROTA + new_year) == []
    assert said(rota_2027=new_year) == [
        ("shifts[0].id", "begins Mon 28 Dec 2026 09:00, and stands in the rota of 2027")
    ]


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        (CALL.replace("duty-officer", "tactical"), "calls[0].role", "tactical is no role on record"),
        (CALL + 'answered_by = "officer-z"\n', "calls[0].answered_by", "officer-z is no post on call on record"),
        (
            CALL + 'rung = [{ person = "officer-z" }]\n',
            "calls[0].rung[0].person",
            "officer-z is no post on call on record",
        ),
        (CALL + "after_minutes = 3\n", "calls[0].after_minutes", "answered after some minutes, and nobody answered"),
        (
            CALL.replace("11-18", "12-18"),
            "calls[0].at",
            "18 Dec 2026 is after 21 Nov 2026; it does not count before that day",
        ),
    ],
)
def test_a_fault_of_a_call_is_said_where_it_stands(text: str, key: str, words: str) -> None:
    assert said(calls_2026=text) == [(key, words)]


def test_turns_of_one_place_that_overlap() -> None:
    later = '[[shifts]]\nid = "makeshift"\nrole = "duty-officer"\nfrom = "2026-11-20 09:00"\nto = "2026-11-21 09:00"\n'
    after = '[[shifts]]\nid = "2026-w48-duty-officer-1"\nrole = "duty-officer"\n'
    second = later.replace("makeshift", "second-place") + "place = 2\n"
    assert said(rota_2026=ROTA + after + later + second) == [
        (
            "shifts[2].id",
            "overlaps 2026-w47-duty-officer-1, which ends Mon 23 Nov 2026 09:00; the later one has the time",
        )
    ]


def test_a_name_that_is_not_known_comes_with_the_nearest_that_is() -> None:
    (found,) = faults(rota_2026=ROTA.replace('person = "officer-a"', 'person = "oficer-a"'))
    assert (found.nearest, found.severity, found.line) == ("officer-a", Severity.ERROR, 6)


def test_a_file_that_is_no_on_call_record_is_said_and_not_read(tmp_path: Path) -> None:
    write_register(tmp_path, SOUND)
    folder = tmp_path / "halton" / "oncall"
    for name in ("rota.toml", "ROLES.TOML", "rota-2027.toml.txt", "notes.txt", ".hidden.toml"):
        (folder / name).write_text("", encoding="utf-8")
    book = with_oncall(tmp_path, load_book(tmp_path))
    assert [(one.file.rpartition("/")[2], one.message) for one in book.problems] == [
        ("ROLES.TOML", "is not read: no record is expected here"),
        ("rota-2027.toml.txt", "this file is not read: its name does not end in .toml"),
        ("rota.toml", "is not read: no record is expected here"),
    ]
    assert book.problems[2].example == "halton/oncall/rota-2026.toml"


def test_a_folder_called_as_a_record_is_not_read(tmp_path: Path) -> None:
    write_register(tmp_path, SOUND)
    (tmp_path / "halton" / "oncall" / "rota-2027.toml").mkdir()
    assert [one.file for one in with_oncall(tmp_path, load_book(tmp_path)).problems] == ["halton/oncall/rota-2027.toml"]
