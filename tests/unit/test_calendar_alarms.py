"""Alarms and places in the calendar file."""

from __future__ import annotations

from datetime import date, time

import pytest
from calendar_files import calendar_bytes

from comah.calendar_lint import lint
from comah.model.entry import Alarm, Entry, EntryKind

TIMED = {"starts_at": time(10), "ends_at": time(14)}


def file_of(**more: object) -> str:
    """Write a file of one entry and return its lines unfolded."""
    day = date(2027, 3, 10)
    entry = Entry(identity=("a", "b"), kind=EntryKind.EXERCISE, first=day, last=day, title="x", **more)  # type: ignore[arg-type]
    data = calendar_bytes((entry,), name="x", on=date(2026, 11, 21), timezone="Europe/London", forum="x")
    assert lint(data) == ()
    return data.decode().replace("\r\n ", "")


@pytest.mark.parametrize(
    ("alarm", "more", "trigger"),
    [
        (Alarm.DAY_BEFORE, {}, "TRIGGER:-PT15H\r\n"),  # 09:00 the day before
        (Alarm.WEEK_BEFORE, {}, "TRIGGER:-P6DT15H\r\n"),  # 09:00 seven days before
        (Alarm.DAY_BEFORE, TIMED, "TRIGGER:-P1D\r\n"),
        (Alarm.WEEK_BEFORE, TIMED, "TRIGGER:-P7D\r\n"),
    ],
)
def test_an_alarm_rings_before_the_start(alarm: Alarm, more: dict[str, time], trigger: str) -> None:
    assert trigger in file_of(alarm=alarm, **more)


@pytest.mark.parametrize("more", [{"alarm": Alarm.NONE}, {"alarm": Alarm.WEEK_BEFORE, "is_cancelled": True}])
def test_what_is_cancelled_or_asks_for_none_has_no_alarm(more: dict[str, object]) -> None:
    assert "VALARM" not in file_of(**more)


def test_a_place_is_one_line_of_text() -> None:
    assert "LOCATION:Fire station\\, Exampleton END:VEVENT\r\n" in file_of(
        location="Fire station, Exampleton\r\nEND:VEVENT"
    )


def test_without_a_place_on_record_the_file_names_none() -> None:
    assert "LOCATION" not in file_of()
