"""The forum's view as its secretary reads it on a screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from comah.model.forum import Ahead, Basis, ForumReport, ForumRow
from comah.model.words import count_words, day_words, weekday_words
from comah.render.check_table import write_block
from comah.render.parts import write_folded
from comah.render.screen import Screen

HEADS: Final = (
    "Authority",
    "In date",
    "At risk",
    "May be",
    "Overdue",
    "Not shown",
    "Held",
    "Confirmed",
    "Lessons",
    "Late",
    "Reports",
    "90 days",
    "From",
)
_PLANS: Final = (0, 1, 2, 3, 4, 5, 12)  # the columns of the first table on a screen
_WORK: Final = (0, 6, 7, 8, 9, 10, 11)  # and of the second
LEGEND: Final = (
    "A plan stands where the worst of its test, its review and its preparation does.",
    "May be: overdue on one reading of its dates. Not shown: nothing to count from.",
    "Held, Confirmed: exercises this financial year. Lessons: open; Late: past their day. Reports: not published yet.",
    "90 days: safe dates, exercises and debriefs to come. Exercises without notice are in none of it.",
)
NO_RECORDS: Final = "NO RECORDS"
_UNKNOWN: Final = "?"  # never a nought: nobody knows
_WHAT: Final = {"safe-date": "safe date of", "exercise": "exercise", "debrief": "debrief of"}


def forum_table(report: ForumReport, width: int, *, colour: bool) -> str:
    """Return the view as a page of text, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    for line in report.marking:
        screen.line(line, "bold")
    screen.split(f"comah check --forum: {report.register_name}", f"as at {weekday_words(report.on)}", "bold")
    for line in report.notices:
        write_folded(screen, line)
    write_folded(screen, report.headline, style="bold")
    for columns in (_PLANS, _WORK):
        screen.line()
        _table(screen, report, columns)
    screen.line()
    for line in LEGEND:
        write_folded(screen, line)
    _not_counted(screen, report)
    _ahead(screen, report)
    if report.blocks:
        screen.line()
        screen.line("What only the forum can see", "bold")
    for block in report.blocks:
        write_block(screen, block)
    screen.line()
    write_folded(screen, report.closing)
    return screen.text()


def cells(row: ForumRow, on: date) -> tuple[str, ...]:
    """Return a row's cells; an authority without records has no numbers at all."""
    content = row.content
    if content is None:
        return (row.name, *[_UNKNOWN] * (len(HEADS) - 2), NO_RECORDS)
    positions = content.positions
    counts = (
        positions.in_date,
        positions.at_risk,
        positions.may_be_overdue,
        positions.overdue,
        positions.cannot_be_shown,
        content.exercises_held,
        content.exercises_confirmed,
        content.lessons_open,
        content.lessons_overdue,
        content.reports_outstanding,
        len(row.ahead_on(on)),
    )
    return (row.name, *map(str, counts), basis_words(row))


def basis_words(row: ForumRow) -> str:
    """Say what a row rests on, how old it is, and what of it could not be read."""
    if row.content is None:
        return NO_RECORDS
    faults = row.content.unreadable
    unread = "; no plan on record" if not row.content.positions.total else ""
    unread += f"; {count_words(faults, 'fault')}, not all read" if faults else ""
    if row.basis is Basis.RECORDS:
        return f"records{unread}"
    old = f"{count_words(row.age_days, 'day')} old" if row.age_days else "of today"
    passed = f"; {count_words(row.passed, 'safe date')} passed since" if row.passed else ""
    stale = "; TOO OLD for what follows" if row.is_stale else ""
    return f"return of {day_words(row.content.on)}, {old}, year {row.content.year}{passed}{stale}{unread}"


def _table(screen: Screen, report: ForumReport, columns: tuple[int, ...]) -> None:
    rows = [(cells(row, report.on), _style(row)) for row in report.rows]
    screen.table([HEADS[one] for one in columns], [([cell[one] for one in columns], style) for cell, style in rows])


def ahead_words(one: Ahead) -> str:
    """Write what is to come."""
    return f"{weekday_words(one.on)}  {_WHAT[one.what]} {one.subject}"


def rows_ahead(report: ForumReport) -> Iterator[tuple[ForumRow, tuple[Ahead, ...]]]:
    """Yield the rows that have something to come, from the report's own day on."""
    for row in report.rows:
        ahead = row.ahead_on(report.on)
        if ahead:
            yield row, ahead


def _ahead(screen: Screen, report: ForumReport) -> None:
    for number, (row, ahead) in enumerate(rows_ahead(report)):
        if not number:
            screen.line()
            screen.line("Next 90 days", "bold")
        screen.line(row.name)
        for one in ahead:
            write_folded(screen, ahead_words(one), "  ", "    ")


def _not_counted(screen: Screen, report: ForumReport) -> None:
    if report.not_counted:
        screen.line()
        screen.line("RETURNS NOT COUNTED", "bold red")
    for fault in report.not_counted:
        write_folded(screen, f"{fault.file} {fault.message}", "  ", "    ")


def _style(row: ForumRow) -> str:
    if row.content is None:
        return "magenta"
    return "bold red" if row.content.positions.overdue else ""
