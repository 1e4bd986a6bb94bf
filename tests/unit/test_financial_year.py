"""Financial years run from 1 April to 31 March."""

from __future__ import annotations

from datetime import date

import pytest

from comah.workdays.financial_year import FinancialYear, financial_year_of


@pytest.mark.parametrize(
    ("day", "name", "days_left"),
    [
        ("2026-03-31", "2025/26", 0),
        ("2026-04-01", "2026/27", 364),
        ("2026-11-21", "2026/27", 130),
        ("2026-12-31", "2026/27", 90),
        ("2027-01-01", "2026/27", 89),
        ("2027-03-30", "2026/27", 1),
        ("2027-03-31", "2026/27", 0),
        ("2027-04-01", "2027/28", 365),  # has 29 February 2028
        ("1999-06-01", "1999/00", 304),
        ("2009-06-01", "2009/10", 303),
    ],
)
def test_the_year_of_a_day_and_what_is_left_of_it(day: str, name: str, days_left: int) -> None:
    on = date.fromisoformat(day)
    year = financial_year_of(on)
    assert (year.name, year.days_left(on), on in year) == (name, days_left, True)


def test_a_years_first_and_last_day() -> None:
    year = FinancialYear(begins_in=2026)
    assert (year.starts_on, year.ends_on) == (date(2026, 4, 1), date(2027, 3, 31))
    assert date(2026, 3, 31) not in year
    assert date(2027, 4, 1) not in year


def test_nothing_is_left_of_a_year_that_is_over() -> None:
    assert FinancialYear(begins_in=2024).days_left(date(2026, 11, 21)) == 0
