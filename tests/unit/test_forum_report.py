"""The forum's view: which row an authority has, which return stands for it, and what makes it fail."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest
from register_text import register

from comah.assess import assess
from comah.law.load import load_law
from comah.model.book import Book
from comah.model.forum import (
    Ahead,
    AuthorityReturn,
    ExerciseAhead,
    ForumReport,
    Positions,
    ReturnFault,
    ReturnFile,
)
from comah.model.kinds import Severity
from comah.records.load import load_book
from comah.rules.forum import Sent, forum_report

LAW = load_law()
REGISTER = """
schema = 1
forum = "Example Resilience Forum"
authorities = [
    { id = "westshire", name = "Westshire Council" },
    { id = "halton", name = "Halton" },
    { id = "eastshire", name = "Eastshire Council" },
]
agencies = [{ id = "example-police", name = "Example Constabulary", category = 1 }]
"""
RECORDS = {
    "register": REGISTER,
    "establishments/northbank": '[[plans]]\nregime = "comah"\nreviews = [{ on = 2025-05-06, kind = "full" }]\n',
    "exercises/y2024": (
        'held_on = 2024-06-05\nclosed_on = 2025-01-10\ncredits = [{ plan = "northbank", conclusion = "tested" }]'
    ),
    "exercises/next": 'will_test = ["northbank"]\nplanned_on = 2027-03-03\nagencies = ["example-police"]',
}
EAST = AuthorityReturn(
    on=date(2026, 11, 1),
    law="GB",
    digest="sha256:0",
    authority="eastshire",
    name="Eastshire Council",
    year="2026/27",
    positions=Positions(in_date=2),
    exercises_held=1,
    exercises_confirmed=0,
    lessons_open=0,
    lessons_overdue=0,
    reports_outstanding=0,
)


def forum(*sent: AuthorityReturn, on: str = "2026-11-21", fail_on: Severity = Severity.ERROR) -> ForumReport:
    files = tuple(ReturnFile(file=f"{number}.json", content=one) for number, one in enumerate(sent, 1))
    return of_book(register(RECORDS), on, Sent(files=files), fail_on)


def of_book(book: Book, on: str, sent: Sent, fail_on: Severity = Severity.ERROR) -> ForumReport:
    return forum_report(book, LAW, assess(book, LAW, date.fromisoformat(on)), book.problems, sent=sent, fail_on=fail_on)


def east(**changes: object) -> AuthorityReturn:
    return msgspec.structs.replace(EAST, **changes)


def rows(report: ForumReport) -> list[tuple[str, str, int | None]]:
    return [
        (row.authority, row.basis.value, row.content.positions.in_date if row.content else None) for row in report.rows
    ]


def test_one_row_an_authority_in_the_registers_order() -> None:
    report = forum(EAST)
    assert rows(report) == [("westshire", "no-records", None), ("halton", "records", 1), ("eastshire", "return", 2)]
    assert [(row.file, row.age_days) for row in report.rows] == [("", 0), ("", 0), ("1.json", 20)]
    assert report.headline == (
        "2 of 3 authorities shown. Plans: 3 in date; 1 authority without records: nothing can be shown"
    )


def test_a_return_answers_for_missing_records_and_no_other_does() -> None:
    assert [one.raised.authority for one in forum(EAST).findings] == ["westshire"]
    assert [one.raised.authority for one in forum().findings] == ["eastshire", "westshire"]


def test_no_records_never_look_like_order() -> None:
    assert forum(EAST, fail_on=Severity.WARNING).fails
    assert not forum(EAST).fails
    assert not forum(EAST, east(authority="westshire"), fail_on=Severity.WARNING).fails


@pytest.mark.parametrize(
    ("change", "errors", "warnings"),
    [
        ({"positions": Positions(overdue=1)}, True, True),
        ({"positions": Positions(may_be_overdue=1)}, True, True),
        ({"positions": Positions(cannot_be_shown=1)}, True, True),
        ({"unreadable": 1}, True, True),
        ({"ahead": (Ahead(on=date(2026, 11, 20), what="safe-date", subject="ash-road"),)}, True, True),
        ({"ahead": (Ahead(on=date(2026, 11, 21), what="safe-date", subject="ash-road"),)}, False, False),
        ({"ahead": (Ahead(on=date(2026, 11, 20), what="exercise", subject="e"),)}, False, False),
        ({"positions": Positions(at_risk=1)}, False, True),
        ({"lessons_overdue": 1, "lessons_open": 1}, False, True),
        ({"reports_outstanding": 1}, False, True),
        ({"on": date(2026, 8, 23)}, False, False),  # 90 days old
        ({"on": date(2026, 8, 22)}, False, True),
    ],
)
def test_what_makes_the_forum_fail(change: dict[str, object], errors: bool, warnings: bool) -> None:
    sent = east(**change), east(authority="westshire")
    assert forum(*sent).fails is errors
    assert forum(*sent, fail_on=Severity.WARNING).fails is warnings


def test_the_newest_of_two_returns_is_taken_and_the_other_named() -> None:
    report = forum(east(on=date(2026, 10, 1)), EAST, east(on=date(2026, 9, 1)))
    assert [row.file for row in report.rows if row.basis.value == "return"] == ["2.json"]
    assert report.not_counted == (
        ReturnFault(file="1.json", message="is older than 2.json, which is counted for eastshire"),
        ReturnFault(file="3.json", message="is older than 2.json, which is counted for eastshire"),
    )
    assert forum(EAST, EAST).not_counted[0].message == "is as old as 1.json, which is counted for eastshire"


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        (east(authority="northshire"), "is of northshire, which register.toml does not list"),
        (east(authority="halton"), "is of halton, whose records are here and are counted instead"),
        (east(on=date(2026, 11, 22)), "is as at 22 Nov 2026, after 21 Nov 2026"),
        (east(year="2025/26"), "counts 2025/26, and 1 Nov 2026 lies in another financial year"),
    ],
)
def test_a_return_that_does_not_stand_is_named(sent: AuthorityReturn, message: str) -> None:
    report = forum(sent)
    assert [(one.file, one.message) for one in report.not_counted] == [("1.json", message)]
    assert ("eastshire", "no-records", None) in rows(report)
    assert report.closing == "1 file among the returns not counted. Exit 0."


def test_exercises_of_a_return_clash_with_those_of_the_records() -> None:
    wanted = ExerciseAhead(
        id="2027-ash-road",
        earliest=date(2027, 3, 10),
        latest=date(2027, 3, 10),
        is_exact=True,
        is_confirmed=True,
        agencies=("example-police",),
    )
    found = [one for one in forum(east(exercises=(wanted,))).findings if one.rule.code == "FRM001"]
    assert [(one.raised.authority, one.raised.message) for one in found] == [
        ("eastshire", "wants example-police within 7 days of next of halton")
    ]
    later = msgspec.structs.replace(wanted, earliest=date(2027, 3, 11), latest=date(2027, 3, 11))
    assert [one for one in forum(east(exercises=(later,))).findings if one.rule.code == "FRM001"] == []


def test_a_register_without_any_records_shows_every_authority_as_such(tmp_path: Path) -> None:
    (tmp_path / "register.toml").write_text(REGISTER, encoding="utf-8", newline="\n")
    report = of_book(load_book(tmp_path), "2026-11-21", Sent(files=(ReturnFile(file="e.json", content=EAST),)))
    assert [basis for _, basis, _ in rows(report)] == ["no-records", "no-records", "return"]
    assert [one.raised.authority for one in report.findings] == ["halton", "westshire"]
