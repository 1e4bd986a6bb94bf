"""Local measures as members read them, on a screen."""

from __future__ import annotations

from typing import Final

from comah.model.measure import MeasureReport, MeasureRow
from comah.model.words import weekday_words
from comah.render.parts import write_folded
from comah.render.screen import Screen

LEGEND: Final = "Forecast: so far, and what is confirmed for the rest of the financial year, 1 April to 31 March."
NOT_LAW: Final = "Local measures, not law: meeting one shows no plan in date."
NONE: Final = "No measure on record."


def measures_table(report: MeasureReport, width: int, *, colour: bool) -> str:
    """Return the measures as a page of text, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    for line in report.marking:
        screen.line(line, "bold")
    screen.split(f"{report.title}: local measures", f"as at {weekday_words(report.on)}", "bold")
    for line in report.notices:
        write_folded(screen, line)
    write_folded(screen, NOT_LAW)
    screen.line()
    if report.rows:
        screen.table(heads(report), [(cells(report, row), "") for row in report.rows])
    else:
        screen.line(NONE)
    write_folded(screen, LEGEND)
    return screen.text()


def heads(report: MeasureReport) -> tuple[str, ...]:
    """Return the headings: all rows are of the same two financial years."""
    last, this = report.rows[0].last_period, report.rows[0].period
    return "Reference", "Description", last, f"Target {this}", "So far", "Forecast"


def cells(report: MeasureReport, row: MeasureRow) -> tuple[str, ...]:
    """Return a row's cells; where there are several authorities it says whose it is."""
    whose = f"{row.authority}: " if len({one.authority for one in report.rows}) > 1 else ""
    return (
        row.id,
        f"{whose}{row.title or row.id}",
        f"{row.last_actual}, {row.last_status.value}",
        str(row.target),
        f"{row.actual}, {row.days_left} d left",
        str(row.forecast),
    )
