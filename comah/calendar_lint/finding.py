"""What the lint finds, and why each matters."""

from __future__ import annotations

from typing import Final

import msgspec


class LintFinding(msgspec.Struct, frozen=True, kw_only=True):
    """One place in which a file breaks the checklist."""

    code: str
    line: int  # physical line, from 1; 0 where it is of the whole file
    message: str

    @property
    def explanation(self) -> str:
        """Why it matters."""
        return EXPLANATIONS[self.code]


EXPLANATIONS: Final = {
    "CAL01": "The file is UTF-8 without a byte-order mark (RFC 5545, 3.1.4).",
    "CAL02": "Every line, the last one too, ends with CR and LF (RFC 5545, 3.1).",
    "CAL03": "A line has at most 75 octets (RFC 5545, 3.1); longer ones are folded.",
    "CAL04": "A fold never parts the octets of one character: some readers decode line by line.",
    "CAL05": "A file holds no control characters.",
    "CAL06": "Text escapes backslash, semicolon, comma and line feed, and nothing else (RFC 5545, 3.3.11).",
    "CAL07": "A file is one VCALENDAR with one VERSION and one PRODID.",
    "CAL08": "Properties of the calendar stand before its components (RFC 5545, 3.6).",
    "CAL09": "A schedule file has no METHOD, so that DTSTAMP means last revised.",
    "CAL10": "A schedule file invites nobody: no ATTENDEE and no ORGANIZER.",
    "CAL11": "Outlook opens a file of one event with a calendar name as a calendar; names are at most 255 long.",
    "CAL12": "REFRESH-INTERVAL and X-PUBLISHED-TTL say the same to different programs.",
    "CAL13": "Each time zone used is described once, and none is described that is not used.",
    "CAL14": "A time zone has one STANDARD and one DAYLIGHT with a yearly rule: Outlook reads no lists of days.",
    "CAL16": "A time is in a named zone or in UTC: one without either moves with the reader.",
    "CAL17": "An event has each of UID, DTSTAMP, DTSTART, DTEND, SUMMARY, SEQUENCE and LAST-MODIFIED once.",
    "CAL18": "DTSTAMP, CREATED and LAST-MODIFIED are in UTC.",
    "CAL19": "DTEND is of the type of DTSTART and later.",
    "CAL20": "An all-day event has two dates, the second the day after its last day.",
    "CAL21": "Programs read DURATION differently across a change of clocks: events have DTEND.",
    "CAL22": "A local time that a change of clocks skips or repeats is written in UTC.",
    "CAL24": "A UID is the event's own, at most 202 octets, and not of Outlook's own form.",
    "CAL28": "UNTIL is a date with dates and UTC with times; COUNT does not go with EXDATE.",
    "CAL29": "A cancelled event says so, takes up no time and rings no alarm.",
    "CAL30": "TRANSP and X-MICROSOFT-CDO-BUSYSTATUS say the same to different programs.",
    "CAL31": "An event has one alarm at most: DISPLAY, with a text, before the start. Outlook reads its length alone.",
    "CAL32": "X-ALT-DESC is of FMTTYPE text/html and has a DESCRIPTION beside it.",
    "CAL33": "CLASS and STATUS are of the sets of RFC 5545.",
    "CAL34": "A file has at most 1,000 events and 1 MB.",
}
