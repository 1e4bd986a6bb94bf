"""Due dates stated by a spreadsheet, held against the law."""

from __future__ import annotations

from datetime import date

import pytest
from register_text import register

from comah.assess import compare_claims
from comah.law.load import load_law
from comah.model.import_report import ClaimResult, Verdict
from comah.model.kinds import DutyTo, Regime
from comah.model.said import Claim, RowAt
from comah.model.when import When

ON = date(2025, 6, 1)
TESTED = """
held_on = 2023-05-12
credits = [{ plan = "northbank", conclusion = "tested", decided_by = "officer" }]
"""
REVIEWED = '[[plans]]\nregime = "comah"\nfirst_prepared_on = 2010-03-01\nreviews = [{ on = 2023-11-01 }]\n'


def compared(
    said: str, *, duty: DutyTo = DutyTo.TEST, site: str = "northbank", held: str = "2023-05-12", since: str = ""
) -> ClaimResult:
    """Compare one stated date with a plan tested on 12 May 2023 and reviewed on 1 November 2023."""
    book = register(
        {"establishments/northbank": REVIEWED, "exercises/a-test": TESTED.replace("2023-05-12", held)},
    )
    at = RowAt(file="sites.xlsx", sheet="Sites", row=7)
    own = When.read(since) if since else None
    claim = Claim(establishment=site, duty=duty, said=When.read(said), heading="Next test", since=own, at=at)
    return compare_claims([claim], book, load_law(), ON)[0]


def test_a_date_a_year_too_late_names_row_law_and_the_test_counted_from() -> None:
    found = compared("2027-05-12")
    assert found.verdict is Verdict.LATER
    assert found.due_on == date(2026, 5, 12)
    assert found.words == (
        "Sites row 7: the sheet says next test 12 May 2027; by COMAH 2015 reg 14(1)(b) it is due by 12 May 2026 "
        "(from the test of 12 May 2023): the sheet's date is 365 days too late"
    )


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("2026-05-12", Verdict.AGREES),
        ("2026-05-11", Verdict.AGREES),  # the safe date
        ("2026-05-13", Verdict.LATER),
        ("2026-05-10", Verdict.EARLIER),
        ("2026-05", Verdict.AGREES),  # one reading of it is right
        ("2026-04", Verdict.EARLIER),
        ("2026-06", Verdict.LATER),
        ("2026", Verdict.AGREES),
        ("2025", Verdict.EARLIER),
    ],
)
def test_a_date_contradicts_only_where_no_reading_of_it_agrees(said: str, verdict: Verdict) -> None:
    assert compared(said).verdict is verdict


@pytest.mark.parametrize(
    ("since", "verdict"),
    [
        ("2020-05-12", Verdict.PAST),
        ("2023-04", Verdict.PAST),
        ("2023-05", Verdict.EARLIER),
        ("2023-05-12", Verdict.EARLIER),
    ],
)
def test_what_followed_from_an_earlier_test_is_history(since: str, verdict: Verdict) -> None:
    assert compared("2023-05-12", since=since).verdict is verdict


def test_history_is_told_as_such() -> None:
    told = compared("2021-11-01", duty=DutyTo.REVIEW, since="2018-11-01").words
    assert told.endswith("; it is not compared: a newer review is on record")


def test_the_safe_date_is_named_as_such() -> None:
    assert compared("2026-05-11").words.endswith(": the sheet has the safe date, one day before it")


def test_an_earlier_date_may_be_a_local_target() -> None:
    assert compared("2026-02-01").words.endswith(
        ": the sheet's date is earlier than the law asks, a local target perhaps"
    )


def test_a_review_is_compared_with_the_review() -> None:
    found = compared("2027-11-01", duty=DutyTo.REVIEW)
    assert found.verdict is Verdict.LATER
    assert "by COMAH 2015 reg 14(1)(a) it is due by 1 Nov 2026 (from the review of 1 Nov 2023)" in found.words


@pytest.mark.parametrize(
    ("said", "verdict"),
    [("2026-05-15", Verdict.AGREES), ("2026-06-01", Verdict.LATER), ("2026-04-29", Verdict.EARLIER)],
)
def test_where_the_record_is_vague_only_what_is_wrong_on_every_reading_contradicts(said: str, verdict: Verdict) -> None:
    found = compared(said, held='"2023-05"')
    assert found.verdict is verdict
    assert "due by 1 May 2026 at the earliest and 31 May 2026 at the latest (from the test of May 2023)" in found.words


def test_a_site_that_is_not_on_record_cannot_be_compared() -> None:
    found = compared("2027-05-12", site="eastquay")
    assert (found.verdict, found.due_on) == (Verdict.NOT_COMPARED, None)
    assert "this cannot be compared with the law: no comah plan of eastquay that owes it is on record" in found.words


def test_a_plan_without_a_test_cannot_be_compared_and_says_why() -> None:
    found = compared("2027-05-12", held='"unknown"')
    assert found.verdict is Verdict.NOT_COMPARED
    assert "day" in found.words


def test_another_regime_is_another_plan() -> None:
    book = register({"establishments/northbank": REVIEWED})
    at = RowAt(file="sites.xlsx", sheet="Sites", row=7)
    claim = Claim(
        establishment="northbank",
        regime=Regime.REPPIR,
        duty=DutyTo.REVIEW,
        said=When.read("2026-11-01"),
        heading="Next review",
        at=at,
    )
    assert compare_claims([claim], book, load_law(), ON)[0].verdict is Verdict.NOT_COMPARED
