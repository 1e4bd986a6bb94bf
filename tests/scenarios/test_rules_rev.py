"""Rules on reviews of external plans: each fires, does not fire, and its boundary day.

Most plans were reviewed in full on 1 November 2023: last lawful day 1 November 2026, safe date
31 October 2026, to be started 90 days before on Sunday 2 August 2026, so by Friday 31 July.
"""

from __future__ import annotations

import pytest
from rule_findings import codes, found_of, kinds, lines

SITE = "establishments/northbank"
COMAH = '[[plans]]\nregime = "comah"\n'
REVIEWED = COMAH + "reviews = [{ on = 2023-11-01 }]\n"
CONTACTS = COMAH + 'reviews = [{ on = 2025-02-03, kind = "contacts" }]\n'


def reviewed(when: str) -> str:
    return REVIEWED.replace("2023-11-01", when)


def test_what_stands_behind_each_rule() -> None:
    assert kinds("REV") == {
        "REV001": "law error",
        "REV002": "law error",
        "REV003": "law error",
        "REV004": "law warning",
        "REV005": "law error",
        "REV006": "law note",
        "REV007": "practice warning",
    }


def test_an_authority_on_a_monday_in_september() -> None:
    records = {
        SITE: 'history = [{ on = 2025-04-07, event = "modified" }, { event = "operator-changed" }]\n' + REVIEWED,
        "activations/2025-release": 'site = "northbank"\non = 2025-03-09',
        "establishments/dockside": COMAH,
        "establishments/eastquay": CONTACTS,
        "establishments/fernhill": reviewed('"2023"'),
        "establishments/millbrook": reviewed("2022-06-15"),
        "establishments/westbank": reviewed("2025-06-15"),
    }
    assert lines("2026-09-07", records, "REV") == [
        "error REV003 dockside: no full review on record",
        "error REV005 eastquay: no full review on record, only 1 check of contacts",
        (
            "error REV002 fernhill: external plan review may be overdue: "
            "last lawful day between 1 Jan 2026 and 31 Dec 2026"
        ),
        "error REV001 millbrook: external plan review 449 days overdue",
        "warning REV004 northbank: external plan review at risk: safe date 31 Oct 2026, and none is started",
        (
            "note REV006 northbank: 2 changes for the next review to take account of: "
            "modified 7 Apr 2025, operator changed day not on record"
        ),
        "warning REV007 northbank: put into effect (2025-release, 9 Mar 2025), and no full review on record since",
    ]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-07-31", []),
        ("2026-08-01", [("REV004", "2026-08-01", None)]),
        ("2026-11-01", [("REV004", "2026-08-01", None)]),
        ("2026-11-02", [("REV001", "2026-11-02", 1)]),
        ("2026-11-21", [("REV001", "2026-11-02", 20)]),
    ],
)
def test_a_review_as_its_day_comes_and_goes(on: str, expected: list[tuple[str, str, int | None]]) -> None:
    found = [one for code in ("REV001", "REV002", "REV003", "REV004") for one in found_of(code, on, {SITE: REVIEWED})]
    assert [(one.rule.code, str(one.raised.since), one.raised.days) for one in found] == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2026-01-01", "REV004"), ("2026-01-02", "REV002"), ("2026-12-31", "REV002"), ("2027-01-01", "REV001")],
)
def test_a_review_in_some_month_of_2023(on: str, expected: str) -> None:
    assert codes(on, {SITE: reviewed('"2023"')}, "REV") == [expected]


def test_a_doubtful_review_says_since_when() -> None:
    (found,) = found_of("REV002", "2026-09-07", {SITE: reviewed('"2023"')})
    assert (str(found.raised.since), found.raised.days) == ("2026-01-02", None)
    assert ("From", "full review, 2023, day not known   halton/establishments/northbank.toml:7") in found.raised.details


def test_a_review_that_was_started_is_not_at_risk() -> None:
    assert codes("2026-09-07", {SITE: REVIEWED + "review_started_on = 2026-08-03"}, "REV") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (COMAH, ["REV003"]),
        (COMAH + 'issues = [{ version = "5", on = 2026-06-01 }]', ["REV003"]),
        (CONTACTS, ["REV005"]),
        (CONTACTS.replace(" }]", " }, { on = 2025-06-15 }]"), []),
        (CONTACTS.replace("2025-02-03", "2026-09-08"), ["REV003"]),  # not checked by this day
        (COMAH + 'exemptions = [{ from = 2016-06-01, reference = "CA/1" }]', []),
        ('tier = "lower"\n' + COMAH, []),
        (COMAH + "first_prepared_on = 2025-01-06", []),  # its first interval runs
        (COMAH + "first_prepared_on = 2022-01-06", ["REV003"]),
    ],
)
def test_a_plan_without_a_full_review(text: str, expected: list[str]) -> None:
    records = {SITE: text}
    assert codes("2026-09-07", records, "REV") == expected
    for one in (found for code in expected for found in found_of(code, "2026-09-07", records)):
        assert (one.raised.place.file.name, one.raised.provision) == (
            "halton/establishments/northbank.toml",
            "COMAH 2015 reg 14(1)(a)",
        )
        assert one.raised.place.line_of(one.raised.key) > 0


@pytest.mark.parametrize(
    ("on", "changed", "expected"),
    [
        ("2025-11-21", "on = 2023-10-31", 0),  # before the review
        ("2025-11-21", "on = 2023-11-01", 1),  # the same day: it may have come after
        ("2025-11-21", 'on = "2023"', 1),
        ("2025-11-21", 'note = "day not known"', 1),
        ("2025-04-06", "on = 2025-04-07", 0),
        ("2025-04-07", "on = 2025-04-07", 1),
    ],
)
def test_changes_that_the_next_review_takes_account_of(on: str, changed: str, expected: int) -> None:
    records = {SITE: f'history = [{{ {changed}, event = "modified" }}]\n{REVIEWED}'}
    found = found_of("REV006", on, records)
    assert [(one.raised.provision, one.raised.key) for one in found] == [("COMAH 2015 reg 14(3)", "event")] * expected


LEAK = 'site = "northbank"\non = 2025-03-09\n'


@pytest.mark.parametrize(
    ("plan", "activation", "on", "expected"),
    [
        (REVIEWED, LEAK, "2025-03-08", []),
        (REVIEWED, LEAK, "2025-03-09", ["2025-03-09"]),
        (REVIEWED, LEAK.replace("2025-03-09", "2023-10-31"), "2025-03-09", []),
        (reviewed("2025-03-09"), LEAK, "2025-04-01", ["2025-03-09"]),  # of the same day: no answer to it
        (reviewed("2025-03-10"), LEAK, "2025-04-01", []),
        (reviewed('"2025-03"'), LEAK, "2025-04-01", ["2025-03-09"]),  # it may have come before
        (REVIEWED, LEAK + 'kind = "standby"', "2025-04-01", []),
        (REVIEWED, 'site = "northbank"', "2025-04-01", ["None"]),
        (REVIEWED, LEAK.replace("northbank", "westbank"), "2025-04-01", []),
        (COMAH, LEAK, "2025-04-01", ["2025-03-09"]),
        (COMAH + 'exemptions = [{ from = 2016-06-01, reference = "CA/1" }]', LEAK, "2025-04-01", []),
        ('tier = "lower"\n' + REVIEWED, LEAK, "2025-04-01", []),
    ],
)
def test_an_activation_and_no_review_since(plan: str, activation: str, on: str, expected: list[str]) -> None:
    records = {SITE: plan, "activations/leak": activation, "establishments/westbank": 'tier = "lower"'}
    assert [str(one.raised.since) for one in found_of("REV007", on, records)] == expected


def test_only_the_comah_plan_is_put_into_effect() -> None:
    both = REVIEWED + '[[plans]]\nregime = "reppir"\nfirst_prepared_on = 2025-01-06'
    (found,) = found_of("REV007", "2025-04-01", {SITE: both, "activations/leak": LEAK})
    assert found.raised.plan == "comah"


@pytest.mark.parametrize(
    ("started", "expected"),
    [
        ("", "take account of it in the next review; review now where it is great"),
        ("review_started_on = 2025-11-10\n", "take account of it in the review under way: comah review show northbank"),
        ("review_started_on = 2025-11-22\n", "take account of it in the next review; review now where it is great"),
    ],
)
def test_changes_are_for_the_review_under_way_where_there_is_one(started: str, expected: str) -> None:
    records = {SITE: f'history = [{{ on = 2025-04-07, event = "modified" }}]\n{REVIEWED}{started}'}
    assert [one.raised.do for one in found_of("REV006", "2025-11-21", records)] == [expected]
