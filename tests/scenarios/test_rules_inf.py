"""Rules on the information to the public information zone: each fires, does not fire, and its boundary day."""

from __future__ import annotations

import pytest
from rule_findings import codes, found_of, kinds, lines

SITE = "establishments/northbank"


def information(reviewed_on: str = "2024-02-01", sent_on: str = "2024-03-01") -> dict[str, str]:
    return {SITE: f"[public_information]\nreviewed_on = {reviewed_on}\nsent_on = {sent_on}\n"}


def test_what_stands_behind_each_rule() -> None:
    assert kinds("INF") == {
        "INF001": "law warning",
        "INF002": "law warning",
        "INF003": "law warning",
        "INF004": "record note",
    }


def test_an_authority_that_asks_its_operators() -> None:
    records = {
        SITE: information("2022-05-12", "2020-05-12")[SITE],
        "establishments/dockside": "",
        "establishments/eastquay": information('"2022"', '"2020"')[SITE],
        "establishments/fernhill": information()[SITE],
        "establishments/millbrook": "[public_information]\nsent_on = 2024-03-01",
        "establishments/westbank": 'tier = "lower"',
    }
    assert lines("2025-11-21", records, "INF") == [
        "note INF004 dockside: when the public information was last reviewed or sent is not on record",
        (
            "warning INF003 eastquay: operator's review of the public information may be overdue: "
            "last lawful day between 1 Jan 2025 and 31 Dec 2025"
        ),
        (
            "warning INF003 eastquay: operator's sending of the public information may be overdue: "
            "last lawful day between 1 Jan 2025 and 31 Dec 2025"
        ),
        "note INF004 millbrook: when the public information was last reviewed is not on record",
        "warning INF001 northbank: operator's review of the public information 193 days overdue",
        "warning INF002 northbank: operator's sending of the public information 193 days overdue",
    ]


@pytest.mark.parametrize(
    ("records", "on", "expected"),
    [
        (information(reviewed_on="2022-05-12"), "2025-05-12", []),
        (information(reviewed_on="2022-05-12"), "2025-05-13", ["INF001"]),
        (information(sent_on="2020-05-12"), "2025-05-12", []),
        (information(sent_on="2020-05-12"), "2025-05-13", ["INF002"]),
        (information(reviewed_on='"2022-05"'), "2025-05-01", []),
        (information(reviewed_on='"2022-05"'), "2025-05-02", ["INF003"]),
        (information(reviewed_on='"2022-05"'), "2025-05-31", ["INF003"]),
        (information(reviewed_on='"2022-05"'), "2025-06-01", ["INF001"]),
        (information(sent_on='"2020-05"'), "2025-05-31", ["INF003"]),
        (information(sent_on='"2020-05"'), "2025-06-01", ["INF002"]),
        (information(sent_on="2025-05-14"), "2025-05-13", ["INF004"]),  # not sent by this day
        (information(sent_on="2025-05-14"), "2025-05-14", []),
    ],
)
def test_information_as_its_days_come_and_go(records: dict[str, str], on: str, expected: list[str]) -> None:
    assert codes(on, records, "INF") == expected


@pytest.mark.parametrize(
    ("code", "since", "provision"),
    [("INF001", "2025-05-13", "COMAH 2015 reg 18(5)"), ("INF002", "2025-05-13", "COMAH 2015 reg 18(6)")],
)
def test_late_information_as_the_page_shows_it(code: str, since: str, provision: str) -> None:
    (found,) = found_of(code, "2025-11-21", information("2022-05-12", "2020-05-12"))
    assert (str(found.raised.since), found.raised.days, found.raised.provision) == (since, 193, provision)
    assert ("Due", "12 May 2025.") in found.raised.details


def test_doubtful_information_says_since_when() -> None:
    (found,) = found_of("INF003", "2025-05-31", information(reviewed_on='"2022-05"'))
    assert (str(found.raised.since), found.raised.provision) == ("2025-05-02", "COMAH 2015 reg 18(5)")
