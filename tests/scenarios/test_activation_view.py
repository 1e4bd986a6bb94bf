"""One activation whole: what the law asked, the debrief, the lessons, the review. As at 21 November 2026."""

from __future__ import annotations

from datetime import date

import pytest
from register_text import register

from comah.duties.activation_view import activation_list, activation_view
from comah.errors import UnknownNameError
from comah.law.load import load_law

ACTIVATION = "activations/2025-release"
HAPPENED = 'site = "northbank"\non = 2025-03-09\n'
SITE = {"establishments/northbank": '[[plans]]\nregime = "comah"\n'}


def parts(records: dict[str, str], on: str = "2026-11-21") -> dict[str, list[str]]:
    """Return each part's lines, with their labels."""
    view = activation_view(register(SITE | records), load_law(), date.fromisoformat(on), "2025-release")
    return {
        part.id: [f"{line.label}: {line.text}" if line.label else line.text for line in part.lines]
        for part in view.parts
    }


def test_everything_on_record_is_shown_and_a_decision_restarts_no_clock() -> None:
    found = parts(
        {
            ACTIVATION: HAPPENED
            + 'summary = "chlorine"\nsource = "incident log"\npublic_informed_on = 2025-03-09\n'
            + 'counts_as_test = { decided_by = "head of service" }\n'
            + 'debriefed_on = 2025-04-02\nno_lessons = "stood down"'
        }
    )
    assert found == {
        "facts": [
            "Site: northbank",
            "Declared: major incident",
            "When: 9 Mar 2025",
            "What: chlorine",
            "Known from: incident log",
            (
                "As a test: decided by head of service, letter not on record; it restarts no clock: only the credit "
                "of an exercise does"
            ),
        ],
        "duties": [
            "COMAH 2015 reg 16: MET: the plan was put into effect (2025-03-09)",
            "COMAH 2015 reg 26(5): MET: people likely to be affected were informed 2025-03-09",
        ],
        "debrief": ["held 2 Apr 2025"],
        "lessons": ["None: stood down"],
        "review": ["NOT REVIEWED since (good practice, not law): comah review start northbank"],
    }


def test_lessons_stand_as_they_stood_on_the_day() -> None:
    lessons = (
        'lessons = [{ id = "l1", text = "Keys", owner = "duty officer", due_on = 2025-06-01, closed_on = 2025-07-01 }]'
    )
    records = {ACTIVATION: HAPPENED + lessons}
    assert parts(records)["lessons"] == ["l1: Keys (closed 1 Jul 2025; duty officer, by 1 Jun 2025)"]
    assert parts(records, "2025-06-30")["lessons"] == ["l1: Keys (OVERDUE; duty officer, by 1 Jun 2025)"]
    assert parts(records, "2025-06-01")["lessons"] == ["l1: Keys (open; duty officer, by 1 Jun 2025)"]
    assert parts({ACTIVATION: HAPPENED})["lessons"] == ["None on record, and no reason why there are none."]


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        ('tier = "lower"', "the site owes no COMAH plan"),
        ('tier = "lower"\n[[plans]]\nregime = "comah"', "the site owes no COMAH plan"),
        (
            '[[plans]]\nregime = "comah"\nreviews = [{ on = 2025-03-09 }]',
            "NOT REVIEWED since (good practice, not law): comah review start northbank",
        ),
        ('[[plans]]\nregime = "comah"\nreviews = [{ on = 2025-03-10 }]', "reviewed since: 10 Mar 2025"),
    ],
)
def test_only_a_full_review_that_surely_came_after_is_one(site: str, expected: str) -> None:
    assert parts({"establishments/northbank": site, ACTIVATION: HAPPENED})["review"] == [expected]


def test_an_activation_without_a_day_has_happened_and_cannot_be_shown_reviewed() -> None:
    site = '[[plans]]\nregime = "comah"\nreviews = [{ on = 2026-03-10 }]'
    records = {"establishments/northbank": site, ACTIVATION: 'site = "northbank"'}
    assert parts(records)["review"][0].startswith("NOT REVIEWED since")
    assert parts(records)["facts"][2] == "When: day not on record"
    found = activation_list(register(records), date(2026, 11, 21))
    assert [(row.id, row.happened) for row in found.rows] == [("2025-release", "")]


def test_the_list_is_narrowed_by_site_and_authority() -> None:
    book = register(SITE | {ACTIVATION: HAPPENED})
    day = date(2026, 11, 21)
    assert activation_list(book, day, sites=frozenset({"westbank"})).rows == ()
    assert activation_list(book, day, authority="eastshire").rows == ()
    assert len(activation_list(book, day, sites=frozenset({"northbank"}), authority="halton").rows) == 1


def test_one_that_is_not_on_record_or_had_not_happened() -> None:
    book = register(SITE | {ACTIVATION: HAPPENED})
    with pytest.raises(UnknownNameError, match="2025-x: no such activation"):
        activation_view(book, load_law(), date(2026, 11, 21), "2025-x")
    with pytest.raises(UnknownNameError, match="it had not happened by this day"):
        activation_view(book, load_law(), date(2025, 3, 8), "2025-release")
