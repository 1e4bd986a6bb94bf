"""Working days by nation, as a register corrects them."""

from __future__ import annotations

from datetime import date

import pytest

from comah.model.authority import Authority
from comah.model.kinds import Nation
from comah.model.register import BankHolidays, Register
from comah.model.when import When
from comah.workdays.working_days import WorkCalendar, nation_calendar, work_calendar

ENGLAND, SCOTLAND = nation_calendar(Nation.ENGLAND), nation_calendar(Nation.SCOTLAND)


def d(text: str) -> date:
    return date.fromisoformat(text)


def corrected(add: tuple[str, ...] = (), remove: tuple[str, ...] = ()) -> WorkCalendar:
    days = BankHolidays(add=tuple(When.read(text) for text in add), remove=tuple(When.read(text) for text in remove))
    return work_calendar(Register(schema=1, bank_holidays=days), Authority(schema=1, id="halton", name="Halton"))


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        ("2026-12-24", "2026-12-24", "2026-12-24"),  # Thursday, worked
        ("2026-12-25", "2026-12-24", "2026-12-29"),  # Christmas Day, a Friday
        ("2026-12-26", "2026-12-24", "2026-12-29"),  # Boxing Day, a Saturday
        ("2026-12-28", "2026-12-24", "2026-12-29"),  # its substitute
        ("2027-01-01", "2026-12-31", "2027-01-04"),
        ("2026-04-03", "2026-04-02", "2026-04-07"),  # Good Friday
        ("2026-04-06", "2026-04-02", "2026-04-07"),  # Easter Monday
        ("2026-11-21", "2026-11-20", "2026-11-23"),  # a Saturday
    ],
)
def test_the_working_day_before_and_after_in_england(day: str, before: str, after: str) -> None:
    assert ENGLAND.on_or_before(d(day)) == d(before)
    assert ENGLAND.on_or_after(d(day)) == d(after)


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        ("2026-04-06", "2026-04-06", "2026-04-06"),  # Easter Monday is worked
        ("2026-04-04", "2026-04-02", "2026-04-06"),
        ("2027-01-02", "2026-12-31", "2027-01-05"),  # 2 January, a Saturday, and its substitute
        ("2026-11-30", "2026-11-27", "2026-12-01"),  # St Andrew's Day
    ],
)
def test_the_working_day_before_and_after_in_scotland(day: str, before: str, after: str) -> None:
    assert SCOTLAND.on_or_before(d(day)) == d(before)
    assert SCOTLAND.on_or_after(d(day)) == d(after)


def test_the_next_working_day_is_never_the_day_itself() -> None:
    assert ENGLAND.next_after(d("2026-12-23")) == d("2026-12-24")
    assert ENGLAND.next_after(d("2026-12-24")) == d("2026-12-29")


@pytest.mark.parametrize(
    ("first", "last", "number"),
    [
        ("2026-12-21", "2026-12-31", 7),  # 21 to 24 and 29 to 31 December
        ("2026-12-25", "2026-12-28", 0),
        ("2026-12-24", "2026-12-24", 1),
        ("2026-12-24", "2026-12-23", 0),  # the last before the first
        ("2026-03-30", "2026-04-10", 8),  # Easter takes two
        ("2026-01-01", "2026-12-31", 253),  # 261 weekdays, 8 bank holidays
    ],
)
def test_working_days_counted_in_england(first: str, last: str, number: int) -> None:
    assert ENGLAND.count(d(first), d(last)) == number


def test_working_days_counted_in_scotland() -> None:
    assert SCOTLAND.count(d("2026-03-30"), d("2026-04-10")) == 9
    assert SCOTLAND.count(d("2026-01-01"), d("2026-12-31")) == 251  # 261 weekdays, 10 bank holidays


@pytest.mark.parametrize(
    ("day", "number", "start"),
    [
        ("2026-12-29", 1, "2026-12-24"),
        ("2027-01-04", 4, "2026-12-24"),
        ("2026-04-07", 1, "2026-04-02"),
        ("2026-11-21", 1, "2026-11-20"),
        ("2026-11-21", 0, "2026-11-21"),
    ],
)
def test_going_back_so_many_working_days(day: str, number: int, start: str) -> None:
    assert ENGLAND.back(d(day), number) == d(start)


def test_going_back_a_negative_number_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot go back -1 working days"):
        ENGLAND.back(d("2026-12-29"), -1)


def test_outside_the_table_only_weekends_are_taken_off() -> None:
    assert [ENGLAND.covers(d(day)) for day in ("1999-12-31", "2000-01-01", "2060-12-31", "2061-01-01")] == [
        False,
        True,
        True,
        False,
    ]
    assert ENGLAND.is_working_day(d("2062-12-25"))  # a Monday
    assert not ENGLAND.is_working_day(d("2061-12-25"))  # a Sunday


def test_the_authoritys_nation_comes_before_the_registers() -> None:
    register = Register(schema=1, nation=Nation.SCOTLAND)
    highland = Authority(schema=1, id="highland", name="Highland")
    halton = Authority(schema=1, id="halton", name="Halton", nation=Nation.ENGLAND)
    assert work_calendar(register, highland).nation is Nation.SCOTLAND
    assert work_calendar(register, highland).is_working_day(d("2026-04-06"))
    assert work_calendar(register, halton).nation is Nation.ENGLAND
    assert not work_calendar(register, halton).is_working_day(d("2026-04-06"))


def test_a_register_without_corrections_has_the_packaged_table() -> None:
    assert corrected() is ENGLAND


def test_a_register_adds_and_removes_bank_holidays() -> None:
    calendar = corrected(add=("2027-05-10", "2062-12-25"), remove=("2027-05-03",))
    assert not calendar.is_working_day(d("2027-05-10"))
    assert calendar.is_working_day(d("2027-05-03"))
    assert calendar.count(d("2027-05-03"), d("2027-05-10")) == 5
    assert not calendar.is_working_day(d("2062-12-25"))
    assert ENGLAND.is_working_day(d("2027-05-10"))  # the packaged table stays as it is


def test_a_span_of_exact_days_corrects_each_of_them() -> None:
    calendar = corrected(add=("2027-05-10/2027-05-12",))
    assert calendar.on_or_after(d("2027-05-10")) == d("2027-05-13")


def test_a_correction_not_known_to_the_day_corrects_nothing() -> None:
    assert corrected(add=("2027-05",), remove=("2027", "[2027-05-01..2027-05-05]")) == ENGLAND


def test_a_day_both_added_and_removed_is_a_bank_holiday() -> None:
    assert not corrected(add=("2027-05-10",), remove=("2027-05-10",)).is_working_day(d("2027-05-10"))


def test_an_added_weekend_day_is_not_taken_off_twice() -> None:
    assert corrected(add=("2027-05-08", "2027-05-03")).count(d("2027-05-03"), d("2027-05-09")) == 4


def test_an_empty_correction_is_no_correction() -> None:
    days = BankHolidays(add=(None,), remove=(None,))
    halton = Authority(schema=1, id="halton", name="Halton")
    assert work_calendar(Register(schema=1, bank_holidays=days), halton) is ENGLAND
