"""An authority's return: what it counts, what it holds back, and what is refused when it is read."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from register_text import register

from comah.assess import assess
from comah.errors import UnknownNameError
from comah.law.load import load_law
from comah.model.forum import AuthorityReturn
from comah.records.consistency import check_book
from comah.records.returns import parse_return, read_returns
from comah.render.forum_json import return_json
from comah.rules.forum import return_of

LAW = load_law()
TESTED = '\nheld_on = 2024-06-05\nclosed_on = 2025-01-10\ncredits = [{ plan = "SITE", conclusion = "tested" }]'
REVIEWED = '[[plans]]\nregime = "comah"\nreviews = [{ on = 2025-05-06, kind = "full" }]\n'


def returned(on: str, records: dict[str, str]) -> AuthorityReturn:
    day = date.fromisoformat(on)
    book = register(records)
    return return_of(book, LAW, assess(book, LAW, day), (*book.problems, *check_book(book, day)), "halton")


def plans(on: str, records: dict[str, str]) -> dict[str, int]:
    positions = returned(on, records).positions
    return {name: number for name in positions.__struct_fields__ if (number := getattr(positions, name))}


def plan_tested(site: str, day: str = "2024-06-05") -> dict[str, str]:
    text = TESTED.replace("SITE", site).replace("2024-06-05", day)
    return {f"establishments/{site}": REVIEWED, f"exercises/{site}-test": text}


def test_a_plan_stands_where_the_worst_of_test_review_and_preparation_does() -> None:
    assert plans("2026-11-21", plan_tested("northbank")) == {"in_date": 1}
    assert plans("2027-06-04", plan_tested("northbank")) == {"at_risk": 1}  # the test is by 5 June 2027
    assert plans("2027-06-06", plan_tested("northbank")) == {"overdue": 1}
    assert plans("2026-11-21", {**plan_tested("northbank"), "establishments/northbank": ""}) == {"cannot_be_shown": 1}
    vague = plan_tested("northbank", '"2024-06"')
    assert plans("2027-06-15", vague) == {"may_be_overdue": 1}
    unprepared = {"establishments/birch": '[[plans]]\nregime = "comah"\ninformation_received_on = 2025-12-15\n'}
    assert plans("2026-06-16", unprepared) == {"overdue": 1}
    assert plans("2026-11-21", {"establishments/depot": 'tier = "lower"\n[[plans]]\nregime = "comah"\n'}) == {
        "nothing_owed": 1
    }


def test_a_return_counts_exercises_lessons_and_reports() -> None:
    lessons = 'lessons = [{ id = "a", due_on = 2026-11-20 }, { id = "b", due_on = 2026-11-21 }]'
    records = plan_tested("northbank") | {
        "exercises/held": f'will_test = ["northbank"]\nheld_on = 2026-06-10\n{lessons}',
        "exercises/coming": 'will_test = ["northbank"]\nplanned_on = 2027-03-03\nconfirmed_on = 2026-10-01',
        "exercises/planned": 'will_test = ["northbank"]\nplanned_on = 2027-03-10',
    }
    found = returned("2026-11-21", records)
    assert (found.year, found.exercises_held, found.exercises_confirmed) == ("2026/27", 1, 1)
    assert (found.lessons_open, found.lessons_overdue, found.reports_outstanding) == (2, 1, 1)
    assert [one.id for one in found.exercises] == ["coming", "planned"]


def test_the_next_ninety_days_begin_today_and_end_on_the_ninetieth() -> None:
    records = plan_tested("northbank") | {
        "exercises/coming": 'type = "tabletop"\nplanned_on = 2027-06-09\ndebrief_on = 2027-07-01',
    }
    assert [(str(one.on), one.what, one.subject) for one in returned("2027-04-02", records).ahead] == [
        ("2027-06-04", "safe-date", "northbank"),
        ("2027-06-09", "exercise", "coming"),
        ("2027-07-01", "debrief", "coming"),
    ]
    assert [one.what for one in returned("2027-04-01", records).ahead] == ["safe-date", "exercise"]
    assert [one.what for one in returned("2027-06-05", records).ahead] == ["exercise", "debrief"]


def test_an_exercise_without_notice_still_to_come_is_in_none_of_it() -> None:
    unannounced = 'no_notice = true\nwill_test = ["northbank"]\nplanned_on = 2026-12-09\nconfirmed_on = 2026-10-01\n'
    records = plan_tested("northbank") | {"exercises/dawn": unannounced + "debrief_on = 2027-01-06"}
    found = returned("2026-11-21", records)
    assert (found.exercises, found.ahead, found.exercises_confirmed) == ((), (), 0)
    assert "dawn" not in return_json(found)
    held = records | {"exercises/dawn": unannounced + "held_on = 2026-12-09"}
    assert returned("2026-12-10", held).exercises_held == 1


def test_a_return_names_no_post_and_no_words_of_a_lesson() -> None:
    text = (
        'held_on = 2026-06-10\nplayers = ["duty officer"]\n'
        'lessons = [{ id = "a", text = "Keys not found", owner = "rest centre manager" }]'
    )
    written = return_json(returned("2026-11-21", {"establishments/northbank": "", "exercises/e": text}))
    assert not [word for word in ("duty officer", "Keys", "rest centre") if word in written]


def test_a_return_is_read_as_it_was_written() -> None:
    found = returned(
        "2026-11-21", plan_tested("northbank") | {"authority": 'marking = "OFFICIAL"\nsource_note = "papers"'}
    )
    assert parse_return(return_json(found).encode()) == found
    assert parse_return(b"\xef\xbb\xbf" + return_json(found).encode()) != found  # the mark is taken off with the file


def test_only_an_authority_with_records_has_a_return() -> None:
    book = register({})
    with pytest.raises(UnknownNameError, match="has no records here"):
        return_of(book, LAW, assess(book, LAW, date(2026, 11, 21)), (), "eastshire")


def altered(**changes: Any) -> bytes:
    raw = json.loads(return_json(returned("2026-11-21", plan_tested("northbank"))))
    return json.dumps(raw | changes).encode()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is no JSON"),
        (b"\xff\xfe{}", "is not UTF-8 text"),
        (b"[" * 100_000, "brackets are nested deeper than 64 on line 1"),
        (b'{"schema": "comah.due/1"}', 'is no return: its schema is "comah.due/1"'),
        (b"[]", "is no return: it names no schema"),
        (b"{}", "is no return: it names no schema"),
        (altered(schema=3), "is no return: it names no schema"),
        (altered(lessons_open=-1), "is no return as it should be"),
        (altered(lessons_open="many"), "is no return as it should be"),
        (altered(on="21/11/2026"), "is no return as it should be"),
        (altered(staff=["A. Person"]), "is no return as it should be"),
        (altered(name="x" * 201), "is no return as it should be"),
        (altered(authority="Not An Id"), "is no return as it should be"),
        (
            altered(
                exercises=[
                    {"id": "e", "earliest": "2027-01-02", "latest": "2027-01-01", "exact": True, "confirmed": True}
                ]
            ),
            "is no return as it should be: exercise e ends before it starts",
        ),
    ],
)
def test_what_is_no_return_is_said(data: bytes, why: str) -> None:
    found = parse_return(data)
    assert isinstance(found, str)
    assert found.startswith(why)


def test_one_broken_file_hides_no_other(tmp_path: Path) -> None:
    good = return_json(returned("2026-11-21", plan_tested("northbank")))
    (tmp_path / "halton.json").write_text(good, encoding="utf-8-sig", newline="\n")  # as Notepad saves it
    (tmp_path / "broken.json").write_text(good[:200], encoding="utf-8", newline="\n")
    (tmp_path / "big.json").write_bytes(b" " * 5_000_001)
    (tmp_path / "letter.docx").write_bytes(b"PK")
    (tmp_path / "folder.json").mkdir()
    (tmp_path / ".DS_Store").write_bytes(b"")
    (tmp_path / "Thumbs.db").write_bytes(b"")
    files, faults = read_returns(tmp_path)
    assert [(one.file, one.content.authority) for one in files] == [("halton.json", "halton")]
    assert [(one.file, one.message.split(" (")[0]) for one in faults] == [
        ("big.json", "is 5.0 MB and was not read"),
        ("broken.json", "is no JSON"),
        ("folder.json", "is a folder"),
        ("letter.docx", "is no .json file"),
    ]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="cannot be looked into"):
        read_returns(tmp_path / "nowhere")
