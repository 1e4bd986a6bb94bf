"""The list of what changed, as it goes into an e-mail."""

from __future__ import annotations

from datetime import date, time

import pytest
from issuing_desk import FIRST_DAY, Desk, entry
from msgspec.structs import replace

from comah.model.calendar_issue import CalendarIssue
from comah.model.entry import Entry, EntryKind
from comah.render.calendar_changes import changes_text, span_words

A_WEEK_ON = date(2026, 11, 28)


def listed(*calendars: CalendarIssue) -> list[str]:
    return changes_text(calendars, A_WEEK_ON).splitlines()


def test_what_moved_comes_first_then_what_is_off_then_what_is_new() -> None:
    desk = Desk()
    late = entry("overdue", date(2026, 11, 23), kind=EntryKind.NOT_SHOWN, is_reminder=True)
    desk.issue(entry("a"), entry("b"), entry("c"), entry("d"), late)
    found = desk.preview(
        entry("new", date(2027, 1, 5)),
        entry("c", title="Exercise renamed"),
        entry("b", is_cancelled=True),
        entry("a", date(2027, 3, 17), title="Exercise Alpha"),
        replace(late, first=date(2026, 11, 30), last=date(2026, 11, 30)),
        on=A_WEEK_ON,
    )
    assert listed(found) == [
        "Calendar changes since the last issue, as at Sat 28 Nov 2026",
        "",
        "External plans: Example Resilience Forum",
        "  moved: Exercise Alpha (was: Exercise a), from Wed 10 Mar 2027 to Wed 17 Mar 2027",
        "  cancelled: Exercise b, Wed 10 Mar 2027",
        "  cancelled: Exercise d, Wed 10 Mar 2027",
        "  added: Exercise new, Tue 5 Jan 2027",
        "  text changed: Exercise renamed (was: Exercise c), Wed 10 Mar 2027",
        "  reminded again: 1 entry that is late or not known, on Mon 30 Nov 2026",
    ]


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (entry(), "Wed 10 Mar 2027"),
        (entry(starts_at=time(10), ends_at=time(14)), "Wed 10 Mar 2027 10:00-14:00"),
        (entry(last=date(2027, 3, 11)), "Wed 10 Mar 2027 to Thu 11 Mar 2027"),
        (
            entry(last=date(2027, 3, 17), starts_at=time(9), ends_at=time(9)),
            "Wed 10 Mar 2027 09:00 to Wed 17 Mar 2027 09:00",
        ),
    ],
    ids=["a day", "with times", "two days", "a week on call"],
)
def test_when_it_is(when: Entry, words: str) -> None:
    assert span_words(when) == words


def test_a_calendar_that_did_not_change_is_not_named() -> None:
    desk = Desk()
    desk.issue(entry())
    assert listed(desk.preview(entry(), on=A_WEEK_ON)) == [
        "Calendar changes since the last issue, as at Sat 28 Nov 2026",
        "",
        "nothing changed",
    ]


def test_markings_stand_first_and_hostile_text_is_text() -> None:
    desk = Desk()
    desk.issue(entry())
    found = desk.preview(entry("x", title="a\x1b[2J\r\nadded: b"), entry(), on=FIRST_DAY)
    lines = changes_text([found], FIRST_DAY, ["OFFICIAL"]).splitlines()
    assert lines[0] == "OFFICIAL"
    assert [line for line in lines if line.startswith("  added")] == [
        "  added: a\ufffd[2J\ufffd\ufffdadded: b, Wed 10 Mar 2027"
    ]
