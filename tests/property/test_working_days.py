"""Working days, whatever the day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from comah.model.kinds import Nation
from comah.workdays.working_days import WorkCalendar, nation_calendar

CALENDARS = st.sampled_from(Nation).map(nation_calendar)
DAYS = st.dates(date(1995, 1, 1), date(2065, 12, 31))
A_DAY = timedelta(days=1)
brief = settings(max_examples=60, deadline=None, database=None)


@brief
@given(CALENDARS, DAYS, st.integers(-3, 120))
def test_counting_is_asking_day_by_day(calendar: WorkCalendar, first: date, length: int) -> None:
    days = [first + timedelta(days=number) for number in range(length)]
    asked = sum(calendar.is_working_day(day) for day in days)
    assert calendar.count(first, first + timedelta(days=length - 1)) == asked


@brief
@given(CALENDARS, DAYS)
def test_no_working_day_is_passed_over(calendar: WorkCalendar, day: date) -> None:
    before, after = calendar.on_or_before(day), calendar.on_or_after(day)
    assert calendar.is_working_day(before)
    assert calendar.is_working_day(after)
    assert before <= day <= after
    assert calendar.count(before, after) == (1 if before == after else 2)


@brief
@given(CALENDARS, DAYS, st.integers(1, 60))
def test_going_back_leaves_exactly_so_many_working_days(calendar: WorkCalendar, day: date, number: int) -> None:
    start = calendar.back(day, number)
    assert calendar.is_working_day(start)
    assert calendar.count(start, day - A_DAY) == number


@brief
@given(CALENDARS, DAYS)
def test_the_next_working_day_is_the_first_after(calendar: WorkCalendar, day: date) -> None:
    following = calendar.next_after(day)
    assert following > day
    assert calendar.count(day + A_DAY, following) == 1
