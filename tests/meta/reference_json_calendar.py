"""What each key means of the lint's answer as JSON, and a file in which it finds something."""

from __future__ import annotations

from typing import Final

OTHER_FILE: Final = "other.ics"
# lines that end with LF alone
OTHER_CALENDAR: Final = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//EN
BEGIN:VEVENT
UID:a@example.com
DTSTAMP:20261121T000000Z
DTSTART;VALUE=DATE:20270511
SUMMARY:Exercise
END:VEVENT
END:VCALENDAR
"""
LINT: Final = {
    "schema": "the form's name and number",
    "fail_on": "error, warning or note: from which severity on the files fail",
    "fails": "whether any of them does; the exit status says the same",
    "files": "the files, in the order asked for",
    "files[].file": "its name, as it was asked for",
    "files[].octets": "its size",
    "files[].events": "how many events it holds",
    "files[].counts": "how many findings it has",
    "files[].counts.error": "what the standard forbids, or programs fail on",
    "files[].counts.warning": "what programs are known to read in different ways",
    "files[].counts.note": "rules of comah's own files; no fault in another program's",
    "files[].findings": "every finding, the worst first",
    "files[].findings[].code": "the rule, such as CAL02",
    "files[].findings[].severity": "error, warning or note",
    "files[].findings[].line": "the line, from 1; null where it is of the whole file",
    "files[].findings[].message": "what was found",
    "rules": "the rules that are broken somewhere, by code",
    "rules[].code": "its code",
    "rules[].title": "its short name",
    "rules[].source": "where it stands",
    "rules[].rule": "the rule, in one sentence",
    "rules[].effect": "what programs do with a file that breaks it",
    "rules[].right": "what the right form looks like",
}
