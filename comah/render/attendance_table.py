"""Agencies' parts in exercises, as an officer reads them on a screen."""

from __future__ import annotations

from typing import Final

from comah.model.attendance_list import AttendanceList, PartRow, PartState
from comah.model.when import When
from comah.model.words import count_words, day_words, weekday_words, when_words
from comah.render.parts import write_folded
from comah.render.screen import Screen
from comah.render.unread import write_unread

NONE: Final = "No agency on record."
WORDS: Final = {
    PartState.ATTENDED: "attended",
    PartState.APOLOGISED: "apologised",
    PartState.ABSENT: "ABSENT, no apology",
    PartState.NOT_RECORDED: "NOT RECORDED whether it came",
    PartState.REPLIED: "replied",
    PartState.ASKED: "no reply",
    PartState.NOT_ASKED: "not asked on record",
}
_STYLE: Final = {PartState.ABSENT: "red", PartState.NOT_RECORDED: "magenta", PartState.ASKED: "yellow"}


def attendance_table(found: AttendanceList, width: int, *, colour: bool) -> str:
    """Return the parts as a page of text, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    write_unread(screen, found.unreadable)
    for line in found.marking:
        screen.line(line, "bold")
    screen.split(f"Attendance: {found.title}", f"as at {weekday_words(found.on)}", "bold")
    write_folded(screen, found.about)
    write_folded(screen, counts_words(found))
    screen.line()
    if found.rows:
        screen.table(heads(found), [(cells(found, row), _STYLE.get(row.state, "")) for row in found.rows])
    else:
        screen.line(NONE)
    return screen.text()


def counts_words(found: AttendanceList) -> str:
    """Say how many stand how; what is nought is left out, but for the first."""
    counts = found.counts
    noun = ("exercise", "exercises") if found.is_history else ("agency", "agencies")
    parts = [count_words(len(found.rows), *noun), f"{counts.asked} asked"]
    told = (
        (counts.under_14_5, "under reg 14(5)"),
        (counts.attended, "attended"),
        (counts.apologised, "apologised"),
        (counts.absent, "absent"),
        (counts.not_recorded, "not recorded"),
        (counts.awaited, "reply awaited"),
    )
    return ", ".join([*parts, *(f"{number} {words}" for number, words in told if number)])


def heads(found: AttendanceList) -> tuple[str, ...]:
    """Return the headings."""
    return ("Exercise" if found.is_history else "Agency", "Asked", "Replied", "Part")


def cells(found: AttendanceList, row: PartRow) -> tuple[str, ...]:
    """Return a row's cells."""
    first = f"{row.exercise}, {_day(row.day) or 'no day'}" if found.is_history else row.agency_name
    asked = f"{_day(row.asked) or '-'}{' reg 14(5)' if row.is_under_14_5 else ''}"
    return first, asked, _day(row.replied) or "-", position(row)


def position(row: PartRow) -> str:
    """Say how a part stands, and how long a reply has been awaited."""
    words = WORDS[row.state]
    if row.state is PartState.ASKED and row.days_waiting:
        words += f" for {count_words(row.days_waiting, 'day')}"
        if row.reply_by is not None:
            words += f" (local target {day_words(row.reply_by)})"
    return words


def _day(text: str) -> str:
    return when_words(When.read(text)) if text and text != "unknown" else ("day not on record" if text else "")
