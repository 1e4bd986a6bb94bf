"""Whatever a record says, the calendar file stays a calendar file, and says nothing of the record's making."""

from __future__ import annotations

from datetime import date

from calendar_files import calendar_bytes
from hostile_entries import TEXT, entries
from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from comah.calendar_lint import lint
from comah.model.entry import Entry
from comah.workdays.recurrence import RuleNotReadError, days_of_years


@settings(max_examples=150, deadline=None)
@given(st.lists(entries(), min_size=1, max_size=4), TEXT, TEXT)
def test_any_text_makes_a_good_file_with_as_many_events(found: list[Entry], name: str, forum: str) -> None:
    data = calendar_bytes(tuple(found), name=name, on=date(2026, 11, 21), timezone="Europe/London", forum=forum)
    assert lint(data) == ()
    assert len(IcsCalendarStream.calendar_from_ics(data.decode()).events) == len(found)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: f"BEGIN:VCALENDAR\r\n{text}".encode()))
def test_the_lint_reads_any_octets(data: bytes) -> None:
    assert lint(data)


RULE_PARTS = st.builds(
    "{}={}".format,
    st.sampled_from(["INTERVAL", "COUNT", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "BYDAY", "BYEASTER", "X"]),
    st.sampled_from(["0", "1", "-1", "12", "30", "400", "1WE", "SU,MO", "6MO,XX"]),
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]), st.lists(RULE_PARTS, max_size=3))
def test_any_rule_gives_days_of_its_years_or_is_refused(frequency: str, parts: list[str]) -> None:
    try:
        days = days_of_years(";".join([f"FREQ={frequency}", *parts]), 2026, 2027)
    except RuleNotReadError:
        return
    assert list(days) == sorted(set(days))
    assert all(day.year in {2026, 2027} for day in days)
