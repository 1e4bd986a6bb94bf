"""What an officer asks to have explained, and the words for statuses and duties."""

from __future__ import annotations

from datetime import date

import pytest
from register_text import register

from comah.errors import UnknownNameError
from comah.explain.alone import explain_provision, explain_status
from comah.explain.ask import named_alone, read_pair, unknown_alone
from comah.explain.rule_words import COUNTING_WORDS
from comah.law.load import load_law
from comah.model.duty import Status
from comah.model.explanation import Explanation
from comah.model.provision import Counting, Provision
from comah.model.status_words import STATUS_WORDS

RECORDS = {
    "authority": '[[local_duties]]\nid = "board-report"\n',
    "establishments/northbank": 'group = "riverside"\n[[plans]]\nregime = "comah"\n[[plans]]\nregime = "reppir"\n',
    "establishments/westbank": 'group = "riverside"\n',
}


def words(page: Explanation) -> list[str]:
    return [(f"{line.label}: " if line.label else "") + line.text for part in page.parts for line in part.lines]


@pytest.mark.parametrize("status", list(Status))
def test_every_status_is_explained(status: Status) -> None:
    page = explain_status(load_law(), date(2026, 11, 21), status)
    means, do, example = words(page)
    assert page.subject == "status"
    assert STATUS_WORDS[status].title in page.title
    for text, label in ((means, "Means: "), (do, "Do: "), (example, "Example: ")):
        assert text.startswith(label)
        assert text.endswith(".")


def test_statuses_have_titles_of_their_own() -> None:
    assert len({one.title for one in STATUS_WORDS.values()}) == len(Status)


@pytest.mark.parametrize("counting", list(Counting))
def test_every_way_of_counting_has_words(counting: Counting) -> None:
    assert COUNTING_WORDS[counting].endswith(".")


def test_the_exclusive_rule_names_its_authority_and_the_inclusive_one_ends_a_day_earlier() -> None:
    assert "Dodds v Walker [1981] 1 WLR 1027" in COUNTING_WORDS[Counting.EXCLUSIVE]
    assert "on the day before the corresponding date" in COUNTING_WORDS[Counting.INCLUSIVE]


def test_a_duty_alone() -> None:
    law = load_law()
    found = named_alone(law, "comah-13-prep")
    assert isinstance(found, Provision)
    page = explain_provision(law, date(2026, 11, 21), found)
    assert page.title == "COMAH-13-PREP: Prepare the external emergency plan"
    assert words(page) == [
        "Owed by: local authority; COMAH 2015 reg 13(2) (law)",
        "Applies to: upper-tier establishments",
        (
            "Reads: plans.information_received_on, plans.agreed_until_on, plans.exemptions.plan_by_on,"
            " plans.first_prepared_on"
        ),
        "6 months, at most 9 months; in force from 1 Jun 2015",
        "Counts from: receipt of the necessary information from the operator",
        COUNTING_WORDS[Counting.EXCLUSIVE],
        (
            "A longer period that the competent authority agreed counts up to nine months from the receipt, and counts"
            " where its reference is not on record. No deadline moves for a weekend or a bank holiday."
        ),
        "Read: text as at 1 January 2017",
        "Note: Up to 9 months in all if the competent authority agrees in writing: record its reference.",
        "Link: https://www.legislation.gov.uk/uksi/2015/483/regulation/13",
    ]


def test_no_duty_is_called_verified_and_each_says_what_was_read() -> None:
    law = load_law()
    for row in law.provisions:
        said = words(explain_provision(law, date(2026, 11, 21), row))
        assert not any("verified" in line.lower() for line in said)
        assert any(line.startswith("Read: ") for line in said)


def test_a_duty_that_reads_no_record_and_one_without_a_period_say_so() -> None:
    law = load_law()
    row = law.find("CCA-25-EXERCISE")
    assert row is not None
    said = words(explain_provision(law, date(2026, 11, 21), row))
    assert "Reads: nothing: no record kind for it exists yet" in said
    assert "No period is counted." in said
    measure = law.find("POL-KPI")
    assert measure is not None
    assert "at least 1; no first day in force" in words(explain_provision(law, date(2026, 11, 21), measure))


@pytest.mark.parametrize(
    ("word", "status"),
    [("OVERDUE", Status.OVERDUE), ("May-Be-Overdue", Status.MAY_BE_OVERDUE), ("at risk", Status.AT_RISK)],
)
def test_a_status_is_found_in_any_case(word: str, status: Status) -> None:
    assert named_alone(load_law(), word) is status


@pytest.mark.parametrize(
    ("place", "duty", "sites", "regime", "found"),
    [
        ("northbank", "comah-14-test", ("northbank",), None, "COMAH-14-TEST"),
        ("Northbank/REPPIR", "reppir-12-test", ("northbank",), "reppir", "REPPIR-12-TEST"),
        ("riverside", "COMAH-14-TEST", ("northbank", "westbank"), None, "COMAH-14-TEST"),
        ("halton", "BOARD-REPORT", (), None, "board-report"),
        ("westbank", "board-report", ("westbank",), None, "board-report"),
    ],
)
def test_a_place_and_a_duty(place: str, duty: str, sites: tuple[str, ...], regime: str | None, found: str) -> None:
    asked = read_pair(register(RECORDS), load_law(), place, duty)
    assert (asked.sites, asked.regime, asked.duty) == (sites, regime, found)


@pytest.mark.parametrize(
    ("place", "duty", "message"),
    [
        ("nortbank", "COMAH-14-TEST", "nortbank: no such site. Did you mean northbank or westbank?"),
        ("northbank", "COMAH-14-TSET", "COMAH-14-TSET: no such duty. Did you mean COMAH-14-TEST"),
        ("northbank", "bord-report", "bord-report: no such duty. Did you mean board-report"),
        ("COMAH-14-TEST", "northbank", "The site comes first: comah explain northbank COMAH-14-TEST"),
        ("northbank", "overdue", "overdue is a status and is explained without a site: comah explain overdue"),
        ("northbank/repir", "REPPIR-12-TEST", "northbank/repir: no such plan. Did you mean northbank/reppir"),
        (
            "northbank/reppir",
            "COMAH-14-TEST",
            "COMAH-14-TEST is a duty to the comah plan: comah explain northbank COMAH",
        ),
        ("zzz", "COMAH-14-TEST", "zzz: no such site."),
    ],
)
def test_an_unknown_name_suggests_the_nearest(place: str, duty: str, message: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        read_pair(register(RECORDS), load_law(), place, duty)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("overdu", "overdu: no such duty, status, rule or site. Did you mean overdue"),
        ("COMAH14TEST", "COMAH14TEST: no such duty, status, rule or site. Did you mean COMAH-14-TEST"),
        ("bord-report", "bord-report: no such duty, status, rule or site. Did you mean board-report"),
        ("westbnk", "westbnk: no such duty, status, rule or site. Did you mean westbank"),
        ("westbank", "westbank: name a duty too, such as comah explain westbank COMAH-14-TEST."),
    ],
)
def test_one_unknown_word_is_looked_for_among_duties_statuses_and_sites(word: str, message: str) -> None:
    assert str(unknown_alone(load_law(), word, register(RECORDS))).startswith(message)


def test_without_a_register_the_nearest_duty_or_status_is_still_named() -> None:
    assert str(unknown_alone(load_law(), "exemp", None)) == (
        "exemp: no such duty, status, rule or site. Did you mean exempt or COMAH-15-EXEMPT?"
    )
