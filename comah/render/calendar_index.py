"""The index of calendars that were written together: for a spreadsheet, and to be read."""

from __future__ import annotations

from datetime import date
from typing import Final

from comah.model.calendar_index import CalendarIndex, IndexRow
from comah.model.words import count_words, day_words, weekday_words
from comah.render.cells import csv_text
from comah.render.markdown import md

TITLE: Final = "Calendars:"
COLUMNS: Final = ("file", "sort", "of", "calendar", "entries", "cancelled", "first", "last", "on")


def index_csv(index: CalendarIndex) -> str:
    """Return a heading and one line a file; line ends are CRLF as RFC 4180 has them."""
    return csv_text(COLUMNS, (_values(row, index.on) for row in index.rows))


def index_md(index: CalendarIndex) -> str:
    """Return a page with a list for each sort of calendar."""
    lines = [
        f"# {TITLE} {md(index.title)}",
        "",
        *(f"{md(one)}\n" for one in index.marking),
        f"As at {weekday_words(index.on)}.",
    ]
    for sort in dict.fromkeys(row.sort for row in index.rows):
        lines += ["", f"## One calendar for each {sort}", ""]
        lines += [_item(row) for row in index.rows if row.sort == sort]
    return "\n".join([*lines, ""])


def _values(row: IndexRow, on: date) -> tuple[object, ...]:
    return (row.file, row.sort, row.of, row.calendar, row.entries, row.cancelled, row.first, row.last, on)


def _item(row: IndexRow) -> str:
    cancelled = f", {row.cancelled} of them cancelled" if row.cancelled else ""
    held = f"{count_words(row.entries, 'entry', 'entries')}{cancelled}"
    return f"- [{md(row.of)}]({row.file}): {held}, {day_words(row.first)} to {day_words(row.last)}"
