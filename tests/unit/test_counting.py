"""Counting periods: each answer written out, and every day of years against the rule itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from comah.errors import ComahError
from comah.law.counting import earliest_event_reaching, last_lawful_day, safe_day
from comah.model.provision import Counting, Period

DAY = timedelta(days=1)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("event", "period", "counting", "last", "safe"),
    [
        ("2023-05-12", Period(years=3), Counting.EXCLUSIVE, "2026-05-12", "2026-05-11"),
        ("2024-02-29", Period(years=3), Counting.EXCLUSIVE, "2027-02-28", "2027-02-27"),
        ("2021-02-28", Period(years=3), Counting.EXCLUSIVE, "2024-02-28", "2024-02-27"),
        ("2025-08-31", Period(months=6), Counting.EXCLUSIVE, "2026-02-28", "2026-02-27"),
        ("1978-09-30", Period(months=4), Counting.EXCLUSIVE, "1979-01-30", "1979-01-29"),
        ("2025-01-01", Period(years=2), Counting.INCLUSIVE, "2026-12-31", "2026-12-30"),
        ("2026-02-10", Period(days=28), Counting.DAYS, "2026-03-10", "2026-03-09"),
        ("2024-04-01", Period(years=3), Counting.EXCLUSIVE, "2027-04-01", "2027-03-31"),
        ("2024-06-30", Period(years=3), Counting.EXCLUSIVE, "2027-06-30", "2027-06-29"),
        ("2020-02-29", Period(years=4), Counting.EXCLUSIVE, "2024-02-29", "2024-02-28"),
        ("2023-08-31", Period(months=6), Counting.EXCLUSIVE, "2024-02-29", "2024-02-28"),
        ("2026-03-31", Period(months=1), Counting.EXCLUSIVE, "2026-04-30", "2026-04-29"),
        ("2026-03-30", Period(months=1), Counting.EXCLUSIVE, "2026-04-30", "2026-04-29"),
        ("2025-05-31", Period(months=9), Counting.EXCLUSIVE, "2026-02-28", "2026-02-27"),
        ("2024-02-29", Period(years=1), Counting.INCLUSIVE, "2025-02-27", "2025-02-26"),
        ("2024-03-01", Period(years=1), Counting.INCLUSIVE, "2025-02-28", "2025-02-27"),
        ("2026-12-02", Period(days=28), Counting.POLICY, "2026-12-30", "2026-12-29"),
        ("2026-12-02", Period(days=42), Counting.POLICY, "2027-01-13", "2027-01-12"),
        ("2026-12-02", Period(days=112), Counting.POLICY, "2027-03-24", "2027-03-23"),
        ("2024-02-29", Period(years=3), Counting.POLICY, "2027-02-28", "2027-02-27"),
        ("2199-12-31", Period(years=5), Counting.EXCLUSIVE, "2204-12-31", "2204-12-30"),
        ("2199-08-31", Period(months=6), Counting.INCLUSIVE, "2200-02-27", "2200-02-26"),
        ("1900-01-01", Period(days=30), Counting.DAYS, "1900-01-31", "1900-01-30"),
    ],
)
def test_the_last_lawful_and_the_safe_day(event: str, period: Period, counting: Counting, last: str, safe: str) -> None:
    assert last_lawful_day(day(event), period, counting) == day(last)
    assert safe_day(day(last)) == day(safe)


def test_no_day_is_moved_for_a_weekend_or_a_bank_holiday() -> None:
    christmas, saturday = day("2026-12-25"), day("2026-11-21")
    assert last_lawful_day(day("2023-12-25"), Period(years=3), Counting.EXCLUSIVE) == christmas
    assert last_lawful_day(day("2023-11-21"), Period(years=3), Counting.EXCLUSIVE) == saturday
    assert saturday.isoweekday() == 6


@pytest.mark.parametrize(
    ("on", "period", "counting", "earliest"),
    [
        ("2026-11-21", Period(years=3), Counting.EXCLUSIVE, "2023-11-21"),
        ("2024-02-29", Period(years=3), Counting.EXCLUSIVE, "2021-03-01"),
        ("2027-02-28", Period(years=3), Counting.EXCLUSIVE, "2024-02-28"),
        ("2027-03-01", Period(years=3), Counting.EXCLUSIVE, "2024-03-01"),
        ("2026-03-31", Period(months=1), Counting.EXCLUSIVE, "2026-03-01"),
        ("2026-12-31", Period(years=2), Counting.INCLUSIVE, "2025-01-01"),
        ("2026-03-10", Period(days=28), Counting.DAYS, "2026-02-10"),
        ("2199-12-31", Period(years=3), Counting.EXCLUSIVE, "2196-12-31"),
    ],
)
def test_the_earliest_day_that_reaches(on: str, period: Period, counting: Counting, earliest: str) -> None:
    assert earliest_event_reaching(day(on), period, counting) == day(earliest)


@pytest.mark.parametrize("counting", [Counting.EXCLUSIVE, Counting.INCLUSIVE])
@pytest.mark.parametrize("period", [Period(years=1), Period(years=3), Period(months=1), Period(months=6)], ids=str)
@pytest.mark.parametrize("first", ["2023-01-01", "2099-01-01"])  # a leap year, and 2100, which is none
def test_every_day_of_years_reaches_and_the_day_before_its_earliest_does_not(
    first: str, period: Period, counting: Counting
) -> None:
    for offset in range(366 * 2):
        on = day(first) + offset * DAY
        earliest = earliest_event_reaching(on, period, counting)
        assert last_lawful_day(earliest, period, counting) >= on
        assert last_lawful_day(earliest - DAY, period, counting) < on


def test_a_later_event_never_ends_sooner() -> None:
    for period in (Period(years=3), Period(months=1), Period(days=28)):
        ends = [last_lawful_day(day("2023-01-01") + n * DAY, period, Counting.EXCLUSIVE) for n in range(800)]
        assert ends == sorted(ends)


@pytest.mark.parametrize("counting", [Counting.BEFORE, Counting.EVENT, Counting.WITH_REVIEW, Counting.SET_BY_LETTER])
def test_a_rule_without_a_period_is_refused_in_words(counting: Counting) -> None:
    with pytest.raises(ComahError, match=f"no period is counted where the rule is '{counting.value}'"):
        last_lawful_day(day("2026-01-01"), Period(years=3), counting)
    with pytest.raises(ComahError, match=counting.value):
        earliest_event_reaching(day("2026-01-01"), Period(years=3), counting)


def test_answers_are_plain_dates() -> None:
    answers = [
        last_lawful_day(day("2023-05-12"), Period(years=3), Counting.EXCLUSIVE),
        safe_day(day("2026-05-12")),
        earliest_event_reaching(day("2026-11-21"), Period(years=3), Counting.EXCLUSIVE),
    ]
    assert [type(answer) for answer in answers] == [date, date, date]
