"""Local measures: last year's count, this year's target, so far, and what is confirmed."""

from __future__ import annotations

from datetime import date

import pytest
from register_text import register

from comah.assess import assess
from comah.duties.measures import measure_report, measure_rows
from comah.law.load import load_law
from comah.model.measure import MeasureRow

MEASURE = '[[measures]]\nid = "ppt-06"\ntitle = "One exercise a year"\ntarget = 2\n'
NAMED = 'will_test = ["northbank"]\n'


def measured(on: str, **exercises: str) -> MeasureRow:
    texts = {f"exercises/{name}": NAMED + text for name, text in exercises.items()}
    book = register({"authority": MEASURE, "establishments/northbank": ""} | texts)
    (row,) = measure_rows(book, assess(book, load_law(), date.fromisoformat(on)))
    return row


def counts(on: str, **exercises: str) -> tuple[int, int, int]:
    row = measured(on, **exercises)
    return row.last_actual, row.actual, row.forecast


def test_a_measure_as_members_read_it() -> None:
    row = measured(
        "2026-11-21",
        a="held_on = 2025-09-10",
        b="held_on = 2026-06-10",
        c="planned_on = 2027-03-03\nconfirmed_on = 2026-10-01",
        d="planned_on = 2027-03-10",
    )
    assert (row.id, row.title, row.period, row.last_period) == ("ppt-06", "One exercise a year", "2026/27", "2025/26")
    assert (row.last_actual, row.target, row.actual, row.forecast, row.days_left) == (1, 2, 1, 2, 130)
    assert (row.last_status.value, row.status.value) == ("missed", "open")


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ("2025-03-31", (0, 0, 0)),
        ("2025-04-01", (1, 0, 0)),
        ("2026-03-31", (1, 0, 0)),
        ("2026-04-01", (0, 1, 1)),
        ('"2026-03/2026-04"', (0, 0, 0)),  # it may lie in either year
    ],
)
def test_an_exercise_counts_in_the_year_that_it_was_held_in_for_certain(
    held: str, expected: tuple[int, int, int]
) -> None:
    assert counts("2026-11-21", a=f"held_on = {held}") == expected


def test_on_the_first_of_april_this_year_becomes_last_year() -> None:
    assert counts("2027-03-31", a="held_on = 2026-06-10") == (0, 1, 1)
    assert counts("2027-04-01", a="held_on = 2026-06-10") == (1, 0, 0)
    assert measured("2027-04-01", a="held_on = 2026-06-10", b="held_on = 2026-06-11").last_status.value == "met"


@pytest.mark.parametrize(
    ("text", "forecast"),
    [
        ("planned_on = 2027-03-31\nconfirmed_on = 2026-10-01", 1),
        ("planned_on = 2027-04-01\nconfirmed_on = 2026-10-01", 0),
        ('planned_on = "2027-03/2027-04"\nconfirmed_on = 2026-10-01', 0),
        ("planned_on = 2027-03-31\nconfirmed_on = 2026-11-22", 0),  # not yet confirmed on the day
        ("planned_on = 2026-11-21\nconfirmed_on = 2026-10-01", 1),
        ("planned_on = 2026-11-20\nconfirmed_on = 2026-10-01", 0),  # past and not recorded as held
    ],
)
def test_the_forecast_holds_what_is_confirmed_for_the_year(text: str, forecast: int) -> None:
    assert counts("2026-11-21", a=text) == (0, 0, forecast)


def test_a_report_of_measures_says_whose_they_are() -> None:
    book = register({"authority": f'marking = "OFFICIAL"\nsource_note = "papers"\n{MEASURE}'})
    assessment = assess(book, load_law(), date(2026, 11, 21))
    report = measure_report(book, assessment, "halton")
    assert (report.title, report.marking, report.notices) == ("Halton", ("OFFICIAL",), ("Source: papers",))
    assert [row.id for row in report.rows] == ["ppt-06"]
