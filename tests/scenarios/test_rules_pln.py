"""Rules on the preparation of external plans: each fires, does not fire, and its boundary day.

Most information was received on 31 August 2025: six months end on 28 February 2026, nine on 31 May.
"""

from __future__ import annotations

import pytest
from rule_findings import codes, found_of, kinds, lines

SITE = "establishments/northbank"
COMAH = '[[plans]]\nregime = "comah"\n'
REPPIR = '[[plans]]\nregime = "reppir"\n'
PIPELINE = '[[plans]]\nregime = "pipeline"\n'
RECEIVED = COMAH + "information_received_on = 2025-08-31\n"
LETTER = 'agreed_reference = "CA/2025/3"\n'
ENDED = COMAH + 'exemptions = [{ from = 2016-06-01, until = 2025-03-31, reference = "CA/2016/7" }]\n'


def test_what_stands_behind_each_rule() -> None:
    assert kinds("PLN") == {
        "PLN001": "law error",
        "PLN002": "law error",
        "PLN003": "record warning",
        "PLN004": "law error",
        "PLN005": "law error",
        "PLN006": "law error",
        "PLN007": "law warning",
    }


def test_an_authority_with_new_sites() -> None:
    records = {
        SITE: RECEIVED,
        "establishments/dockside": COMAH,
        "establishments/eastquay": RECEIVED.replace("2025-08-31", '"2025-09"'),
        "establishments/fernhill": COMAH + "exemptions = [{ from = 2016-06-01 }]",
        "establishments/millbrook": ENDED,
        "establishments/southwharf": RECEIVED + "agreed_until_on = 2026-04-30",
        "establishments/westbank": RECEIVED + "agreed_until_on = 2026-08-31\n" + LETTER,
    }
    assert lines("2026-03-16", records, "PLN") == [
        (
            "warning PLN003 dockside: the plan is not shown to exist, and the day "
            "the operator's information was received is not on record"
        ),
        (
            "error PLN002 eastquay: external plan not prepared, may be overdue: "
            "last lawful day between 1 Mar 2026 and 30 Mar 2026"
        ),
        "error PLN004 fernhill: recorded as exempt, without the competent authority's letter",
        "error PLN005 millbrook: the exemption ended 31 Mar 2025, with no day by which the plan must be prepared",
        "error PLN001 northbank: external plan not prepared, 16 days overdue",
        "error PLN006 southwharf: time to prepare the plan agreed to 30 Apr 2026, without the letter",
        "warning PLN007 westbank: agreed to 31 Aug 2026; more than 9 months cannot be agreed: 31 May 2026",
    ]


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        (RECEIVED, "2026-02-28", []),
        (RECEIVED, "2026-03-01", ["PLN001"]),
        (RECEIVED + "first_prepared_on = 2026-03-09", "2026-03-10", []),
        (RECEIVED + "agreed_until_on = 2026-04-30\n" + LETTER, "2026-04-30", []),
        (RECEIVED + "agreed_until_on = 2026-04-30\n" + LETTER, "2026-05-01", ["PLN001"]),
        (REPPIR + "consequences_report_received_on = 2025-06-30", "2026-02-28", []),
        (REPPIR + "consequences_report_received_on = 2025-06-30", "2026-03-01", ["PLN001"]),
        (PIPELINE + "notified_on = 2025-05-31", "2026-02-28", []),
        (PIPELINE + "notified_on = 2025-05-31", "2026-03-01", ["PLN001"]),
        (ENDED.replace(", ref", ", plan_by_on = 2025-12-31, ref"), "2025-12-31", []),
        (ENDED.replace(", ref", ", plan_by_on = 2025-12-31, ref"), "2026-01-01", ["PLN001"]),
    ],
)
def test_a_plan_that_is_not_prepared(text: str, on: str, expected: list[str]) -> None:
    assert codes(on, {SITE: text}, "PLN") == expected


def test_a_late_preparation_as_the_page_shows_it() -> None:
    (found,) = found_of("PLN001", "2026-04-02", {SITE: RECEIVED})
    assert (found.raised.days, str(found.raised.since)) == (33, "2026-03-01")
    assert found.raised.details[:3] == (
        ("Law", "COMAH 2015 reg 13(2): within 6 months of the receipt of the necessary information from the operator"),
        ("From", "operator's information received, 31 Aug 2025, exact   halton/establishments/northbank.toml:7"),
        ("Due", "28 Feb 2026."),
    )


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2026-02-01", []), ("2026-02-02", ["PLN002"]), ("2026-02-28", ["PLN002"]), ("2026-03-01", ["PLN001"])],
)
def test_information_received_in_some_august(on: str, expected: list[str]) -> None:
    records = {SITE: RECEIVED.replace("2025-08-31", '"2025-08"')}
    assert codes(on, records, "PLN") == expected
    assert [str(one.raised.since) for one in found_of("PLN002", on, records)] == ["2026-02-02"] * ("PLN002" in expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (COMAH, ["the operator's information was received"]),
        (REPPIR, ["the consequences report was received"]),
        (PIPELINE, ["HSE notified the pipeline"]),
        (COMAH + "first_prepared_on = 2019-01-07", []),
        (COMAH + 'issues = [{ version = "2", on = 2024-01-08 }]', []),
        (RECEIVED, []),
        (COMAH + 'exemptions = [{ from = 2016-06-01, reference = "CA/1" }]', []),
        (ENDED, []),  # a finding of its own
        ('tier = "lower"\n' + COMAH, []),
        ('history = [{ on = 2024-01-01, event = "closed" }]\n' + COMAH, []),
    ],
)
def test_a_plan_whose_time_cannot_be_counted(text: str, expected: list[str]) -> None:
    found = found_of("PLN003", "2025-11-21", {SITE: text})
    messages = [f"the plan is not shown to exist, and the day {what} is not on record" for what in expected]
    assert [one.raised.message for one in found] == messages


def test_no_day_is_missed_before_the_law_is_in_force() -> None:
    assert codes("2015-05-31", {SITE: COMAH}, "PLN") == []
    assert codes("2015-06-01", {SITE: COMAH}, "PLN") == ["PLN003"]


@pytest.mark.parametrize(
    ("exemption", "on", "expected"),
    [
        ("from = 2016-06-01", "2016-05-31", 0),
        ("from = 2016-06-01", "2016-06-01", 1),
        ("from = 2016-06-01, until = 2025-03-31", "2025-03-31", 1),
        ("from = 2016-06-01, until = 2025-03-31", "2025-04-01", 0),
        ('from = 2016-06-01, reference = "CA/2016/7"', "2016-06-01", 0),
    ],
)
def test_an_exemption_without_its_letter(exemption: str, on: str, expected: int) -> None:
    found = found_of("PLN004", on, {SITE: COMAH + f"exemptions = [{{ {exemption} }}]"})
    assert [(one.raised.provision, one.raised.key) for one in found] == [("COMAH 2015 reg 15", "from")] * expected


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        (ENDED, "2025-03-31", []),
        (ENDED, "2025-04-01", ["2025-04-01"]),
        (ENDED + "first_prepared_on = 2025-09-01", "2025-10-01", []),
        (ENDED + "information_received_on = 2025-04-07", "2025-10-01", ["2025-04-01"]),
        (ENDED.replace(", ref", ", plan_by_on = 2025-12-31, ref"), "2025-10-01", []),
        (ENDED.replace(" }]", ' }, { from = 2025-06-01, reference = "CA/2025/1" }]'), "2025-10-01", []),
        (ENDED.replace("until = 2025-03-31, ", ""), "2025-10-01", []),
        ('history = [{ on = 2025-04-01, event = "closed" }]\n' + ENDED, "2025-10-01", []),
    ],
)
def test_an_exemption_that_ended_and_no_day_for_the_plan(text: str, on: str, expected: list[str]) -> None:
    found = found_of("PLN005", on, {SITE: text})
    assert [(str(one.raised.since), one.raised.key) for one in found] == [(since, "until") for since in expected]


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        (RECEIVED + "agreed_until_on = 2026-04-30", "2026-01-15", 1),
        (RECEIVED + "agreed_until_on = 2026-04-30", "2026-05-01", 1),  # and overdue
        (RECEIVED.replace("2025-08-31", '"2025-08"') + "agreed_until_on = 2026-04-30", "2026-04-30", 1),
        (RECEIVED.replace("2025-08-31", '"2025-08"') + 'agreed_until_on = "2026-04"', "2026-04-15", 1),  # may be late
        (RECEIVED + "agreed_until_on = 2026-04-30\n" + LETTER, "2026-01-15", 0),
        (RECEIVED + "agreed_until_on = 2026-04-30\nfirst_prepared_on = 2026-01-12", "2026-01-15", 0),
        (RECEIVED, "2026-01-15", 0),
    ],
)
def test_a_longer_time_without_its_letter(text: str, on: str, expected: int) -> None:
    found = found_of("PLN006", on, {SITE: text})
    assert [(one.raised.provision, one.raised.key) for one in found] == [
        ("COMAH 2015 reg 13(2)", "agreed_until_on")
    ] * expected


@pytest.mark.parametrize(
    ("agreed", "on", "expected"),
    [
        ("2026-05-31", "2026-01-15", 0),
        ("2026-06-01", "2026-01-15", 1),
        ("2026-06-01", "2026-06-01", 1),  # and overdue
        ('"2026-05"', "2026-01-15", 0),
        ('"2026-06"', "2026-05-31", 1),
    ],
)
def test_a_longer_time_than_can_be_agreed(agreed: str, on: str, expected: int) -> None:
    found = found_of("PLN007", on, {SITE: f"{RECEIVED}agreed_until_on = {agreed}\n{LETTER}"})
    assert [one.raised.do for one in found] == ["plan for 31 May 2026, and ask the CA what its letter meant"] * expected


def test_the_longest_time_counts_from_the_latest_day_of_the_receipt() -> None:
    vague = RECEIVED.replace("2025-08-31", '"2025-08"') + LETTER
    assert found_of("PLN007", "2026-05-15", {SITE: vague + "agreed_until_on = 2026-05-31"}) == []
    assert codes("2026-05-15", {SITE: vague + "agreed_until_on = 2026-06-01"}, "PLN") == ["PLN002", "PLN007"]


def test_what_is_agreed_for_another_regime_is_no_matter_of_this_law() -> None:
    reppir = REPPIR + "consequences_report_received_on = 2025-08-31\ninformation_received_on = 2025-08-31\n"
    assert codes("2026-01-15", {SITE: reppir + "agreed_until_on = 2026-08-31"}, "PLN") == []
