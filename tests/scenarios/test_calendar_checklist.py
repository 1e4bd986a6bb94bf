"""The checklist that every calendar file satisfies, item by item, on the invented example register.

The file is read here by its octets, by ``ical`` (a parser that shares nothing with the library that
writes) and by a small evaluation of its time zone.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from bisect import bisect_right
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import icalendar
import msgspec
import pytest
from dateutil.rrule import rrulestr
from ical.calendar_stream import IcsCalendarStream

import comah
from comah.agenda import Part, Wanted, agenda
from comah.assess import assess
from comah.calendar_lint import lint
from comah.law.load import load_law
from comah.model.entry import Alarm, Entry, EntryKind, ShownAs
from comah.records.load import load_book
from comah.render.calendar_ics import calendar_bytes

if TYPE_CHECKING:
    from ical.calendar import Calendar

EXAMPLE = Path(comah.__file__).parent / "records" / "example"
ON = date(2026, 11, 21)
LONDON = ZoneInfo("Europe/London")
ODD = "Exercise ünï 🧪 שלום; a,b\\n \x07\r\nBEGIN:VEVENT " + "x" * 5000


def shift(number: int, day: date, starts: time, ends: time) -> Entry:
    return Entry(
        identity=(f"shift-{number}", "exercise"),
        kind=EntryKind.EXERCISE,
        first=day,
        last=day,
        starts_at=starts,
        ends_at=ends,
        title=ODD,
        lines=(ODD, "END:VCALENDAR"),
        categories=("one, two; three",),
        alarm=Alarm.DAY_BEFORE,
        shown_as=ShownAs.BUSY,
        is_cancelled=number == 0,
    )


SHIFTS = (
    shift(0, date(2027, 1, 5), time(7), time(15)),
    shift(1, date(2027, 3, 28), time(0, 30), time(7)),  # over the hour that is skipped
    shift(2, date(2027, 3, 28), time(1, 30), time(7)),  # from within it
    shift(3, date(2027, 10, 31), time(0, 30), time(7)),  # over the hour that comes twice
    shift(4, date(2027, 10, 31), time(1, 30), time(7)),  # from within it
    shift(5, date(2027, 7, 1), time(7), time(19)),
)


def example_entries() -> tuple[Entry, ...]:
    book = load_book(EXAMPLE)
    hidden = frozenset(one.id for records in book.authorities for one in records.exercises if one.no_notice)
    wanted = Wanted(first=date(2014, 1, 1), last=date(2030, 12, 31), parts=frozenset(Part), named=hidden)
    return agenda(book, assess(book, load_law(), ON), wanted)


def written(entries: tuple[Entry, ...]) -> bytes:
    return calendar_bytes(entries, name="External plans", on=ON, timezone="Europe/London", forum="Example Forum")


@pytest.fixture(scope="module")
def entries() -> tuple[Entry, ...]:
    return (*example_entries(), *SHIFTS)


@pytest.fixture(scope="module")
def data(entries: tuple[Entry, ...]) -> bytes:
    return written(entries)


@pytest.fixture(scope="module")
def lines(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


@pytest.fixture(scope="module")
def events(lines: list[str]) -> list[list[str]]:
    blocks = "\n".join(lines).split("BEGIN:VEVENT\n")[1:]
    return [block.split("\nEND:VEVENT")[0].split("\n") for block in blocks]


@pytest.fixture(scope="module")
def read_by_ical(data: bytes) -> Calendar:
    return IcsCalendarStream.calendar_from_ics(data.decode())


def own(event: list[str]) -> dict[str, str]:
    """Return an event's own properties, its alarm left out, by name with the parameters."""
    text = re.sub(r"BEGIN:VALARM.*?END:VALARM", "", "\n".join(event), flags=re.DOTALL)
    return dict(line.split(":", 1) for line in text.split("\n") if line)


def value(event: list[str], name: str) -> str:
    return next(found for key, found in own(event).items() if key.split(";")[0] == name)


def test_the_example_shows_every_kind_of_entry(entries: tuple[Entry, ...]) -> None:
    assert {entry.kind for entry in entries} == set(EntryKind)


def test_the_own_lint_finds_nothing(data: bytes) -> None:
    assert lint(data) == ()


def test_01_utf8_without_a_byte_order_mark(data: bytes) -> None:
    assert not data.startswith(b"\xef\xbb\xbf")
    assert "ünï 🧪 שלום" in data.decode("utf-8").replace("\r\n ", "")


def test_02_crlf_on_every_line_and_the_last(data: bytes) -> None:
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r") == data.count(b"\r\n")


def test_03_lines_of_at_most_75_octets(data: bytes) -> None:
    assert max(len(line) for line in data.split(b"\r\n")) <= 75


def test_04_each_physical_line_is_utf8(data: bytes) -> None:
    for line in data.split(b"\r\n"):
        line.decode("utf-8", "strict")


def test_05_no_control_characters(data: bytes) -> None:
    assert not re.search("[\x00-\x1f\x7f-\x9f]", data.decode().replace("\r\n", ""))


def test_06_text_escapes(events: list[list[str]]) -> None:
    expected = "Exercise ünï 🧪 שלום\\; a\\,b\\\\n BEGIN:VEVENT " + "x" * 5000
    assert value(events[-1], "SUMMARY") == expected
    assert value(events[-1], "DESCRIPTION") == expected + "\\nEND:VCALENDAR"
    assert value(events[-1], "CATEGORIES") == "one\\, two\\; three"


def test_07_one_calendar_with_one_version_and_one_prodid(lines: list[str]) -> None:
    assert [line for line in lines if line.startswith(("BEGIN:VCAL", "END:VCAL", "VERSION", "PRODID"))] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//comah//External emergency plans//EN",
        "END:VCALENDAR",
    ]


def test_08_calendar_properties_stand_before_components(lines: list[str]) -> None:
    depth = 0
    seen_a_part = False
    for line in lines[1:-1]:
        depth += line.startswith("BEGIN:") - line.startswith("END:")
        seen_a_part = seen_a_part or depth > 0
        assert depth > 0 or not seen_a_part or line.startswith("END:")


def test_09_and_10_no_method_attendee_or_organizer(lines: list[str]) -> None:
    assert not [line for line in lines if line.startswith(("METHOD", "ATTENDEE", "ORGANIZER"))]


def test_11_names_only_with_more_than_one_event_and_the_same_in_every_build(entries: tuple[Entry, ...]) -> None:
    assert b"X-WR-" not in written(entries[:1])
    first, second = (re.findall(rb"X-WR-[A-Z]+:[^\r]+", written(some)) for some in (entries[:2], entries[5:9]))
    assert first == second
    assert len(first) == 2


def test_12_both_refresh_intervals_are_equal(lines: list[str]) -> None:
    assert "REFRESH-INTERVAL;VALUE=DURATION:P1D" in lines
    assert "X-PUBLISHED-TTL:P1D" in lines


def test_13_each_zone_used_is_described_once(data: bytes, entries: tuple[Entry, ...]) -> None:
    assert data.count(b"BEGIN:VTIMEZONE") == data.count(b"TZID:Europe/London") == 1
    assert set(re.findall(rb";TZID=([^:]+):", data)) == {b"Europe/London"}
    assert b"VTIMEZONE" not in written(tuple(entry for entry in entries if not entry.is_timed))


def test_14_one_standard_and_one_daylight_with_yearly_rules(lines: list[str]) -> None:
    assert lines.count("BEGIN:STANDARD") == lines.count("BEGIN:DAYLIGHT") == 1
    zone = lines[lines.index("BEGIN:VTIMEZONE") : lines.index("END:VTIMEZONE")]
    assert [line for line in zone if line.startswith(("RRULE", "RDATE"))] == [
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
    ]


def test_15_the_zone_agrees_with_the_zone_database_every_half_hour(lines: list[str]) -> None:
    zone = "\n".join(lines[lines.index("BEGIN:VTIMEZONE") : lines.index("END:VTIMEZONE")])
    onsets: list[tuple[datetime, int]] = []
    for part in re.findall(r"BEGIN:(?:STANDARD|DAYLIGHT)\n.*?END:", zone, flags=re.DOTALL):
        found = dict(line.split(":", 1) for line in part.split("\n")[1:-1])
        before, after = (int(found[name][:3]) for name in ("TZOFFSETFROM", "TZOFFSETTO"))
        rule = rrulestr(found["RRULE"], dtstart=datetime.strptime(found["DTSTART"], "%Y%m%dT%H%M%S"))  # noqa: DTZ007
        found_onsets = rule.between(datetime(2019, 1, 1), datetime(2041, 1, 1))  # noqa: DTZ001
        onsets.extend((onset.replace(tzinfo=UTC) - timedelta(hours=before), after) for onset in found_onsets)
    onsets.sort()
    instants = [onset for onset, _ in onsets]
    moment, wrong = datetime(2020, 1, 1, tzinfo=UTC), 0
    while moment.year < 2041:
        described = onsets[bisect_right(instants, moment) - 1][1]
        wrong += timedelta(hours=described) != moment.astimezone(LONDON).utcoffset()
        moment += timedelta(minutes=30)
    assert wrong == 0


def test_16_and_18_to_21_forms_of_dates_and_times(events: list[list[str]]) -> None:
    day, local, utc = r"\d{8}", r"\d{8}T\d{6}", r"\d{8}T\d{6}Z"
    for event in events:
        keys = [line for line in event if line.startswith(("DTSTART", "DTEND"))]
        for line in keys:
            assert re.fullmatch(rf"DT(START|END)(;VALUE=DATE:{day}|;TZID=Europe/London:{local}|:{utc})", line)
        assert keys[0].count("VALUE=DATE") == keys[1].count("VALUE=DATE")
        assert all(re.fullmatch(utc, value(event, name)) for name in ("DTSTAMP", "LAST-MODIFIED"))
        assert not any(line.startswith("DURATION") for line in event)


def test_17_each_event_has_each_of_seven_properties_once(events: list[list[str]]) -> None:
    for event in events:
        names = [re.split("[;:]", line)[0] for line in event]
        for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "LAST-MODIFIED"):
            assert names.count(name) == 1, (name, event)


def test_19_and_20_the_end_is_the_day_after_the_last(entries: tuple[Entry, ...], events: list[list[str]]) -> None:
    for entry, event in zip(entries, events, strict=True):
        if not entry.is_timed:
            assert value(event, "DTSTART") == f"{entry.first:%Y%m%d}"
            assert value(event, "DTEND") == f"{entry.last + timedelta(days=1):%Y%m%d}"


def test_22_no_local_time_in_a_skipped_or_repeated_hour(events: list[list[str]]) -> None:
    starts = {value(event, "UID").split(".")[0]: line for event in events for line in event if "DTSTART" in line}
    assert starts["shift-1"] == "DTSTART;TZID=Europe/London:20270328T003000"
    assert starts["shift-2"] == "DTSTART:20270328T013000Z"
    assert starts["shift-3"] == "DTSTART;TZID=Europe/London:20271031T003000"
    assert starts["shift-4"] == "DTSTART:20271031T003000Z"


def test_23_shift_instants_agree_in_two_parsers(data: bytes, read_by_ical: Calendar) -> None:
    by_ical = {str(event.uid): event for event in read_by_ical.events}
    seen = 0
    for event in icalendar.Calendar.from_ical(data).walk("VEVENT"):
        assert isinstance(event, icalendar.Event)
        start, end = event.start, event.end
        if not isinstance(start, datetime) or not isinstance(end, datetime):
            continue
        other = by_ical[str(event["uid"])]
        assert isinstance(other.dtstart, datetime)
        assert isinstance(other.dtend, datetime)
        assert other.dtstart.astimezone(UTC) == start.astimezone(UTC)
        assert other.dtend.astimezone(UTC) == end.astimezone(UTC)
        seen += 1
    assert seen > len(SHIFTS)


def test_23_a_shift_over_a_change_of_clocks_has_its_true_length(read_by_ical: Calendar) -> None:
    lengths = {}
    for event in read_by_ical.events:
        start, end = event.dtstart, event.dtend
        if str(event.uid).startswith("shift-") and isinstance(start, datetime) and isinstance(end, datetime):
            lengths[str(event.uid)[: len("shift-0")]] = end.astimezone(UTC) - start.astimezone(UTC)
    hours = {name: length / timedelta(hours=1) for name, length in lengths.items()}
    assert hours == {"shift-0": 8, "shift-1": 5.5, "shift-2": 4.5, "shift-3": 7.5, "shift-4": 6.5, "shift-5": 12}


def test_24_identifiers_are_unique_and_short(events: list[list[str]]) -> None:
    uids = [value(event, "UID") for event in events]
    assert len(set(uids)) == len(uids)
    assert max(len(uid.encode()) for uid in uids) <= 202
    assert not [uid for uid in uids if uid.upper().startswith("040000008200E000")]


def test_25_identifiers_survive_retitling_moving_and_reordering(entries: tuple[Entry, ...], data: bytes) -> None:
    year = timedelta(days=364)
    moved = tuple(
        msgspec.structs.replace(one, title="Other", first=one.first + year, last=one.last + year)
        for one in reversed(entries)
    )
    uid = re.compile(rb"\r\nUID:([^\r]+)")
    before, after = (uid.findall(text.replace(b"\r\n ", b"")) for text in (data, written(moved)))
    assert before == list(reversed(after))


def test_25_no_identifier_is_made_of_a_date_but_where_a_rule_repeats(events: list[list[str]]) -> None:
    for event in events:
        if ".diary@" not in value(event, "UID"):
            start = value(event, "DTSTART")[:8]
            assert start not in value(event, "UID").replace("-", "")


def test_26_without_a_ledger_the_sequence_is_nought(events: list[list[str]]) -> None:
    assert {value(event, "SEQUENCE") for event in events} == {"0"}


def test_27_a_rebuild_is_the_same_to_the_octet_whatever_the_hash_seed() -> None:
    program = (
        "import sys, runpy\n"
        f"names = runpy.run_path({__file__!r})\n"
        "sys.stdout.buffer.write(names['written'](names['example_entries']()))\n"
    )
    built = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "4242")
    ]
    assert built[0] == built[1] == written(example_entries())


def test_28_no_rule_repeats_an_event(events: list[list[str]]) -> None:
    assert not [line for event in events for line in event if line.startswith(("RRULE", "EXDATE"))]


def test_29_cancelled_events(entries: tuple[Entry, ...], events: list[list[str]]) -> None:
    gone = [event for entry, event in zip(entries, events, strict=True) if entry.is_cancelled]
    assert len(gone) >= 2  # one of the example's, and one here
    for event in gone:
        assert value(event, "STATUS") == "CANCELLED"
        assert value(event, "SUMMARY").startswith("CANCELLED: ")
        assert value(event, "TRANSP") == "TRANSPARENT"
        assert value(event, "X-MICROSOFT-CDO-BUSYSTATUS") == "FREE"
        assert "BEGIN:VALARM" not in event


def test_30_transparency_agrees_with_busy_status(events: list[list[str]]) -> None:
    pairs = {(value(event, "TRANSP"), value(event, "X-MICROSOFT-CDO-BUSYSTATUS")) for event in events}
    assert pairs == {("TRANSPARENT", "FREE"), ("OPAQUE", "BUSY"), ("OPAQUE", "TENTATIVE")}


def test_31_at_most_one_alarm_before_the_start(events: list[list[str]]) -> None:
    for event in events:
        assert event.count("BEGIN:VALARM") <= 1
        if "BEGIN:VALARM" in event:
            alarm = event[event.index("BEGIN:VALARM") :]
            assert "ACTION:DISPLAY" in alarm
            assert "TRIGGER:-PT15H" in alarm or "TRIGGER:-P1D" in alarm
            assert any(line.startswith("DESCRIPTION:") and len(line) > len("DESCRIPTION:") for line in alarm)


def test_32_no_html(lines: list[str]) -> None:
    assert not [line for line in lines if line.startswith("X-ALT-DESC")]


def test_33_class_and_status_are_of_the_standard_sets(events: list[list[str]]) -> None:
    assert {value(event, "CLASS") for event in events} == {"PUBLIC"}
    assert {value(event, "STATUS") for event in events} == {"CONFIRMED", "TENTATIVE", "CANCELLED"}


def test_34_at_most_a_thousand_events_and_a_megabyte(data: bytes, events: list[list[str]]) -> None:
    assert len(events) <= 1000
    assert len(data) <= 1_000_000


def test_35_another_parser_reads_as_many_events_with_their_text(
    entries: tuple[Entry, ...], read_by_ical: Calendar
) -> None:
    assert len(read_by_ical.events) == len(entries)
    last = next(event for event in read_by_ical.events if str(event.uid).startswith("shift-5."))
    assert last.summary == "Exercise ünï 🧪 שלום; a,b\\n BEGIN:VEVENT " + "x" * 5000


def test_entries_are_in_order() -> None:
    assert all(one.first <= other.first for one, other in pairwise(example_entries()))


def test_nothing_in_the_file_tells_of_law_version_or_digest(data: bytes) -> None:
    book = load_book(EXAMPLE)
    assert book.digest
    assert book.digest.encode() not in data
    assert load_law().version.encode() not in data
