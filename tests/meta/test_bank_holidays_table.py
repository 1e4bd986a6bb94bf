"""The packaged bank holidays are those of the holidays library, and of days known by heart."""

from __future__ import annotations

import json
import runpy
from datetime import date
from pathlib import Path

import pytest

from comah.model.kinds import Nation
from comah.workdays import working_days
from comah.workdays.working_days import nation_calendar

MAKER = Path(__file__).with_name("make_bank_holidays.py")
TABLE = Path(working_days.__file__).with_name("bank_holidays.json")

ENGLAND, WALES, SCOTLAND = Nation.ENGLAND, Nation.WALES, Nation.SCOTLAND


def test_the_packaged_table_equals_a_fresh_one() -> None:
    assert TABLE.read_text(encoding="utf-8") == runpy.run_path(str(MAKER))["table_text"]()


def test_the_table_has_every_nation_and_every_year() -> None:
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    assert sorted(table) == sorted(nation.value for nation in Nation)
    for years in table.values():
        assert list(years) == [str(year) for year in range(2000, 2061)]


def test_no_day_of_the_table_is_at_a_weekend() -> None:
    for nation in Nation:
        days = nation_calendar(nation).bank_holidays
        assert [day for day in days if day.isoweekday() > 5] == []
        assert list(days) == sorted(set(days))


@pytest.mark.parametrize(
    ("nation", "year", "days"),
    [
        (ENGLAND, 2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
        (ENGLAND, 2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (WALES, 2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (SCOTLAND, 2026, "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28"),
        (ENGLAND, 2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
        (SCOTLAND, 2027, "01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28"),
    ],
)
def test_whole_years_as_they_were_published(nation: Nation, year: int, days: str) -> None:
    found = [f"{day:%m-%d}" for day in nation_calendar(nation).bank_holidays if day.year == year]
    assert " ".join(found) == days


@pytest.mark.parametrize(
    ("day", "where"),
    [
        ("2026-04-03", {ENGLAND, WALES, SCOTLAND}),  # Good Friday
        ("2026-04-06", {ENGLAND, WALES}),  # Easter Monday
        ("2026-12-28", {ENGLAND, WALES, SCOTLAND}),  # instead of Boxing Day, a Saturday
        ("2026-01-02", {SCOTLAND}),
        ("2023-01-03", {SCOTLAND}),  # 1 January 2023 was a Sunday, 2 January is a holiday itself
        ("2026-11-30", {SCOTLAND}),  # St Andrew's Day
        ("2024-12-02", {SCOTLAND}),  # instead of St Andrew's Day, a Saturday
        ("2026-08-03", {SCOTLAND}),  # summer, first Monday
        ("2026-08-31", {ENGLAND, WALES}),  # summer, last Monday
        ("2002-06-03", {ENGLAND, WALES, SCOTLAND}),  # Golden Jubilee
        ("2011-04-29", {ENGLAND, WALES, SCOTLAND}),  # royal wedding
        ("2012-06-05", {ENGLAND, WALES, SCOTLAND}),  # Diamond Jubilee
        ("2020-05-04", set()),  # early May moved
        ("2020-05-08", {ENGLAND, WALES, SCOTLAND}),  # to VE Day
        ("2022-05-30", set()),  # spring moved
        ("2022-06-02", {ENGLAND, WALES, SCOTLAND}),  # to here
        ("2022-06-03", {ENGLAND, WALES, SCOTLAND}),  # Platinum Jubilee
        ("2022-09-19", {ENGLAND, WALES, SCOTLAND}),  # state funeral
        ("2023-05-08", {ENGLAND, WALES, SCOTLAND}),  # coronation
    ],
)
def test_known_days(day: str, where: set[Nation]) -> None:
    held = date.fromisoformat(day)
    assert held.isoweekday() <= 5
    assert {nation for nation in Nation if not nation_calendar(nation).is_working_day(held)} == where
