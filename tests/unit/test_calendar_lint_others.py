"""Files that other programs write, as they write them, and files that are broken: what is found is right."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar, Event

from comah.calendar_lint import lint
from comah.model.kinds import Severity

# classic Outlook, "Save calendar": Microsoft's zone name, onsets of 1601, HTML beside the text, Outlook's own UID
OUTLOOK_SAVED_CALENDAR = r"""
BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
METHOD:PUBLISH
X-CALSTART:20270310T100000Z
X-CALEND:20270713T130000Z
X-CLIPSTART:20270301T000000Z
X-CLIPEND:20270801T000000Z
X-WR-RELCALID:{0000002E-3C9F-4E43-9F3C-E8D0A4B3A7B0}
X-WR-CALNAME:Exercise planning
X-PRIMARY-CALENDAR:FALSE
X-OWNER;CN="Emergency planning":mailto:planning@example.com
BEGIN:VTIMEZONE
TZID:GMT Standard Time
BEGIN:STANDARD
DTSTART:16011028T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0100
TZOFFSETTO:-0000
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T010000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:-0000
TZOFFSETTO:+0100
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
CLASS:PUBLIC
CREATED:20261121T091500Z
DESCRIPTION:Bring the plan\, section 4\n\n
DTEND;TZID="GMT Standard Time":20270310T140000
DTSTAMP:20261121T091500Z
DTSTART;TZID="GMT Standard Time":20270310T100000
LAST-MODIFIED:20261121T091500Z
LOCATION:Fire station
PRIORITY:5
SEQUENCE:0
SUMMARY;LANGUAGE=en-gb:Live exercise
TRANSP:OPAQUE
UID:040000008200E00074C5B7101A82E00800000000D0E5A0C7F0A1D901000000000000000
 010000000B9B3C1E8F6E64A4C8B0F6B7C5A2D1E3F
X-ALT-DESC;FMTTYPE=text/html:<html>\n<body>\n<p>Bring the plan\, section 4&
 nbsp\;</p>\n</body>\n</html>
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
X-MICROSOFT-CDO-IMPORTANCE:1
X-MICROSOFT-DISALLOW-COUNTER:FALSE
X-MS-OLK-AUTOFILLLOCATION:FALSE
X-MS-OLK-CONFTYPE:0
BEGIN:VALARM
TRIGGER:-PT15M
ACTION:DISPLAY
DESCRIPTION:Reminder
END:VALARM
END:VEVENT
BEGIN:VEVENT
CLASS:PUBLIC
CREATED:20261121T091500Z
DTEND;TZID="GMT Standard Time":20270713T140000
DTSTAMP:20261121T091500Z
DTSTART;TZID="GMT Standard Time":20270713T100000
LAST-MODIFIED:20261121T091500Z
PRIORITY:5
SEQUENCE:0
SUMMARY;LANGUAGE=en-gb:Debrief
TRANSP:OPAQUE
UID:040000008200E00074C5B7101A82E00800000000D0E5A0C7F0A1D902000000000000000
 010000000B9B3C1E8F6E64A4C8B0F6B7C5A2D1E3F
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
END:VEVENT
END:VCALENDAR
"""
# Google Calendar, "Export calendar": one event all day without an alarm, one with two, one that was cancelled
GOOGLE_EXPORT = r"""
BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:Exercise planning
X-WR-TIMEZONE:Europe/London
BEGIN:VTIMEZONE
TZID:Europe/London
X-LIC-LOCATION:Europe/London
BEGIN:DAYLIGHT
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
DTSTART:19700329T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
DTSTART:19701025T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
DTSTART;VALUE=DATE:20270511
DTEND;VALUE=DATE:20270512
DTSTAMP:20261121T091500Z
UID:4f8m2c1q7h3k9@google.com
CREATED:20261121T090000Z
LAST-MODIFIED:20261121T090000Z
SEQUENCE:0
STATUS:CONFIRMED
SUMMARY:Safe date
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=Europe/London:20270310T100000
DTEND;TZID=Europe/London:20270310T140000
RRULE:FREQ=MONTHLY;UNTIL=20271231T235959Z;BYDAY=2WE
DTSTAMP:20261121T091500Z
UID:4f8m2c1q7h3k0@google.com
ATTACH;FILENAME=plan.pdf:https://drive.google.com/file/d/x
CREATED:20261121T090000Z
DESCRIPTION:First line\nSecond\, with a comma
LAST-MODIFIED:20261121T090000Z
SEQUENCE:1
STATUS:CONFIRMED
SUMMARY:Planning meeting
TRANSP:OPAQUE
BEGIN:VALARM
ACTION:EMAIL
DESCRIPTION:This is an event reminder
SUMMARY:Alarm notification
ATTENDEE:mailto:planning@example.com
TRIGGER:-P1D
END:VALARM
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:This is an event reminder
TRIGGER:-P0DT0H30M0S
END:VALARM
END:VEVENT
END:VCALENDAR
"""
# a calendar of macOS: zone parts of the past as lists of days, a property of the event after its alarm
APPLE_HISTORY_OF_A_ZONE = r"""
BEGIN:VCALENDAR
CALSCALE:GREGORIAN
VERSION:2.0
X-WR-CALNAME:Plans
PRODID:-//Apple Inc.//macOS 14.5//EN
X-APPLE-CALENDAR-COLOR:#FF2968
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19810329T010000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
BEGIN:STANDARD
DTSTART:19811025T020000
RDATE:19811025T020000,19821024T020000
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
CREATED:20261121T090000Z
DTEND;TZID=Europe/London:20270310T140000
DTSTAMP:20261121T091500Z
DTSTART;TZID=Europe/London:20270310T100000
LAST-MODIFIED:20261121T090000Z
SEQUENCE:0
SUMMARY:Exercise
TRANSP:OPAQUE
UID:3A1C7E30-0C1E-4E9B-8E7C-2B3C6F0E3A11
X-APPLE-CREATOR-IDENTITY:com.apple.calendar
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Reminder
TRIGGER;VALUE=DATE-TIME:20270309T090000Z
UID:5E0C9B5C-6E0F-4A55-8C69-6F2B0D0E6C10
X-WR-ALARMUID:5E0C9B5C-6E0F-4A55-8C69-6F2B0D0E6C10
END:VALARM
END:VEVENT
BEGIN:VEVENT
DTEND;TZID=Europe/London:20270713T140000
DTSTAMP:20261121T091500Z
DTSTART;TZID=Europe/London:20270713T100000
LAST-MODIFIED:20261121T090000Z
SEQUENCE:0
SUMMARY:Debrief
TRANSP:OPAQUE
UID:3A1C7E30-0C1E-4E9B-8E7C-2B3C6F0E3A12
END:VEVENT
END:VCALENDAR
"""
# an invitation from a mail: METHOD:REQUEST with the people asked, a zone without summer time
MAILED_INVITATION = r"""
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//EN
METHOD:REQUEST
BEGIN:VTIMEZONE
TZID:Asia/Tokyo
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0900
TZOFFSETTO:+0900
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:a@example.com
DTSTAMP:20261121T091500Z
DTSTART;TZID=Asia/Tokyo:20270310T100000
DURATION:PT1H
ORGANIZER:mailto:a@example.com
ATTENDEE;RSVP=TRUE;CN="Post, Head of":mailto:b@example.com
SUMMARY:Meeting
END:VEVENT
END:VCALENDAR
"""
ALONE = (
    "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:a@b\nDTSTAMP:20261121T000000Z\n"
    "DTSTART;VALUE=DATE:20270511\nSUMMARY:Test\nEND:VEVENT\nEND:VCALENDAR\n"
)


def octets(text: str) -> bytes:
    """Write a file as its program does, with CR LF."""
    return text.lstrip("\n").replace("\n", "\r\n").encode()


def found(data: bytes, severity: Severity) -> Counter[str]:
    """Count the findings of one severity by their code."""
    return Counter(one.code for one in lint(data) if one.severity is severity)


def said(data: bytes) -> list[str]:
    """Return code, line and message of every error."""
    return [f"{one.code} {one.line} {one.message}" for one in lint(data) if one.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("file", "warnings", "notes"),
    [
        (OUTLOOK_SAVED_CALENDAR, {}, {"CAL09": 1, "CAL24": 2}),
        (GOOGLE_EXPORT, {}, {"CAL09": 1, "CAL10": 1, "CAL30": 2, "CAL31": 2}),
        (APPLE_HISTORY_OF_A_ZONE, {"CAL14": 2}, {"CAL30": 2, "CAL31": 1}),
        (MAILED_INVITATION, {"CAL09": 1, "CAL21": 1}, {"CAL10": 2, "CAL17": 1, "CAL30": 1}),
    ],
    ids=["outlook", "google", "apple", "invitation"],
)
def test_what_the_standard_allows_is_no_error_in_a_file_of_another_program(
    file: str, warnings: dict[str, int], notes: dict[str, int]
) -> None:
    data = octets(file)
    assert said(data) == []
    assert found(data, Severity.WARNING) == warnings
    assert found(data, Severity.NOTE) == notes


def test_a_file_of_icalendar_has_notes_alone() -> None:
    event = Event()
    event.add("uid", "a@b")
    event.add("summary", "Test; and more, " + "x" * 100)
    event.add("dtstamp", datetime(2026, 11, 21, tzinfo=UTC))
    event.add("dtstart", date(2027, 5, 11))
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "x")
    calendar.add_component(event)
    assert {one.severity for one in lint(calendar.to_ical())} == {Severity.NOTE}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ["CAL07 0 no calendar: nothing begins with BEGIN:VCALENDAR"]),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), ["CAL07 0 no calendar: nothing begins with BEGIN:VCALENDAR"]),
        (octets(ALONE).decode().encode("utf-16"), ["CAL01 1 the file is UTF-16: save it as UTF-8"]),
        (octets(ALONE).decode().encode("utf-16-be"), ["CAL01 1 the file is UTF-16: save it as UTF-8"]),
        (b"\xef\xbb\xbf" + octets(ALONE), ["CAL01 1 the file begins with a byte-order mark"]),
        (ALONE.encode(), ["CAL02 0 every line ends with LF alone"]),
        (ALONE.replace("\n", "\r").encode(), ["CAL02 0 every line ends with CR alone"]),
        (octets(ALONE).replace(b"SUMMARY:Test\r\n", b"SUMMARY:Test\n"), ["CAL02 8 a CR or LF stands alone"]),
        (
            octets(ALONE)[:-20],  # cut short in the middle of a line
            [
                "CAL02 0 the last line has no end: the file may have been cut short",
                "CAL07 1 VCALENDAR has no END",
                "CAL07 4 VEVENT has no END",
                "CAL07 9 END:VEV ends nothing",
            ],
        ),
        (octets(ALONE.replace("END:VEVENT\n", "")), ["CAL07 4 VEVENT has no END before END:VCALENDAR"]),
        (octets(ALONE.replace("END:VEVENT\n", "END:VEVENT\nEND:VEVENT\n")), ["CAL07 10 END:VEVENT ends nothing"]),
        (
            octets(ALONE.replace("BEGIN:VEVENT", "BEGIN:VCALENDAR\nBEGIN:VEVENT")),
            ["CAL07 1 VCALENDAR has no END", "CAL07 4 VCALENDAR inside VCALENDAR: the first may have lost its END"],
        ),
        (octets(ALONE.replace("END:VEVENT", "BEGIN:VTODO\nEND:VTODO\nEND:VEVENT")), ["CAL07 9 VTODO inside VEVENT"]),
        (octets("X:1\n" + ALONE), ["CAL07 1 X outside the calendar"]),
        (octets(ALONE + "BEGIN:VCARD\nEND:VCARD\n"), ["CAL07 0 beside the calendar: VCARD"]),
        (octets(ALONE.replace("VERSION:2.0", "VERSION:1.0")), ["CAL07 1 VERSION 1.0: iCalendar is 2.0"]),
        (
            octets(ALONE).replace(b"Test", b"Caf\xe9"),
            ["CAL04 8 octet E9 is no UTF-8; the text may be in Windows-1252"],
        ),
        (octets(ALONE.replace("Test", "Te\x00st")), ["CAL05 8 U+0000"]),
        (octets(ALONE.replace("Test", "a;b,c\\d")), [
            "CAL06 8 SUMMARY: a backslash that escapes nothing, a bare semicolon, a bare comma",
        ]),
        (
            octets(ALONE.replace("SUMMARY", " SUMMARY")),  # a fold where none was meant
            ["CAL19 7 DTSTART 20270511SUMMARY:Test is neither date nor time"],
        ),
    ],
)  # fmt: skip
def test_a_broken_file_is_said_to_be_broken_where_it_is(data: bytes, expected: list[str]) -> None:
    assert said(data) == expected


def test_a_fold_in_a_character_is_a_warning_and_octets_of_another_encoding_an_error() -> None:
    parted = octets(ALONE).replace(b"Test", b"Caf\xc3\r\n \xa9")
    assert said(parted) == []
    assert found(parted, Severity.WARNING) == {"CAL04": 2}


@pytest.mark.parametrize(
    ("text", "severity"),
    [("a\tb", Severity.NOTE), ("a\x85b", Severity.WARNING), ("a\u2028b", Severity.WARNING), ("a\x07b", Severity.ERROR)],
)
def test_controls_are_as_bad_as_the_standard_and_programs_find_them(text: str, severity: Severity) -> None:
    (one,) = [one for one in lint(octets(ALONE.replace("Test", text))) if one.code == "CAL05"]
    assert one.severity is severity


def test_two_calendars_in_one_file_are_allowed_and_a_warning() -> None:
    data = octets(ALONE + ALONE)
    assert said(data) == []
    assert found(data, Severity.WARNING) == {"CAL07": 1}


def test_an_event_after_its_alarm_still_has_its_properties() -> None:
    alarm = "BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:x\nTRIGGER:-PT15M\nEND:VALARM\n"
    assert said(octets(ALONE.replace("SUMMARY", alarm + "SUMMARY"))) == ["CAL08 13 SUMMARY"]


LONDON = (
    "BEGIN:VTIMEZONE\nTZID:Europe/London\n"
    "BEGIN:STANDARD\nDTSTART:19701025T020000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\n"
    "TZOFFSETFROM:+0100\nTZOFFSETTO:+0000\nEND:STANDARD\n"
    "BEGIN:DAYLIGHT\nDTSTART:19700329T010000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\n"
    "TZOFFSETFROM:+0000\nTZOFFSETTO:+0100\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
)
START = "DTSTART;TZID=Europe/London:20270713T100000"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("x", "x", []),
        (  # the spring onset an hour late
            "DTSTART:19700329T010000",
            "DTSTART:19700329T020000",
            ["CAL15 12 DAYLIGHT begins 20270328T020000 by the file, and does not by the database"],
        ),
        (  # summer time that begins in May
            "BYMONTH=3",
            "BYMONTH=5",
            ["CAL15 12 DAYLIGHT begins 20270530T010000 by the file, and does not by the database"],
        ),
        (  # summer time in the file ended long ago
            "BYDAY=-1SU;BYMONTH=3",
            "BYDAY=-1SU;BYMONTH=3;UNTIL=19950326T010000Z",
            ["CAL15 22 Europe/London is +00:00 from UTC at 20270713T100000 by the file"],
        ),
        ("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "FREQ=MONTHLY;BYDAY=-1SU", []),  # not understood, so not judged
        ("DTSTART:19700329T010000", "DTSTART:00000000T000000", []),
        ("TZOFFSETTO:+0100", "TZOFFSETTO:one hour", []),
    ],
)
def test_a_zone_is_held_against_the_database_at_the_times_used(old: str, new: str, expected: list[str]) -> None:
    file = ALONE.replace("DTSTART;VALUE=DATE:20270511", START).replace("BEGIN:VEVENT", LONDON + "BEGIN:VEVENT")
    errors = [
        f"{one.code} {one.line} {one.message}" for one in lint(octets(file.replace(old, new))) if one.code == "CAL15"
    ]
    assert errors == expected


def test_a_zone_described_by_its_days_is_held_against_the_database_too() -> None:
    days = LONDON.replace("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "RDATE:20270328T010000,20280326T010000")
    days = days.replace("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "RDATE:20271031T020000")
    file = ALONE.replace("DTSTART;VALUE=DATE:20270511", START)
    good = octets(file.replace("BEGIN:VEVENT", days + "BEGIN:VEVENT"))
    assert "CAL15" not in {one.code for one in lint(good)}
    late = octets(file.replace("BEGIN:VEVENT", days.replace("20270328", "20270804") + "BEGIN:VEVENT"))
    assert "CAL15" in {one.code for one in lint(late)}


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ("RRULE:FREQ=DAILY;UNTIL=20270601", []),
        ("RRULE:FREQ=DAILY;UNTIL=20270601;COUNT=3", ["CAL28"]),
        ("rrule:freq=daily;until=20270601T000000Z", ["CAL28"]),
        ("STATUS:confirmed\nTRANSP:transparent", []),
        ("STATUS:NEEDS-ACTION", ["CAL33"]),
        ("CLASS:X-OFFICIAL", []),
        ("DTEND;VALUE=DATE:20270511", ["CAL20"]),
        ("DTEND;VALUE=DATE:20270512\nDURATION:P1D", ["CAL21"]),
        ("LAST-MODIFIED;VALUE=DATE-TIME:20270511T000000Z", []),
        ("BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:x\nTRIGGER:PT0S\nEND:VALARM", []),
        ("BEGIN:VALARM\nACTION:AUDIO\nTRIGGER;RELATED=START:-PT5M\nEND:VALARM", []),
        ("BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:x\nTRIGGER:soon\nEND:VALARM", ["CAL31"]),
        ("BEGIN:VALARM\nDESCRIPTION:x\nTRIGGER:-PT5M\nTRIGGER:-PT5M\nEND:VALARM", ["CAL31", "CAL31"]),
        ("X-ALT-DESC;FMTTYPE=text/html:<p>a, b; c</p>\nDESCRIPTION:a", []),
        ("UID:", ["CAL17", "CAL24"]),
    ],
)
def test_only_what_the_standard_forbids_is_an_error(lines: str, codes: list[str]) -> None:
    data = octets(ALONE.replace("SUMMARY:Test\n", f"SUMMARY:Test\n{lines}\n"))
    assert [line.split()[0] for line in sorted(said(data))] == codes


def test_a_floating_time_takes_a_floating_until_and_two_unknown_zones_are_not_compared() -> None:
    floating = ALONE.replace("DTSTART;VALUE=DATE:20270511", "DTSTART:20270511T100000\nRRULE:FREQ=DAILY;UNTIL={}")
    assert said(octets(floating.format("20270601T100000"))) == []
    assert said(octets(floating.format("20270601T100000Z")))[0].startswith("CAL28")
    zones = "DTSTART;TZID=Here:20270511T100000\nDTEND;TZID=There:20270511T090000"
    both = octets(ALONE.replace("DTSTART;VALUE=DATE:20270511", zones))
    assert {line.split()[0] for line in said(both)} == {"CAL13"}
    same = octets(ALONE.replace("DTSTART;VALUE=DATE:20270511", zones.replace("There", "Here")))
    assert "CAL19" in {line.split()[0] for line in said(same)}
