"""The journal, as an officer reads it on a screen."""

from __future__ import annotations

from datetime import datetime

from comah.model.journal import JournalLine, JournalReport
from comah.model.words import count_words, weekday_words
from comah.render.parts import write_folded
from comah.render.screen import Screen

HEADS = ("When", "By", "What", "Change")


def journal_table(report: JournalReport, width: int, *, colour: bool) -> str:
    """Return the lines as a page of text, never wider than ``width``; what cannot be read comes first."""
    screen = Screen(width, colour=colour)
    for line in report.marking:
        write_folded(screen, line, style="bold")
    for line in fault_lines(report):
        write_folded(screen, line, style="bold")
    screen.line(title(report), "bold")
    if report.rows:
        screen.table(HEADS, [(cells(row), "") for row in report.rows])
    write_folded(screen, closing(report))
    return screen.text()


def title(report: JournalReport) -> str:
    """Return the page's heading."""
    name = report.register_name or "Register"
    return f"{name}: journal{f' ({report.asked})' if report.asked else ''}"


def cells(row: JournalLine) -> tuple[str, ...]:
    """Return a row's cells."""
    return instant_words(row.when), row.by, row.what, f"{row.summary} [{row.file}]"


def instant_words(text: str) -> str:
    """Write an instant as officers do, in the time of the place where it was written.

    >>> instant_words("2026-11-21T10:05:09+00:00")
    'Sat 21 Nov 2026 10:05'
    """
    instant = datetime.fromisoformat(text)
    return f"{weekday_words(instant.date())} {instant:%H:%M}"


def fault_lines(report: JournalReport) -> list[str]:
    """Say which lines cannot be read."""
    return [f"NOT READ: {fault.where} {fault.message}" for fault in report.faults]


def closing(report: JournalReport) -> str:
    """Say how many lines are shown, and of how many."""
    shown = count_words(len(report.rows), "change")
    unread = f"; {count_words(len(report.faults), 'line')} not read" if report.faults else ""
    of = f" of {report.total}" if len(report.rows) != report.total else ""
    return f"{shown}{of}{unread}. An edit by hand leaves no line."
