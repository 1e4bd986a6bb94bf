"""Every code of the lint finds a file that breaks it, and a good file has none."""

from __future__ import annotations

import pytest

from comah.calendar_lint import EXPLANATIONS, lint

ZONE = (
    "BEGIN:VTIMEZONE\nTZID:Europe/London\n"
    "BEGIN:STANDARD\nDTSTART:19701025T020000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\n"
    "TZOFFSETFROM:+0100\nTZOFFSETTO:+0000\nEND:STANDARD\n"
    "BEGIN:DAYLIGHT\nDTSTART:19700329T010000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\n"
    "TZOFFSETFROM:+0000\nTZOFFSETTO:+0100\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
)
ALARM = "BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Test\nTRIGGER:-PT15H\nEND:VALARM\n"
ALL_DAY = (
    "BEGIN:VEVENT\nUID:a@b\nDTSTAMP:20261121T000000Z\nLAST-MODIFIED:20261121T000000Z\nSEQUENCE:0\n"
    "DTSTART;VALUE=DATE:20270511\nDTEND;VALUE=DATE:20270512\nSUMMARY:Test\\, at last\nCATEGORIES:one,two\n"
    "CLASS:PUBLIC\nSTATUS:CONFIRMED\nTRANSP:TRANSPARENT\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\n" + ALARM + "END:VEVENT\n"
)
TIMED = (
    "BEGIN:VEVENT\nUID:c@d\nDTSTAMP:20261121T000000Z\nLAST-MODIFIED:20261121T000000Z\nSEQUENCE:0\n"
    "DTSTART;TZID=Europe/London:20270310T100000\nDTEND;TZID=Europe/London:20270310T140000\nSUMMARY:Exercise\n"
    "TRANSP:OPAQUE\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY\nEND:VEVENT\n"
)
HEAD = (
    "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//EN\nX-WR-CALNAME:Plans\n"
    "REFRESH-INTERVAL;VALUE=DURATION:P1D\nX-PUBLISHED-TTL:P1D\n"
)
GOOD = HEAD + ZONE + ALL_DAY + TIMED + "END:VCALENDAR\n"


def octets(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def changed(old: str, new: str) -> bytes:
    assert GOOD.count(old) >= 1, old
    return octets(GOOD.replace(old, new, 1))


BROKEN = [
    ("CAL01", b"\xef\xbb\xbf" + octets(GOOD)),
    ("CAL02", octets(GOOD).replace(b"\r\n", b"\n")),
    ("CAL02", octets(GOOD).replace(b"SUMMARY:Exercise\r\n", b"SUMMARY:Exercise\n")),
    ("CAL02", octets(GOOD).removesuffix(b"\r\n")),
    ("CAL03", changed("SUMMARY:Exercise", "SUMMARY:" + "x" * 68)),
    ("CAL04", octets(GOOD).replace(b"Exercise", b"Ex\xc3\r\n \xa9")),
    ("CAL05", changed("SUMMARY:Exercise", "SUMMARY:Exer\x07cise")),
    ("CAL05", changed("SUMMARY:Exercise", "SUMMARY:Exer\u2028cise")),
    ("CAL06", changed("Test\\, at last", "Test, at last")),
    ("CAL06", changed("Test\\, at last", "Test; at last")),
    ("CAL06", changed("Test\\, at last", "Test\\N at last")),
    ("CAL06", changed("Test\\, at last", "Test\\")),
    ("CAL07", octets(GOOD + GOOD)),
    ("CAL07", changed("VERSION:2.0\n", "")),
    ("CAL07", changed("PRODID:-//x//EN\n", "PRODID:x\nPRODID:y\n")),
    ("CAL07", changed("END:VEVENT\n", "")),
    ("CAL07", changed("SUMMARY:Exercise", "Exercise")),
    ("CAL07", b""),
    ("CAL08", octets(GOOD.replace("X-WR-CALNAME:Plans\n", "").replace("END:VCAL", "X-WR-CALNAME:Plans\nEND:VCAL"))),
    ("CAL09", changed("VERSION:2.0\n", "VERSION:2.0\nMETHOD:PUBLISH\n")),
    ("CAL10", changed("SUMMARY:Exercise\n", "SUMMARY:Exercise\nATTENDEE:mailto:a@b\n")),
    ("CAL10", changed("SUMMARY:Exercise\n", "SUMMARY:Exercise\nORGANIZER:mailto:a@b\n")),
    ("CAL11", octets(HEAD + ALL_DAY + "END:VCALENDAR\n")),
    ("CAL11", changed("X-WR-CALNAME:Plans", "X-WR-CALNAME:" + "\n ".join(["x" * 60] * 5))),
    ("CAL12", changed("X-PUBLISHED-TTL:P1D", "X-PUBLISHED-TTL:PT12H")),
    ("CAL12", changed("REFRESH-INTERVAL;VALUE=DURATION", "REFRESH-INTERVAL")),
    ("CAL13", octets(GOOD.replace(ZONE, ""))),
    ("CAL13", octets(GOOD.replace(ZONE, ZONE + ZONE))),
    ("CAL13", octets(GOOD.replace(TIMED, ""))),
    ("CAL14", changed("BEGIN:DAYLIGHT\n", "BEGIN:STANDARD\nEND:STANDARD\nBEGIN:DAYLIGHT\n")),
    ("CAL14", changed("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\n", "RDATE:20270328T010000\n")),
    ("CAL16", changed("DTEND;TZID=Europe/London:20270310T140000", "DTEND:20270310T140000")),
    ("CAL16", changed("DTEND;TZID=Europe/London:20270310T140000", "DTEND;TZID=Europe/London:20270310T140000Z")),
    ("CAL17", changed("SEQUENCE:0\n", "")),
    ("CAL17", changed("SUMMARY:Exercise\n", "SUMMARY:Exercise\nSUMMARY:Again\n")),
    ("CAL18", changed("DTSTAMP:20261121T000000Z", "DTSTAMP:20261121T000000")),
    ("CAL19", changed("20270310T140000", "20270310T100000")),
    ("CAL19", changed("DTEND;TZID=Europe/London:20270310T140000", "DTEND;VALUE=DATE:20270311")),
    ("CAL13", changed("DTSTART;TZID=Europe/London:20270310T100000", "DTSTART;TZID=Mars/Olympus:20270310T100000")),
    ("CAL15", changed("TZOFFSETFROM:+0100\nTZOFFSETTO:+0000", "TZOFFSETFROM:+0100\nTZOFFSETTO:+0100")),
    ("CAL20", changed("DTEND;VALUE=DATE:20270512", "DTEND;VALUE=DATE:20270511")),
    ("CAL20", changed("DTEND;VALUE=DATE:20270512", "DTEND:20270512T000000Z")),
    ("CAL21", changed("DTEND;VALUE=DATE:20270512", "DURATION:P1D")),
    ("CAL22", octets(GOOD.replace("20270310T100000", "20270328T013000").replace("20270310T14", "20270328T14"))),
    ("CAL22", octets(GOOD.replace("20270310T100000", "20271031T013000").replace("20270310T14", "20271031T14"))),
    ("CAL24", changed("UID:c@d", "UID:a@b")),
    ("CAL24", changed("UID:c@d", "UID:" + "\n ".join(["x" * 60] * 4))),
    ("CAL24", changed("UID:c@d", "UID:040000008200E00074C5")),
    ("CAL24", changed("UID:c@d", "UID:040000008200e00074c5")),
    ("CAL28", changed("SUMMARY:Exercise\n", "SUMMARY:Exercise\nRRULE:FREQ=DAILY;UNTIL=20270401\n")),
    ("CAL28", changed("SUMMARY:Test", "RRULE:FREQ=DAILY;UNTIL=20270401T000000Z\nSUMMARY:Test")),
    ("CAL28", changed("SUMMARY:Test", "RRULE:FREQ=DAILY;COUNT=3\nEXDATE;VALUE=DATE:20270512\nSUMMARY:Test")),
    ("CAL29", changed("STATUS:CONFIRMED", "STATUS:CANCELLED")),
    ("CAL30", changed("BUSYSTATUS:FREE", "BUSYSTATUS:BUSY")),
    ("CAL30", changed("TRANSP:OPAQUE\n", "")),
    ("CAL31", octets(GOOD.replace(ALARM, ALARM + ALARM))),
    ("CAL31", changed("TRIGGER:-PT15H", "TRIGGER:PT15H")),
    ("CAL31", changed("TRIGGER:-PT15H", "TRIGGER;RELATED=END:-PT15H")),
    ("CAL31", changed("ACTION:DISPLAY", "ACTION:EMAIL")),
    ("CAL31", changed("DESCRIPTION:Test\n", "")),
    ("CAL32", changed("SUMMARY:Exercise\n", "SUMMARY:Exercise\nX-ALT-DESC;FMTTYPE=text/html:<p>x</p>\n")),
    ("CAL33", changed("STATUS:CONFIRMED", "STATUS:MAYBE")),
    ("CAL33", changed("CLASS:PUBLIC", "CLASS:OFFICIAL")),
    ("CAL34", octets(HEAD + "".join(ALL_DAY.replace("a@b", f"{i}@b") for i in range(1001)) + "END:VCALENDAR\n")),
    ("CAL34", changed("SUMMARY:Exercise", "SUMMARY:" + "\n ".join(["x" * 60] * 17_000))),
]


def test_a_good_file_has_no_finding() -> None:
    assert lint(octets(GOOD)) == ()


@pytest.mark.parametrize(("code", "data"), BROKEN, ids=[f"{code}-{n}" for n, (code, _) in enumerate(BROKEN)])
def test_a_broken_file_is_found(code: str, data: bytes) -> None:
    assert code in {finding.code for finding in lint(data)}


def test_every_code_has_a_broken_file_and_an_explanation() -> None:
    assert {code for code, _ in BROKEN} == set(EXPLANATIONS)


def test_a_finding_says_where() -> None:
    (finding,) = lint(changed("STATUS:CONFIRMED", "STATUS:MAYBE"))
    assert octets(GOOD).split(b"\r\n")[finding.line - 1] == b"STATUS:CONFIRMED"
    assert finding.explanation == "CLASS and STATUS are of the sets of the standard."


def test_ten_thousand_open_components_are_findings_and_no_crash() -> None:
    assert "CAL07" in {finding.code for finding in lint(b"BEGIN:VEVENT\r\n" * 10_000)}
