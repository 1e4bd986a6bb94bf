"""The file that entries make: what stands in it, to the octet where that matters."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from calendar_files import calendar_bytes

from comah.calendar_lint import lint
from comah.errors import RefusedError
from comah.model.entry import Alarm, Entry, EntryKind, ShownAs
from comah.model.issued import Outgoing
from comah.render.calendar_ics import build_calendar

ON = date(2026, 11, 21)


def entry(**fields: Any) -> Entry:
    day = fields.pop("day", date(2027, 3, 10))
    plain = {
        "identity": ("2027-northbank", "exercise"),
        "kind": EntryKind.EXERCISE,
        "first": day,
        "last": day,
        "title": "Exercise",
    }
    return Entry(**{**plain, **fields})


def file_of(*entries: Entry, timezone: str = "Europe/London", forum: str = "Example Resilience Forum") -> str:
    data = calendar_bytes(entries, name="External plans", on=ON, timezone=timezone, forum=forum)
    assert lint(data) == ()
    return data.decode().replace("\r\n ", "")


def timed(day: date, starts: time, ends: time) -> Entry:
    return entry(day=day, starts_at=starts, ends_at=ends)


def test_a_deadline_is_all_day_and_ends_the_day_after() -> None:
    text = file_of(entry(day=date(2027, 2, 28)))
    assert "DTSTART;VALUE=DATE:20270228\r\nDTEND;VALUE=DATE:20270301\r\n" in text
    assert "TRANSP:TRANSPARENT" in text
    assert "X-MICROSOFT-CDO-BUSYSTATUS:FREE" in text


def test_the_identifier_comes_from_the_record_alone() -> None:
    one = file_of(entry(identity=("northbank", "comah-14-test", "deadline")))
    two = file_of(entry(identity=("northbank", "comah-14-test", "deadline"), title="Other", day=date(2028, 1, 1)))
    line = "\r\nUID:northbank.comah-14-test.deadline@example-resilience-forum.comah\r\n"
    assert line in one
    assert line in two


def test_identifiers_stay_their_own_however_long_the_names() -> None:
    long = "x" * 300
    text = file_of(entry(identity=(long, "a")), entry(identity=(long, "b")), forum="Ünï Förum " + "y" * 300)
    uids = [line for line in text.split("\r\n") if line.startswith("UID:")]
    assert len(set(uids)) == 2
    assert all(len(uid.removeprefix("UID:").encode()) == 202 for uid in uids)


def test_two_records_of_one_id_in_a_faulty_register_get_two_identifiers() -> None:
    text = file_of(entry(), entry())
    assert "UID:2027-northbank.exercise@" in text
    assert "UID:2027-northbank.exercise.2@" in text


def test_no_identifier_looks_like_outlooks_own() -> None:
    assert "UID:x-040000008200e000.exercise@" in file_of(entry(identity=("040000008200e000", "exercise")))


def test_a_calendar_of_one_event_has_no_name_and_one_of_two_has() -> None:
    assert "X-WR-" not in file_of(entry())
    text = file_of(entry(), entry(identity=("other", "exercise")))
    assert "X-WR-CALNAME:External plans\r\n" in text
    assert "X-WR-RELCALID:calendar.whole@example-resilience-forum.comah\r\n" in text


@pytest.mark.parametrize(
    ("day", "starts", "ends", "lines"),
    [
        (
            date(2027, 3, 10),
            time(10),
            time(14),
            "DTSTART;TZID=Europe/London:20270310T100000\r\nDTEND;TZID=Europe/London:20270310T140000",
        ),
        # 28 March 2027: 01:00 to 02:00 is skipped; 31 October 2027: 01:00 to 02:00 comes twice
        (
            date(2027, 3, 28),
            time(1, 30),
            time(4),
            "DTSTART:20270328T013000Z\r\nDTEND;TZID=Europe/London:20270328T040000",
        ),
        (
            date(2027, 3, 28),
            time(0, 30),
            time(1, 30),
            "DTSTART;TZID=Europe/London:20270328T003000\r\nDTEND:20270328T013000Z",
        ),
        (date(2027, 3, 28), time(1, 30), time(2), "DTSTART;VALUE=DATE:20270328\r\nDTEND;VALUE=DATE:20270329"),
        (
            date(2027, 10, 31),
            time(1, 30),
            time(4),
            "DTSTART:20271031T003000Z\r\nDTEND;TZID=Europe/London:20271031T040000",
        ),
        (
            date(2027, 10, 31),
            time(0, 30),
            time(2),
            "DTSTART;TZID=Europe/London:20271031T003000\r\nDTEND;TZID=Europe/London:20271031T020000",
        ),
        (date(1995, 10, 25), time(10), time(14), "DTSTART:19951025T100000Z\r\nDTEND:19951025T140000Z"),
    ],
)
def test_times_on_plain_days_and_where_the_clocks_change(day: date, starts: time, ends: time, lines: str) -> None:
    assert f"\r\n{lines}\r\n" in file_of(timed(day, starts, ends))


def test_a_zone_is_described_only_where_it_is_used() -> None:
    assert "VTIMEZONE" not in file_of(entry())
    assert file_of(timed(date(2027, 3, 10), time(10), time(14)), entry()).count("BEGIN:VTIMEZONE") == 1


def test_another_zone_is_written_in_utc() -> None:
    text = file_of(timed(date(2027, 7, 1), time(10), time(14)), timezone="Europe/Paris")
    assert "DTSTART:20270701T080000Z\r\nDTEND:20270701T120000Z" in text
    assert "VTIMEZONE" not in text


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../etc/passwd", "Europe"])
def test_a_zone_that_does_not_exist_is_refused(zone: str) -> None:
    with pytest.raises(RefusedError, match="time zone"):
        file_of(timed(date(2027, 7, 1), time(10), time(14)), timezone=zone)


def test_a_cancelled_entry() -> None:
    text = file_of(entry(is_cancelled=True, shown_as=ShownAs.BUSY, alarm=Alarm.DAY_BEFORE))
    assert "SUMMARY:CANCELLED: Exercise\r\n" in text
    assert "STATUS:CANCELLED\r\n" in text
    assert "TRANSP:TRANSPARENT\r\n" in text
    assert "VALARM" not in text


def test_an_entry_taken_from_one_calendar_alone_does_not_read_as_if_it_were_off_for_all() -> None:
    gone = entry(is_cancelled=True)
    out = Outgoing(
        entry=gone, uid="x@example.comah", sequence=1, revised_at=datetime(2026, 11, 21, tzinfo=UTC), is_withdrawn=True
    )
    text = build_calendar([out], name="Fire", identifier="fire@example.comah", timezone="Europe/London").decode()
    assert "SUMMARY:CANCELLED: in this calendar only: Exercise\r\n" in text


@pytest.mark.parametrize(
    ("shown_as", "is_firm", "lines"),
    [
        (ShownAs.BUSY, True, ("STATUS:CONFIRMED", "TRANSP:OPAQUE", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY")),
        (ShownAs.TENTATIVE, False, ("STATUS:TENTATIVE", "TRANSP:OPAQUE", "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE")),
        (ShownAs.FREE, True, ("STATUS:CONFIRMED", "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE")),
    ],
)
def test_how_time_is_taken_up(shown_as: ShownAs, is_firm: bool, lines: tuple[str, ...]) -> None:
    text = file_of(entry(shown_as=shown_as, is_firm=is_firm))
    assert all(f"\r\n{line}\r\n" in text for line in lines)


def test_alarms_ring_the_day_before() -> None:
    assert "TRIGGER:-PT15H\r\n" in file_of(entry(alarm=Alarm.DAY_BEFORE))  # 09:00 the day before
    late = entry(alarm=Alarm.DAY_BEFORE, starts_at=time(10), ends_at=time(14))
    assert "TRIGGER:-P1D\r\n" in file_of(late)


def test_stamps_are_the_reference_date_and_nothing_else_is() -> None:
    text = file_of(entry(), entry(identity=("other", "exercise")))
    assert text.count("20261121") == 4
    assert text.count("20261121T000000Z") == 4


@pytest.mark.parametrize("link", ["javascript:alert(1)", "https://a b", "https://a\r\nMETHOD:PUBLISH", "", "ftp://a"])
def test_a_link_that_is_none_is_left_out(link: str) -> None:
    assert "\r\nURL" not in file_of(entry(link=link))


def test_a_text_of_which_nothing_is_left_has_no_property() -> None:
    text = file_of(entry(lines=("\x07", " "), location="\u202e", categories=("", "\x00", "one")))
    assert "DESCRIPTION" not in text
    assert "LOCATION" not in text
    assert "\r\nCATEGORIES:one\r\n" in text
    assert "CATEGORIES" not in file_of(entry(categories=("\x00",)))


def test_a_thousand_entries_are_taken_and_one_more_is_refused() -> None:
    many = tuple(entry(identity=(f"e{number}", "exercise")) for number in range(1001))
    assert file_of(*many[:1000]).count("BEGIN:VEVENT") == 1000
    with pytest.raises(
        RefusedError, match="1,001 entries are more than a file's 1,000: write several with --split DIR"
    ):
        file_of(*many)


def test_more_than_a_megabyte_is_refused() -> None:
    with pytest.raises(RefusedError, match="more than 1,000,000: write several with --split DIR"):
        file_of(entry(lines=("x" * 1_000_000,)))


def test_an_empty_period_is_refused() -> None:
    with pytest.raises(RefusedError, match="Nothing falls in that period"):
        file_of()
