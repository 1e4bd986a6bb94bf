"""Whatever a record says, the calendar file stays a calendar file, and says nothing of the record's making."""

from __future__ import annotations

from datetime import date, time

from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from comah.agenda.recurrence import RuleNotReadError, days_of_years
from comah.calendar_lint import lint
from comah.model.entry import Alarm, Entry, EntryKind, ShownAs
from comah.render.calendar_ics import calendar_bytes

SIGNS = st.characters() | st.characters(categories=["Cs"])  # halves of characters too
SYNTAX = st.sampled_from(
    [
        "\r\nBEGIN:VEVENT",
        "\nEND:VCALENDAR\r\n",
        "\\n",
        ";X=",
        ":",
        ",",
        "\x00",
        "\x85",
        "\u2028",
        "\u202e",
        "🧪",
        "שלום",
    ]
)
TEXT = st.lists(st.text(SIGNS, max_size=80) | SYNTAX, max_size=8).map("".join)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31)) | st.sampled_from(
    [date(2027, 3, 28), date(2027, 10, 31), date(2028, 2, 29)]
)
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 30, 59]))


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    first = draw(DAYS)
    starts_at, ends_at = sorted((draw(TIMES), draw(TIMES)))
    is_timed = draw(st.booleans()) and starts_at < ends_at
    return Entry(
        identity=tuple(draw(st.lists(TEXT, min_size=1, max_size=3))),
        kind=draw(st.sampled_from(EntryKind)),
        first=first,
        last=first,
        starts_at=starts_at if is_timed else None,
        ends_at=ends_at if is_timed else None,
        title=draw(TEXT),
        lines=tuple(draw(st.lists(TEXT, max_size=3))),
        categories=tuple(draw(st.lists(TEXT, max_size=3))),
        link=draw(TEXT),
        alarm=draw(st.sampled_from(Alarm)),
        shown_as=draw(st.sampled_from(ShownAs)),
        is_firm=draw(st.booleans()),
        is_cancelled=draw(st.booleans()),
    )


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
